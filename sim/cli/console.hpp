// What is printed where: tables to stdout; progress, warnings and errors to stderr.
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "cli/options.hpp"

namespace tariffsim {

class Console {
 public:
  /// Colour if asked; with `automatic`, on a terminal and without NO_COLOR.
  explicit Console(const Options& options);

  bool color() const { return color_; }
  /// A table; nothing with --quiet. Throws OutputError when stdout takes no more; after that
  /// nothing is printed, and nothing thrown.
  void print(const std::string& text) const;
  /// What a command was run for, in a line: also with --quiet. Throws as print().
  void sum_up(const std::string& text) const;
  /// Errors always; warnings and notes not with --quiet.
  void report(const std::vector<Diagnostic>& diagnostics) const;
  /// An error without a place.
  void error(const std::string& message) const;
  /// One line that the next replaces; only on a terminal. An empty text clears it.
  void progress(const std::string& text) const;

 private:
  void put(const std::string& text) const;

  bool quiet_ = false;
  bool color_ = false;
  bool color_errors_ = false;
  bool progress_ = false;
  mutable bool closed_ = false;  // stdout takes no more
};

}  // namespace tariffsim

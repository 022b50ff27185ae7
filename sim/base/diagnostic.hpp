// What is wrong with an input, where, and how to mend it.
#pragma once

#include <array>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace tariffsim {

/// The text of one input file, kept as long as a place in it may be shown.
struct SourceText {
  std::string name;  ///< as shown in messages: the path as the user gave it, or "--set"
  std::string text;  ///< bytes, UTF-8
};

/// A stretch of a source text. A default Place points nowhere: only the message is shown.
struct Place {
  std::shared_ptr<const SourceText> source;
  int line = 0;    ///< 1-based; 0 = the file as a whole
  int column = 0;  ///< 1-based, in bytes of the line; 0 = the line as a whole
  int length = 1;  ///< in bytes, at least 1
};

enum class Severity { error, warning, note };

struct Diagnostic {
  Severity severity = Severity::error;
  Place place;
  std::string message;  ///< what was found and what was expected, without a final stop
  std::string hint;     ///< what was probably meant, or empty: "did you mean 'CHN' (China)?"
};

/// `file:line:column: error: message`, the line, and a marker under the place with the hint.
/// Columns are counted in characters; the marker stands right under the place whatever tabs,
/// accents or wide characters come before it. Control characters of the source are made visible.
/// Ends in a newline. With `color`, ANSI colours.
std::string render(const Diagnostic& diagnostic, bool color = false);

/// "FILE:LINE:COLUMN: what is wrong; hint", in one line and without the word error; of a place that
/// is nowhere only what is wrong.
std::string in_one_line(const Diagnostic& diagnostic);

/// Bad input: the only exception for what a user can mend. Carries at least one diagnostic.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  InputError(Place place, std::string message, std::string hint = "");

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// All diagnostics rendered without colour.
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

/// A fault outside the input: a file that cannot be written, a full disk. One sentence with the
/// path.
class OutputError : public std::exception {
 public:
  explicit OutputError(std::string message) : message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// Collects diagnostics so that all errors of a file are reported in one go. Of errors, warnings
/// and notes it keeps the first `most` each, and of the rest tells only the number, in last notes:
/// a file with a mistake in every line must not cost more than its reader reads.
class Diagnostics {
 public:
  Diagnostics() = default;
  explicit Diagnostics(std::size_t most) : most_(most) {}

  void error(Place place, std::string message, std::string hint = "");
  void warning(Place place, std::string message, std::string hint = "");
  void note(Place place, std::string message, std::string hint = "");
  void add(Diagnostic diagnostic);

  /// Adds all that another collector has found, in its order.
  void append(Diagnostics other);

  bool has_errors() const { return error_count() > 0; }
  /// With those not kept.
  std::size_t error_count() const { return counts_[static_cast<std::size_t>(Severity::error)]; }
  /// What is kept, in the order in which it came.
  const std::vector<Diagnostic>& all() const { return all_; }
  /// Everything kept and the numbers of the rest; leaves the collector empty.
  std::vector<Diagnostic> take();
  /// Throws InputError with everything collected (warnings and notes too) when there is an error.
  void throw_if_errors() const;

 private:
  static constexpr std::size_t kMost = 100;

  std::size_t& count(Severity severity) { return counts_[static_cast<std::size_t>(severity)]; }

  std::vector<Diagnostic> all_;
  std::array<std::size_t, 3> counts_{};  // by severity, with those not kept
  std::size_t most_ = kMost;
};

}  // namespace tariffsim

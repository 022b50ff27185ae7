// Fast look-up of codes, with suggestions for those that are not known.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/labels.hpp"

namespace tariffsim {

class CodeIndex {
 public:
  /// `kind` names what the codes stand for in messages: "country".
  CodeIndex(std::string kind, std::vector<std::string> codes, std::vector<std::string> names);
  CodeIndex(const CodeIndex&) = delete;
  CodeIndex& operator=(const CodeIndex&) = delete;

  /// Position, or -1.
  Index find(std::string_view code) const;
  const std::string& code(Index position) const {
    return codes_[static_cast<std::size_t>(position)];
  }
  Index size() const { return static_cast<Index>(codes_.size()); }
  /// "unknown country 'CNH'".
  std::string unknown(std::string_view code) const;
  /// "did you mean 'CHN' (China)?", or empty. A name given in place of its code is recognised.
  std::string hint(std::string_view code) const;

 private:
  std::string kind_;
  std::vector<std::string> codes_;
  std::vector<std::string> names_;
  std::unordered_map<std::string_view, Index> positions_;  // views into codes_
};

CodeIndex index_countries(const std::vector<Country>& countries);
CodeIndex index_sectors(const std::vector<Sector>& sectors);

}  // namespace tariffsim

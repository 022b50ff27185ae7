// What a name stands for that is spelt otherwise than the table has it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/name_table.hpp"

namespace tariffsim {

/// A name that was written otherwise, and what it was read as.
struct ReadAs {
  std::string written;
  std::string meant;
  std::string other = {};  ///< "'COD' (DR Congo)", which the name is taken for too; empty: nothing
};

/// Names in words, other codes (ISO's of two letters and of digits, Eurostat's) and other spellings
/// of what a table has or could have with another baseline.
class NameMeanings {
 public:
  explicit NameMeanings(const NameTable& table);

  /// The codes, groups or words of the table that a text can stand for: those of the baseline, else
  /// those that other baselines have. None: unknown; several: ambiguous.
  const std::vector<std::string>& of(std::string_view text) const;
  /// What else a text is taken for, although it is no name of that.
  const std::vector<std::string>& mistaken_for(std::string_view text) const;

 private:
  void add(std::string_view written, const std::string& meant);

  std::map<std::string, std::vector<std::string>, std::less<>> by_key_, mistaken_for_;
};

/// "'Korea, South' as 'KOR', 'Congo' as 'COG' (not 'COD' (DR Congo))"; beyond 300 how many more.
std::string listed(const std::vector<ReadAs>& names);

}  // namespace tariffsim

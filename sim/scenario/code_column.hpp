// A column of a file of rates that says which countries or sectors get a rate.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {

class CodeColumn {
 public:
  /// What a row is for: positions, or a member of the one region there.
  struct Found {
    std::vector<Index> positions;
    std::string member = {};  ///< empty: all of each
    bool others = false;      ///< of those without a row of their own
  };

  /// The table and the lookup must outlive it.
  CodeColumn(const CsvTable& table, const char* name, const std::vector<Index>& selected,
             SelectorLookup& lookup);

  bool there() const { return column_ >= 0; }
  /// Those of the code, group or other name in the column that are selected; without the column,
  /// all that are selected. Members of regions are passed over unless `with_members`.
  const Found& found(std::size_t row, bool with_members);

  /// Notes of codes that the baseline does not have, or the line's selectors leave out, and of
  /// members of regions.
  void note_unused(const RateFile& file, Diagnostics& diagnostics) const;
  /// Names that were read as codes.
  const std::vector<ReadAs>& read_as() const { return read_as_; }
  /// Names behind which a mark of a footnote was passed over.
  std::size_t marks() const { return marks_; }

 private:
  Found look_up(Name name, bool with_members);
  /// The code of a name as it is written, without the mark of a footnote.
  std::string in_codes(const std::string& written);
  bool is_known(const std::string& name) const;
  bool is_total(const std::string& written) const;
  void note_members(const RateFile& file, Diagnostics& diagnostics) const;
  void warn_of_rest(const RateFile& file, Diagnostics& diagnostics) const;
  /// Whether a name in words stands for the region of all that the baseline has not by itself.
  bool is_rest_in_words(const std::string& written, const std::vector<Index>& meant) const;

  const CsvTable& table_;
  std::string name_;
  int column_;
  Found selected_;
  SelectorLookup& lookup_;
  const NameTable& names_;
  std::vector<bool> is_selected_;
  std::set<std::string> passed_over_, not_selected_;
  std::set<std::string> left_out_;  // members of regions, without `with_members`
  std::map<std::string, std::set<std::string>> members_;    // region -> those that have a rate
  std::map<std::string, std::set<std::string>> unweighed_;  // the same, of which nothing is known
  std::vector<bool> has_row_;                               // by position
  std::string rest_;                                        // as a row has it in words
  std::vector<ReadAs> read_as_;
  std::size_t marks_ = 0;
  std::unordered_map<std::string, Found> found_;  // by text, looked up once
};

/// One note of all names that were read as codes, and one of footnotes.
void note_reading(std::initializer_list<const CodeColumn*> columns, const RateFile& file,
                  std::size_t marks, std::size_t lines, Diagnostics& diagnostics);

}  // namespace tariffsim

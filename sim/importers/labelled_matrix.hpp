// Input-output tables whose rows and columns are labelled "AUS_C10T12": ICIO, FIGARO's matrix.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "importers/imported.hpp"
#include "importers/input_output_table.hpp"
#include "importers/table_labels.hpp"

namespace tariffsim {

/// What the labels of a source mean. A label that means none of these is an industry: an economy's
/// code, an underscore, and the code of a sector.
struct MatrixLabels {
  std::string what;  ///< "a table of ICIO", in messages
  /// The code of an economy as it is kept, or nothing.
  std::function<std::optional<std::string>(std::string_view code)> economy;
  /// The code of the country in a column of final use, or nothing.
  std::function<std::optional<std::string>(std::string_view label)> final_user;
  /// What a row below the industries is, or nothing.
  std::function<std::optional<Account>(std::string_view label)> account;
  /// For a code that stands for a part of an economy, the economy's.
  std::function<std::string(const std::string& code)> whole = [](const std::string& code) {
    return code;
  };
  /// The code of a sector as it is kept.
  std::function<std::string(std::string_view code)> sector = [](std::string_view code) {
    return std::string(code);
  };
  std::vector<std::string> totals;    ///< columns with the row sum, rows with the output
  std::string unplaced;               ///< a column that is no country's
  std::vector<std::string> examples;  ///< rows and columns that are no industries
};

class LabelledMatrix {
 public:
  LabelledMatrix(const SourceFile& file, const MatrixLabels& labels, const ImportRequest& request,
                 NumberStyle style, Diagnostics& diagnostics);

  /// Reads and checks the whole table; `look` is called before its totals are compared, since what
  /// it finds may be why they differ. Throws InputError with all errors.
  void read(const std::function<void()>& look = [] {});
  /// After read(): its tables.
  Imported take();

  const IndustryList& list() const { return list_; }
  const InputOutputTable& table() const { return *table_; }

 private:
  void read_header();
  UseColumn column_of(std::string_view label, std::size_t c);
  UseColumn final_use(const std::string& code, std::string_view label, std::size_t c);
  Index industry_of(std::string_view label, std::size_t c);
  void read_row(RowCells& cells);
  void read_output(RowCells& cells, std::string_view label);
  void refuse_column(std::string_view label, std::size_t c);
  void refuse_row(std::string_view label);
  bool is_added_total(std::string_view label) const;
  Aggregation joined();

  TableRows rows_;
  const SourceFile& file_;
  const MatrixLabels& labels_;
  const ImportRequest& request_;
  NumberStyle style_;
  Diagnostics& diagnostics_;
  IndustryList list_;
  std::vector<UseColumn> columns_;
  std::optional<InputOutputTable> table_;
  SeenOnce seen_rows_, seen_columns_;
  std::set<std::string> final_labels_, left_out_, mended_;
  bool has_output_ = false;
};

}  // namespace tariffsim

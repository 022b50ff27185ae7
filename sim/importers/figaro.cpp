// Eurostat FIGARO input-output tables: matrix and flat files, industries and products.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/numbers.hpp"
#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/labelled_matrix.hpp"

namespace tariffsim {
namespace {

/// Government, households, NPISH, fixed capital, inventories and valuables.
constexpr std::array<std::string_view, 5> kFigaroFinalUse{"P3_S13", "P3_S14", "P3_S15", "P51G",
                                                          "P5M"};
/// The seller of the rows of value added, which is no economy.
constexpr std::string_view kAccounts = "W2";

bool is_figaro_final_use(std::string_view code) {
  return std::find(kFigaroFinalUse.begin(), kFigaroFinalUse.end(), code) != kFigaroFinalUse.end();
}

std::optional<std::string> figaro_economy(std::string_view code) {
  if (code == "FIGW1" || code == "ROW") return "ROW";
  if (code.size() == 3) return area_of_three_letters(code);
  return code.size() == 2 ? area_of_two_letters(code) : std::nullopt;
}

std::optional<std::string> figaro_final_user(std::string_view label) {
  const auto parts = split_label(label);
  if (!parts || !is_figaro_final_use(parts->second)) return std::nullopt;
  return std::string(parts->first);
}

/// Of the six rows below the industries, without "W2_".
std::optional<Account> account_of_row(std::string_view row) {
  if (row == "D21X31") return Account::taxes;
  if (row == "OP_RES" || row == "OP_NRES") return Account::other;
  if (row == "D1" || row == "D29X39" || row == "B2A3G") return Account::value_added;
  return std::nullopt;
}

std::optional<Account> figaro_account(std::string_view label) {
  const auto parts = split_label(label);
  if (!parts || parts->first != kAccounts) return std::nullopt;
  return account_of_row(parts->second);
}

MatrixLabels figaro_labels() {
  MatrixLabels labels;
  labels.what = "a FIGARO input-output matrix";
  labels.economy = figaro_economy;
  labels.final_user = figaro_final_user;
  labels.account = figaro_account;
  labels.totals = {"TOTAL", "TOT", "OUT", "OUTPUT"};
  labels.examples = {"W2_D21X31", "W2_OP_RES", "W2_OP_NRES", "W2_D1", "W2_D29X39", "W2_B2A3G"};
  return labels;
}

Imported read_matrix(const SourceFile& file, const ImportRequest& request, NumberStyle style,
                     Diagnostics& diagnostics) {
  static const MatrixLabels labels = figaro_labels();
  LabelledMatrix matrix(file, labels, request, style, diagnostics);
  matrix.read();
  return matrix.take();
}

/// Columns of a flat file, by name.
struct FlatColumns {
  int seller = -1, row = -1, user = -1, column = -1, value = -1;

  bool all() const { return std::min({seller, row, user, column, value}) >= 0; }
};

FlatColumns flat_columns(const TableRows& header) {
  FlatColumns out;
  for (std::size_t c = 0; c < header.size(); ++c) {
    const std::string_view name = header.field(c);
    const int at = static_cast<int>(c);
    if (name == "refArea") out.seller = at;
    if (name == "counterpartArea") out.user = at;
    if (name == "rowIi" || name == "rowPi") out.row = at;
    if (name == "colIi" || name == "colPi") out.column = at;
    if (name == "obsValue") out.value = at;
  }
  return out;
}

/// One line a cell. The first reading finds the labels, the second the values.
class FlatReader {
 public:
  FlatReader(const SourceFile& file, const ImportRequest& request, NumberStyle style,
             Diagnostics& diagnostics)
      : file_(file), request_(request), style_(style), diagnostics_(diagnostics) {}

  Imported read() {
    for_each_row([&](const TableRows& row) { find_labels(row); });
    diagnostics_.throw_if_errors();
    check_industries();
    describe_countries(list_.countries);
    describe_sectors(list_.sectors, diagnostics_);
    InputOutputTable table(list_, request_.join(list_.countries, list_.sectors));
    cells_.assign(list_.industries.size() *
                      (list_.industries.size() + kFigaroFinalUse.size() * list_.countries.size()),
                  false);
    for_each_row([&](const TableRows& row) { add_cell(row, table); });
    diagnostics_.throw_if_errors();
    table.check_totals(place_in(file_), diagnostics_);
    diagnostics_.throw_if_errors();
    Imported out;
    out.baseline.currency = request_.currency;
    if (left_out_ > 0)
      say(out, diagnostics_,
          fmt::format("{} of totals and groups of areas left out", counted(left_out_, "line")));
    table.put_into(out, request_.cleaning, diagnostics_);
    return out;
  }

 private:
  template <class Take>
  void for_each_row(Take take) {
    TableRows rows(file_);
    rows.next();
    at_ = flat_columns(rows);
    while (rows.next()) {
      if (rows.size() <= static_cast<std::size_t>(at_.value))
        diagnostics_.error(rows.place(), fmt::format("{} fields, too few", rows.size()),
                           "is the file cut off there?");
      else
        take(rows);
    }
  }

  static std::string_view field(const TableRows& row, int column) {
    return row.field(static_cast<std::size_t>(column));
  }

  /// The same code as in the row before is not looked up again.
  const std::string& economy(const TableRows& row, int column, std::size_t memory) {
    const std::string_view code = field(row, column);
    Known& known = known_[memory];
    if (known.code == code && !known.code.empty()) return known.area;
    known.code = code;
    known.area = figaro_economy(code).value_or("");
    known.group = is_group_of_areas(code) || code.starts_with("WRL") || code.starts_with("EU27") ||
                  code.starts_with("EA");
    if (known.area.empty() && !known.group)
      diagnostics_.error(row.place(static_cast<std::size_t>(column)),
                         fmt::format("unknown area '{}'", code), area_hint(code));
    return known.area;
  }

  /// Lines of totals that somebody added, and of groups of areas.
  bool is_left_out(const TableRows& row) {
    const auto is_total = [](std::string_view code) {
      return code == "TOTAL" || code == "TOT" || code == "_T";
    };
    return is_total(field(row, at_.column)) || is_total(field(row, at_.row)) ||
           economy(row, at_.user, 0).empty() ||
           (field(row, at_.seller) != kAccounts && economy(row, at_.seller, 1).empty());
  }

  void find_labels(const TableRows& row) {
    if (is_left_out(row)) return;
    const std::string& user = economy(row, at_.user, 0);
    const std::string_view column = field(row, at_.column);
    if (is_figaro_final_use(column))
      list_.country(user);
    else if (known_[0].sector != column || known_[0].for_area != user) {
      note_industry(users_, list_.add(user, std::string(column)));
      known_[0].sector = column;
      known_[0].for_area = user;
    }
    if (field(row, at_.seller) == kAccounts) return check_account(row);
    const std::string& seller = economy(row, at_.seller, 1);
    const std::string_view sold = field(row, at_.row);
    if (known_[1].sector == sold && known_[1].for_area == seller) return;
    note_industry(sellers_, list_.add(seller, std::string(sold)));
    known_[1].sector = sold;
    known_[1].for_area = seller;
  }

  static void note_industry(std::vector<bool>& seen, Index industry) {
    const auto at = static_cast<std::size_t>(industry);
    if (at >= seen.size()) seen.resize(at + 1);
    seen[at] = true;
  }

  /// Who buys sells too, and the other way round: what does not is a total or a misspelt code.
  void check_industries() {
    users_.resize(list_.industries.size());
    sellers_.resize(list_.industries.size());
    for (std::size_t i = 0; i < list_.industries.size(); ++i)
      if (!users_[i] || !sellers_[i])
        diagnostics_.error(
            place_in(file_),
            fmt::format("{} {}", list_.name(static_cast<Index>(i)),
                        users_[i] ? "buys, but never sells" : "sells, but never buys"),
            "a total, or a code that is spelt otherwise elsewhere?");
    diagnostics_.throw_if_errors();
  }

  void check_account(const TableRows& row) {
    if (account_of_row(field(row, at_.row))) return;
    diagnostics_.error(row.place(static_cast<std::size_t>(at_.row)),
                       fmt::format("unknown row '{}' of value added", field(row, at_.row)),
                       "expected D21X31, OP_RES, OP_NRES, D1, D29X39 or B2A3G");
  }

  double value(const TableRows& row, InputOutputTable& table) {
    const std::string_view text = field(row, at_.value);
    if (const auto number = published_number(text, style_)) {
      table.see_decimals(decimals_of(text, style_));
      return *number;
    }
    if (is_missing(text))
      table.count_missing();
    else
      diagnostics_.error(row.place(static_cast<std::size_t>(at_.value)),
                         fmt::format("expected a number, found '{}'", text));
    return 0;
  }

  /// False, and an error, for a cell that has been read.
  bool is_new(std::size_t cell, const TableRows& row) {
    if (cells_[cell] && !request_.cleaning.sum_rows)
      diagnostics_.error(
          row.place(),
          fmt::format("a second value for {} {} -> {} {}", field(row, at_.seller),
                      field(row, at_.row), field(row, at_.user), field(row, at_.column)),
          "leave one out; 'clean: {rows: sum}' in a recipe adds them up");
    const bool fresh = !cells_[cell] || request_.cleaning.sum_rows;
    cells_[cell] = true;
    return fresh;
  }

  void add_cell(const TableRows& row, InputOutputTable& table) {
    if (is_left_out(row)) {
      ++left_out_;
      return;
    }
    const std::string& user = economy(row, at_.user, 0);
    const std::string_view column = field(row, at_.column);
    const bool final_use = is_figaro_final_use(column);
    if (field(row, at_.seller) == kAccounts) {
      if (!final_use)
        table.add_account(*account_of_row(field(row, at_.row)), list_.find(user, column),
                          value(row, table));
      return;
    }
    const Index seller = list_.find(economy(row, at_.seller, 1), field(row, at_.row));
    const auto width = list_.industries.size() + kFigaroFinalUse.size() * list_.countries.size();
    const std::size_t first = static_cast<std::size_t>(seller) * width;
    if (final_use) {
      const Index country = list_.find_country(user);
      const auto use = static_cast<std::size_t>(
          std::find(kFigaroFinalUse.begin(), kFigaroFinalUse.end(), column) -
          kFigaroFinalUse.begin());
      const std::size_t cell = first + list_.industries.size() +
                               static_cast<std::size_t>(country) * kFigaroFinalUse.size() + use;
      if (is_new(cell, row)) table.add_final(seller, country, value(row, table));
    } else {
      const Index industry = list_.find(user, column);
      if (is_new(first + static_cast<std::size_t>(industry), row))
        table.add_input(seller, industry, value(row, table));
    }
  }

  /// What the last row had.
  struct Known {
    std::string code, area, sector, for_area;
    bool group = false;
  };

  const SourceFile& file_;
  const ImportRequest& request_;
  NumberStyle style_;
  Diagnostics& diagnostics_;
  FlatColumns at_;
  IndustryList list_;
  std::array<Known, 2> known_;         // of users and sellers
  std::vector<bool> cells_;            // read so far, by seller and use
  std::vector<bool> users_, sellers_;  // industries that were seen as such
  std::size_t left_out_ = 0;
};

enum class FigaroLayout { matrix, flat };

FigaroLayout layout_of(const SourceFile& file) {
  TableRows rows(file);
  if (!rows.next()) throw InputError(place_in(file), "the file is empty");
  const std::string_view first = rows.field(0);
  if (first.starts_with("icsup") || first.starts_with("icuse"))
    throw InputError(rows.place(), "this is a supply or use table, not an input-output table",
                     "expected a file named ..._ind-by-ind_... or ..._prod-by-prod_...");
  return flat_columns(rows).all() ? FigaroLayout::flat : FigaroLayout::matrix;
}

}  // namespace

Imported import_figaro(const ImportRequest& request, Diagnostics& diagnostics) {
  const SourceFile& file = only_table(request, {".csv"}, "a FIGARO table");
  const FigaroLayout layout = layout_of(file);
  Imported out = read_in_fitting_style(file, diagnostics, [&](NumberStyle style, Diagnostics& own) {
    return layout == FigaroLayout::flat ? FlatReader(file, request, style, own).read()
                                        : read_matrix(file, request, style, own);
  });
  out.year = agreed_year(request, year_in_name(file.name), file);
  if (const std::size_t at = file.name.find("ed_"); at != std::string::npos && at >= 2)
    out.edition = "edition of 20" + file.name.substr(at - 2, 2);
  add_note(out, "Basic prices, euro. Value added holds taxes on inputs and purchases abroad.");
  return out;
}

}  // namespace tariffsim

// World Input-Output Database: the sheets of the releases of 2013 and 2016 saved as CSV, and R's
// data frame `wiot` of the release of 2016.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/table_labels.hpp"

namespace tariffsim {
namespace {

using Kind = UseColumn::Kind;

/// Rows below the industries: what begins their code or name, in small letters, and what they are.
/// Totals of inputs and output are checked; taxes, value added, margins and purchases make up cost.
struct AccountName {
  std::string_view begins;
  Account account;
};
constexpr std::array<AccountName, 16> kAccounts{
    {{"ii_fob", Account::inputs},
     {"total intermediate consumption", Account::inputs},
     {"txsp", Account::taxes},
     {"taxes less subsidies", Account::taxes},
     {"exp_adj", Account::other},
     {"cif/ fob adjustments", Account::other},
     {"cif/fob adjustments", Account::other},
     {"purr", Account::other},
     {"direct purchases abroad", Account::other},
     {"purnr", Account::other},
     {"purchases on the domestic territory", Account::other},
     {"va", Account::value_added},
     {"inttt", Account::other},
     {"international transport margins", Account::other},
     {"go", Account::output},
     {"output at basic prices", Account::output}}};

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::optional<Account> account_named(std::string_view text) {
  const std::string name = small_letters(text);
  for (const AccountName& known : kAccounts) {
    const bool code = known.begins.size() <= 3;  // "va" and "go" are whole
    if (code ? name == known.begins : name.starts_with(known.begins)) return known.account;
  }
  if (name.starts_with("value added")) return Account::value_added;
  return std::nullopt;
}

/// The number of "c12", "r12": 0 for what is none.
int number_behind(std::string_view code, std::string_view letters) {
  if (code.size() < 2 || code.size() > 4 || letters.find(code.front()) == std::string_view::npos)
    return 0;
  int number = 0;
  for (const char c : code.substr(1)) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return 0;
    number = 10 * number + (c - '0');
  }
  return number;
}

/// What differs between the releases.
struct Release {
  int year;
  int industries;                 ///< c1 to c35, c56
  std::pair<int, int> final_use;  ///< c37 to c42, c57 to c61
};
constexpr Release kOf2013{2013, 35, {37, 42}};
constexpr Release kOf2016{2016, 56, {57, 61}};

bool is_industry(const Release& release, int number) {
  return number >= 1 && number <= release.industries;
}
bool is_final_use(const Release& release, int number) {
  return number >= release.final_use.first && number <= release.final_use.second;
}

/// A column of either layout, before it is known what it is.
struct WiodColumn {
  std::string country, code, name;
  int number = 0;
};

/// What both layouts share: columns, and rows by their country and number.
class WiodReader {
 public:
  WiodReader(const SourceFile& file, const ImportRequest& request, NumberStyle style,
             Diagnostics& diagnostics)
      : rows_(file),
        file_(file),
        request_(request),
        style_(style),
        diagnostics_(diagnostics),
        seen_rows_("line", request.cleaning.sum_rows),
        seen_columns_("column") {}

  Imported read() {
    if (!rows_.next()) throw InputError(place_in(file_), "the file is empty");
    const bool data_frame = column_named("IndustryCode") && column_named("RNr");
    if (data_frame)
      read_data_frame_header();
    else
      read_sheet_header();
    diagnostics_.throw_if_errors();
    if (list_.industries.empty())
      throw InputError(place_in(file_), "no column of an industry was found",
                       "expected the sheet of a WIOT saved as CSV, or R's data frame wiot");
    describe_countries(list_.countries);
    describe_sectors(list_.sectors, diagnostics_);
    InputOutputTable table(list_, request_.join(list_.countries, list_.sectors));
    RowCells cells(columns_, style_, table, diagnostics_);
    bool more = data_frame ? rows_.next() : true;
    for (; more; more = rows_.next()) read_row(cells);
    check_all_seen(list_, seen_rows_, seen_columns_, place_in(file_), diagnostics_);
    diagnostics_.throw_if_errors();
    table.check_totals(place_in(file_), diagnostics_);
    diagnostics_.throw_if_errors();
    Imported out;
    out.baseline.currency = request_.currency;
    out.edition = fmt::format("release of {}", release_.year);
    out.year = year_;
    if (years_.size() > 1)
      say(out, diagnostics_,
          fmt::format("the file has the years {}: {} is used{}", fmt::join(years_, ", "), year_,
                      request_.year ? "" : " (--year takes another)"));
    table.put_into(out, request_.cleaning, diagnostics_);
    return out;
  }

 private:
  std::optional<std::size_t> column_named(std::string_view name) const {
    for (std::size_t c = 0; c < rows_.size(); ++c)
      if (rows_.field(c) == name) return c;
    return std::nullopt;
  }

  // ---- R's data frame: IndustryCode, IndustryDescription, Country, RNr, Year, vAUS1 ... TOT

  void read_data_frame_header() {
    release_ = kOf2016;
    const auto at = [&](const char* name) {
      const auto found = column_named(name);
      if (!found) throw InputError(rows_.place(), fmt::format("no column '{}'", name));
      return *found;
    };
    code_at_ = at("IndustryCode");
    name_at_ = column_named("IndustryDescription").value_or(code_at_);
    country_at_ = at("Country");
    number_at_ = at("RNr");
    year_at_ = column_named("Year");
    columns_.resize(rows_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string_view label = rows_.field(c);
      if (label == "TOT") columns_[c] = {Kind::total};
      if (label.size() < 5 || label.front() != 'v') continue;
      const int number = number_behind("r" + std::string(label.substr(4)), "r");
      if (number > 0) columns_[c] = column_of({std::string(label.substr(1, 3)), "", "", number}, c);
    }
    find_codes_of_numbers();
    choose_year();
  }

  /// The data frame has the codes of industries in its rows only.
  void find_codes_of_numbers() {
    TableRows again(file_);
    again.next();
    for (bool first = true; again.next(); first = false) {
      if (first && width_of(again) == columns_.size() + 1) shift_by_row_names();
      if (year_at_)
        if (const auto year = year_in_name(std::string(again.field(*year_at_))))
          years_.insert(*year);
      const int number = number_behind("r" + std::string(again.field(number_at_)), "r");
      const auto found = number > 0 ? sector_of_.find(number) : sector_of_.end();
      if (found == sector_of_.end()) continue;
      list_.rename_sector(found->second, std::string(again.field(code_at_)),
                          std::string(again.field(name_at_)));
    }
  }

  /// The year asked for, else the last.
  void choose_year() {
    if (years_.empty()) return;
    year_ = request_.year.value_or(*years_.rbegin());
    if (years_.count(year_) == 0)
      throw InputError(place_in(file_), fmt::format("no rows of {}; there are those of {}", year_,
                                                    fmt::join(years_, ", ")));
  }

  /// R's write.table leaves out the header of its column of row names.
  void shift_by_row_names() {
    columns_.insert(columns_.begin(), {Kind::label});
    for (std::size_t* at : {&code_at_, &name_at_, &country_at_, &number_at_}) ++*at;
    if (year_at_) ++*year_at_;
  }

  // ---- the sheet: six rows above the table, four columns before it

  void read_sheet_header() {
    std::vector<std::vector<std::string>> head;
    bool in_head = true;
    while (in_head) {
      std::vector<std::string> fields;
      for (const std::string_view field : rows_.fields()) fields.emplace_back(field);
      in_head = !is_first_row_of_data();
      if (in_head) head.push_back(std::move(fields));
      if (in_head && (head.size() > kMostHeadRows || !rows_.next()))
        throw InputError(
            place_in(file_),
            "no row of an industry: a country in the third column, a code such as c1 "
            "or r1 in the fourth",
            "expected the sheet of a WIOT saved as CSV, with all its rows and columns");
    }
    take_titles(head);
    const std::size_t numbers = row_of_codes(head);
    release_ = release_of(head[numbers]);
    const std::size_t countries = row_of_countries(head, numbers);
    read_sheet_columns(head, numbers, countries);
  }

  /// An industry, or a total where somebody has put these first.
  bool is_first_row_of_data() const {
    const bool total = account_of_row() && rows_.field(number_at_).starts_with('r');
    return total || (number_behind(rows_.field(number_at_), "cr") > 0 &&
                     wiod_economy(rows_.field(country_at_)) && !rows_.field(code_at_).empty());
  }

  static std::optional<std::string> wiod_economy(std::string_view code) {
    return area_of_three_letters(code);
  }

  void take_titles(const std::vector<std::vector<std::string>>& head) {
    for (const auto& row : head)
      for (std::size_t c = 0; c < std::min<std::size_t>(4, row.size()); ++c) {
        const std::string text = small_letters(row[c]);
        if (text.find("previous year") != std::string::npos) refuse_previous_prices();
        if (const auto year = year_in_name(text)) year_ = *year;
      }
  }

  void refuse_previous_prices() {
    throw InputError(place_in(file_), "the table is in prices of the previous year",
                     "give the table in current prices: its name is without PYP");
  }

  /// The row with the codes c1, c2, ...
  std::size_t row_of_codes(const std::vector<std::vector<std::string>>& head) {
    for (std::size_t r = head.size(); r-- > 0;) {
      const auto codes = std::count_if(head[r].begin(), head[r].end(), [](const std::string& f) {
        return number_behind(f, "c") > 0;
      });
      if (codes > 1) return r;
    }
    throw InputError(
        place_in(file_), "no row above the table has the codes c1, c2, ... of columns",
        "expected the sheet of a WIOT saved as CSV, with its six rows above the table");
  }

  Release release_of(const std::vector<std::string>& codes) {
    const auto has = [&](int from, int to) {
      return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
        const int number = number_behind(code, "c");
        return number >= from && number <= to;
      });
    };
    const bool adb = std::any_of(codes.begin(), codes.end(),
                                 [](const std::string& code) { return code == "F1"; });
    if (adb)
      throw InputError(place_in(file_),
                       "final demand F1 to F5: this is the Asian Development Bank's MRIO, not WIOD",
                       "its rows have other meanings, and are not read");
    return has(57, 61) ? kOf2016 : kOf2013;
  }

  std::size_t row_of_countries(const std::vector<std::vector<std::string>>& head,
                               std::size_t numbers) {
    for (std::size_t r = 0; r < head.size(); ++r) {
      const auto known = std::count_if(head[r].begin(), head[r].end(), [](const std::string& f) {
        return f.size() == 3 && wiod_economy(f).has_value();
      });
      if (r != numbers && known > 1) return r;
    }
    throw InputError(place_in(file_), "no row above the table has the countries of columns");
  }

  void read_sheet_columns(const std::vector<std::vector<std::string>>& head, std::size_t numbers,
                          std::size_t countries) {
    const auto cell = [&](std::size_t r, std::size_t c) {
      return r < head.size() && c < head[r].size() ? head[r][c] : std::string();
    };
    std::size_t width = 0;
    for (std::size_t r = 0; r < head.size(); ++r)
      for (std::size_t c = 0; c < head[r].size(); ++c)
        if (!head[r][c].empty()) width = std::max(width, c + 1);
    columns_.resize(width);
    // Between these and the title: codes of industries, then names, in the release of 2016.
    const std::size_t names = std::min(numbers, countries) - 1, codes = names - 1;
    for (std::size_t c = kSheetLabels; c < width; ++c) {
      const int number = number_behind(cell(numbers, c), "c");
      const bool total = small_letters(cell(names, c)).starts_with("total output") ||
                         cell(codes, c) == "GO" || cell(countries, c) == "TOT";
      if (total) {
        columns_[c] = {Kind::total};
      } else if (number > 0) {
        const bool by_code = release_.year == 2016;
        columns_[c] = column_of({cell(countries, c), by_code ? cell(codes, c) : cell(numbers, c),
                                 cell(names, c), number},
                                c);
      } else if (!cell(numbers, c).empty() || !cell(countries, c).empty()) {
        diagnostics_.error(rows_.place(c),
                           fmt::format("column {} has the code '{}': expected c1 to "
                                       "c{}, or final use",
                                       c + 1, cell(numbers, c), release_.industries));
      } else {
        columns_[c] = {Kind::left_out};
      }
    }
  }

  // ---- both

  UseColumn column_of(const WiodColumn& column, std::size_t c) {
    const auto country = wiod_economy(column.country);
    if (!country) {
      diagnostics_.error(rows_.place(c),
                         fmt::format("unknown country '{}' above column {}", column.country, c + 1),
                         area_hint(column.country));
      return {Kind::left_out};
    }
    if (is_final_use(release_, column.number)) return {Kind::final_use, list_.country(*country)};
    if (!is_industry(release_, column.number)) {
      diagnostics_.error(rows_.place(c),
                         fmt::format("column {} is c{}, which the release of {} does not have",
                                     c + 1, column.number, release_.year),
                         "a total that somebody added? Leave it out");
      return {Kind::left_out};
    }
    const std::string code = column.code.empty() ? fmt::format("c{}", column.number) : column.code;
    const auto [known, is_new] = sector_of_.emplace(column.number, list_.sector(code));
    if (is_new && !column.name.empty()) list_.rename_sector(known->second, code, column.name);
    const Index industry =
        list_.add(*country, list_.sectors[static_cast<std::size_t>(known->second)].code);
    seen_columns_.see(
        industry, static_cast<int>(c) + 1, fmt::format("{} c{}", *country, column.number),
        [&] { return rows_.place(); }, diagnostics_);
    return {Kind::inputs, industry};
  }

  void read_row(RowCells& cells) {
    const std::string_view number_text = rows_.field(number_at_);
    const std::string_view country_text = rows_.field(country_at_);
    if (is_of_another_year()) return;
    if (const auto account = account_of_row()) return cells.add_account(rows_, *account);
    const std::string code =
        number_text.empty() || number_text.front() == 'c' || number_text.front() == 'r'
            ? std::string(number_text)
            : "r" + std::string(number_text);
    const int number = number_behind(code, "cr");
    const auto country = wiod_economy(country_text);
    const auto sector = sector_of_.find(number);
    const Index industry = country && sector != sector_of_.end()
                               ? list_.find(list_.find_country(*country), sector->second)
                               : -1;
    if (industry < 0)
      return diagnostics_.error(
          rows_.place(country_at_),
          fmt::format("row {} {} '{}' is neither an industry above the table nor a known total",
                      country_text, number_text, rows_.field(name_at_)),
          country ? "" : area_hint(country_text));
    seen_rows_.see(
        industry, rows_.line(), fmt::format("{} {}", *country, number_text),
        [&] { return rows_.place(country_at_); }, diagnostics_);
    cells.add_sales(rows_, industry);
  }

  /// By name or code: their numbers differ between releases.
  std::optional<Account> account_of_row() const {
    const std::string_view country = rows_.field(country_at_);
    if (!country.empty() && country != "TOT") return std::nullopt;
    if (const auto account = account_named(rows_.field(code_at_))) return account;
    return account_named(rows_.field(name_at_));
  }

  bool is_of_another_year() const {
    if (years_.size() < 2) return false;
    const auto year = year_in_name(std::string(rows_.field(*year_at_)));
    return year && *year != year_;
  }

  static constexpr std::size_t kMostHeadRows = 20, kSheetLabels = 4;

  TableRows rows_;
  const SourceFile& file_;
  const ImportRequest& request_;
  NumberStyle style_;
  Diagnostics& diagnostics_;
  Release release_ = kOf2013;
  IndustryList list_;
  std::map<int, Index> sector_of_;  // by number
  std::vector<UseColumn> columns_;
  SeenOnce seen_rows_, seen_columns_;
  std::size_t code_at_ = 0, name_at_ = 1, country_at_ = 2, number_at_ = 3;
  std::optional<std::size_t> year_at_;
  int year_ = 0;
  std::set<int> years_;  // of the rows of a data frame
};

/// "wiot09_row_sep12.csv" is of 2009.
std::optional<int> year_of_short_name(const std::string& name) {
  if (!name.starts_with("wiot") || name.size() < 7 || name[6] != '_') return std::nullopt;
  const int number = number_behind("c" + name.substr(4, 2), "c");
  if (number == 0 && name.substr(4, 2) != "00") return std::nullopt;
  return number > 50 ? 1900 + number : 2000 + number;
}

std::optional<int> year_of_table(const std::string& name) {
  const std::optional<int> year = year_of_short_name(name);
  return year ? year : year_in_name(name);
}

}  // namespace

Imported import_wiod(const ImportRequest& request, Diagnostics& diagnostics) {
  const SourceFile& file = only_table(request, {".csv", ".txt"}, "a table of WIOD", year_of_table);
  if (file.name.find("pyp") != std::string::npos)
    throw InputError(place_in(file), "the table is in prices of the previous year (PYP)",
                     "give the table in current prices");
  Imported out = read_in_fitting_style(file, diagnostics, [&](NumberStyle style, Diagnostics& own) {
    return WiodReader(file, request, style, own).read();
  });
  std::optional<int> year = year_of_table(file.name);
  if (out.year > 0) year = out.year;
  out.year = agreed_year(request, year, file);
  add_note(out,
           "Basic prices. Value added holds taxes on inputs and international transport margins.");
  return out;
}

}  // namespace tariffsim

// Data of gravity equations: CEPII Gravity (one sector, no sales at home, thousand USD) and USITC's
// ITPD-E (170 industries, with sales at home, million USD).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/input_output_table.hpp"
#include "importers/named_columns.hpp"

namespace tariffsim {
namespace {

constexpr const char* kOneSector = "ALL";

struct GravityColumns {
  std::size_t year, exporter, importer, value;
  std::optional<std::size_t> exists_o, exists_d, industry, industry_name, broad, zero;
};

class GravityReader {
 public:
  GravityReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request),
        diagnostics_(diagnostics),
        file_(only_table(any_year_, {".csv"}, "a table of gravity data")),
        style_(style_without_totals(file_, diagnostics_)) {}

  Imported read() {
    find_columns();
    year_ = wanted_year();
    for_each_row([&](const TableRows& rows) { take_labels(rows); });
    if (countries_.empty())
      throw InputError(place_in(file_), fmt::format("no rows of {}; there are those of {}", year_,
                                                    fmt::join(years_, ", ")));
    describe_countries(countries_);
    take_values();
    diagnostics_.throw_if_errors();
    const auto& cells = flow_.values();
    if (std::all_of(cells.begin(), cells.end(), [](double value) { return value == 0; }))
      throw InputError(place_in(file_), fmt::format("no row of {} has trade", year_),
                       "--year takes another");
    Imported out;
    out.year = year_;
    out.edition = itpd_ ? "ITPD-E" : "CEPII";
    out.baseline.currency = request_.currency;
    if (!itpd_) {
      out.unit = "thousand ";
      out.unit_in_million = 1e-3;
    }
    out.baseline.countries = joined_.countries;
    out.baseline.sectors = joined_.sectors;
    for (double& value : flow_.values()) value *= out.unit_in_million;
    out.baseline.tariff = Cube(flow_.countries(), flow_.sectors());
    out.baseline.flow = std::move(flow_);
    clean_flows(out, request_.cleaning, 0, diagnostics_, "");
    say_choices(out);
    return out;
  }

 private:
  static ImportRequest of_any_year(const ImportRequest& request) {
    ImportRequest out = request;
    out.year.reset();
    return out;
  }

  void find_columns() {
    TableRows rows(file_);
    named_ = NamedColumns(rows, file_);
    itpd_ = named_.has("industry_id");
    at_.year = named_.need({"year"});
    if (itpd_) {
      at_.exporter = named_.need({"exporter_iso3"});
      at_.importer = named_.need({"importer_iso3"});
      at_.value = named_.need({"trade"});
      at_.industry = named_.find({"industry_id"});
      at_.industry_name = named_.find({"industry_descr"});
      at_.broad = named_.find({"broad_sector"});
      at_.zero = named_.find({"flag_zero"});
      return;
    }
    at_.exporter = named_.need({"iso3_o"});
    at_.importer = named_.need({"iso3_d"});
    at_.exists_o = named_.find({"country_exists_o"});
    at_.exists_d = named_.find({"country_exists_d"});
    at_.value = named_.need({"tradeflow_baci", "tradeflow_comtrade_o", "tradeflow_imf_o"});
    value_name_ = named_.names()[at_.value];
  }

  /// Two codes may share iso3: of these one exists in a year.
  bool exists(const TableRows& rows) const {
    const auto no = [&](const std::optional<std::size_t>& column) {
      return column && rows.field(*column) == "0";
    };
    return !no(at_.exists_o) && !no(at_.exists_d);
  }

  bool has_trade(const TableRows& rows) const {
    return published_number(rows.field(at_.value), style_).value_or(0) != 0 && exists(rows);
  }

  /// What was asked for, else the last year with trade.
  int wanted_year() {
    if (request_.year) return *request_.year;
    TableRows rows(file_);
    const NamedColumns heading(rows, file_);
    std::string last;
    while (rows.next()) {
      if (rows.field(at_.year) == last || !has_trade(rows)) continue;
      last = rows.field(at_.year);
      if (const auto year = whole_number(last)) years_.insert(*year);
    }
    if (years_.empty()) throw InputError(place_in(file_), "no row has trade");
    return *years_.rbegin();
  }

  template <class Take>
  void for_each_row(Take take) {
    TableRows rows(file_);
    const NamedColumns columns(rows, file_);
    while (rows.next()) {
      if (!columns.fits(rows, diagnostics_)) continue;
      const auto year = whole_number(rows.field(at_.year));
      if (!year)
        diagnostics_.error(rows.place(at_.year),
                           fmt::format("expected a year, found '{}'", rows.field(at_.year)));
      else if (*year != year_)
        years_.insert(*year);
      else if (exists(rows))
        take(rows);
    }
    diagnostics_.throw_if_errors();
  }

  Index country(const TableRows& rows, std::size_t column) {
    const std::string code(rows.field(column));
    const auto found = country_at_.find(code);
    if (found != country_at_.end()) return found->second;
    const auto area = area_of_three_letters(code);
    if (!area)
      diagnostics_.error(rows.place(column), fmt::format("unknown country '{}'", code),
                         area_hint(code));
    const std::string kept = area.value_or(code);
    const auto same = std::find_if(countries_.begin(), countries_.end(),
                                   [&](const Country& c) { return c.code == kept; });
    const auto at = static_cast<Index>(same - countries_.begin());
    if (same == countries_.end()) countries_.push_back({kept, kept});
    return country_at_[code] = at;
  }

  void take_labels(const TableRows& rows) {
    country(rows, at_.exporter);
    country(rows, at_.importer);
    if (!itpd_) return;
    const std::string code(rows.field(*at_.industry));
    const auto number = whole_number(code);
    if (!number) {
      diagnostics_.error(rows.place(*at_.industry), fmt::format("expected the number of an "
                                                                "industry, found '{}'",
                                                                code));
      return;
    }
    Sector& sector = industries_[*number];
    if (!sector.code.empty()) return;
    sector.code = code;
    sector.name = at_.industry_name ? std::string(rows.field(*at_.industry_name)) : code;
    const bool services =
        at_.broad ? rows.field(*at_.broad) == "Services" : *number >= kFirstService;
    sector.kind = services ? SectorKind::services : SectorKind::goods;
  }

  void take_values() {
    std::vector<Sector> sectors;
    std::map<int, Index> sector_at;
    for (const auto& [number, sector] : industries_) {
      sector_at[number] = static_cast<Index>(sectors.size());
      sectors.push_back(sector);
    }
    if (!itpd_) sectors = {{kOneSector, "All goods", SectorKind::goods}};
    joined_ = request_.join(countries_, sectors);
    flow_ = Cube(static_cast<Index>(joined_.countries.size()),
                 static_cast<Index>(joined_.sectors.size()));
    const std::size_t n = countries_.size();
    std::vector<bool> seen(n * n * sectors.size(), false);
    for_each_row([&](const TableRows& rows) {
      const auto value = number_in(rows, at_.value, style_, diagnostics_);
      if (at_.zero && rows.field(*at_.zero) == "u") ++unknown_zeros_;
      if (!value) return;
      const Index i = country(rows, at_.exporter), j = country(rows, at_.importer);
      const Index s = itpd_ ? sector_at.at(*whole_number(rows.field(*at_.industry))) : 0;
      const std::size_t cell =
          (static_cast<std::size_t>(i) * n + static_cast<std::size_t>(j)) * sectors.size() +
          static_cast<std::size_t>(s);
      if (seen[cell] && !request_.cleaning.sum_rows)
        diagnostics_.error(
            rows.place(),
            fmt::format("a second row for {} -> {} {}", rows.field(at_.exporter),
                        rows.field(at_.importer), sectors[static_cast<std::size_t>(s)].code),
            "leave one out; 'clean: {rows: sum}' in a recipe adds them up");
      seen[cell] = true;
      has_sales_at_home_ = has_sales_at_home_ || (i == j && *value > 0);
      flow_(joined_.country_of[static_cast<std::size_t>(i)],
            joined_.country_of[static_cast<std::size_t>(j)],
            joined_.sector_of[static_cast<std::size_t>(s)]) += *value;
    });
  }

  void say_choices(Imported& out) {
    if (!request_.year && years_.size() > 1)
      say(out, diagnostics_,
          fmt::format("the file has trade in {} years: {} is used (--year takes another)",
                      years_.size(), year_));
    if (!itpd_)
      say(out, diagnostics_, fmt::format("trade is '{}'; one sector for all goods", value_name_));
    if (unknown_zeros_ > 0)
      say(out, diagnostics_,
          fmt::format(
              "{} of unknown trade (flag_zero u): no evidence that there is none",
              unknown_zeros_ == 1 ? "1 zero is" : fmt::format("{} zeros are", unknown_zeros_)));
    if (!has_sales_at_home_)
      say(out, diagnostics_,
          "there are no sales at home in this source: for a model, add a row exporter,importer,"
          "sector,value of gross output less exports for each country to flows.csv");
  }

  static constexpr int kFirstService = 154;  // of ITPD-E, where it does not say the broad sector

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  ImportRequest any_year_ = of_any_year(request_);
  const SourceFile& file_;
  NumberStyle style_;
  NamedColumns named_;
  GravityColumns at_{};
  bool itpd_ = false, has_sales_at_home_ = false;
  std::string value_name_;
  int year_ = 0;
  std::set<int> years_;
  std::vector<Country> countries_;
  std::map<std::string, Index> country_at_;
  std::map<int, Sector> industries_;
  Aggregation joined_;
  Cube flow_;
  std::size_t unknown_zeros_ = 0;
};

}  // namespace

Imported import_gravity(const ImportRequest& request, Diagnostics& diagnostics) {
  return GravityReader(request, diagnostics).read();
}

}  // namespace tariffsim

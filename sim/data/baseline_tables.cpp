#include "data/baseline_tables.hpp"
#include "base/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "data/built_in_groups.hpp"
#include "data/cell_reader.hpp"
#include "data/checked_number.hpp"
#include "data/iso_countries.hpp"
#include "text/csv_table.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

using Position = CellReader::Position;

/// How far shares may sum beyond what they must: files are rounded.
constexpr double kShareSlack = 1e-6;
/// Published input-output tables have a few slightly negative shares (Caliendo and Parro 2015 one
/// of -0.0006).
constexpr double kLeastInputShare = -0.01;
/// A rate this high is more probably a percentage.
constexpr double kSuspiciousRate = 10;

std::vector<KeyColumn> trade_keys(const CsvTable& table, const Codes& codes) {
  return {{table.column("exporter"), &codes.countries},
          {table.column("importer"), &codes.countries},
          {table.column("sector"), &codes.sectors}};
}

std::optional<double> share(const CsvTable& table, std::size_t row, double least,
                            Diagnostics& diagnostics) {
  const auto found = checked_number(
      table, row, table.column("share"),
      [least](double x) { return x >= least && x <= 1 + kShareSlack; },
      "a share must lie between 0 and 1", diagnostics);
  if (found.value_or(0) < 0) {
    diagnostics.warning(table.place(row, table.column("share")),
                        fmt::format("a negative input share is taken as it is, found {}", *found));
  }
  return found;
}

/// Field of a column that need not be there.
std::string_view optional_field(const CsvTable& table, std::size_t row, std::string_view name) {
  const int column = table.column(name);
  return column < 0 ? std::string_view{} : table.field(row, column);
}

/// A code that is there and new; `lines` remembers where each code stands.
bool check_code(const CsvTable& table, std::size_t row, std::map<std::string, int>& lines,
                Diagnostics& diagnostics) {
  const Place place = table.place(row, table.column("code"));
  const std::string code(table.field(row, table.column("code")));
  if (code.empty()) {
    diagnostics.error(place, "a code must not be empty");
    return false;
  }
  if (const std::string reason = no_code_because(code); !reason.empty())
    diagnostics.error(place, fmt::format("the code '{}' {}", code, reason),
                      "use another, such as those of ISO 3166 for countries");
  const auto [at, is_new] = lines.emplace(code, place.line);
  if (!is_new)
    diagnostics.error(place,
                      fmt::format("repeated code '{}': line {} has it already", code, at->second));
  return is_new;
}

/// Of one of a table's codes that is the name of a group, too.
void check_group_names(const CsvTable& table, const Groups& built_in, Diagnostics& diagnostics) {
  const int column = table.column("code");
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < table.rows(); ++row) codes.emplace_back(table.field(row, column));
  const std::string name = code_of_a_group(codes, built_in);
  if (name.empty()) return;
  const auto row =
      static_cast<std::size_t>(std::find(codes.begin(), codes.end(), name) - codes.begin());
  diagnostics.error(table.place(row, column),
                    fmt::format("the code '{}' is the name of a group of which others are here: "
                                "scenarios could mean either",
                                name),
                    "'tariffsim list groups' has all names that are taken");
}

std::string first_of(std::string_view given, const std::string& otherwise) {
  return given.empty() ? otherwise : std::string(given);
}

int numeric_code(const CsvTable& table, std::size_t row, const Country* iso,
                 Diagnostics& diagnostics) {
  if (optional_field(table, row, "iso_numeric").empty())
    return iso == nullptr ? 0 : iso->iso_numeric;
  const auto rule = [](double x) { return x >= 0 && x < 1000 && x == std::floor(x); };
  const auto value =
      checked_number(table, row, table.column("iso_numeric"), rule,
                     "an ISO 3166-1 numeric code is a number from 0 to 999", diagnostics);
  return static_cast<int>(value.value_or(0));
}

/// Persons or households; 0 if the field is empty.
double head_count(const CsvTable& table, std::size_t row, std::string_view column,
                  std::string_view rule, Diagnostics& diagnostics) {
  if (optional_field(table, row, column).empty()) return 0;
  return checked_number(
             table, row, table.column(column), [](double x) { return x >= 0; }, rule, diagnostics)
      .value_or(0);
}

SectorKind sector_kind(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
  const std::string_view kind = optional_field(table, row, "kind");
  if (kind == "services") return SectorKind::services;
  if (!kind.empty() && kind != "goods")
    diagnostics.error(table.place(row, table.column("kind")),
                      fmt::format("unknown kind '{}'", kind), "goods or services");
  return SectorKind::goods;
}

void require_rows(const CsvTable& table, const SourcePointer& source, Diagnostics& diagnostics) {
  if (table.rows() == 0) diagnostics.error({source, 0, 0, 1}, "no rows");
}

/// Sums over inputs must leave value added >= 0; what is over by rounding only is scaled back, more
/// only if it is to be cleaned.
void check_input_sums(InputShares& shares, const Codes& codes, const Cleaning& cleaning,
                      const std::function<Place(Index, Index, Index)>& place_of,
                      const SourcePointer& source, Diagnostics& diagnostics) {
  int scaled = 0;
  for (Index n = 0; n < shares.countries(); ++n) {
    for (Index s = 0; s < shares.sectors(); ++s) {
      double sum = 0;
      Index largest = 0;
      for (Index k = 0; k < shares.sectors(); ++k) {
        sum += shares(n, k, s);
        if (shares(n, k, s) > shares(n, largest, s)) largest = k;
      }
      if (sum > 1 + kShareSlack && !cleaning.scale_inputs)
        diagnostics.error(place_of(n, largest, s),
                          fmt::format("the inputs of {} {} sum to {:.6g} of its cost, above 1",
                                      codes.countries.code(n), codes.sectors.code(s), sum));
      if (sum <= 1) continue;
      if (sum > 1 + kShareSlack) ++scaled;
      for (Index k = 0; k < shares.sectors(); ++k) shares(n, k, s) /= sum;
    }
  }
  if (scaled > 0 && cleaning.scale_inputs)
    diagnostics.note({source, 0, 0, 1},
                     fmt::format("inputs cost more than the output in {} of a country: scaled down "
                                 "to all of it",
                                 counted(static_cast<std::size_t>(scaled), "sector")));
}

/// Goods taken out of inventories: no model has them.
void drop_negative(Cube& flow, const SourcePointer& source, Diagnostics& diagnostics) {
  double negative = 0, all = 0;
  int cells = 0;
  for (double& value : flow.values()) {
    all += std::max(0.0, value);
    if (value >= 0) continue;
    ++cells;
    negative -= value;
    value = 0;
  }
  if (cells > 0)
    diagnostics.note(
        {source, 0, 0, 1},
        fmt::format("{} below 0, {:.2g} % of trade in all, set to 0",
                    counted(static_cast<std::size_t>(cells), "flow"), 100 * negative / all));
}

/// Row sums must be 1; what is off by rounding only is scaled.
void check_final_sums(Table& shares, const SourcePointer& source, const Codes& codes,
                      Diagnostics& diagnostics) {
  for (Index n = 0; n < shares.rows(); ++n) {
    const double sum = shares.row(n).sum();
    if (std::abs(sum - 1) <= kShareSlack) {
      shares.row(n) /= sum;
    } else {
      diagnostics.error(
          {source, 0, 0, 1},
          fmt::format("the final shares of {} sum to {:.8g}, not 1", codes.countries.code(n), sum));
    }
  }
}

/// A column of rates by cell; a rate that is probably a percentage is told of once.
class RateColumn {
 public:
  RateColumn(const CsvTable& table, int column, const Codes& codes, Diagnostics& diagnostics)
      : table_(table),
        column_(column),
        diagnostics_(diagnostics),
        rates_(codes.countries.size(), codes.sectors.size()) {}

  const std::string& name() const { return table_.header()[static_cast<std::size_t>(column_)]; }
  bool is_empty(std::size_t row) const { return table_.field(row, column_).empty(); }
  Cube take() { return std::move(rates_); }

  void read(const Position& at, std::size_t row) {
    const bool own = at[0] == at[1];
    const auto rate = checked_number(
        table_, row, column_, [own](double x) { return own ? x == 0 : x > -1; },
        own ? "a country has no border with itself: the rate must be 0" : "a rate must be above -1",
        diagnostics_);
    if (rate.value_or(0) > kMaxRate)
      return diagnostics_.error(
          table_.place(row, column_),
          fmt::format("a rate of {:g} is out of range: rates go to {:g}", *rate, kMaxRate),
          "rates are fractions: 25 % is 0.25");
    rates_(at[0], at[1], at[2]) = rate.value_or(0);
    if (warned_ || rate.value_or(0) <= kSuspiciousRate) return;
    warned_ = true;
    diagnostics_.warning(table_.place(row, column_),
                         fmt::format("a rate of {} is {:g} %", *rate, 100 * *rate),
                         "rates are fractions: 25 % is 0.25");
  }

 private:
  const CsvTable& table_;
  int column_;
  Diagnostics& diagnostics_;
  Cube rates_;
  bool warned_ = false;
};

}  // namespace

std::vector<Country> read_countries(const SourcePointer& source, Diagnostics& diagnostics) {
  const CsvTable table(source,
                       {{"code"}, {"name", "iso_numeric", "population", "households"}, false});
  require_rows(table, source, diagnostics);
  std::vector<Country> out;
  std::map<std::string, int> lines;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!check_code(table, row, lines, diagnostics)) continue;
    const std::string code(table.field(row, table.column("code")));
    const Country* iso = find_iso_country(code);
    out.push_back(
        {code, first_of(optional_field(table, row, "name"), iso == nullptr ? code : iso->name),
         numeric_code(table, row, iso, diagnostics),
         head_count(table, row, "population", "a population must not be negative", diagnostics),
         head_count(table, row, "households", "a number of households must not be negative",
                    diagnostics)});
  }
  check_group_names(table, built_in_groups().countries, diagnostics);
  return out;
}

std::vector<Sector> read_sectors(const SourcePointer& source, Diagnostics& diagnostics) {
  const CsvTable table(source, {{"code"}, {"name", "kind"}, false});
  require_rows(table, source, diagnostics);
  std::vector<Sector> out;
  std::map<std::string, int> lines;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!check_code(table, row, lines, diagnostics)) continue;
    const std::string code(table.field(row, table.column("code")));
    out.push_back({code, first_of(optional_field(table, row, "name"), code),
                   sector_kind(table, row, diagnostics)});
  }
  check_group_names(table, built_in_groups().sectors, diagnostics);
  return out;
}

Cube read_flows(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics,
                const Cleaning& cleaning) {
  const CsvTable table(source, {{"exporter", "importer", "sector", "value"}, {}, false});
  const int column = table.column("value");
  require_rows(table, source, diagnostics);
  Cube flow(codes.countries.size(), codes.sectors.size());
  CellReader(table, trade_keys(table, codes), diagnostics, cleaning.sum_rows)
      .read([&](const Position& at, std::size_t row) {
        const auto value = checked_number(
            table, row, column, [&](double x) { return x >= 0 || cleaning.negative_to_zero; },
            "a flow must not be negative", diagnostics);
        flow(at[0], at[1], at[2]) += value.value_or(0);
      });
  if (cleaning.negative_to_zero) drop_negative(flow, source, diagnostics);
  return flow;
}

TariffFile read_tariffs(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics) {
  const CsvTable table(source, {{"exporter", "importer", "sector", "rate"}, {}, true});
  RateColumn rate(table, table.column("rate"), codes, diagnostics);
  std::vector<RateColumn> others;
  for (int column = 0; column < static_cast<int>(table.header().size()); ++column) {
    const std::string& name = table.header()[static_cast<std::size_t>(column)];
    if (name == "exporter" || name == "importer" || name == "sector" || name == "rate") continue;
    others.emplace_back(table, column, codes, diagnostics);
  }
  CellReader(table, trade_keys(table, codes), diagnostics)
      .read([&](const Position& at, std::size_t row) {
        rate.read(at, row);
        for (RateColumn& other : others)
          if (!other.is_empty(row)) other.read(at, row);
      });
  TariffFile file{rate.take(), {}};
  for (RateColumn& other : others) file.others.push_back({other.name(), other.take()});
  return file;
}

Cube read_rates(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics) {
  const CsvTable table(source, {{"exporter", "importer", "sector", "rate"}, {}, false});
  RateColumn rate(table, table.column("rate"), codes, diagnostics);
  CellReader(table, trade_keys(table, codes), diagnostics)
      .read([&](const Position& at, std::size_t row) { rate.read(at, row); });
  return rate.take();
}

/// Of sums, the parts that are a quotient of theirs: 0 of nothing.
void divide(InputShares& part, const InputShares& sum) {
  for (Index s = 0; s < part.sectors(); ++s)
    for (Index k = 0; k < part.sectors(); ++k)
      for (Index n = 0; n < part.countries(); ++n)
        if (sum(n, k, s) != 0) part(n, k, s) /= sum(n, k, s);
}

InputTable read_inputs(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics,
                       const Cleaning& cleaning) {
  static const CodeIndex origins("origin", {"domestic", "imported", "any"},
                                 {"domestic", "imported", "any"});
  const CsvTable table(source, {{"country", "input", "sector", "share"}, {"origin"}, false});
  InputShares shares(codes.countries.size(), codes.sectors.size());
  std::vector<KeyColumn> keys{{table.column("country"), &codes.countries},
                              {table.column("input"), &codes.sectors},
                              {table.column("sector"), &codes.sectors}};
  const bool by_origin = table.column("origin") >= 0;
  if (by_origin) keys.push_back({table.column("origin"), &origins});
  InputShares home;
  if (by_origin) home = shares;
  std::vector<Position> untold;
  CellReader cells(table, keys, diagnostics, cleaning.sum_rows);
  cells.read([&](const Position& at, std::size_t row) {
    const double value = share(table, row, kLeastInputShare, diagnostics).value_or(0);
    shares(at[0], at[1], at[2]) += value;
    if (by_origin && at[3] == 0) home(at[0], at[1], at[2]) += value;
    if (by_origin && at[3] == 2) untold.push_back(at);
  });
  if (by_origin) divide(home, shares);
  for (const Position& at : untold) home(at[0], at[1], at[2]) = kUntold;
  const auto place_of = [&](Index n, Index k, Index s) {
    const int column = table.column("share");
    if (!by_origin) return cells.place_of({n, k, s}, column);
    Place domestic = cells.place_of({n, k, s, 0}, column);
    if (domestic.source) return domestic;
    const Place imported = cells.place_of({n, k, s, 1}, column);
    return imported.source ? imported : cells.place_of({n, k, s, 2}, column);
  };
  check_input_sums(shares, codes, cleaning, place_of, source, diagnostics);
  if (by_origin)
    diagnostics.note(
        {source, 0, 0, 1},
        "domestic and imported inputs are told apart: with 'model: {inputs_by_origin: true}' users "
        "buy them so, else by their sum");
  return {std::move(shares), std::move(home)};
}

Table read_final_demand(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics) {
  const CsvTable table(source, {{"country", "sector", "share"}, {}, false});
  Table shares = Table::Zero(codes.countries.size(), codes.sectors.size());
  const std::size_t errors = diagnostics.error_count();
  CellReader(
      table,
      {{table.column("country"), &codes.countries}, {table.column("sector"), &codes.sectors}},
      diagnostics)
      .read([&](const Position& at, std::size_t row) {
        shares(at[0], at[1]) = share(table, row, 0, diagnostics).value_or(0);
      });
  if (diagnostics.error_count() == errors) check_final_sums(shares, source, codes, diagnostics);
  return shares;
}

std::vector<ElasticitySource> read_elasticities(const SourcePointer& source, const Codes& codes,
                                                Diagnostics& diagnostics) {
  const CsvTable table(source, {{"sector"}, {}, true});
  std::vector<ElasticitySource> out;
  std::vector<int> columns;
  for (int column = 0; column < static_cast<int>(table.header().size()); ++column) {
    if (column == table.column("sector")) continue;
    columns.push_back(column);
    out.push_back(
        {table.header()[static_cast<std::size_t>(column)], Vector::Zero(codes.sectors.size())});
  }
  std::vector<bool> given(static_cast<std::size_t>(codes.sectors.size()));
  CellReader(table, {{table.column("sector"), &codes.sectors}}, diagnostics)
      .read([&](const Position& at, std::size_t row) {
        given[static_cast<std::size_t>(at[0])] = true;
        for (std::size_t i = 0; i < out.size(); ++i)
          out[i].trade_elasticity(at[0]) =
              checked_number(
                  table, row, columns[i], [](double x) { return x > 0; },
                  "a trade elasticity must be above 0", diagnostics)
                  .value_or(1);
      });
  for (Index s = 0; s < codes.sectors.size(); ++s)
    if (!given[static_cast<std::size_t>(s)])
      diagnostics.error({source, 0, 0, 1},
                        fmt::format("no row for sector {}", codes.sectors.code(s)));
  return out;
}

}  // namespace tariffsim

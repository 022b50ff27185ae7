#include "files/compared_cells.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "base/file.hpp"
#include "files/checked_rows.hpp"
#include "files/comparison_files.hpp"

namespace tariffsim {
namespace {

using Positions = std::map<std::string, std::uint32_t, std::less<>>;

Positions places_by_code(const ComparedRun& run) {
  Positions out;
  for (const ComparedPlace& place : run.places)
    out.emplace(place.code, static_cast<std::uint32_t>(out.size()));
  return out;
}

Positions sectors_by_code(const ComparedRun& run) {
  Positions out;
  for (const std::string& sector : sectors_of(run))
    out.emplace(sector, static_cast<std::uint32_t>(out.size()));
  return out;
}

/// A code of a row as its position.
std::uint32_t position_in(const CsvTable& table, std::size_t row, int column,
                          const Positions& positions) {
  const std::string_view code = table.field(row, column);
  const auto found = positions.find(code);
  if (found == positions.end())
    throw InputError(table.place(row, column),
                     fmt::format("a row of '{}', which summary.json does not name", code),
                     kWriteAgain);
  return found->second;
}

class CellReader {
 public:
  CellReader(const CsvTable& table, const ComparedRun& run)
      : table_(table),
        run_(run),
        places_(places_by_code(run)),
        sectors_(sectors_by_code(run)),
        exporter_(table.column("exporter")),
        importer_(table.column("importer")),
        sector_(table.column("sector")) {}

  std::vector<ComparedCell> read() {
    if (table_.rows() == 0) check_rows(table_, {}, {});
    std::vector<ComparedCell> cells(table_.rows());
    std::vector<std::size_t> first(places_.size() * places_.size() * sectors_.size(), 0);
    for (std::size_t row = 0; row < cells.size(); ++row) {
      cells[row] = cell(row);
      std::size_t& before =
          first[(cells[row].exporter * places_.size() + cells[row].importer) * sectors_.size() +
                cells[row].sector];
      if (before > 0)
        throw InputError(table_.place(row, exporter_),
                         fmt::format("'{}->{}[{}]' has a row already, line {}",
                                     table_.field(row, exporter_), table_.field(row, importer_),
                                     table_.field(row, sector_), table_.place(before - 1, 0).line),
                         kWriteAgain);
      before = row + 1;
    }
    diagnostics_.throw_if_errors();
    check_sums(cells);
    return cells;
  }

 private:
  ComparedCell cell(std::size_t row) {
    const auto number = [&](const char* name) {
      return table_.number(row, table_.column(name), diagnostics_);
    };
    return {position_in(table_, row, exporter_, places_),
            position_in(table_, row, importer_, places_),
            position_in(table_, row, sector_, sectors_),
            number("flow_base_musd"),
            number("flow_musd"),
            number("tariff_base"),
            number("tariff")};
  }

  /// A cell that is missing is one without trade: what pairs.csv has more was cut out.
  void check_sums(const std::vector<ComparedCell>& cells) const {
    constexpr double kOfTenDigits = 1e-8;  // of sums over a hundred rows
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<double, double>> sums;
    for (const ComparedCell& cell : cells) {
      auto& [before, after] = sums[{cell.exporter, cell.importer}];
      before += cell.before;
      after += cell.after;
    }
    const MeasureTable& pairs = run_.tables[kOfPairs];
    for (std::size_t row = 0; row < pairs.keys.size(); ++row) {
      const MeasureKey& key = pairs.keys[row];
      const auto found = sums.find({places_.at(key.exporter), places_.at(key.importer)});
      const auto [before, after] = found == sums.end() ? std::pair{0.0, 0.0} : found->second;
      check_sum(pairs, row, "flow_base_musd", before, kOfTenDigits);
      check_sum(pairs, row, "flow_musd", after, kOfTenDigits);
    }
  }

  void check_sum(const MeasureTable& pairs, std::size_t row, const char* measure, double sum,
                 double tolerance) const {
    for (std::size_t at = 0; at < pairs.measures.size(); ++at) {
      if (pairs.measures[at] != measure) continue;
      const double told = pairs.values[row * pairs.measures.size() + at];
      if (std::abs(sum - told) <= tolerance * std::max(std::abs(told), 1.0)) continue;
      throw InputError(
          table_.header_place(),
          fmt::format("the rows of {} add up to {} = {:.6g}, and pairs.csv has {:.6g}: "
                      "rows are missing or were changed",
                      pairs.keys[row].key, measure, sum, told),
          kWriteAgain);
    }
  }

  const CsvTable& table_;
  const ComparedRun& run_;
  Positions places_, sectors_;
  int exporter_, importer_, sector_;
  Diagnostics diagnostics_;
};

}  // namespace

std::vector<ComparedCell> read_cells(const ComparedRun& run) {
  const std::vector<std::string> codes{"exporter", "importer", "sector"};
  std::vector<std::string> required = codes;
  required.insert(required.end(), {"flow_base_musd", "flow_musd", "tariff_base", "tariff"});
  const CsvTable table(read_file(run.flows_file, kMaxResultBytes), {required, {}, true});
  check_columns(table, codes, TableKind::flows);
  return CellReader(table, run).read();
}

void check_rates(const std::shared_ptr<const SourceText>& source, const ComparedRun& run) {
  const std::vector<std::string> codes{"player", "instrument", "exporter", "importer", "sector"};
  const CsvTable table(source, {codes, {}, true});
  check_columns(table, codes, TableKind::rates);
  const Positions places = places_by_code(run), sectors = sectors_by_code(run);
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (const char* side : {"exporter", "importer"})
      position_in(table, row, table.column(side), places);
    if (!sectors.empty()) position_in(table, row, table.column("sector"), sectors);
    std::string key;
    for (const std::string& code : codes)
      key += fmt::format("{}{}", key.empty() ? "" : " ", table.field(row, table.column(code)));
    keys.push_back(std::move(key));
  }
  check_rows(table, keys, {{}, false, ""});
}

}  // namespace tariffsim

#include "data/deflator_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "data/checked_number.hpp"
#include "data/iso_countries.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr double kLastPriceYear = 9999;

bool is_estimate(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
  const int column = table.column("status");
  const std::string_view status = column < 0 ? std::string_view{} : table.field(row, column);
  if (!status.empty() && status != "actual" && status != "estimate")
    diagnostics.error(table.place(row, column), fmt::format("unknown status '{}'", status),
                      "actual or estimate");
  return status == "estimate";
}

}  // namespace

DeflatorByCountry read_deflators(const SourcePointer& source, const CodeIndex& known,
                                 Diagnostics& diagnostics) {
  const CsvTable table(source, {{"country", "year", "index"}, {"status"}, false});
  DeflatorByCountry out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const Place place = table.place(row, table.column("country"));
    const std::string code(table.field(row, table.column("country")));
    if (known.find(code) < 0) diagnostics.error(place, known.unknown(code), known.hint(code));
    const auto year = checked_number(
        table, row, table.column("year"),
        [](double x) { return x >= 0 && x <= kLastPriceYear && x == std::floor(x); },
        "a year is a whole number from 0 to 9999", diagnostics);
    const auto index = checked_number(
        table, row, table.column("index"), [](double x) { return x > 0; },
        "a deflator must be above 0", diagnostics);
    const bool estimate = is_estimate(table, row, diagnostics);
    if (!year || !index) continue;
    const auto of = static_cast<int>(*year);
    Deflator& deflator = out[code];
    if (!deflator.index.emplace(of, *index).second)
      diagnostics.error(place, fmt::format("repeated year {} of {}", of, code));
    if (!estimate) deflator.last_actual = std::max(deflator.last_actual, of);
  }
  return out;
}

void set_deflators(const std::filesystem::path& path, Baseline& baseline,
                   Diagnostics& diagnostics) {
  std::vector<Country> known = iso_countries();
  known.insert(known.end(), baseline.countries.begin(), baseline.countries.end());
  Diagnostics own;
  baseline.deflators =
      read_deflators(read_file(path, kMaxSmallTableBytes), index_countries(known), own);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  std::erase_if(baseline.deflators,
                [&](const auto& one) { return find_country(baseline.countries, one.first) < 0; });
}

std::string deflators_csv(const Baseline& baseline) {
  std::string out = "country,year,index,status\n";
  for (const Country& country : baseline.countries) {
    const auto found = baseline.deflators.find(country.code);
    if (found == baseline.deflators.end()) continue;
    const Deflator& deflator = found->second;
    for (const auto& [year, index] : deflator.index)
      out += fmt::format("{},{},{:.6g},{}\n", csv_field(country.code), year, index,
                         year <= deflator.last_actual ? "actual" : "estimate");
  }
  return out;
}

}  // namespace tariffsim

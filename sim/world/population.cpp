#include "world/population.hpp"

#include <fmt/format.h>

#include "text/csv_table.hpp"
#include "text/file.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;

double persons_of(const Population& persons, std::string_view code) {
  const auto found = persons.find(code);
  return found == persons.end() ? 0 : found->second;
}

}  // namespace

Population read_population(const std::filesystem::path& path) {
  const CsvTable table(read_file(path, kMaxBytes), {{"country", "population"}, {}, false});
  const int code = table.column("country"), count = table.column("population");
  Population persons;
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double value = table.number(row, count, diagnostics);
    if (value < 0)
      diagnostics.error(table.place(row, count),
                        fmt::format("a population must not be negative, found {}", value));
    if (!persons.emplace(table.field(row, code), value).second)
      diagnostics.error(table.place(row, code),
                        fmt::format("repeated country '{}'", table.field(row, code)));
  }
  diagnostics.throw_if_errors();
  return persons;
}

void set_population(const Population& persons, Baseline& baseline, Diagnostics& diagnostics) {
  for (Country& country : baseline.countries) {
    const auto region = baseline.regions.find(country.code);
    country.population = 0;
    if (region == baseline.regions.end())
      country.population = persons_of(persons, country.code);
    else
      for (const std::string& member : region->second)
        country.population += persons_of(persons, member);
    if (country.population == 0)
      diagnostics.warning({}, fmt::format("no population of {} is known", country.code));
  }
}

}  // namespace tariffsim

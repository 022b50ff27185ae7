#include "data/population.hpp"

#include <fmt/format.h>

#include <map>

#include "base/file.hpp"
#include "data/iso_countries.hpp"
#include "model/code_index.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// Persons by code.
using Persons = std::map<std::string, double, std::less<>>;

/// A row's number and code if they are right, otherwise an error; a code that is neither of ISO
/// nor of the baseline is passed over with a warning.
void read_row(const CsvTable& table, std::size_t row, const Baseline& baseline,
              const CodeIndex& iso, Persons& persons, Diagnostics& diagnostics) {
  const int country = table.column("country"), population = table.column("population");
  const std::string_view code = table.field(row, country);
  const double count = table.number(row, population, diagnostics);
  if (count < 0)
    diagnostics.error(table.place(row, population),
                      fmt::format("a population must not be negative, found {}", count));
  if (!persons.emplace(code, count).second)
    diagnostics.error(table.place(row, country), fmt::format("repeated country '{}'", code));
  if (iso.size() > 0 && iso.find(code) < 0 && find_country(baseline.countries, code) < 0)
    diagnostics.warning(table.place(row, country), iso.unknown(code), iso.hint(code));
}

Persons read_persons(const std::filesystem::path& path, const Baseline& baseline,
                     Diagnostics& diagnostics) {
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"country", "population"}, {}, false});
  const CodeIndex iso = index_countries(iso_countries());
  Persons persons;
  Diagnostics own;
  for (std::size_t row = 0; row < table.rows(); ++row)
    read_row(table, row, baseline, iso, persons, own);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return persons;
}

double persons_of(const Persons& persons, std::string_view code) {
  const auto found = persons.find(code);
  return found == persons.end() ? 0 : found->second;
}

}  // namespace

void set_population(const std::filesystem::path& path, Baseline& baseline,
                    Diagnostics& diagnostics) {
  const Persons persons = read_persons(path, baseline, diagnostics);
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

#include "data/population.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "data/checked_number.hpp"
#include "data/iso_countries.hpp"
#include "model/code_index.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// A number by code.
using Figures = std::map<std::string, double, std::less<>>;

/// A table of one figure by country.
struct FigureFile {
  const char* column;
  std::vector<std::string> more;  ///< columns that are for readers
  double least;                   ///< of what is allowed
  const char* rule;               ///< in words
};

const FigureFile& population_file() {
  static const FigureFile file{"population", {}, 0, "a population must not be negative"};
  return file;
}

const FigureFile& sizes_file() {
  static const FigureFile file{
      "mean_size", {"year", "source"}, 1, "a household has at least one person"};
  return file;
}

/// A row's number and code if they are right, otherwise an error; a code that is neither of ISO
/// nor of the baseline is passed over with a warning.
void read_row(const CsvTable& table, std::size_t row, const FigureFile& file,
              const Baseline& baseline, const CodeIndex& iso, Figures& figures,
              Diagnostics& diagnostics) {
  const int country = table.column("country");
  const std::string_view code = table.field(row, country);
  const auto figure = checked_number(
      table, row, table.column(file.column), [&](double x) { return x >= file.least; }, file.rule,
      diagnostics);
  if (!figures.emplace(code, figure.value_or(0)).second)
    diagnostics.error(table.place(row, country), fmt::format("repeated country '{}'", code));
  if (iso.size() > 0 && iso.find(code) < 0 && find_country(baseline.countries, code) < 0)
    diagnostics.warning(table.place(row, country), iso.unknown(code), iso.hint(code));
}

Figures read_figures(const std::filesystem::path& path, const FigureFile& file,
                     const Baseline& baseline, Diagnostics& diagnostics) {
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"country", file.column}, file.more, false});
  const CodeIndex iso = index_countries(iso_countries());
  Figures figures;
  Diagnostics own;
  for (std::size_t row = 0; row < table.rows(); ++row)
    read_row(table, row, file, baseline, iso, figures, own);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return figures;
}

double figure_of(const Figures& figures, std::string_view code) {
  const auto found = figures.find(code);
  return found == figures.end() ? 0 : found->second;
}

/// The ISO codes behind a country: its own, or those of its members.
std::vector<std::string> codes_behind(const Country& country, const Baseline& baseline) {
  const auto region = baseline.regions.find(country.code);
  return region == baseline.regions.end() ? std::vector<std::string>{country.code} : region->second;
}

double households_of(const std::vector<std::string>& codes, const Figures& persons,
                     const Figures& sizes) {
  double households = 0;
  for (const std::string& code : codes) {
    const double living = figure_of(persons, code), size = figure_of(sizes, code);
    if (living > 0 && size == 0) return 0;
    if (living > 0) households += living / size;
  }
  return households;
}

}  // namespace

void set_population(const std::filesystem::path& path, Baseline& baseline,
                    Diagnostics& diagnostics) {
  const Figures persons = read_figures(path, population_file(), baseline, diagnostics);
  for (Country& country : baseline.countries) {
    country.population = 0;
    for (const std::string& code : codes_behind(country, baseline))
      country.population += figure_of(persons, code);
    if (country.population == 0)
      diagnostics.warning({}, fmt::format("no population of {} is known", country.code));
  }
}

void set_households(const std::filesystem::path& sizes, const std::filesystem::path& population,
                    Baseline& baseline, Diagnostics& diagnostics) {
  Diagnostics said_before;
  const Figures persons = read_figures(population, population_file(), baseline, said_before);
  const Figures size_of = read_figures(sizes, sizes_file(), baseline, diagnostics);
  for (Country& country : baseline.countries)
    country.households = households_of(codes_behind(country, baseline), persons, size_of);
}

}  // namespace tariffsim

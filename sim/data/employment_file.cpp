#include "data/employment_file.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "data/cell_reader.hpp"
#include "data/checked_number.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

using Quality = EmploymentQuality;

constexpr std::array kQualities{Quality::counted, Quality::partly_imputed, Quality::imputed,
                                Quality::unverified};

std::string quality_hint(std::string_view word) {
  std::vector<std::string> words;
  words.reserve(kQualities.size());
  for (const Quality quality : kQualities) words.emplace_back(to_string(quality));
  const auto near = near_miss(word, words);
  return near ? fmt::format("did you mean '{}'?", *near)
              : "counted, partly-imputed, imputed or unverified";
}

/// Of a field; counted if there is none.
Quality read_quality(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
  const int column = table.column("quality");
  const std::string_view word = column < 0 ? std::string_view{} : table.field(row, column);
  if (word.empty()) return Quality::counted;
  for (const Quality quality : kQualities)
    if (word == to_string(quality)) return quality;
  diagnostics.error(table.place(row, column), fmt::format("unknown quality '{}'", word),
                    quality_hint(word));
  return Quality::counted;
}

/// All rows of a country say the same of its split.
class SplitQualities {
 public:
  SplitQualities(const CsvTable& table, const CodeIndex& countries, Diagnostics& diagnostics)
      : table_(table),
        countries_(countries),
        diagnostics_(diagnostics),
        said_(static_cast<std::size_t>(countries.size()), Quality::unknown),
        line_(said_.size()) {}

  void read(Index country, std::size_t row) {
    const auto at = static_cast<std::size_t>(country);
    const Quality quality = read_quality(table_, row, diagnostics_);
    if (said_[at] == Quality::unknown) {
      said_[at] = quality;
      line_[at] = table_.place(row, 0).line;
    } else if (quality != said_[at]) {
      diagnostics_.error(
          table_.place(row, table_.column("quality")),
          fmt::format("the split of {} is '{}' here and '{}' in line {}", countries_.code(country),
                      to_string(quality), to_string(said_[at]), line_[at]),
          "it has one quality: say the worst that holds for the whole");
    }
  }

  std::vector<Quality> take() { return std::move(said_); }

 private:
  const CsvTable& table_;
  const CodeIndex& countries_;
  Diagnostics& diagnostics_;
  std::vector<Quality> said_;
  std::vector<int> line_;  // of the first row
};

}  // namespace

Employment read_employment(const SourcePointer& source, const Codes& codes,
                           Diagnostics& diagnostics) {
  const CsvTable table(source, {{"country", "sector", "persons"}, {"quality"}, false});
  Table persons = Table::Zero(codes.countries.size(), codes.sectors.size());
  SplitQualities qualities(table, codes.countries, diagnostics);
  CellReader(
      table,
      {{table.column("country"), &codes.countries}, {table.column("sector"), &codes.sectors}},
      diagnostics)
      .read([&](const CellReader::Position& at, std::size_t row) {
        const auto count = checked_number(
            table, row, table.column("persons"), [](double x) { return x >= 0; },
            "persons must not be negative", diagnostics);
        persons(at[0], at[1]) = count.value_or(0);
        qualities.read(at[0], row);
      });
  return {std::move(persons), qualities.take()};
}

void set_employment(const std::filesystem::path& path, Baseline& baseline,
                    Diagnostics& diagnostics) {
  const Codes codes{index_countries(baseline.countries), index_sectors(baseline.sectors)};
  Diagnostics own;
  Employment employment = read_employment(read_file(path, kMaxSmallTableBytes), codes, own);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  baseline.employment = std::make_shared<const Employment>(std::move(employment));
}

std::string employment_csv(const Baseline& baseline) {
  std::string out = "country,sector,persons,quality\n";
  const Employment& employment = *baseline.employment;
  for (std::size_t n = 0; n < baseline.countries.size(); ++n)
    for (std::size_t s = 0; s < baseline.sectors.size(); ++s)
      if (const double persons = employment.persons(static_cast<Index>(n), static_cast<Index>(s));
          persons > 0)
        out += fmt::format("{},{},{:.0f},{}\n", csv_field(baseline.countries[n].code),
                           csv_field(baseline.sectors[s].code), persons,
                           to_string(employment.quality[n]));
  return out;
}

}  // namespace tariffsim

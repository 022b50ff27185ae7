#include "prose/baseline_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

/// Of one economy, in words.
struct PeopleColumn {
  const char* title;
  std::string (*cell)(const Baseline& baseline, std::size_t country);
};

/// "158,300", or nothing.
std::string thousands(double count) { return count > 0 ? grouped(std::llround(count / 1000)) : ""; }

std::string population_cell(const Baseline& baseline, std::size_t country) {
  return thousands(baseline.countries[country].population);
}

std::string households_cell(const Baseline& baseline, std::size_t country) {
  return thousands(baseline.countries[country].households);
}

std::string employed_cell(const Baseline& baseline, std::size_t country) {
  if (baseline.employment == nullptr) return "";
  return thousands(baseline.employment->persons.row(static_cast<Index>(country)).sum());
}

std::string split_cell(const Baseline& baseline, std::size_t country) {
  if (baseline.employment == nullptr) return "";
  const EmploymentQuality quality = baseline.employment->quality[country];
  return quality == EmploymentQuality::unknown ? "" : to_string(quality);
}

/// From the year of the baseline's prices to the last that is no estimate.
std::string prices_cell(const Baseline& baseline, std::size_t country) {
  const auto found = baseline.deflators.find(baseline.countries[country].code);
  if (found == baseline.deflators.end()) return "";
  const auto latest = found->second.latest(baseline.price_year);
  if (!latest) return "";
  return fmt::format("{} to {}", signed_percent(100 * (latest->ratio - 1)), latest->year);
}

constexpr std::array kColumns{
    PeopleColumn{"population", population_cell}, PeopleColumn{"households", households_cell},
    PeopleColumn{"employed", employed_cell}, PeopleColumn{"split by sector", split_cell},
    PeopleColumn{"price of GDP", prices_cell}};

/// Those of which something is known.
std::vector<PeopleColumn> known_columns(const Baseline& baseline) {
  std::vector<PeopleColumn> out(kColumns.begin(), kColumns.end());
  std::erase_if(out, [&](const PeopleColumn& column) {
    for (std::size_t n = 0; n < baseline.countries.size(); ++n)
      if (!column.cell(baseline, n).empty()) return false;
    return true;
  });
  return out;
}

std::vector<std::string> notes_on(const Baseline& baseline) {
  std::vector<std::string> notes{"persons and households in thousands"};
  if (baseline.employment != nullptr)
    notes.emplace_back(
        "split by sector: what it rests on; where it is imputed or unverified only changes in "
        "percent are worth telling");
  if (!baseline.deflators.empty())
    notes.push_back(fmt::format(
        "price of GDP: in {} at market exchange rates, from {} to the last year that is no "
        "estimate",
        baseline.currency, baseline.price_year));
  return notes;
}

constexpr std::size_t kCautionWidth = 110;
constexpr std::size_t kLongestCaution = 4000;

/// Lines of whole words.
std::string wrapped(const std::string& text, const std::string& indent) {
  std::istringstream words(text);
  std::string out = indent;
  std::size_t width = indent.size();
  for (std::string word; words >> word; width += word.size() + 1) {
    if (width > indent.size() && width + word.size() > kCautionWidth) {
      out += "\n" + indent;
      width = indent.size();
    }
    out += (width > indent.size() ? " " : "") + word;
  }
  return out + "\n";
}

}  // namespace

std::vector<TitledTable> people_tables(const Baseline& baseline) {
  const std::vector<PeopleColumn> known = known_columns(baseline);
  if (known.empty()) return {};
  std::vector<TextTable::Column> columns{{"", true}, {"", true}};
  for (const PeopleColumn& column : known) columns.push_back({column.title});
  TextTable table(std::move(columns));
  for (std::size_t n = 0; n < baseline.countries.size(); ++n) {
    const Country& country = baseline.countries[n];
    std::vector<TextCell> row{{shown(country.code), Tone::strong}, {shown(country.name)}};
    for (const PeopleColumn& column : known) row.push_back({column.cell(baseline, n)});
    table.add(std::move(row));
  }
  return {{"People and prices", std::move(table), notes_on(baseline)}};
}

std::string caution_lines(const std::vector<std::string>& cautions) {
  std::string out;
  for (const std::string& caution : cautions) out += wrapped(shown(caution, kLongestCaution), "  ");
  return out;
}

}  // namespace tariffsim

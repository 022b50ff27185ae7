#include "prose/sector_labour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "outcomes/measures.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostEconomies = 3, kMostSectors = 8;

struct SectorLabour {
  Index sector;
  double real_wage;      // percent
  double employment;     // percent: of persons where they are told, else of hours
  double payroll;        // percent, at consumer prices too
  double persons;        // change; NaN where persons are not told
  double payroll_money;  // change, million at the prices of before
};

bool tells_persons_of(const SectorOutcome& sector) { return !std::isnan(sector.persons); }

/// Percent. Beside persons it has to be theirs: hours are weighted by pay, not by heads.
double employment_change(const SectorOutcome& sector) {
  return 100 * (tells_persons_of(sector) ? relative_change(sector.persons_base, sector.persons)
                                         : sector.employment);
}

/// By how much hours, weighted by pay, change against heads, percent: the same in all sectors.
double hours_against_heads(const Outcome& outcome, Index n) {
  for (Index s = 0; s < outcome.base().n_sectors(); ++s)
    if (const SectorOutcome& sector = outcome.sector(n, s); sector.persons > 0)
      return 100 * ((1 + sector.employment) * sector.persons_base / sector.persons - 1);
  return 0;
}

/// Sectors in the order of how much their payrolls move in money.
std::vector<SectorLabour> sectors_of(const Outcome& outcome, Index n) {
  std::vector<SectorLabour> found;
  const Table payroll = outcome.base().labour_income();
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
    const SectorOutcome& sector = outcome.sector(n, s);
    if (std::isnan(sector.real_wage)) continue;
    const double wage = 1 + sector.real_wage, hours = 1 + sector.employment;
    found.push_back({s, 100 * (wage - 1), employment_change(sector), 100 * (wage * hours - 1),
                     sector.persons - sector.persons_base, payroll(n, s) * (wage * hours - 1)});
  }
  std::stable_sort(found.begin(), found.end(), [](const SectorLabour& a, const SectorLabour& b) {
    return std::abs(a.payroll_money) > std::abs(b.payroll_money);
  });
  found.resize(std::min(kMostSectors, found.size()));
  return found;
}

/// Empty where persons by sector need no word.
std::string persons_note(const Outcome& outcome, Index n, bool counted) {
  const Employment* employment = outcome.base().employment.get();
  if (employment == nullptr) return "";
  if (!counted) return "in percent only: the split of persons by sector is imputed or unchecked";
  std::string note =
      "employment and persons count heads, which in all sectors together change as the economy's "
      "hours do";
  const double gap = hours_against_heads(outcome, n);
  if (std::abs(gap) >= kVisiblePercent)
    note += fmt::format(
        "; payrolls follow hours weighted by pay, {} against heads in every sector, since people "
        "move between sectors that pay differently",
        signed_percent(gap));
  if (employment->quality[static_cast<std::size_t>(n)] == EmploymentQuality::partly_imputed)
    note += "; persons of some sectors are imputed from other economies";
  return note;
}

TitledTable table_of(const Outcome& outcome, Index n, const std::string& currency) {
  const bool moves = has_employment(outcome.parameters());
  std::vector<TextTable::Column> columns{{"", true}, {"real wage"}};
  const std::vector<SectorLabour> sectors = sectors_of(outcome, n);
  const bool counted = std::any_of(sectors.begin(), sectors.end(), [](const SectorLabour& one) {
    return !std::isnan(one.persons);
  });
  if (moves) columns.insert(columns.end(), {{"employment"}, {"payroll, real"}});
  columns.push_back({"payroll, " + currency});
  if (moves && counted) columns.push_back({"persons"});
  TextTable table(columns);
  for (const SectorLabour& one : sectors) {
    std::vector<TextCell> cells{
        {shown(outcome.base().sectors[static_cast<std::size_t>(one.sector)].name)},
        change_cell(one.real_wage)};
    if (moves) {
      cells.push_back(change_cell(one.employment));
      cells.push_back(change_cell(one.payroll));
    }
    cells.push_back({signed_money(one.payroll_money), tone_of(one.payroll_money)});
    if (moves && counted) cells.push_back({signed_amount(one.persons), tone_of(one.persons)});
    table.add(std::move(cells));
  }
  std::vector<std::string> notes{
      "sectors whose payrolls move most; wages and payrolls at consumer prices"};
  notes.push_back(kWhatWagesAre);
  if (std::string note = persons_note(outcome, n, counted); moves && !note.empty())
    notes.push_back(std::move(note));
  if (outcome.parameters().labour_mobility == 0 && outcome.parameters().labour_supply > 0)
    notes.push_back(
        "employment changes alike in all sectors by assumption: nobody can leave a sector, and "
        "hours follow the real wage of the economy, not of the sector");
  if (!moves)
    notes.push_back(
        "jobs are fixed by assumption: labour cannot leave its sector and hours do not change, so "
        "that what happens to a sector's payroll shows in its wage alone");
  return {std::string(moves ? "Wages and employment" : "Wages") + " by sector, " +
              name_in_sentence(outcome.base().countries[static_cast<std::size_t>(n)].name),
          table, notes};
}

/// The sectors whose real wages fall and rise most; the same if there is nothing to tell.
std::pair<Index, Index> extreme_wages(const Outcome& outcome, Index country) {
  Index low = -1, high = -1;
  if (country < 0 || !has_sector_wages(outcome.parameters())) return {low, high};
  const auto wage = [&](Index s) { return outcome.sector(country, s).real_wage; };
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
    if (std::isnan(wage(s))) continue;
    if (low < 0 || wage(s) < wage(low)) low = s;
    if (high < 0 || wage(s) > wage(high)) high = s;
  }
  return {low, high};
}

}  // namespace

bool has_sector_wages(const ModelParameters& parameters) {
  return !std::isinf(parameters.labour_mobility) && parameters.trade_elasticity.size() > 1;
}

std::string sector_wage_range(const Outcome& outcome, Index country) {
  const auto [low, high] = extreme_wages(outcome, country);
  if (low == high) return "";
  const auto told = [&](Index s) {
    return fmt::format("{} ({})", signed_percent(100 * outcome.sector(country, s).real_wage),
                       outcome.base().sectors[static_cast<std::size_t>(s)].name);
  };
  return fmt::format("by sector from {} to {}", told(low), told(high));
}

std::string sector_wage_span(const Outcome& outcome, Index country) {
  const auto [low, high] = extreme_wages(outcome, country);
  if (low == high) return "";
  const auto told = [&](Index s) {
    return signed_percent(100 * outcome.sector(country, s).real_wage);
  };
  std::string from = told(low);
  if (from.ends_with(" %")) from.resize(from.size() - 2);
  return fmt::format("by sector {} to {}", from, told(high));
}

bool has_employment(const ModelParameters& parameters) {
  return parameters.labour_supply > 0 || parameters.labour_mobility > 0;
}

std::vector<TitledTable> sector_labour_tables(const Outcome& outcome,
                                              const std::vector<std::string>& codes,
                                              const std::string& currency) {
  std::vector<TitledTable> tables;
  const ModelParameters& parameters = outcome.parameters();
  if (outcome.base().n_sectors() == 1) return tables;
  if (!has_sector_wages(parameters) && parameters.labour_supply == 0) return tables;
  for (const std::string& code : codes) {
    const Index n = find_country(outcome.base().countries, code);
    if (n >= 0 && tables.size() < kMostEconomies) tables.push_back(table_of(outcome, n, currency));
  }
  return tables;
}

}  // namespace tariffsim

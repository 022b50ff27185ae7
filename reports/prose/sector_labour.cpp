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
constexpr std::size_t kBriefly = 3;  // sectors that gain, and as many that lose

bool tells_persons_of(const SectorOutcome& sector) { return !std::isnan(sector.persons); }

/// Percent. Beside persons it has to be theirs: hours are weighted by pay, not by heads.
double employment_change(const SectorOutcome& sector) {
  return 100 * (tells_persons_of(sector) ? relative_change(sector.persons_base, sector.persons)
                                         : sector.employment);
}

/// A country, or several told of as one.
struct Workplace {
  std::string name;
  std::vector<Index> members;
};

/// By how much hours, weighted by pay, change against heads, percent: the same in all sectors.
double hours_against_heads(const Outcome& outcome, Index n) {
  for (Index s = 0; s < outcome.base().n_sectors(); ++s)
    if (const SectorOutcome& sector = outcome.sector(n, s); sector.persons > 0)
      return 100 * ((1 + sector.employment) * sector.persons_base / sector.persons - 1);
  return 0;
}

/// Those that `moved` by most first.
template <class Moved>
void put_largest_first(std::vector<SectorLabour>& sectors, const Moved& moved) {
  std::stable_sort(sectors.begin(), sectors.end(),
                   [&](const SectorLabour& a, const SectorLabour& b) {
                     return std::abs(moved(a)) > std::abs(moved(b));
                   });
}

bool counts_any(const std::vector<SectorLabour>& sectors) {
  return std::any_of(sectors.begin(), sectors.end(),
                     [](const SectorLabour& one) { return !std::isnan(one.persons); });
}

TextCell name_cell(const Outcome& outcome, const SectorLabour& of) {
  return {shown(outcome.base().sectors[static_cast<std::size_t>(of.sector)].name)};
}

std::string title_of(const char* what, const Workplace& at) {
  return fmt::format("{} by sector, {}", what, name_in_sentence(at.name));
}

/// How many members' persons are of a quality.
template <class Is>
std::size_t members_whose(const Outcome& outcome, const Workplace& at, const Is& is) {
  const std::vector<EmploymentQuality>& quality = outcome.base().employment->quality;
  return static_cast<std::size_t>(std::count_if(at.members.begin(), at.members.end(), [&](Index n) {
    return is(quality[static_cast<std::size_t>(n)]);
  }));
}

/// Why persons by sector are not told.
std::string in_percent_only(const Outcome& outcome, const Workplace& at) {
  std::string note = "in percent only: the split of persons by sector is imputed or unchecked";
  if (at.members.size() == 1) return note;
  const std::size_t lacking =
      members_whose(outcome, at, [](EmploymentQuality quality) { return !tells_persons(quality); });
  return lacking == at.members.size()
             ? note
             : fmt::format("{} in {} of {}", note, lacking, counted(at.members.size(), "member"));
}

/// Empty where persons by sector need no word.
std::string persons_note(const Outcome& outcome, const Workplace& at, bool counted,
                         bool tells_payrolls) {
  const Employment* employment = outcome.base().employment.get();
  if (employment == nullptr) return "";
  if (!counted) return in_percent_only(outcome, at);
  const bool one = at.members.size() == 1;
  std::string note = fmt::format(
      "employment and persons count heads, which in all sectors together change as {} hours do",
      one ? "the economy's" : "each economy's");
  const double gap = one ? hours_against_heads(outcome, at.members.front()) : 0;
  if (tells_payrolls && std::abs(gap) >= kVisiblePercent)
    note += fmt::format(
        "; payrolls follow hours weighted by pay, {} against heads in every sector, since people "
        "move between sectors that pay differently",
        signed_percent(gap));
  if (members_whose(outcome, at, [](EmploymentQuality quality) {
        return quality == EmploymentQuality::partly_imputed;
      }) > 0)
    note += "; persons of some sectors are imputed from other economies";
  return note;
}

std::vector<std::string> wage_notes(const Outcome& outcome, const Workplace& at, bool counted) {
  const ModelParameters& parameters = outcome.parameters();
  std::vector<std::string> notes{
      "sectors whose payrolls move most; wages and payrolls at consumer prices", kWhatWagesAre};
  if (!has_employment(parameters)) {
    notes.push_back(
        "jobs are fixed by assumption: labour cannot leave its sector and hours do not change, so "
        "that what happens to a sector's payroll shows in its wage alone");
    return notes;
  }
  if (std::string note = persons_note(outcome, at, counted, true); !note.empty())
    notes.push_back(std::move(note));
  if (parameters.labour_mobility == 0)
    notes.push_back(
        "employment changes alike in all sectors by assumption: nobody can leave a sector, and "
        "hours follow the real wage of the economy, not of the sector");
  return notes;
}

/// Where sectors have wages of their own.
TitledTable wage_table(const Outcome& outcome, const Workplace& at, const std::string& currency) {
  const bool moves = has_employment(outcome.parameters());
  std::vector<TextTable::Column> columns{{"", true}, {"real wage"}};
  std::vector<SectorLabour> sectors = sector_labour(outcome, at.members);
  std::erase_if(sectors, [](const SectorLabour& one) { return std::isnan(one.real_wage); });
  put_largest_first(sectors, [](const SectorLabour& one) { return one.payroll_change(); });
  sectors.resize(std::min(kMostSectors, sectors.size()));
  const bool counted = counts_any(sectors);
  if (moves) columns.insert(columns.end(), {{"employment"}, {"payroll, real"}});
  columns.push_back({"payroll, " + currency});
  if (moves && counted) columns.push_back({"persons"});
  TextTable table(columns);
  for (const SectorLabour& one : sectors) {
    std::vector<TextCell> cells{name_cell(outcome, one), change_cell(one.real_wage)};
    if (moves) {
      cells.push_back(change_cell(one.employment));
      cells.push_back(change_cell(one.payroll));
    }
    cells.push_back({signed_money(one.payroll_change()), tone_of(one.payroll_change())});
    if (moves && counted) cells.push_back({signed_amount(one.persons), tone_of(one.persons)});
    table.add(std::move(cells));
  }
  return {title_of(moves ? "Wages and employment" : "Wages", at), table,
          wage_notes(outcome, at, counted)};
}

enum class LabourTold { in_full, briefly };

/// Jobs that a sector gains; where nobody is counted hours, weighted by what they were paid.
double jobs_of(const SectorLabour& one) {
  return std::isnan(one.persons) ? one.employment * one.payroll_base : one.persons;
}

/// Those that gain and that lose most jobs, those that gain first; or all of the `most` that move.
std::vector<SectorLabour> with_most_jobs(std::vector<SectorLabour> sectors, LabourTold told) {
  std::erase_if(sectors,
                [](const SectorLabour& one) { return std::abs(one.employment) < kVisiblePercent; });
  put_largest_first(sectors, jobs_of);
  if (told == LabourTold::in_full) {
    sectors.resize(std::min(kMostSectors, sectors.size()));
  } else {
    std::size_t gain = 0, lose = 0;
    std::erase_if(sectors, [&](const SectorLabour& one) {
      return ++(one.employment > 0 ? gain : lose) > kBriefly;
    });
  }
  std::stable_sort(
      sectors.begin(), sectors.end(),
      [](const SectorLabour& a, const SectorLabour& b) { return jobs_of(a) > jobs_of(b); });
  return sectors;
}

/// Of hours, weighted by what they are paid, percent.
double hours_change(const Outcome& outcome, const Workplace& at) {
  double before = 0, change = 0;
  for (const Index n : at.members) {
    const double paid = outcome.base().value_added(n);
    before += paid;
    change += paid * outcome.countries()[static_cast<std::size_t>(n)].employment;
  }
  return 100 * change / before;
}

/// Where labour moves freely, so that all sectors pay one wage. Empty if no sector's employment
/// moves.
TitledTable employment_table(const Outcome& outcome, const Workplace& at, LabourTold told) {
  const std::vector<SectorLabour> all = sector_labour(outcome, at.members);
  const bool counted = counts_any(all);
  std::vector<TextTable::Column> columns{{"", true}, {"employment"}};
  if (counted) columns.insert(columns.end(), {{"persons before"}, {"change"}});
  TextTable table(columns);
  for (const SectorLabour& one : with_most_jobs(all, told)) {
    std::vector<TextCell> cells{name_cell(outcome, one), change_cell(one.employment)};
    if (counted) {
      cells.push_back({std::isnan(one.persons) ? "-" : grouped(std::llround(one.persons_base))});
      cells.push_back({signed_amount(one.persons), tone_of(one.persons)});
    }
    table.add(std::move(cells));
  }
  std::vector<std::string> notes{counted
                                     ? "sectors that gain and lose most jobs"
                                     : "sectors that gain and lose most work, weighted by its pay"};
  notes.front() +=
      outcome.parameters().labour_supply > 0
          ? fmt::format("; hours in {} change by {}",
                        at.members.size() == 1 ? "the whole economy" : "all members together",
                        signed_percent(hours_change(outcome, at)))
          : "; in all sectors together employment is fixed by assumption, and labour moves freely "
            "between them at one wage";
  if (std::string note = persons_note(outcome, at, counted, false); !note.empty())
    notes.push_back(std::move(note));
  return {title_of("Employment", at), table, notes};
}

/// The country of a code, or the group of that name; without members if there is neither.
Workplace workplace(const Outcome& outcome, const std::string& name,
                    std::span<const NamedGroup> groups) {
  const std::vector<Country>& countries = outcome.base().countries;
  if (const Index n = find_country(countries, name); n >= 0)
    return {countries[static_cast<std::size_t>(n)].name, {n}};
  for (const NamedGroup& group : groups)
    if (group.name == name) return {shown(name), group.members};
  return {};
}

std::vector<TitledTable> tables_of(const Outcome& outcome, const std::vector<std::string>& names,
                                   const std::string& currency, std::span<const NamedGroup> groups,
                                   LabourTold told) {
  std::vector<TitledTable> tables;
  if (outcome.base().n_sectors() == 1) return tables;
  const bool wages = has_sector_wages(outcome.parameters());
  const std::size_t most = wages || told == LabourTold::in_full ? kMostEconomies : 1;
  for (const std::string& name : names) {
    const Workplace at = workplace(outcome, name, groups);
    if (at.members.empty() || tables.size() >= most) continue;
    TitledTable table =
        wages ? wage_table(outcome, at, currency) : employment_table(outcome, at, told);
    if (!table.table.empty()) tables.push_back(std::move(table));
  }
  return tables;
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

std::vector<SectorLabour> sector_labour(const Outcome& outcome, Index country) {
  std::vector<SectorLabour> found;
  const Table payroll = outcome.base().labour_income();
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
    const SectorOutcome& sector = outcome.sector(country, s);
    if (std::isnan(sector.employment)) continue;
    const double hours = 1 + sector.employment;
    found.push_back({s, 100 * sector.real_wage, employment_change(sector),
                     hours > 0 ? 100 * ((1 + sector.real_wage) * hours - 1) : -100,
                     payroll(country, s), sector.persons_base,
                     sector.persons - sector.persons_base});
  }
  return found;
}

std::vector<SectorLabour> sector_labour(const Outcome& outcome, const std::vector<Index>& members) {
  if (members.size() == 1) return sector_labour(outcome, members.front());
  std::vector<SectorLabour> sums;
  for (const Index n : members)
    for (const SectorLabour& of : sector_labour(outcome, n)) {
      auto sum = std::find_if(sums.begin(), sums.end(),
                              [&](const SectorLabour& one) { return one.sector == of.sector; });
      if (sum == sums.end()) sum = sums.insert(sum, {of.sector, 0, 0, 0, 0, 0, 0});
      // Sums for now: what labour earns after, and its hours at the pay before.
      sum->payroll += of.payroll_base + of.payroll_change();
      sum->employment += of.payroll_base * (1 + outcome.sector(n, of.sector).employment);
      sum->payroll_base += of.payroll_base;
      sum->persons_base += of.persons_base;
      sum->persons += of.persons;
    }
  std::sort(sums.begin(), sums.end(),
            [](const SectorLabour& a, const SectorLabour& b) { return a.sector < b.sector; });
  for (SectorLabour& sum : sums) {
    sum.real_wage = sum.employment > 0 ? 100 * (sum.payroll / sum.employment - 1) : std::nan("");
    sum.payroll = 100 * (sum.payroll / sum.payroll_base - 1);
    sum.employment = std::isnan(sum.persons) ? 100 * (sum.employment / sum.payroll_base - 1)
                                             : 100 * sum.persons / sum.persons_base;
  }
  return sums;
}

std::vector<TitledTable> sector_labour_tables(const Outcome& outcome,
                                              const std::vector<std::string>& names,
                                              const std::string& currency,
                                              std::span<const NamedGroup> groups) {
  return tables_of(outcome, names, currency, groups, LabourTold::in_full);
}

std::vector<TitledTable> sector_labour_briefly(const Outcome& outcome,
                                               const std::vector<std::string>& names,
                                               const std::string& currency,
                                               std::span<const NamedGroup> groups) {
  return tables_of(outcome, names, currency, groups, LabourTold::briefly);
}

}  // namespace tariffsim

// Wages and employment by sector, where they can differ from those of the economy.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// A caution beside every wage of a sector.
inline constexpr const char* kWhatWagesAre =
    "all value added is labour's in the model: what is called a sector's wage also pays the "
    "capital and land in it, and changes by more than actual pay would";

/// Whether sectors have wages of their own: there are several, and labour does not move freely.
bool has_sector_wages(const ModelParameters& parameters);

/// "by sector from -12.3 % (Electronics) to +4.1 % (Textiles)": real wages in a country; empty
/// where all are one.
std::string sector_wage_range(const Outcome& outcome, Index country);

/// "by sector -6.90 to +18.9 %", or empty likewise.
std::string sector_wage_span(const Outcome& outcome, Index country);

/// Whether employment moves: hours in the economy, or workers between sectors. If not, it is fixed
/// by assumption.
bool has_employment(const ModelParameters& parameters);

/// What becomes of the labour of one sector.
struct SectorLabour {
  Index sector;
  double real_wage;     ///< percent; NaN where nobody works there any more
  double employment;    ///< percent: of persons where they are told, else of hours
  double payroll;       ///< percent, at consumer prices
  double payroll_base;  ///< million
  double persons_base;  ///< NaN where persons are not told
  double persons;       ///< change; NaN likewise

  double payroll_change() const { return payroll_base * payroll / 100; }  ///< million of before
};

/// Of the sectors of a country that somebody worked in, in the baseline's order.
std::vector<SectorLabour> sector_labour(const Outcome& outcome, Index country);

/// The same of several countries as of one: payrolls and persons are summed, hours weighted by what
/// they were paid, and the wage is what an hour gets on average. Persons where all of them tell
/// theirs.
std::vector<SectorLabour> sector_labour(const Outcome& outcome, const std::vector<Index>& members);

/// A table for each of the first economies of `names`, codes or groups: where sectors have wages of
/// their own those whose payrolls move most; where labour moves freely those that gain and lose
/// most jobs. None where nothing of it moves, or there is one sector. Other names are passed over.
/// `currency`: what payrolls are in.
std::vector<TitledTable> sector_labour_tables(const Outcome& outcome,
                                              const std::vector<std::string>& names,
                                              const std::string& currency,
                                              std::span<const NamedGroup> groups = {});

/// The same, but of jobs a table of the first economy alone, and of few sectors.
std::vector<TitledTable> sector_labour_briefly(const Outcome& outcome,
                                               const std::vector<std::string>& names,
                                               const std::string& currency,
                                               std::span<const NamedGroup> groups = {});

}  // namespace tariffsim

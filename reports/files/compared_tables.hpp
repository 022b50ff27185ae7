// The tables of a result, read back from its CSV files.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

using TableSource = std::shared_ptr<const SourceText>;

/// countries.csv, pairs.csv, groups.csv and sectors.csv. All in this file throw InputError for what
/// is no such file, or has two rows of one key.
MeasureTable read_countries(TableSource source);
MeasureTable read_pairs(TableSource source);
MeasureTable read_groups(TableSource source);
MeasureTable read_sectors(TableSource source);
/// revenue.csv, of countries and groups; what other tables have under the same name is left to
/// them.
MeasureTable read_revenue(TableSource source, const std::vector<ComparedPlace>& countries);
/// quotas.csv; `regimes` by the names of the quotas.
struct ComparedQuotas {
  MeasureTable table;
  std::map<std::string, std::string> regimes;
};
ComparedQuotas read_quotas(TableSource source);
/// The measures that are told step by step, from a table over all steps of a timeline: steps.csv,
/// or, with "group" as the column of `economy`, group_steps.csv. Throws InputError.
ComparedSteps read_steps(TableSource source, const std::string& economy);
/// Both in one: each step's countries, then its groups. Precondition: the same steps.
ComparedSteps joined(const ComparedSteps& countries, const ComparedSteps& groups);

}  // namespace tariffsim

// The tables of a result, read back from its CSV files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

using TableSource = std::shared_ptr<const SourceText>;

/// countries.csv, pairs.csv, groups.csv, revenue.csv (of countries and groups; what other tables
/// have under the same name is left to them), sectors.csv and quotas.csv (regimes go to the run's).
/// All throw InputError for what is no such file, lacks a row of what the run's summary names, or
/// has one of something else, or two of one; what the file lacks of today's measures goes to the
/// run's notes. Precondition: the run's summary has been read, and for pairs its countries, for
/// revenue its groups.
MeasureTable read_countries(const TableSource& source, ComparedRun& run);
MeasureTable read_pairs(const TableSource& source, ComparedRun& run);
MeasureTable read_groups(const TableSource& source, ComparedRun& run);
MeasureTable read_revenue(const TableSource& source, ComparedRun& run);
MeasureTable read_sectors(const TableSource& source, ComparedRun& run);
MeasureTable read_quotas(const TableSource& source, ComparedRun& run);
/// The measures that are told step by step, from a table over all steps of a timeline: steps.csv,
/// or, with "group" as the column of `economy`, group_steps.csv. `expected`: its rows as
/// "2025-04-09/USA", in their order; empty: not known. Throws InputError, as the others do.
ComparedSteps read_steps(TableSource source, const std::string& economy,
                         const std::vector<std::string>& expected);
/// Both in one: each step's countries, then its groups. Precondition: the same steps.
ComparedSteps joined(const ComparedSteps& countries, const ComparedSteps& groups);

}  // namespace tariffsim

// Reports for people: tables of plain text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/baseline.hpp"
#include "policy/instrument.hpp"
#include "prose/study_report.hpp"
#include "runs/checked_expectation.hpp"
#include "runs/run_record.hpp"
#include "runs/tariff_profile.hpp"
#include "studies/comparison.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// What the policy is, whom it moves and how, and how well it is solved.
/// Precondition: `solved` has an outcome. `written`: where the files are, or empty.
std::string run_report(const RunRecord& record, const SolvedStep& solved,
                       const std::string& written, bool color);

/// What each line adds to welfare, with a heading, or why that is not there; nothing if it was
/// not asked for. Precondition: as for run_report.
std::string lines_report(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result, bool color);

/// Welfare, trade and revenue of a timeline, step by step: the countries in focus, else those whose
/// welfare changes most at its end, and the world. Precondition: every step has an outcome.
std::string timeline_report(const RunRecord& record, std::span<const SolvedStep> steps, bool color);

/// What was expected, what came out, and whether it holds.
std::string check_report(const std::vector<CheckedExpectation>& checked, bool color);

/// One line per policy line: cells, trade covered, average rate before and after.
std::string audit_report(const std::vector<LineAudit>& audit, const std::string& currency,
                         bool color);

/// What `in_data` replaced of the baseline's rates, with a heading; nothing if it replaced none.
std::string in_data_report(const RunRecord& record, bool color);

/// The lines of the reference from which changes are counted, with a heading; nothing without one.
std::string reference_report(const RunRecord& record, bool color);

/// Every condition with its residual, its tolerance and its worst place.
std::string certificate_report(const Certificate& certificate, bool color);

/// Runs side by side: world, countries in focus or far apart, pairs far apart.
std::string comparison_report(const Comparison& comparison, const std::string& written, bool color);

/// What a study found: percentiles or a grid, and where it is largest. `written`: where the files
/// are, or empty.
std::string study_report(const StudyReport& report, const StudyStore& store,
                         const std::string& written, bool color);

/// The sets of tariffs of a baseline, the one in force first: averages over the world's trade.
std::string tariff_sets_report(const Baseline& baseline, bool color);

/// The tariffs of one importer by partner and sector, stage by stage.
std::string tariff_report(const TariffProfile& profile, bool color);

/// Cells that are shown as one, and what they are called.
struct NamedCells {
  std::string exporter, importer, sector;
  Cells cells;
};

/// What is in cells by product, largest first; trade of members of a group with each other counts.
/// Precondition: the baseline knows products.
std::string product_report(const Baseline& baseline, const NamedCells& named, bool color);
/// All of it as CSV: exporter, importer, sector, product, value_musd, share.
std::string product_csv(const Baseline& baseline, const NamedCells& named);

/// What is in a baseline, and how well its accounts close. `zero_shock`: solving it without any
/// shock; `cautions`: as in RunRecord.
std::string baseline_report(const Baseline& baseline, const Calibration& calibration,
                            const ExperimentResult& zero_shock,
                            const std::vector<std::string>& cautions, bool color);

}  // namespace tariffsim

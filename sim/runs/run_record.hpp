// What was run, for the record.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/deflator.hpp"
#include "model/labels.hpp"
#include "model/observed.hpp"
#include "model/revenue_terms.hpp"
#include "outcomes/backtest.hpp"
#include "outcomes/group.hpp"
#include "policy/apply_policy.hpp"
#include "policy/stage.hpp"
#include "scenario/expectation.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// A run whose results lie beside these.
struct RunLink {
  std::string id;  ///< its folder
  std::string title;
};

/// What happened, held against one variant of a scenario.
struct VariantBacktest {
  std::string id;
  Backtest test;
};

struct RunRecord {
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> sources;
  std::string scenario_file;  ///< as the user gave it
  std::string scenario_text;
  std::vector<std::string> overrides;  ///< --set and --baseline as given, then those of `vary`
  std::size_t varied = 0;              ///< how many of the last of them are of `vary`
  std::string baseline_id;
  std::string baseline_title;
  int baseline_year = 0;
  int price_year = 0;  ///< in whose prices money is
  int products_year =
      0;  ///< of the trade that says what lists of products weigh; 0: policy has none
  std::string baseline_hash;
  std::vector<std::string> data_sources = {};  ///< of the baseline
  std::string data_licence = {}, data_notes = {};
  std::string stands_alone = {};           ///< Baseline::stands_alone
  std::vector<std::string> cautions = {};  ///< on the baseline: they stand above every figure, and
                                           ///< begin `notes`
  std::string currency;
  std::string in_data = {};  ///< what replaced rates of the baseline, in words; empty: nothing did
  std::vector<LineAudit> in_data_lines = {};  ///< line by line, in the baseline's countries
  std::string reference;  ///< what changes are counted from, in words; empty: the baseline
  std::vector<LineAudit> reference_lines = {};  ///< on the baseline's flows, line by line
  std::optional<Step> step;         ///< of a timeline, if the record is of one; of a study the last
  std::vector<RunOption> options;   ///< of the model
  ModelParameters parameters = {};  ///< of the last step
  std::vector<std::string> focus;   ///< country codes shown first
  Groups regions;                   ///< a country code that stands for several -> their ISO codes
  CustomsByCountry customs = {};    ///< Baseline::customs
  DeflatorByCountry deflators = {};              ///< Baseline::deflators
  std::vector<NamedGroup> groups = {};           ///< reported as one country each
  std::vector<NamedGroup> named_groups = {};     ///< all that the scenario names, for sentences
  std::vector<NamedGroup> sector_groups = {};    ///< members are sectors; reported by country
  std::vector<std::string> in_focus_first = {};  ///< the focus as written: codes, names of groups
  std::vector<RunLink> variants = {};            ///< of this scenario
  std::string variant_of = {};                   ///< id of the scenario that this is a variant of
  std::optional<ObservedTrade> observed = {};    ///< what really happened
  std::optional<RevenueTerms> revenue = {};      ///< what is asked of revenue
  std::vector<Expectation> shown = {};           ///< the figures on top; empty: the usual ones
  std::vector<NamedGroup> shown_groups = {};     ///< that these may be about
  std::vector<VariantBacktest> variant_tests = {};  ///< of all variants, the scenario itself first
  std::vector<std::string> notes = {};  ///< warnings and notes on the scenario and its baseline

  /// Names of what is in focus: codes, and groups if the focus is written with them.
  const std::vector<std::string>& focus_names() const {
    return in_focus_first.empty() ? focus : in_focus_first;
  }
};

/// Groups whose trade is told of as one: those reported, and with nothing in focus all that the
/// scenario names.
inline const std::vector<NamedGroup>& groups_told_of(const RunRecord& record) {
  return record.focus_names().empty() ? record.named_groups : record.groups;
}

/// RunRecord::reference where the lines stand in the scenario itself.
/// As RunRecord::in_data: not a file, but lines of the scenario.
constexpr const char* kOwnInData = "the scenario's own lines";
constexpr const char* kOwnReference = "the scenario's own reference policy";

/// What changes are counted from, in words that follow "from": "the baseline world-2024 (2024)".
std::string counted_from(const RunRecord& record);

/// Tells of the options that results are of, if they are not the scenario's own.
void tell_options(const std::vector<RunOption>& options, RunRecord& record);

/// Who set an override: "set on the command line", "set by vary".
inline const char* setter_of(const RunRecord& record, std::size_t override_at) {
  const bool by_vary = override_at + record.varied >= record.overrides.size();
  return by_vary ? "set by vary" : "set on the command line";
}

/// The record of one step of a timeline, with the options that it chose.
RunRecord record_of_step(RunRecord record, const SolvedStep& solved);
/// The record of all steps together: the options of one after another if they differ.
RunRecord record_of_timeline(RunRecord record, std::span<const SolvedStep> steps);

}  // namespace tariffsim

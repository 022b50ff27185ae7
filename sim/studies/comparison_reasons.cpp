#include "studies/comparison_reasons.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "studies/compared_steps.hpp"
#include "studies/options_apart.hpp"

namespace tariffsim {
namespace {

/// Figures of result files have ten digits, and two solutions of one policy agree to eight: levels
/// that are nearer than this are the same.
constexpr double kSameLevel = 1e-6;
/// Percentage points below which there is no difference to explain.
constexpr double kNoDifference = 1e-6;

bool are_same(double a, double b) {
  return std::abs(a - b) <= kSameLevel * std::max(std::abs(a), std::abs(b));
}

/// Whether what changes are counted from is an equilibrium of the model, and not the data.
bool starts_from_a_solution(const ComparedRun& run) {
  return !run.reference.empty() || run.deficits == "none";
}

bool have_other_trade_before(const ComparedRun& a, const ComparedRun& b) {
  return a.baseline_hash != b.baseline_hash || a.reference != b.reference ||
         a.reference_lines != b.reference_lines ||
         (a.deficits == "none") != (b.deficits == "none") ||
         (starts_from_a_solution(a) && !options_apart(a, b).empty());
}

bool have_other_rates_before(const ComparedRun& a, const ComparedRun& b) {
  const auto tariffs = [](const ComparedRun& of) {
    const auto found = of.other_options.find("model.tariffs");
    return found == of.other_options.end() ? std::string() : found->second;
  };
  return a.baseline_hash != b.baseline_hash || a.reference != b.reference ||
         a.reference_lines != b.reference_lines || a.in_data != b.in_data ||
         tariffs(a) != tariffs(b);
}

bool has(const std::string& measure, const char* part) {
  return measure.find(part) != std::string::npos;
}

/// Of measures after that are averages weighted by trade before.
bool is_weighted_by_trade_before(const std::string& measure) {
  return measure.ends_with("_pct") && !has(measure, "_base_") && !has(measure, "simple") &&
         !has(measure, "effective") && has(measure, "tariff");
}

bool is_level_before(const std::string& measure) {
  return has(measure, "_base_") && (measure.ends_with("_musd") || has(measure, "tariff"));
}

/// Rows by kind, key and measure.
class RowsByName {
 public:
  explicit RowsByName(const std::vector<ComparedRow>& rows) {
    for (const ComparedRow& row : rows)
      rows_.emplace(std::pair{row.key.kind + " " + row.key.key, row.measure}, &row);
  }
  const ComparedRow* find(const MeasureKey& key, const std::string& measure) const {
    const auto found = rows_.find({key.kind + " " + key.key, measure});
    return found == rows_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, const ComparedRow*> rows_;
};

/// "a counts from the baseline, b from 'status-quo'".
std::string both_starts(const ComparedRun& first, const ComparedRun& run) {
  const auto start = [](const ComparedRun& of, const ComparedRun& other) {
    std::string text = starting_point(of);
    if (of.baseline != other.baseline) text += fmt::format(" ({})", of.baseline);
    const std::vector<std::string> has = what_it_has(options_apart(of, other));
    if (starts_from_a_solution(of) && !has.empty())
      text += fmt::format(" with {}", fmt::join(has, ", "));
    return text;
  };
  const std::string one = start(first, run), two = start(run, first);
  if (one == two)
    return fmt::format("{} and {} count from different {} under one name", first.id, run.id,
                       first.baseline_hash != run.baseline_hash ? "data" : "policies");
  return fmt::format("{} counts from {}, {} from {}", first.id, one, run.id, two);
}

/// What importers ask, held against each other without weights: the rates of two runs are the same
/// where the simple averages of all importers concerned are.
class SameRates {
 public:
  SameRates(const Comparison& comparison, std::size_t run) : run_(run) {
    for (const ComparedRow& row : comparison.rows)
      if (row.key.kind == "country" && row.measure == "simple_average_tariff_pct")
        rates_.emplace(row.key.key, &row);
    for (const ComparedRun& one : comparison.runs)
      groups_.insert(one.groups.begin(), one.groups.end());
  }

  /// Of what a row is about; false where it cannot be told.
  bool of(const MeasureKey& key, const std::string& measure) const {
    if (key.kind == "world" || has(measure, "faced")) return of_all();
    if (key.kind == "pair" || key.kind == "group_pair") return of_economy(key.importer);
    if (key.kind == "step") return false;
    return of_economy(key.kind.ends_with("sector") ? sector_of(key.key).economy : key.key);
  }

 private:
  bool of_country(const std::string& code) const {
    const auto found = rates_.find(code);
    if (found == rates_.end()) return false;
    const std::vector<double>& values = found->second->values;
    return are_same(values[0], values[run_]) || (std::isnan(values[0]) && std::isnan(values[run_]));
  }
  bool of_all() const {
    return !rates_.empty() && std::all_of(rates_.begin(), rates_.end(),
                                          [&](const auto& one) { return of_country(one.first); });
  }
  bool of_economy(const std::string& name) const {
    const auto group = groups_.find(name);
    if (group == groups_.end()) return of_country(name);
    return std::all_of(group->second.begin(), group->second.end(),
                       [&](const std::string& member) { return of_country(member); });
  }

  std::size_t run_;
  std::map<std::string, const ComparedRow*> rates_;
  Groups groups_;
};

/// Why a figure of the run at `at` is another than the first run's, where it is not the policy.
class Reasons {
 public:
  Reasons(const Comparison& comparison, std::size_t at, const RowsByName& rows)
      : first_(comparison.runs[0]),
        run_(comparison.runs[at]),
        at_(at),
        rows_(rows),
        rates_(comparison, at),
        other_trade_(have_other_trade_before(first_, run_)),
        other_rates_(have_other_rates_before(first_, run_)),
        same_policy_(first_.policy == run_.policy),
        starts_(both_starts(first_, run_)) {}

  bool any() const { return other_trade_ || other_rates_; }

  std::string of(const ComparedRow& row) const {
    if (!(std::abs(row.differences[at_ - 1]) > kNoDifference)) return "";
    if (is_level_before(row.measure)) return "the start is another: " + starts_;
    if (is_weighted_by_trade_before(row.measure)) return of_average(row);
    const std::string level = level_of_change(row.measure);
    const ComparedRow* after = level.empty() ? nullptr : rows_.find(row.key, level);
    if (other_trade_ && after != nullptr && are_same(after->values[0], after->values[at_]))
      return "the level after is the same: " + starts_;
    if (other_trade_ && same_policy_ && row.measure.ends_with("_musd") &&
        rows_.find(row.key, measure_before(row.measure)) != nullptr)
      return "the policy is the same: " + starts_;
    return "";
  }

 private:
  std::string of_average(const ComparedRow& row) const {
    if (other_trade_ && rates_.of(row.key, row.measure))
      return "the rates are the same, their weights, trade before, are not: " + starts_;
    if (same_policy_ && other_rates_)
      return first_.in_data != run_.in_data
                 ? fmt::format(
                       "the policy is the same, the rates before are not: {} and {} have "
                       "other data (in_data)",
                       first_.id, run_.id)
                 : "the policy is the same, the rates before are not: " + starts_;
    return "";
  }

  const ComparedRun &first_, &run_;
  std::size_t at_;
  const RowsByName& rows_;
  SameRates rates_;
  bool other_trade_, other_rates_, same_policy_;
  std::string starts_;
};

/// What sets a run apart from the first beside its policy, by what it moves.
class OtherPremises {
 public:
  /// `run_as`, `first_as`: how they are solved, at the end or in a step.
  OtherPremises(const ComparedRun& run, const SolvedAs& run_as, const ComparedRun& first,
                const SolvedAs& first_as)
      : starts_(starts_from_a_solution(run) || starts_from_a_solution(first)) {
    add_starts(run, first);
    for (const OptionApart& option : options_and_deficits_apart(run_as, first_as))
      solved_.push_back(instead_of(option));
    for (const OptionApart& option : revenue_apart(run, first))
      revenue_.push_back(instead_of(option));
  }

  /// Those that move a measure: "a short horizon instead of a long one"; empty if none does.
  std::string of(const std::string& measure) const {
    std::vector<std::string> told = start_;
    if (is_solved(measure)) told.insert(told.end(), solved_.begin(), solved_.end());
    if (measure.starts_with("revenue_")) told.insert(told.end(), revenue_.begin(), revenue_.end());
    return fmt::format("{}", fmt::join(told, ", "));
  }

 private:
  void add_starts(const ComparedRun& run, const ComparedRun& first) {
    const auto add = [&](const char* what, const std::string& one, const std::string& other) {
      if (one != other) start_.push_back(fmt::format("{}{} instead of {}", what, one, other));
    };
    add("baseline ", run.baseline, first.baseline);
    add("money in ", run.currency, first.currency);
    if (run.baseline == first.baseline && run.baseline_hash != first.baseline_hash)
      start_.push_back(fmt::format("other data under the name {}", run.baseline));
    if (run.in_data != first.in_data) start_.emplace_back("other rates in the data (in_data)");
    add("changes counted from ", starting_point(run, false), starting_point(first, false));
    if (run.reference == first.reference && run.reference_lines != first.reference_lines)
      start_.push_back(fmt::format("another policy in {}", starting_point(run)));
  }

  /// Rates, and averages weighted by what was before, are solved only where the start is.
  bool is_solved(const std::string& measure) const {
    if (has(measure, "simple")) return false;
    return starts_ || !(has(measure, "_base_") || is_weighted_by_trade_before(measure));
  }

  bool starts_;
  std::vector<std::string> start_, solved_, revenue_;
};

/// How a run is solved in a step; without one at its end.
const SolvedAs& solved_in(const ComparedRun& run, const StepMeant& meant) {
  const std::vector<SolvedAs>& steps = run.steps.solved_as;
  return meant.step && *meant.step < steps.size() ? steps[*meant.step] : run;
}

/// By label, what the steps of two runs differ in beside their policies.
class StepsApart {
 public:
  StepsApart(const std::vector<ComparedRun>& runs, std::size_t at) : runs_(runs), at_(at) {}

  struct Apart {
    OtherPremises premises;
    std::string not_solved;  // why one of them has no figures, or empty
    std::map<std::string, std::uint16_t> by_measure = {};
  };
  Apart& of(const std::string& label) {
    const auto known = by_label_.find(label);
    if (known != by_label_.end()) return known->second;
    const StepMeant run = step_meant(runs_, at_, label), first = step_meant(runs_, 0, label);
    Apart apart{
        OtherPremises(runs_[at_], solved_in(runs_[at_], run), runs_[0], solved_in(runs_[0], first)),
        ""};
    if (run.has_ended) apart.not_solved = why_not_solved(runs_[at_], *run.step);
    if (first.has_ended) apart.not_solved = why_not_solved(runs_[0], *first.step);
    return by_label_.emplace(label, std::move(apart)).first->second;
  }

 private:
  const std::vector<ComparedRun>& runs_;
  std::size_t at_;
  std::map<std::string, Apart> by_label_;
};

/// The place in `all` of what moves a measure beside the policy, from 1; 0: nothing does.
std::uint16_t place_among(std::vector<std::string>& all, const OtherPremises& premises,
                          const std::string& measure,
                          std::map<std::string, std::uint16_t>& by_measure) {
  const auto [found, is_new] = by_measure.try_emplace(measure, std::uint16_t{0});
  if (!is_new) return found->second;
  const std::string text = premises.of(measure);
  if (text.empty()) return found->second;
  auto known = std::find(all.begin(), all.end(), text);
  if (known == all.end()) known = all.insert(all.end(), text);
  found->second = static_cast<std::uint16_t>(known - all.begin() + 1);
  return found->second;
}

void set_reason(ComparedRow& row, std::size_t at, std::size_t others, std::string reason) {
  row.reasons.resize(others);
  row.reasons[at - 1] = std::move(reason);
}

/// Fills ComparedRow::also_by of the run at `at`, and the reasons of what was not solved. A step is
/// held against that of the other run in force then: either may have options of its own.
void add_also_by(Comparison& comparison, std::size_t at) {
  const ComparedRun &run = comparison.runs[at], &first = comparison.runs[0];
  const OtherPremises of_ends(run, run, first, first);
  std::map<std::string, std::uint16_t> by_measure;
  StepsApart steps(comparison.runs, at);
  const std::size_t others = comparison.runs.size() - 1;
  for (ComparedRow& row : comparison.rows) {
    StepsApart::Apart* step = row.key.kind == "step" ? &steps.of(step_label(row.key)) : nullptr;
    if (step != nullptr && !step->not_solved.empty()) set_reason(row, at, others, step->not_solved);
    if (!(std::abs(row.differences[at - 1]) > kNoDifference)) continue;
    if (at <= row.reasons.size() && !row.reasons[at - 1].empty()) continue;
    const std::uint16_t also =
        step == nullptr ? place_among(comparison.differs_also_by, of_ends, row.measure, by_measure)
                        : place_among(comparison.differs_also_by, step->premises, row.measure,
                                      step->by_measure);
    if (also == 0) continue;
    row.also_by.resize(others);
    row.also_by[at - 1] = also;
  }
}

}  // namespace

std::string starting_point(const ComparedRun& run, bool with_deficits) {
  if (run.reference.starts_with("the ")) return run.reference;  // no file, but its own lines
  if (!run.reference.empty()) return "'" + run.reference + "'";
  return with_deficits && run.deficits == "none" ? "the baseline without deficits" : "the baseline";
}

void add_reasons(Comparison& comparison) {
  const RowsByName rows(comparison.rows);
  const std::size_t others = comparison.runs.size() - 1;
  for (std::size_t at = 1; at <= others; ++at) {
    const Reasons reasons(comparison, at, rows);
    if (!reasons.any()) continue;
    for (ComparedRow& row : comparison.rows) {
      std::string reason = reasons.of(row);
      if (reason.empty()) continue;
      set_reason(row, at, others, std::move(reason));
    }
  }
  for (std::size_t at = 1; at <= others; ++at) add_also_by(comparison, at);
}

std::string why_beside_policy(const Comparison& comparison, const ComparedRow& row,
                              std::size_t run) {
  if (run <= row.reasons.size() && !row.reasons[run - 1].empty()) return row.reasons[run - 1];
  if (run > row.also_by.size() || row.also_by[run - 1] == 0) return "";
  return comparison.differs_also_by[row.also_by[run - 1] - 1U];
}

std::string all_beside_policy(const Comparison& comparison, const ComparedRow& row) {
  std::vector<std::string> told;
  for (std::size_t run = 1; run < comparison.runs.size(); ++run)
    if (const std::string why = why_beside_policy(comparison, row, run); !why.empty())
      told.push_back(
          comparison.runs.size() == 2 ? why : fmt::format("{}: {}", comparison.runs[run].id, why));
  return fmt::format("{}", fmt::join(told, "; "));
}

std::string letter_of(std::size_t position) {
  constexpr std::size_t kLetters = 26;
  const std::string last(1, static_cast<char>('a' + position % kLetters));
  return position < kLetters ? last : letter_of(position / kLetters - 1) + last;
}

}  // namespace tariffsim

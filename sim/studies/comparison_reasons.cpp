#include "studies/comparison_reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

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
    if (starts_from_a_solution(of))
      for (const std::string& option : options_apart(of, other)) text += " with " + option;
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

}  // namespace

std::string starting_point(const ComparedRun& run) {
  if (run.reference.starts_with("the ")) return run.reference;  // no file, but its own lines
  if (!run.reference.empty()) return "'" + run.reference + "'";
  return run.deficits == "none" ? "the baseline without deficits" : "the baseline";
}

std::vector<std::string> options_apart(const ComparedRun& run, const ComparedRun& than) {
  std::vector<std::string> out;
  if (run.elasticities != than.elasticities)
    out.push_back("trade elasticities " + run.elasticities);
  if (run.input_output && than.input_output && *run.input_output != *than.input_output)
    out.emplace_back(*run.input_output ? "input-output links" : "no input-output links");
  for (const auto& [name, value] : run.other_options)
    if (const auto other = than.other_options.find(name);
        other != than.other_options.end() && other->second != value)
      out.push_back(value == "none"
                        ? "no " + name.substr(name.rfind('.') + 1)
                        : fmt::format("{} {}", name.substr(name.rfind('.') + 1), value));
  return out;
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
      row.reasons.resize(others);
      row.reasons[at - 1] = std::move(reason);
    }
  }
}

}  // namespace tariffsim

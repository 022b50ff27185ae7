#include "studies/comparison_reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

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

bool have_other_trade_before(const ComparedRun& a, const ComparedRun& b) {
  return a.baseline_hash != b.baseline_hash || a.reference != b.reference ||
         a.deficits != b.deficits;
}

/// Of measures after that are averages weighted by trade before.
bool is_weighted_by_trade_before(const std::string& measure) {
  const auto has = [&](const char* part) { return measure.find(part) != std::string::npos; };
  return measure.ends_with("_pct") && !has("_base_") && !has("simple") && !has("effective") &&
         (has("tariff") || has("export_tax"));
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
  const auto start = [&](const ComparedRun& of) {
    const std::string point = starting_point(of);
    const bool named = of.reference.empty() && first.baseline != run.baseline;
    return named ? fmt::format("{} ({})", point, of.baseline) : point;
  };
  return fmt::format("{} counts from {}, {} from {}", first.id, start(first), run.id, start(run));
}

/// Why `row` differs between the first run and `run`; empty if nothing is known.
std::string reason_of(const ComparedRow& row, std::size_t at, const Comparison& comparison,
                      const RowsByName& rows) {
  const ComparedRun &first = comparison.runs[0], &run = comparison.runs[at];
  if (!(std::abs(row.differences[at - 1]) > kNoDifference)) return "";
  if (is_weighted_by_trade_before(row.measure))
    return fmt::format("weights are trade before: {}", both_starts(first, run));
  const std::string level = level_of_change(row.measure);
  const ComparedRow* after = level.empty() ? nullptr : rows.find(row.key, level);
  if (after == nullptr || !are_same(after->values[0], after->values[at])) return "";
  return fmt::format("the level after is the same: {}", both_starts(first, run));
}

}  // namespace

std::string starting_point(const ComparedRun& run) {
  if (!run.reference.empty()) return "'" + run.reference + "'";
  return run.deficits == "none" ? "the baseline without deficits" : "the baseline";
}

void add_reasons(Comparison& comparison) {
  std::vector<std::size_t> apart;
  for (std::size_t at = 1; at < comparison.runs.size(); ++at)
    if (have_other_trade_before(comparison.runs[0], comparison.runs[at])) apart.push_back(at);
  if (apart.empty()) return;
  const RowsByName rows(comparison.rows);
  for (ComparedRow& row : comparison.rows) {
    if (!is_weighted_by_trade_before(row.measure) && level_of_change(row.measure).empty()) continue;
    row.reasons.resize(comparison.runs.size() - 1);
    for (const std::size_t at : apart) row.reasons[at - 1] = reason_of(row, at, comparison, rows);
  }
}

}  // namespace tariffsim

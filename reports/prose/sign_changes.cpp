#include "prose/sign_changes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "prose/compared_names.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSigns = 4;

/// A measure that is visibly positive in one run and negative in another.
struct SignChange {
  std::string economy;                  // its code
  std::string measure;                  // for people
  std::size_t highest = 0, lowest = 0;  // runs
  double high = 0, low = 0;             // percent
  /// How far both lie from zero.
  double size() const { return std::min(high, -low); }
};

std::vector<SignChange> changes_of(const Comparison& comparison, const char* measure,
                                   const char* title) {
  std::vector<SignChange> out;
  for (const ComparedRow& row : comparison.rows) {
    if ((row.key.kind != "country" && row.key.kind != "group") || row.measure != measure) continue;
    SignChange change{row.key.key, title};
    for (std::size_t run = 0; run < row.values.size(); ++run) {
      if (row.values[run] > change.high) change.high = row.values[run], change.highest = run;
      if (row.values[run] < change.low) change.low = row.values[run], change.lowest = run;
    }
    if (change.size() >= kVisiblePercent) out.push_back(std::move(change));
  }
  return out;
}

/// Those of economies in focus, in its order; with nothing in focus the largest.
std::vector<SignChange> told_changes(const Comparison& comparison, std::vector<SignChange> all) {
  const std::vector<std::string> focus = all_in_focus(comparison);
  if (focus.empty()) {
    std::stable_sort(all.begin(), all.end(),
                     [](const SignChange& a, const SignChange& b) { return a.size() > b.size(); });
    return all;
  }
  std::vector<SignChange> out;
  for (const std::string& code : focus)
    for (const SignChange& one : all)
      if (one.economy == code) out.push_back(one);
  return out;
}

std::string in_words(const Comparison& comparison, const SignChange& change) {
  const auto run = [&](std::size_t at) { return run_in_sentence(comparison.runs[at]); };
  return fmt::format("{} in {} is {} in {} and {} in {}", change.measure,
                     name_in_sentence(name_of_economy(comparison, change.economy)),
                     signed_percent(change.high), run(change.highest), signed_percent(change.low),
                     run(change.lowest));
}

}  // namespace

std::string sign_changes(const Comparison& comparison) {
  std::vector<SignChange> all = changes_of(comparison, "welfare_pct", "welfare");
  for (SignChange& one : changes_of(comparison, "real_wage_pct", "the real wage"))
    all.push_back(std::move(one));
  const std::vector<SignChange> told = told_changes(comparison, std::move(all));
  if (told.empty()) return "";
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < std::min(kMostSigns, told.size()); ++at)
    parts.push_back(in_words(comparison, told[at]));
  if (told.size() > kMostSigns)
    parts.push_back(fmt::format("and so for {} more", counted(told.size() - kMostSigns, "figure")));
  return fmt::format("Signs differ between the runs: {}.", fmt::join(parts, "; "));
}

}  // namespace tariffsim

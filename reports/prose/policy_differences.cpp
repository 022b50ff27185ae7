#include "prose/policy_differences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "prose/comparison_sentences.hpp"
#include "studies/policy_changes.hpp"

namespace tariffsim {
namespace {

std::string policy_difference(const ComparedRun& first, const ComparedRun& run) {
  const std::vector<std::string> told = policy_changes(first, run);
  if (told.empty())
    return fmt::format("{} has the policy of {}, line for line.", run_in_sentence(run),
                       run_in_sentence(first));
  return fmt::format("{}, set beside {}: {}.", run_in_sentence(run), run_in_sentence(first),
                     fmt::join(told, "; "));
}

}  // namespace

std::string title_in_words(const Comparison& comparison, const ComparedRun& run) {
  for (const ComparedRun& scenario : comparison.runs)
    if (!run.variant_of.empty() && scenario.id == run.variant_of && scenario.variant_of.empty() &&
        run.title.starts_with(scenario.title + ": ")) {
      std::string words = changes_in_words(scenario, run);
      return words.empty() ? run.title : words;
    }
  return run.title;
}

std::vector<std::string> policy_differences(const Comparison& comparison) {
  std::vector<std::string> out;
  out.reserve(comparison.runs.size());
  for (std::size_t run = 1; run < comparison.runs.size(); ++run)
    out.push_back(policy_difference(comparison.runs[0], comparison.runs[run]));
  return out;
}

}  // namespace tariffsim

#include "prose/rigid_runs.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace tariffsim {
namespace {

/// Whether one of "0.5", "{inputs: 0.5, final: 2}" is below 1.
bool has_one_below_1(const std::string& substitution) {
  const char* const digits = "0123456789.";
  for (std::size_t at = 0; (at = substitution.find_first_of(digits, at)) != std::string::npos;
       at = substitution.find_first_not_of(digits, at))
    if (std::strtod(substitution.c_str() + at, nullptr) < 1) return true;
  return false;
}

bool is_rigid(const ComparedRun& run) {
  const auto option = [&](const char* name) {
    const auto found = run.other_options.find(name);
    return found == run.other_options.end() ? std::string() : found->second;
  };
  const std::string horizon = option("model.horizon"), mobility = option("model.labour_mobility");
  return horizon.find("short") != std::string::npos ||
         horizon.find("medium") != std::string::npos ||
         (!mobility.empty() && mobility != "perfect") ||
         has_one_below_1(option("model.substitution"));
}

}  // namespace

bool begins_with_wages(const Comparison& comparison) {
  return std::any_of(comparison.runs.begin(), comparison.runs.end(), is_rigid);
}

}  // namespace tariffsim

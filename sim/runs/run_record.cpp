#include "runs/run_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tariffsim {

RunRecord record_of_step(RunRecord record, const SolvedStep& solved) {
  record.step = solved.step;
  tell_elasticities(solved.elasticities, record);
  return record;
}

RunRecord record_of_timeline(RunRecord record, std::span<const SolvedStep> steps) {
  std::vector<std::string> by_step;
  for (const SolvedStep& solved : steps)
    if (by_step.empty() || by_step.back() != solved.elasticities)
      by_step.push_back(solved.elasticities);
  tell_elasticities(fmt::format("{}", fmt::join(by_step, ", then ")), record);
  return record;
}

}  // namespace tariffsim

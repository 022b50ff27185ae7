#include "runs/run_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tariffsim {

std::string counted_from(const RunRecord& record) {
  std::string data = fmt::format("the baseline {} ({})", record.baseline_id, record.baseline_year);
  if (record.in_data == kOwnInData)
    data += " with the rates that the scenario's own 'in_data' sets";
  else if (!record.in_data.empty())
    data += fmt::format(" with the rates of '{}'", record.in_data);
  if (value_of(record.options, "model.deficits") == "none")
    data += ", its trade deficits removed first";
  if (record.reference.empty()) return data;
  return record.reference == kOwnReference
             ? fmt::format("{}, solved on {}", record.reference, data)
             : fmt::format("the policy of '{}', solved on {}", record.reference, data);
}

void tell_options(const std::vector<RunOption>& options, RunRecord& record) {
  for (RunOption& known : record.options)
    for (const RunOption& option : options)
      if (option.name == known.name && option.value != known.value) known = option;
}

RunRecord record_of_step(RunRecord record, const SolvedStep& solved) {
  record.step = solved.step;
  tell_options(solved.options, record);
  if (solved.result.outcome) record.parameters = solved.result.outcome->parameters();
  return record;
}

RunRecord record_of_timeline(RunRecord record, std::span<const SolvedStep> steps) {
  std::vector<RunOption> told = steps.front().options;
  for (RunOption& option : told) {
    std::vector<std::string> by_step;
    for (const SolvedStep& solved : steps)
      if (const std::string value = value_of(solved.options, option.name);
          by_step.empty() || by_step.back() != value)
        by_step.push_back(value);
    option.is_default = option.is_default && by_step.size() == 1;
    option.value = fmt::format("{}", fmt::join(by_step, ", then "));
  }
  tell_options(told, record);
  return record;
}

}  // namespace tariffsim

#include "scenario/step_reader.hpp"

#include <fmt/format.h>

#include "scenario/model_reader.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

StepText read_step(const YamlNode& node, const std::filesystem::path& folder,
                   Diagnostics& diagnostics) {
  const MappingReader reader(node, step_keys(), diagnostics);
  StepText step;
  step.step.id = reader.text("id").value_or("");
  step.place = reader.place("id");
  step.step.date = reader.text("date").value_or("");
  step.step.title = reader.text("title").value_or(step.step.id);
  if (const YamlNode* policy = reader.find("policy"))
    step.policy = read_policy(*policy, folder, diagnostics);
  if (const YamlNode* model = reader.find("model"))
    step.model = read_step_model(*model, diagnostics);
  return step;
}

void check_against_earlier(const StepText& step, const std::vector<StepText>& earlier,
                           Diagnostics& diagnostics) {
  for (const StepText& other : earlier)
    if (!step.step.id.empty() && other.step.id == step.step.id)
      diagnostics.error(step.place, fmt::format("two steps have the id '{}', the first in line {}",
                                                step.step.id, other.place.line));
  const bool dated = is_day(step.step.date) && !earlier.empty() && is_day(earlier.back().step.date);
  if (dated && step.step.date < earlier.back().step.date)
    diagnostics.warning(step.place, fmt::format("this step is of {}, the one before it of {}",
                                                step.step.date, earlier.back().step.date));
}

}  // namespace

std::vector<StepText> read_steps(const YamlNode& list, const std::filesystem::path& scenario_folder,
                                 Diagnostics& diagnostics) {
  std::vector<StepText> steps;
  for (const YamlNode& item : list.items) {
    StepText step = read_step(item, scenario_folder, diagnostics);
    check_against_earlier(step, steps, diagnostics);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace tariffsim

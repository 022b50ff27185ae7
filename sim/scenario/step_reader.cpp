#include "scenario/step_reader.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "scenario/model_reader.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxSteps = 1000;

StepText read_step(const YamlNode& node, const ScenarioFolder& folder,
                   const ModelText& scenario_model, Diagnostics& diagnostics) {
  const MappingReader reader(node, step_keys(), diagnostics);
  StepText step;
  step.step.id = reader.text("id").value_or("");
  step.place = reader.place("id");
  step.step.date = reader.text("date").value_or("");
  step.step.title = reader.text("title").value_or(step.step.id);
  step.step.ends = reader.text("ends").value_or("");
  step.ends_place = reader.place("ends");
  if (const YamlNode* policy = reader.find("policy"))
    step.policy = read_policy(*policy, folder, diagnostics);
  if (const YamlNode* model = reader.find("model"))
    step.model = read_step_model(*model, scenario_model, diagnostics);
  return step;
}

using LinesById = std::unordered_map<std::string, int>;

void check_id(const StepText& step, LinesById& lines, Diagnostics& diagnostics) {
  if (step.step.id.empty()) return;
  const auto [first, is_new] = lines.emplace(step.step.id, step.place.line);
  if (!is_new)
    diagnostics.error(step.place, fmt::format("two steps have the id '{}', the first in line {}",
                                              step.step.id, first->second));
}

void check_date(const StepText& step, const StepText& before, Diagnostics& diagnostics) {
  const bool dated = is_day(step.step.date) && is_day(before.step.date);
  if (dated && step.step.date < before.step.date)
    diagnostics.warning(step.place,
                        fmt::format("this step is dated {}, before the step above it ({})",
                                    step.step.date, before.step.date));
}

/// The step that comes first after the end of another: of that day, if there is one.
const Step* first_after_end(const std::vector<StepText>& steps, const Step& ended) {
  const Step* first = nullptr;
  for (const StepText& one : steps)
    if (is_day(one.step.date) && one.step.date >= ended.ends &&
        (first == nullptr || one.step.date < first->date))
      first = &one.step;
  return first;
}

/// Figures of the last step before an end stand until a step without what has ended.
void warn_of_unseen_end(const std::vector<StepText>& steps, const StepText& step,
                        Diagnostics& diagnostics) {
  const Step &last = steps.back().step, *next = first_after_end(steps, step.step);
  if (step.policy.empty() || !is_day(last.date) ||
      (next != nullptr && next->date == step.step.ends))
    return;
  diagnostics.warning(
      step.ends_place,
      fmt::format("no step shows the end of this policy: the {} one, '{}', is of {}",
                  next == nullptr ? "last" : "next", (next == nullptr ? last : *next).id,
                  (next == nullptr ? last : *next).date),
      fmt::format("to see it, add a step with 'date: {}'", step.step.ends));
}

/// What ends on a day needs days to be set against.
void check_ends(const std::vector<StepText>& steps, std::size_t at, Diagnostics& diagnostics) {
  const StepText& step = steps[at];
  if (!is_day(step.step.ends)) return;
  if (step.policy.empty())
    diagnostics.warning(step.ends_place,
                        "'ends' has no effect: this step has no policy of its own");
  if (step.step.date.empty())
    diagnostics.error(step.ends_place, "a step that ends needs a date on which it begins",
                      "write 'date' beside 'ends'");
  else if (step.step.ends <= step.step.date)
    diagnostics.error(
        step.ends_place,
        fmt::format("this step ends on {}, and begins on {}", step.step.ends, step.step.date),
        "'ends' is the first day on which its policy is no longer in force");
  warn_of_unseen_end(steps, step, diagnostics);
  for (std::size_t later = at + 1; later < steps.size(); ++later)
    if (steps[later].step.date.empty())
      diagnostics.error(steps[later].place,
                        fmt::format("this step has no date, so it is unknown whether the policy of "
                                    "step '{}' has already ended ({})",
                                    step.step.id, step.step.ends),
                        "write 'date' for it");
}

}  // namespace

std::vector<StepText> read_steps(const YamlNode& list, const ScenarioFolder& scenario_folder,
                                 const ModelText& scenario_model, Diagnostics& diagnostics) {
  std::vector<StepText> steps;
  if (list.items.size() > kMaxSteps) {
    diagnostics.error(list.items[kMaxSteps].place, fmt::format("over {} steps", kMaxSteps));
    return steps;
  }
  LinesById lines;
  for (const YamlNode& item : list.items) {
    StepText step = read_step(item, scenario_folder, scenario_model, diagnostics);
    check_id(step, lines, diagnostics);
    if (!steps.empty()) check_date(step, steps.back(), diagnostics);
    steps.push_back(std::move(step));
  }
  for (std::size_t at = 0; at < steps.size(); ++at) check_ends(steps, at, diagnostics);
  return steps;
}

}  // namespace tariffsim

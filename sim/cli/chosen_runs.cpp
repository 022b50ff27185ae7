#include "cli/chosen_runs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/near_miss.hpp"
#include "cli/command_inputs.hpp"

namespace tariffsim {
namespace {

bool is_called(const std::string& wanted, const std::string& name) {
  return name == wanted || name.ends_with("/" + wanted);
}

void append(const std::vector<std::string>& from, std::vector<std::string>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

/// "the runs are a, b/low; steps that can be chosen are b/one, b/two"
std::string what_can_be_chosen(const RunNames& names) {
  std::string out = fmt::format("the runs are {}", fmt::join(names.runs, ", "));
  if (!names.steps.empty())
    out += fmt::format("; steps that can be chosen are {}", fmt::join(names.steps, ", "));
  return out;
}

bool is_end(const ComparedRun& run) { return !run.steps.steps.empty(); }

}  // namespace

std::string name_of(const ComparedRun& run) {
  return name_of_run(is_end(run) ? run.id.substr(0, run.id.find('/')) : run.id, run.variant_of);
}

std::string name_of(const PreparedRun& run) {
  return name_of_run(run.record.id, run.record.variant_of);
}

std::vector<std::string> names_of_steps(const PreparedRun& run) {
  std::vector<std::string> names;
  for (const Stage& stage : run.experiment.stages)
    if (!stage.step.id.empty()) names.push_back(name_of(run) + "/" + stage.step.id);
  return names;
}

RunNames names_of(const PreparedScenario& scenario, bool all_steps) {
  RunNames names;
  for (const PreparedRun& run : scenario) {
    names.runs.push_back(name_of(run));
    append(names_of_steps(run), names.steps);
  }
  if (all_steps && scenario.size() == 1 && scenario.front().experiment.stages.size() > 1)
    names.runs = std::exchange(names.steps, {});
  return names;
}

RunNames names_of(const std::vector<ComparedRun>& runs) {
  RunNames names;
  const bool any_ends = std::any_of(runs.begin(), runs.end(), is_end);
  const auto is_step_of_an_end = [&](const ComparedRun& run) {
    return any_ends && !is_end(run) &&
           std::any_of(runs.begin(), runs.end(), [&](const ComparedRun& end) {
             return is_end(end) && name_of(run).starts_with(name_of(end) + "/") &&
                    run.variant_of == end.variant_of;
           });
  };
  for (const ComparedRun& run : runs)
    (is_step_of_an_end(run) ? names.steps : names.runs).push_back(name_of(run));
  return names;
}

std::size_t place_in(const std::vector<std::string>& only, const std::string& name) {
  const auto found = std::find_if(
      only.begin(), only.end(), [&](const std::string& wanted) { return is_called(wanted, name); });
  return static_cast<std::size_t>(found - only.begin());
}

bool is_chosen(const std::vector<std::string>& only, const std::string& name) {
  return only.empty() || place_in(only, name) < only.size();
}

std::size_t count_chosen(const std::vector<std::string>& only, const RunNames& names) {
  std::size_t count = 0;
  for (const std::string& name : names.runs) count += is_chosen(only, name) ? 1 : 0;
  if (only.empty()) return count;
  for (const std::string& name : names.steps) count += is_chosen(only, name) ? 1 : 0;
  return count;
}

void check_only(const std::vector<std::string>& only, const std::vector<RunNames>& all) {
  RunNames every;
  for (const RunNames& one : all) {
    append(one.runs, every.runs);
    append(one.steps, every.steps);
  }
  std::vector<std::string> names = every.runs;
  append(every.steps, names);
  for (const std::string& wanted : only)
    if (std::none_of(names.begin(), names.end(),
                     [&](const std::string& name) { return is_called(wanted, name); }))
      throw InputError(Place{}, fmt::format("--only names '{}', and there is no such run", wanted),
                       near_miss(wanted, names)
                           ? fmt::format("did you mean '{}'? {}", *near_miss(wanted, names),
                                         what_can_be_chosen(every))
                           : what_can_be_chosen(every));
}

}  // namespace tariffsim

#include "studies/compared_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace tariffsim {
namespace {

bool all_dated(const std::vector<ComparedRun>& runs) {
  return std::all_of(runs.begin(), runs.end(), [](const ComparedRun& run) {
    return std::all_of(run.steps.steps.begin(), run.steps.steps.end(),
                       [](const Step& step) { return !step.date.empty(); });
  });
}

/// The dates of all steps in their order.
std::vector<std::string> all_dates(const std::vector<ComparedRun>& runs) {
  std::set<std::string> dates;
  for (const ComparedRun& run : runs)
    for (const Step& step : run.steps.steps) dates.insert(step.date);
  return {dates.begin(), dates.end()};
}

/// The ids of all steps, those of the first timeline first.
std::vector<std::string> all_ids(const std::vector<ComparedRun>& runs) {
  std::vector<std::string> ids;
  for (const ComparedRun& run : runs)
    for (const Step& step : run.steps.steps)
      if (std::find(ids.begin(), ids.end(), step.id) == ids.end()) ids.push_back(step.id);
  return ids;
}

/// The last step on or before a day.
std::optional<std::size_t> in_force_on(const std::vector<Step>& steps, const std::string& day) {
  std::optional<std::size_t> last;
  for (std::size_t at = 0; at < steps.size(); ++at)
    if (steps[at].date <= day && (!last || steps[at].date >= steps[*last].date)) last = at;
  return last;
}

std::optional<std::size_t> with_id(const std::vector<Step>& steps, const std::string& id) {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.id == id; });
  if (found == steps.end()) return std::nullopt;
  return static_cast<std::size_t>(found - steps.begin());
}

/// Whether part of the policy of a step has ended by a day.
bool has_ended_by(const Step& step, const std::string& day) {
  return !step.ends.empty() && step.ends <= day;
}

StepMeant step_called(const ComparedSteps& steps, const std::string& label, bool dated) {
  if (!dated) return {with_id(steps.steps, label), false};
  const std::optional<std::size_t> step = in_force_on(steps.steps, label);
  return {step, step && has_ended_by(steps.steps[*step], label)};
}

/// Rows of a step, empty where there is none, so that all runs have the same keys in one order.
void add_step(const ComparedSteps& from, const StepMeant& meant, const std::string& label,
              MeasureTable& to) {
  const std::size_t width = from.measures.size();
  for (std::size_t at = 0; at < from.economies.size(); ++at) {
    to.keys.push_back({"step", label + "/" + from.economies[at], "", ""});
    for (std::size_t measure = 0; measure < width; ++measure)
      to.values.push_back(
          meant.step && !meant.has_ended
              ? from.values[(*meant.step * from.economies.size() + at) * width + measure]
              : std::nan(""));
  }
}

}  // namespace

std::vector<MeasureTable> lined_up_steps(const std::vector<ComparedRun>& runs) {
  std::vector<MeasureTable> tables(runs.size());
  const auto timelines = std::count_if(
      runs.begin(), runs.end(), [](const ComparedRun& run) { return !run.steps.steps.empty(); });
  if (timelines < 2) return tables;
  const bool dated = all_dated(runs);
  for (std::size_t run = 0; run < runs.size(); ++run) {
    const ComparedSteps& from = runs[run].steps;
    tables[run].measures = from.measures;
    for (const std::string& label : dated ? all_dates(runs) : all_ids(runs))
      add_step(from, step_called(from, label, dated), label, tables[run]);
  }
  return tables;
}

StepMeant step_meant(const std::vector<ComparedRun>& runs, std::size_t run,
                     const std::string& label) {
  return step_called(runs[run].steps, label, all_dated(runs));
}

std::string step_label(const MeasureKey& key) { return key.key.substr(0, key.key.rfind('/')); }

std::string why_not_solved(const ComparedRun& run, std::size_t step) {
  const std::vector<Step>& steps = run.steps.steps;
  const Step* next = nullptr;
  for (const Step& one : steps)
    if (one.date > steps[step].date && (next == nullptr || one.date < next->date)) next = &one;
  return fmt::format(
      "{} has no figures from {}{}: part of its policy ends on that day, and no "
      "step shows what is left",
      run.id, steps[step].ends,
      next == nullptr ? " on" : fmt::format(" until its next step ({})", next->date));
}

}  // namespace tariffsim

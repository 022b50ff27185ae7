#include "runs/asked_attribution.hpp"

#include <fmt/format.h>

namespace tariffsim {
namespace {

AttributionMethod method_of(const std::string& word) {
  for (const auto method :
       {AttributionMethod::shapley, AttributionMethod::in_order, AttributionMethod::path})
    if (word == name_of(method)) return method;
  return AttributionMethod::none;
}

/// Why the key says nothing here; empty if it says something.
std::string idle_because(const Scenario& scenario, const PreparedRun& run) {
  const AttributionRequest& request = run.experiment.attribution;
  const bool is_study = scenario.sweep != nullptr || scenario.uncertainty != nullptr;
  if (is_study && request.method == AttributionMethod::path)
    return "a study keeps what each line adds, not each cell: ask for 'shapley' or 'in-order'";
  if (is_study && run.experiment.strategy != nullptr)
    return "rates are chosen anew at each point, and are no lines";
  if (!run.experiment.stages.back().step.id.empty())
    return "of a timeline, its steps show what each adds";
  const std::size_t lines = run.experiment.stages.back().policy.size();
  if (lines == 0) return "the policy has no line";
  if (lines == 1 && request.method != AttributionMethod::path)
    return "the policy has one line, which does all";
  return "";
}

/// An order is drawn together with the same backwards.
void draw_in_pairs(const AttributionText& text, AttributionRequest& request, std::size_t lines,
                   Diagnostics& diagnostics) {
  if (request.orders % 2 == 0) return;
  ++request.orders;
  if (request.samples(lines))
    diagnostics.note(text.place,
                     fmt::format("{} orders are drawn, not {}: each comes with the same "
                                 "order backwards",
                                 request.orders, text.orders));
}

}  // namespace

bool divides_points(const Scenario& scenario, const PreparedRun& run) {
  return scenario.attribution && run.experiment.attribution.method != AttributionMethod::none &&
         idle_because(scenario, run).empty();
}

void ask_attribution(const Scenario& scenario, const std::vector<Index>& focus, PreparedRun& run,
                     Diagnostics& diagnostics) {
  run.experiment.path_of = focus;
  if (!scenario.attribution) return;
  const AttributionText& text = *scenario.attribution;
  AttributionRequest& request = run.experiment.attribution;
  request = {method_of(text.method), text.shapley == "sampled", text.orders, text.seed};
  if (request.method == AttributionMethod::none) return;
  const std::size_t lines = run.experiment.stages.back().policy.size();
  draw_in_pairs(text, request, lines, diagnostics);
  if (const std::string why = idle_because(scenario, run); !why.empty())
    diagnostics.warning(text.place, fmt::format("'attribution' has no effect: {}", why));
  else if (text.shapley == "exact" && request.samples(lines))
    diagnostics.warning(
        text.place,
        fmt::format("{} lines have too many subsets to solve them all: {} orders are drawn, and "
                    "the results have standard errors",
                    lines, request.orders),
        fmt::format("all are solved up to {} lines", kMostLinesExactly));
}

}  // namespace tariffsim

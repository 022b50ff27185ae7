#include "scenario/separate_nests.hpp"

#include <algorithm>
#include <variant>

namespace tariffsim {
namespace {

const PartScope* scope_of(const PolicyLine& line) {
  return std::visit(
      [](const auto& instrument) -> const PartScope* {
        if constexpr (requires { instrument.scope; })
          return &instrument.scope;
        else
          return nullptr;
      },
      line.instrument);
}

/// The rates of a line that has one for each cell, from a file.
std::span<const CellRate> rates_of(const PolicyLine& line) {
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  if (levy == nullptr) return {};
  const auto* rates = std::get_if<std::vector<CellRate>>(&levy->rates);
  return rates == nullptr ? std::span<const CellRate>{} : std::span<const CellRate>{*rates};
}

bool names_products(const PolicyLine& line) {
  const PartScope* scope = scope_of(line);
  const auto rates = rates_of(line);
  return (scope != nullptr && scope->products) ||
         std::any_of(rates.begin(), rates.end(),
                     [](const CellRate& rate) { return !rate.products.empty(); });
}

/// An answer hits a part only of cells that another line has divided.
bool divides_cells(const PolicyLine& line) {
  const PartScope* scope = scope_of(line);
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  const auto rates = rates_of(line);
  return (scope != nullptr && !scope->is_whole()) || (levy != nullptr && levy->claims) ||
         std::any_of(rates.begin(), rates.end(), [](const CellRate& rate) {
           return !rate.products.empty() || !rate.part.empty();
         });
}

void check_stage(const Stage& stage, const Place& place, const Baseline& baseline,
                 std::span<const PolicyLine> reference, Diagnostics& diagnostics) {
  constexpr const char* kInstead = "put its lines into 'policy', or into 'in_data'";
  if (std::any_of(reference.begin(), reference.end(), divides_cells) || !baseline.parts.empty())
    diagnostics.error(place,
                      "'nests: separate' cannot be used with a 'reference' where that, or "
                      "'in_data', hits parts of cells",
                      kInstead);
  else if (std::any_of(stage.policy.begin(), stage.policy.end(), names_products))
    diagnostics.error(
        place, "'nests: separate' cannot be used with a 'reference' where 'policy' names products",
        kInstead);
}

}  // namespace

void check_separate_nests(const Scenario& scenario, const Baseline& baseline,
                          std::span<const PolicyLine> reference, std::span<const Stage> stages,
                          Diagnostics& diagnostics) {
  for (std::size_t at = 0; at < stages.size(); ++at) {
    if (!stages[at].parameters.separate_nests) continue;
    const bool own = !scenario.steps.empty() && scenario.steps[at].model &&
                     scenario.steps[at].model->nests_place.source;
    const Place& place = own ? scenario.steps[at].model->nests_place : scenario.model.nests_place;
    if (scenario.reference) check_stage(stages[at], place, baseline, reference, diagnostics);
    if (scenario.model.deficits == DeficitClosure::none && !baseline.parts.empty())
      diagnostics.error(place,
                        "'nests: separate' cannot be used with 'deficits: none' where 'in_data' "
                        "divides cells");
    if (diagnostics.has_errors()) return;  // the same would be said of every step
  }
}

}  // namespace tariffsim

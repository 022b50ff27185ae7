#include "runs/asked_sensitivity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "base/near_miss.hpp"
#include "outcomes/quota_response.hpp"
#include "runs/checked_expectation.hpp"

namespace tariffsim {
namespace {

class SensitivityLookup {
 public:
  SensitivityLookup(const Baseline& baseline, const std::vector<NamedGroup>& groups,
                    Diagnostics& diagnostics)
      : baseline_(baseline), groups_(groups), diagnostics_(diagnostics) {}

  std::optional<AskedOutcome> asked(const Expectation& text) {
    const DifferentiableOutcome* outcome = outcome_of(text);
    if (outcome == nullptr) return std::nullopt;
    return AskedOutcome{text.text, outcome, place_of(text)};
  }

 private:
  static OutcomeSubject subject_of(const Expectation& text) {
    if (!text.importer.text.empty()) return OutcomeSubject::pair;
    return text.sector.text.empty() ? OutcomeSubject::country : OutcomeSubject::sector;
  }

  const NamedGroup* group_of(const std::string& name) const {
    const auto found = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const NamedGroup& group) { return group.name == name; });
    return found == groups_.end() ? nullptr : &*found;
  }

  /// Names of measures with known derivatives.
  static std::vector<std::string> known(OutcomeSubject subject, bool of_group) {
    std::vector<std::string> names;
    for (const DifferentiableOutcome& one : differentiable_outcomes())
      if (one.subject == subject && (one.of_group || !of_group)) names.emplace_back(one.name);
    return names;
  }

  const DifferentiableOutcome* outcome_of(const Expectation& text) {
    const bool of_group =
        group_of(text.country.text) != nullptr || group_of(text.importer.text) != nullptr;
    const std::string& name = text.measure.text;
    const auto* found = text.of_world() ? nullptr : find_differentiable(name, subject_of(text));
    if (found != nullptr && (found->of_group || !of_group)) return found;
    if (text.of_world()) {
      diagnostics_.error(text.country.place,
                         "derivatives are available for countries, not for the world",
                         "name a country or a group of countries");
      return nullptr;
    }
    const std::vector<std::string> names = known(subject_of(text), of_group);
    const std::vector<std::string> measures = measure_names(text, of_group);
    const bool known_without = std::find(measures.begin(), measures.end(), name) != measures.end();
    const auto near = found == nullptr && !known_without ? meant(name, names) : std::nullopt;
    diagnostics_.error(
        text.measure.place,
        found != nullptr
            ? fmt::format("the derivative of '{}' is available for one country, not for a group",
                          name)
            : fmt::format("there is no derivative of '{}'", name),
        fmt::format("{}expected one of: {}", near ? fmt::format("did you mean '{}'? ", *near) : "",
                    fmt::join(names, ", ")));
    return nullptr;
  }

  /// The same in percent, or one like it.
  static std::optional<std::string> meant(const std::string& name,
                                          const std::vector<std::string>& names) {
    const std::string in_percent = name + "_pct";
    if (std::find(names.begin(), names.end(), in_percent) != names.end()) return in_percent;
    return near_miss(name, names);
  }

  OutcomePlace place_of(const Expectation& text) const {
    OutcomePlace place;
    if (const NamedGroup* group = group_of(text.country.text))
      place.countries = group->members;
    else
      place.countries = {find_country(baseline_.countries, text.country.text)};
    if (!text.importer.text.empty())
      place.importer = {find_country(baseline_.countries, text.importer.text)};
    place.sectors = sectors_of(text.sector.text);
    return place;
  }

  std::vector<Index> sectors_of(const std::string& code) const {
    std::vector<Index> all(baseline_.sectors.size());
    std::iota(all.begin(), all.end(), Index{0});
    if (code.empty()) return all;
    std::erase_if(
        all, [&](Index s) { return baseline_.sectors[static_cast<std::size_t>(s)].code != code; });
    return all;
  }

  const Baseline& baseline_;
  const std::vector<NamedGroup>& groups_;
  Diagnostics& diagnostics_;
};

SensitivityTo read_to(const std::string& word) {
  if (word == "export_taxes") return SensitivityTo::export_taxes;
  if (word == "trade_costs") return SensitivityTo::trade_costs;
  if (word == "elasticities") return SensitivityTo::elasticities;
  return SensitivityTo::tariffs;
}

}  // namespace

std::optional<SensitivityRequest> ask_sensitivity(const Scenario& scenario,
                                                  const Baseline& baseline,
                                                  const std::vector<NamedGroup>& groups,
                                                  Diagnostics& diagnostics) {
  if (!scenario.sensitivity) return std::nullopt;
  SensitivityRequest request{{}, read_to(scenario.sensitivity->in)};
  SensitivityLookup lookup(baseline, groups, diagnostics);
  for (const Expectation& text : scenario.sensitivity->of)
    if (auto asked = lookup.asked(text)) request.of.push_back(std::move(*asked));
  return request;
}

void check_quotas_followed(const PartedPolicy& policy, bool separate_nests, const Place& asked,
                           Diagnostics& diagnostics) {
  if (policy.quotas.empty()) return;
  if (!can_follow_quotas(policy))
    diagnostics.error(
        asked,
        "'sensitivity' cannot be used with a quota on part of the goods in a cell: how its licence "
        "price moves is known of whole cells only",
        "leave 'coverage' and 'products' out of the lines on its cells, or compare runs with "
        "different rates");
  else if (separate_nests && policy.sets_goods_apart())
    diagnostics.error(
        asked,
        "'sensitivity' cannot be used with a quota beside 'nests: separate' where lines "
        "hit parts of cells",
        "leave 'nests' out, or compare runs with different rates");
}

}  // namespace tariffsim

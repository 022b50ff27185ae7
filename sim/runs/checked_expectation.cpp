#include "runs/checked_expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/rows.hpp"
#include "results/table_lookup.hpp"
#include "results/tables.hpp"

namespace tariffsim {
namespace {

bool is_group(const std::string& name, const std::vector<NamedGroup>& groups) {
  return std::any_of(groups.begin(), groups.end(),
                     [&](const NamedGroup& group) { return group.name == name; });
}

/// nullptr if the table has no such measure.
const MeasureText* find(TableKind kind, const std::string& name) {
  const std::vector<MeasureText>& measures = measures_of(kind);
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const MeasureText& measure) { return measure.name == name; });
  return found == measures.end() ? nullptr : &*found;
}

bool has(TableKind kind, const std::string& name) { return find(kind, name) != nullptr; }

/// The table that tells of what an expectation is about.
TableKind table_of(const Expectation& expectation, bool of_group) {
  if (expectation.of_world()) return TableKind::world;
  const bool sector = !expectation.sector.text.empty();
  if (!expectation.importer.text.empty()) return sector ? TableKind::flows : TableKind::pairs;
  if (sector) return TableKind::sectors;
  if (is_of_revenue(expectation)) return TableKind::revenue;
  return of_group ? TableKind::groups : TableKind::countries;
}

/// The codes of its row.
std::vector<std::string> codes_of(const Expectation& expectation) {
  std::vector<std::string> codes;
  if (expectation.of_world()) return codes;
  for (const auto* word : {&expectation.country, &expectation.importer, &expectation.sector})
    if (!word->text.empty()) codes.push_back(word->text);
  return codes;
}

/// A group, or a country as a group of itself.
NamedGroup party(const World& world, const std::string& name,
                 const std::vector<NamedGroup>& groups) {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const NamedGroup& group) { return group.name == name; });
  return found != groups.end() ? *found : NamedGroup{name, {find_country(world.countries, name)}};
}

double in_pair(const PairRow& row, const std::string& name) {
  for (const Measure<PairRow>& measure : pair_measures())
    if (measure.name == name) return row.*measure.value;
  return std::nan("");
}

double measured(const Expectation& expectation, const ExperimentResult& result,
                const std::vector<NamedGroup>& groups, const RevenueTerms* revenue) {
  const std::string &one = expectation.country.text, &other = expectation.importer.text;
  if (!other.empty() && (is_group(one, groups) || is_group(other, groups))) {
    const Outcome& outcome = *result.outcome;
    return in_pair(
        pair_row(outcome, party(outcome.base(), one, groups), party(outcome.base(), other, groups)),
        expectation.measure.text);
  }
  const bool of_group = expectation.of_one() && is_group(one, groups);
  const ResultTable table =
      result_table(table_of(expectation, of_group), result, {groups, {}, revenue});
  return figure_in(table, codes_of(expectation), expectation.measure.text);
}

const SolvedStep& step_of(const Expectation& expectation, std::span<const SolvedStep> steps) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const SolvedStep& one) {
    return one.step.id == expectation.step.text;
  });
  return found == steps.end() ? steps.back() : *found;
}

}  // namespace

bool is_of_revenue(const Expectation& expectation) {
  const std::string& name = expectation.measure.text;
  return expectation.of_one() && has(TableKind::revenue, name) && !has(TableKind::countries, name);
}

const MeasureText& measure_text(const Expectation& expectation,
                                const std::vector<NamedGroup>& groups) {
  const bool of_group = expectation.of_one() && is_group(expectation.country.text, groups);
  return *find(table_of(expectation, of_group), expectation.measure.text);
}

std::string came_out(const CheckedExpectation& checked) {
  return std::isnan(checked.value) ? "not defined" : fmt::format("{:.4g}", checked.value);
}

std::vector<std::string> measure_names(const Expectation& expectation, bool of_group) {
  const TableKind own = is_of_revenue(expectation)
                            ? (of_group ? TableKind::groups : TableKind::countries)
                            : table_of(expectation, of_group);
  std::vector<std::string> names;
  for (const MeasureText& measure : measures_of(own)) names.emplace_back(measure.name);
  if (!expectation.of_one()) return names;
  for (const MeasureText& measure : measures_of(TableKind::revenue))
    if (!has(own, measure.name)) names.emplace_back(measure.name);
  return names;
}

std::vector<CheckedExpectation> check_expectations(const std::vector<Expectation>& expectations,
                                                   const std::vector<NamedGroup>& groups,
                                                   std::span<const SolvedStep> steps,
                                                   const std::optional<RevenueTerms>& revenue) {
  std::vector<CheckedExpectation> checked;
  for (const Expectation& expectation : expectations) {
    const double value = measured(expectation, step_of(expectation, steps).result, groups,
                                  revenue ? &*revenue : nullptr);
    checked.push_back({expectation.text, value, expectation.holds(value)});
  }
  return checked;
}

}  // namespace tariffsim

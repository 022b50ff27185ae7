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

/// The table that has the measures of what an expectation is about. Those of one sector between
/// groups are sums as those of all sectors are.
TableKind table_of(const Expectation& expectation, bool of_group) {
  if (expectation.of_world()) return TableKind::world;
  const bool sector = !expectation.sector.text.empty();
  if (!expectation.importer.text.empty())
    return sector && !of_group ? TableKind::flows : TableKind::pairs;
  if (sector) return of_group ? TableKind::sector_groups : TableKind::sectors;
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

template <class Row>
double in_row(const Row& row, const std::vector<Measure<Row>>& measures, const std::string& name) {
  for (const Measure<Row>& measure : measures)
    if (measure.name == name) return row.*measure.value;
  return std::nan("");
}

/// Of a pair one or both of which are groups, or of a sector of a group.
double measured_of_groups(const Expectation& expectation, const Outcome& outcome,
                          const std::vector<NamedGroup>& groups) {
  const World& world = outcome.base();
  const std::string& name = expectation.measure.text;
  const NamedGroup one = party(world, expectation.country.text, groups);
  const std::vector<Index> sector{find_sector(world.sectors, expectation.sector.text)};
  if (expectation.importer.text.empty())
    return in_row(sector_row(one.name, expectation.sector.text,
                             sector_group_outcome(outcome, one.members, sector)),
                  sector_group_measures(), name);
  return in_row(pair_row(outcome, one, party(world, expectation.importer.text, groups),
                         expectation.sector.text.empty() ? nullptr : &sector),
                pair_measures(), name);
}

double measured(const Expectation& expectation, const ExperimentResult& result,
                const std::vector<NamedGroup>& groups, const RevenueTerms* revenue) {
  const bool of_group = is_about_group(expectation, groups);
  if (of_group && !expectation.of_one())
    return measured_of_groups(expectation, *result.outcome, groups);
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

bool is_about_group(const Expectation& expectation, const std::vector<NamedGroup>& groups) {
  return !expectation.of_world() && (is_group(expectation.country.text, groups) ||
                                     is_group(expectation.importer.text, groups));
}

const MeasureText& measure_text(const Expectation& expectation,
                                const std::vector<NamedGroup>& groups) {
  return *find(table_of(expectation, is_about_group(expectation, groups)),
               expectation.measure.text);
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

#include "runs/checked_expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/rows.hpp"

namespace tariffsim {
namespace {

template <class Row>
std::vector<std::string> names_of(const std::vector<Field<Row>>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const Field<Row>& field : fields) names.emplace_back(field.name);
  return names;
}

/// The named field of the first row that `is_meant`; NaN where no row is.
template <class Row, class IsMeant>
double value_in(const std::vector<Row>& rows, const std::vector<Field<Row>>& fields,
                const std::string& name, const IsMeant& is_meant) {
  const auto row = std::find_if(rows.begin(), rows.end(), is_meant);
  const auto field = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field<Row>& one) { return one.name == name; });
  return row == rows.end() || field == fields.end() ? std::nan("") : (*row).*(field->value);
}

/// Of a country, or of a group.
double measured_of_one(const std::string& subject, const std::string& name, const Outcome& outcome,
                       const std::vector<NamedGroup>& groups) {
  const auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const NamedGroup& one) { return one.name == subject; });
  if (group != groups.end())
    return value_in(group_rows(outcome, {*group}), group_fields(), name,
                    [](const GroupRow&) { return true; });
  return value_in(country_rows(outcome), country_fields(), name,
                  [&](const CountryRow& row) { return row.country == subject; });
}

double measured(const Expectation& expectation, const Outcome& outcome,
                const std::vector<NamedGroup>& groups) {
  const std::string& country = expectation.country.text;
  const std::string& importer = expectation.importer.text;
  const std::string& sector = expectation.sector.text;
  const std::string& name = expectation.measure.text;
  if (expectation.of_world())
    return value_in(std::vector{world_row(outcome)}, world_fields(), name,
                    [](const WorldRow&) { return true; });
  if (expectation.of_one()) return measured_of_one(country, name, outcome, groups);
  if (importer.empty())
    return value_in(sector_rows(outcome), sector_fields(), name, [&](const SectorRow& row) {
      return row.country == country && row.sector == sector;
    });
  if (sector.empty())
    return value_in(pair_rows(outcome), pair_fields(), name, [&](const PairRow& row) {
      return row.exporter == country && row.importer == importer;
    });
  const World& world = outcome.base();
  const Index i = find_country(world.countries, country),
              n = find_country(world.countries, importer);
  const Index s = find_sector(world.sectors, sector);
  return value_in(flow_rows(outcome), flow_fields(), name, [&](const FlowRow& row) {
    return row.exporter == i && row.importer == n && row.sector == s;
  });
}

const SolvedStep& step_of(const Expectation& expectation, std::span<const SolvedStep> steps) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const SolvedStep& one) {
    return one.step.id == expectation.step.text;
  });
  return found == steps.end() ? steps.back() : *found;
}

}  // namespace

std::string came_out(const CheckedExpectation& checked) {
  return std::isnan(checked.value) ? "not defined" : fmt::format("{:.4g}", checked.value);
}

std::vector<std::string> measure_names(const Expectation& expectation, bool of_group) {
  if (expectation.of_world()) return names_of(world_fields());
  if (!expectation.importer.text.empty())
    return expectation.sector.text.empty() ? names_of(pair_fields()) : names_of(flow_fields());
  if (!expectation.sector.text.empty()) return names_of(sector_fields());
  return of_group ? names_of(group_fields()) : names_of(country_fields());
}

std::vector<CheckedExpectation> check_expectations(const std::vector<Expectation>& expectations,
                                                   const std::vector<NamedGroup>& groups,
                                                   std::span<const SolvedStep> steps) {
  std::vector<CheckedExpectation> checked;
  for (const Expectation& expectation : expectations) {
    const double value = measured(expectation, *step_of(expectation, steps).result.outcome, groups);
    checked.push_back({expectation.text, value, expectation.holds(value)});
  }
  return checked;
}

}  // namespace tariffsim

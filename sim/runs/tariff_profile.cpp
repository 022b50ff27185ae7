#include "runs/tariff_profile.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "model/base_rates.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {
namespace {

Index find_importer(const TariffProfile& profile, const std::string& written, Diagnostics& said) {
  Baseline labels;
  labels.id = profile.baseline;
  labels.countries = profile.countries;
  labels.sectors = profile.sectors;
  labels.regions = profile.regions;
  SelectorLookup lookup(country_names({}, labels, said), said);
  const NameTable& names = lookup.table();
  const Name name = lookup.in_codes_or_region({written, {}});
  lookup.note_read_as();
  if (const Index found = names.find(name.text); found >= 0) return found;
  if (names.is_group(name.text))
    said.error({}, fmt::format("'{}' is a group: --tariffs needs one importer", written),
               "each member has rates of its own");
  else
    names.report_missing(name, said);
  throw InputError(said.take());
}

/// The policy in force at the end of a scenario, written onto the world that it meets.
Cube last_tariffs(const PreparedRun& run, const World& world) {
  return apply_policy(world, run.experiment.stages.back().policy).policy.average.tariff;
}

/// What a run tells of its world.
TariffProfile of_world(const PreparedRun& run) {
  const World& world = *run.experiment.calibration.world;
  return {run.record.baseline_id,
          run.record.baseline_year,
          run.record.currency,
          world.countries,
          world.sectors,
          run.record.regions,
          world.flow,
          {},
          run.record.customs,
          0,
          0};
}

}  // namespace

TariffProfile tariff_profile(const Baseline& baseline, const std::string& importer,
                             Diagnostics& said) {
  TariffProfile profile{baseline.id,
                        baseline.year,
                        baseline.currency,
                        baseline.countries,
                        baseline.sectors,
                        baseline.regions,
                        baseline.flow,
                        {{baseline.tariff_name, "", baseline.tariff}},
                        baseline.customs,
                        0,
                        0};
  for (const TariffSet& set : baseline.tariff_sets)
    profile.stages.push_back({set.name, "", set.tariff});
  profile.importer = find_importer(profile, importer, said);
  return profile;
}

TariffProfile tariff_profile(const PreparedRun& run, const PreparedRun* before_data,
                             const std::string& importer, Diagnostics& said) {
  TariffProfile profile = of_world(run);
  const World& data = *run.experiment.calibration.world;
  const World& before = before_data ? *before_data->experiment.calibration.world : data;
  const std::string set = value_of(run.record.options, "model.tariffs");
  profile.stages.push_back({"baseline", set, before.tariff});
  if (before_data != nullptr)
    profile.stages.push_back({"in the data", run.record.in_data, data.tariff});
  const auto world = world_to_audit(run.experiment);
  if (!run.experiment.reference.empty())
    profile.stages.push_back({"reference", run.record.reference, world->tariff});
  const Step& last = run.experiment.stages.back().step;
  profile.stages.push_back(
      {"policy",
       last.id.empty() ? run.record.title : fmt::format("{}, step {}", run.record.title, last.id),
       last_tariffs(run, *world)});
  profile.in_detail = profile.stages.size() - 1;
  profile.importer = find_importer(profile, importer, said);
  return profile;
}

TariffAverage average_tariff(const TariffProfile& profile, const TariffStage& stage,
                             const std::vector<Index>& exporters,
                             const std::vector<Index>& sectors) {
  TariffAverage sums;
  for (const Index s : sectors)
    for (const Index i : exporters) {
      const double flow = profile.flow(i, profile.importer, s);
      if (i == profile.importer || flow <= 0) continue;
      const double rate = stage.tariff(i, profile.importer, s);
      if (sums.cells++ == 0 || rate > sums.highest) {
        sums.highest = rate;
        sums.highest_exporter = i;
        sums.highest_sector = s;
      }
      sums.imports += flow;
      sums.duty += rate * flow;
      sums.simple += rate;
    }
  if (sums.cells > 0) sums.simple /= sums.cells;
  return sums;
}

}  // namespace tariffsim

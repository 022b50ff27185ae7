// The tariffs of one importer, as a baseline has them and as a scenario makes them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/baseline.hpp"
#include "runs/prepared_run.hpp"

namespace tariffsim {

/// Tariffs at one stage: "baseline", "in the data", "reference", "policy".
struct TariffStage {
  std::string name;
  std::string title;  ///< of the file behind it, or of the step; or empty
  Cube tariff;        ///< N x N x S, fraction
};

/// All stages are weighed by the same trade: that of the data, which no policy has moved.
struct TariffProfile {
  std::string baseline;
  int year = 0;
  std::string currency;
  std::vector<Country> countries;  ///< N
  std::vector<Sector> sectors;     ///< S
  Groups regions;
  Cube flow;                        ///< million, before duty
  std::vector<TariffStage> stages;  ///< at least one
  CustomsByCountry customs;         ///< Baseline::customs
  Index importer = 0;
  std::size_t in_detail = 0;  ///< the stage that matters most: the baseline's own set, the policy

  const TariffStage& detailed() const { return stages[in_detail]; }
};

/// Every set of tariffs that the baseline has; `importer` is a code or a name as people write it,
/// of a member of a region the region is taken: notes of that go to `said`. Throws InputError for
/// one that the baseline does not have, with what was probably meant.
TariffProfile tariff_profile(const Baseline& baseline, const std::string& importer,
                             Diagnostics& said);

/// The baseline's tariffs, then what the scenario's `in_data`, `reference` and policy (of its last
/// step) make of them, those that it has. `before_data`: the same scenario without `in_data`, if it
/// has one. `importer` and `said` as above.
TariffProfile tariff_profile(const PreparedRun& run, const PreparedRun* before_data,
                             const std::string& importer, Diagnostics& said);

/// Averages over cells of one importer, with trade in the cells.
struct TariffAverage {
  double imports = 0;  ///< million
  double duty = 0;     ///< million, at these imports
  double simple = 0;   ///< of cells with trade, fraction
  double highest = 0;  ///< fraction
  Index highest_exporter = 0, highest_sector = 0;
  int cells = 0;

  double average() const { return imports > 0 ? duty / imports : 0; }  ///< weighted by trade
};

/// Over the exporters and sectors given; the importer itself is passed over.
TariffAverage average_tariff(const TariffProfile& profile, const TariffStage& stage,
                             const std::vector<Index>& exporters,
                             const std::vector<Index>& sectors);

}  // namespace tariffsim

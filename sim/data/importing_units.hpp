// Importers that levy duties as one, and who pays their full rates.
#pragma once

#include <string>
#include <vector>

#include "model/baseline.hpp"

namespace tariffsim {

/// A country, or the members of a customs union, with one tariff towards all outside.
struct ImportingUnit {
  std::string name;
  std::vector<Index> members;

  bool has(Index country) const;
};

/// Calls `take(exporter, importer)` for every exporter outside and every importer of the unit.
template <class Take>
void for_each_outside_pair(const ImportingUnit& unit, Index countries, Take take) {
  for (const Index importer : unit.members)
    for (Index exporter = 0; exporter < countries; ++exporter)
      if (!unit.has(exporter)) take(exporter, importer);
}

/// The unit's imports from outside by sector, million.
Vector imports_from_outside(const Baseline& baseline, const ImportingUnit& unit);

/// What exporters pay of a unit's full rates.
enum class Treatment {
  free,     ///< next to nothing: an agreement
  partial,  ///< less: an agreement in part, or preferences for developing countries
  full
};

/// Of each exporter. Its mean rate over `sectors`, weighted by the unit's imports from all outside
/// (so that what each partner sells does not matter), is set against the ninth decile of such
/// means: full from three quarters of it on, free below a tenth. `unrated` exporters count as
/// paying in full, and in no decile; all do if that decile is under 0.2 %.
std::vector<Treatment> treatments(const Baseline& baseline, const ImportingUnit& unit,
                                  const std::vector<Index>& sectors,
                                  const std::vector<Index>& unrated);

}  // namespace tariffsim

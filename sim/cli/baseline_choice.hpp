// The baseline that a command without a scenario works on.
#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "studies/experiment.hpp"
#include "world/baseline.hpp"

namespace tariffsim {

inline constexpr const char* kDefaultBaseline = "world-2022";

/// Finds and reads `id_or_folder` (kDefaultBaseline where absent); prints warnings and notes.
/// Throws InputError.
Baseline read_chosen_baseline(const std::optional<std::string>& id_or_folder,
                              const Console& console);

/// A baseline calibrated with its default elasticities, and solved without any shock.
struct CheckedBaseline {
  Baseline baseline;
  Calibration calibration;
  ExperimentResult zero_shock;
  double largest_change =
      0;  ///< |welfare - 1|, |wage - 1| without a shock, largest over countries; 0 where not solved
};

/// A baseline without elasticities is solved with 4 everywhere, and a note says so. Throws
/// InputError where no model follows from the data.
CheckedBaseline check_baseline(Baseline baseline, const Console& console);

}  // namespace tariffsim

// The baseline that a command without a scenario works on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/baseline.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

inline constexpr const char* kDefaultBaseline = "world-2022";

/// Finds and reads `id_or_folder` (kDefaultBaseline if absent); warnings and notes go to
/// `diagnostics`. Throws InputError.
Baseline read_chosen_baseline(const std::optional<std::string>& id_or_folder,
                              Diagnostics& diagnostics);

/// A baseline calibrated with its default elasticities, and solved without any shock.
struct CheckedBaseline {
  Baseline baseline;
  Calibration calibration;
  ExperimentResult zero_shock;
  double largest_change =
      0;  ///< |welfare - 1|, |wage - 1| without a shock, largest over countries; 0 if not solved
  std::size_t doubts = 0;                  ///< warnings of what is behind the figures
  std::vector<std::string> cautions = {};  ///< as in RunRecord; names in the world are marked
};

/// A baseline without elasticities is solved with 4 everywhere, and a note says so; what
/// in it is hardly meant is a warning. Throws
/// InputError if no model follows from the data.
CheckedBaseline check_baseline(Baseline baseline, Diagnostics& diagnostics);

}  // namespace tariffsim

// What is not known about a scenario, and how it is drawn.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "model/parameters.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

enum class Sampling { sobol, latin_hypercube };
enum class Distribution { lognormal, normal };

/// The trade costs of `cells` times one lognormal factor with median 1.
struct UncertainCost {
  Cells cells;
  double standard_deviation = 0;  ///< of the factor's logarithm
  std::string text;               ///< as the user wrote it
};

/// All parameters with the elasticities of a source: other options may follow from these.
struct SourceParameters {
  ModelParameters starting;  ///< of what comes before the policy
  ModelParameters effects;   ///< of the policy's effects
};

/// Without any of the groups below nothing is drawn.
struct Uncertainty {
  std::size_t draws = 1000;  ///< at least 2
  std::uint64_t seed = 1;
  Sampling sampling = Sampling::sobol;

  /// Group `elasticities`: a standard error for each sector, or one source for all.
  Vector elasticity_error;  ///< S, as a fraction of the scenario's elasticity; empty: none
  Distribution distribution = Distribution::lognormal;
  std::vector<SourceParameters> sources;

  std::vector<UncertainCost> trade_costs;   ///< group `trade_costs`
  double rate_deviation = 0;                ///< group `rates`: of the logarithm; 0: none
  std::set<std::size_t> lines_sought = {};  ///< positions in the policy: their rates are not drawn

  /// Groups `substitution`, `labour_mobility`, `labour_supply`: of the logarithm of a factor on
  /// what the scenario says; 0: none. Each elasticity of substitution has a factor of its own.
  double substitution_deviation = 0;
  double mobility_deviation = 0;  ///< labour moves in part
  double supply_deviation = 0;    ///< hours answer the real wage
};

}  // namespace tariffsim

// What outcomes owe to each thing that the equations compute: one record for each outcome whose
// gradient is known.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "equilibrium/linearisation.hpp"
#include "outcomes/levels.hpp"

namespace tariffsim {

/// Whom or what an outcome is of.
struct OutcomePlace {
  std::vector<Index> countries;  ///< one, or the members of a group; the exporter of a pair
  std::vector<Index> importer;   ///< one, of a pair; else empty
  std::vector<Index> sectors;    ///< that are one sector, or all of them
};

enum class OutcomeSubject { country, sector, pair };

/// The solution that outcomes are taken from.
struct SolvedPoint {
  const World& world;
  const ModelParameters& parameters;
  const Equilibrium& equilibrium;
  const Levels& after;
};

struct DifferentiableOutcome {
  const char* name;  ///< of the measure in the tables of results
  OutcomeSubject subject;
  bool of_group;  ///< also of several countries taken as one
  double (*value)(const SolvedPoint&, const OutcomePlace&);
  /// Adds the outcome's derivatives, times a factor, to weights.
  void (*add_weights)(const SolvedPoint&, const OutcomePlace&, double factor, Weights& weights);
  /// Of these the derivatives by R', N, as far as the revenue that is shown is meant, which holds
  /// no licences of quotas; nullptr: none is.
  void (*add_revenue)(const SolvedPoint&, const OutcomePlace&, double factor,
                      Vector& revenue) = nullptr;
};

std::span<const DifferentiableOutcome> differentiable_outcomes();
/// By its name; nullptr if the gradient of this measure is not known.
const DifferentiableOutcome* find_differentiable(std::string_view name, OutcomeSubject subject);

}  // namespace tariffsim

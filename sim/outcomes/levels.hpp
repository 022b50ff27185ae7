// New levels of everything, from the solved changes.
#pragma once

#include "equilibrium/equilibrium.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// Million of the baseline's currency in units of the numeraire; symbols as in World.
struct Levels {
  Cube flow;                  ///< F', N x N x S, before what the importer collects
  Table output;               ///< Y', N x S
  Vector value_added;         ///< w V, N
  Vector duty_revenue;        ///< N, all that n collects as importer
  Vector export_tax_revenue;  ///< N, all that n collects as exporter
  Vector income;              ///< I', N
};

/// Precondition: `equilibrium` was solved for this world, these parameters and this policy, that of
/// whole cells (weigh_parts). What is
/// not finite there is not finite here; the certificate finds it.
Levels levels(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
              const Equilibrium& equilibrium);

/// The counterfactual as a world of its own: its levels become the baseline (closure `none`, a
/// `reference`, a timeline).
/// `policy` has been weighed, and `effective` is what came of it (weigh_parts).
World world_after(const World& world, const PartedPolicy& policy, const TradePolicy& effective,
                  const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim

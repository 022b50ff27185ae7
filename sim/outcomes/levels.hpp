// New levels of everything, from the solved changes.
#pragma once

#include <map>

#include "equilibrium/equation_system.hpp"
#include "equilibrium/equilibrium.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// What is paid for licences, per unit of what the goods cost before duty; on the exporter's side
/// per unit of what producers receive.
struct LicenceRates {
  double kept = 0;      ///< by the importer: (1 - phi) lambda omega
  double abroad = 0;    ///< to the exporter: phi lambda omega
  double exporter = 0;  ///< lambda of a quota of the exporter's
  double importer() const { return kept + abroad; }
  bool is_paid() const { return importer() > 0 || exporter > 0; }
};

/// Million of the baseline's currency in units of the numeraire; symbols as in World.
struct Levels {
  Cube flow;                  ///< F', N x N x S, before what the importer collects and licences
  Table output;               ///< Y', N x S
  Vector value_added;         ///< w L V, N
  Vector duty_revenue;        ///< N, all that n collects as importer
  Vector export_tax_revenue;  ///< N, all that n collects as exporter
  Vector income;              ///< I', N
  Table value_added_share;    ///< beta', N x S
  Table final_share;          ///< alpha', N x S
  Table selling_labour;       ///< M', N x S; empty where labour sells nothing
  Vector consumer_price;      ///< P^C, N, a hat
  /// What work costs those who do it, before and after, N, million of consumption at old prices:
  /// N_n = kappa / (1 + kappa) times the wages kept, and N_n L^(1 + 1/kappa). 0 where hours do not
  /// move.
  Vector disutility_base, disutility;
  std::map<CellPlace, std::vector<LicenceRates>>
      licences;      ///< of cells where any is paid: one for a whole cell, or for each part
  Vector rent;       ///< N, all that n gets for licences, from its own buyers and from abroad
  Vector rent_paid;  ///< N, what n's buyers pay for licences of exporters

  /// Those of a cell; nullptr if none is paid.
  const std::vector<LicenceRates>* licences_of(Index exporter, Index importer, Index sector) const {
    if (licences.empty()) return nullptr;
    const auto found = licences.find({exporter, importer, sector});
    return found == licences.end() ? nullptr : &found->second;
  }

  /// beta' Y' + M', N x S: what labour earns in each sector.
  Table labour_income() const {
    Table earned = value_added_share.cwiseProduct(output);
    if (selling_labour.size() > 0) earned += selling_labour;
    return earned;
  }
};

/// Precondition: `equilibrium` was solved for this world, these parameters and this policy, that of
/// whole cells (weigh_parts). What is
/// not finite there is not finite here; the certificate finds it.
Levels levels(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
              const Equilibrium& equilibrium);
/// The same numbers at a fraction of the cost, but for rounding: trade is taken from the solver's
/// own equations in place of being worked out again, so that no certificate may rest on them. The
/// system has been evaluated at the solution.
Levels levels(const EquationSystem& system, const TradePolicy& policy,
              const Equilibrium& equilibrium);

/// The counterfactual as a world of its own: its levels become the baseline (closure `none`, a
/// `reference`, a timeline).
/// `policy` has been weighed, and `effective` is what came of it (weigh_parts).
World world_after(const World& world, const ModelParameters& parameters, const PartedPolicy& policy,
                  const TradePolicy& effective, const Equilibrium& equilibrium,
                  const Levels& after);

}  // namespace tariffsim

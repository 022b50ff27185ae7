// A world in which an importer buys from its partners in shares that are given.
#pragma once

#include <memory>
#include <string>

#include "equilibrium/equilibrium.hpp"
#include "model/calibration.hpp"

namespace tariffsim {

/// What is imposed on one importer.
struct ImportShares {
  Index importer = -1;
  /// N x S, row = exporter: share in the importer's imports of the sector, of values before duty;
  /// sums to 1 over exporters but the importer, whose own row does not count. Positive only where
  /// there is trade.
  Table share;
};

struct ImposedWorld {
  std::shared_ptr<const World> world;  ///< nullptr if it was not found: see `message`
  std::string message;
  Table trade_cost;  ///< d of the importer that brings it about, N x S, row = exporter; 1 at home
  int solves = 0;
  double largest_miss = 0;  ///< of a share of spending
};

/// The importer's present shares times `factor` (N x S), scaled to sum to 1 by sector.
ImportShares scaled_shares(const World& world, Index importer, const Table& factor);

/// Solves for the trade costs of one importer at which its shares of imports are those given and
/// all else is an equilibrium; what it buys at home keeps its share of spending (sim/model.md,
/// section 1.4). Values are in the numeraire. Tariffs and deficits stay.
/// Precondition: the world is an equilibrium at its tariffs.
ImposedWorld impose_import_shares(const std::shared_ptr<const World>& world,
                                  const ModelParameters& parameters, const ImportShares& imposed,
                                  const SolverOptions& options);

}  // namespace tariffsim

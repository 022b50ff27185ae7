#include "studies/imposed_shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outcomes/certificate.hpp"
#include "outcomes/levels.hpp"

namespace tariffsim {
namespace {

/// Shares of spending are met within this; they are solved to the tolerance of wages.
constexpr double kShareTolerance = 1e-10;
/// Each round takes an order of magnitude off, since an importer moves its partners' costs little.
constexpr int kMaxRounds = 60;

/// pi' = (1 - pi_nn) a_i (1+t_i) / sum_j a_j (1+t_j): shares of spending from shares a of imports
/// before duty; at home as it is.
Table spending_shares(const World& world, const ImportShares& imposed) {
  const Index n = imposed.importer;
  Table out(world.n_countries(), world.n_sectors());
  for (Index s = 0; s < world.n_sectors(); ++s) {
    const auto tariff = world.tariff.sector(s).col(n).array();
    out.col(s) = imposed.share.col(s).array() * (1 + tariff);
    out(n, s) = 0;
    const double abroad = out.col(s).sum(), home = world.trade_share(n, n, s);
    if (abroad > 0) out.col(s) *= (1 - home) / abroad;
    out(n, s) = home;
  }
  return out;
}

/// d' = (pi' / pi)^(-1/theta) c_n / c_i: the cost at which exporter i has the share pi' given unit
/// costs. At home d = 1 and pi' = pi, so that P_n = c_n.
void set_trade_costs(const World& world, const ModelParameters& parameters, Index n,
                     const Table& wanted, const Table& unit_cost, Cube& trade_cost) {
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index i = 0; i < world.n_countries(); ++i) {
      const double before = world.trade_share(i, n, s);
      if (i == n || before <= 0) continue;
      trade_cost(i, n, s) =
          wanted(i, s) > 0 ? std::pow(wanted(i, s) / before, -1 / parameters.trade_elasticity(s)) *
                                 unit_cost(n, s) / unit_cost(i, s)
                           : std::numeric_limits<double>::infinity();
    }
}

/// Largest |pi' - wanted|; pi' = (1+t) F' / X'.
double miss(const World& world, const Equilibrium& equilibrium, const Levels& after, Index n,
            const Table& wanted) {
  double out = 0;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index i = 0; i < world.n_countries(); ++i) {
      const double spent = equilibrium.expenditure()(n, s);
      const double share =
          spent > 0 ? (1 + world.tariff(i, n, s)) * after.flow(i, n, s) / spent : wanted(i, s);
      out = std::max(out, std::abs(share - wanted(i, s)));
    }
  return out;
}

Table column_of(const Cube& cube, Index importer) {
  Table out(cube.countries(), cube.sectors());
  for (Index s = 0; s < cube.sectors(); ++s) out.col(s) = cube.sector(s).col(importer);
  return out;
}

}  // namespace

ImportShares scaled_shares(const World& world, Index importer, const Table& factor) {
  ImportShares out{importer, Table::Zero(world.n_countries(), world.n_sectors())};
  for (Index s = 0; s < world.n_sectors(); ++s) {
    out.share.col(s) = world.flow.sector(s).col(importer).array() * factor.col(s).array();
    out.share(importer, s) = 0;
    if (const double sum = out.share.col(s).sum(); sum > 0) out.share.col(s) /= sum;
  }
  return out;
}

ImposedWorld impose_import_shares(const std::shared_ptr<const World>& world,
                                  const ModelParameters& parameters, const ImportShares& imposed,
                                  const SolverOptions& options) {
  const Table wanted = spending_shares(*world, imposed);
  TradePolicy policy = baseline_policy(*world);
  policy.trade_cost = Cube(world->n_countries(), world->n_sectors(), 1);
  Table unit_cost = Table::Ones(world->n_countries(), world->n_sectors());
  ImposedWorld out;
  std::optional<Equilibrium> last;
  for (int round = 0; round < kMaxRounds; ++round) {
    set_trade_costs(*world, parameters, imposed.importer, wanted, unit_cost, policy.trade_cost);
    SolveResult solved =
        solve(*world, parameters, policy, world->deficit, options, last ? &*last : nullptr);
    ++out.solves;
    out.message = solved.message;
    if (!solved.equilibrium) return out;
    const Levels after = levels(*world, parameters, policy, *solved.equilibrium);
    out.largest_miss = miss(*world, *solved.equilibrium, after, imposed.importer, wanted);
    if (out.largest_miss <= kShareTolerance) {
      const Certificate certificate = certify(*world, parameters, policy, world->deficit,
                                              *solved.equilibrium, after, options.tolerance);
      out.message = certificate.summary();
      if (!certificate.holds()) return out;
      out.trade_cost = column_of(policy.trade_cost, imposed.importer);
      out.world = std::make_shared<const World>(
          world_after(*world, parameters, policy, policy, *solved.equilibrium, after));
      return out;
    }
    unit_cost = solved.equilibrium->unit_cost();
    last = std::move(*solved.equilibrium);
  }
  out.message = fmt::format("shares of spending are missed by {:.1e} > {:.0e} after {} solves",
                            out.largest_miss, kShareTolerance, out.solves);
  return out;
}

}  // namespace tariffsim

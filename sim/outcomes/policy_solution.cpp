#include "outcomes/policy_solution.hpp"

#include <utility>

#include "equilibrium/joined_sectors.hpp"
#include "outcomes/joined_certificate.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/quota_solution.hpp"
#include "policy/split_world.hpp"

namespace tariffsim {
namespace {

/// Of a cell, over the submarkets that it is split into.
struct CellSums {
  double flow = 0, duty = 0, received = 0;  // million
};

/// What a split world's solution is in the cells of the world itself.
class JoinedLevels {
 public:
  JoinedLevels(const World& world, const SplitWorld& split, const Levels& of_split)
      : world_(world), split_(split), of_split_(of_split) {}

  Levels levels() const {
    Levels after = of_split_;
    after.flow = Cube(world_.n_countries(), world_.n_sectors());
    after.output = after.final_share = Table::Zero(world_.n_countries(), world_.n_sectors());
    after.value_added_share = after.output;
    for (std::size_t v = 0; v < split_.sector_of.size(); ++v) {
      const auto from = static_cast<Index>(v);
      after.flow.sector(split_.sector_of[v]) += of_split_.flow.sector(from);
      after.output.col(split_.sector_of[v]) += of_split_.output.col(from);
      after.final_share.col(split_.sector_of[v]) += of_split_.final_share.col(from);
      after.value_added_share.col(split_.sector_of[v]) = of_split_.value_added_share.col(from);
    }
    return after;
  }

  /// One tariff and export tax for each cell of a split market, and the shares of its parts.
  void put_rates(PartedPolicy& policy, TradePolicy& effective) const {
    for (const SplitMarket& market : split_.markets)
      for (Index i = 0; i < world_.n_countries(); ++i) {
        if (i == market.importer) continue;
        put_cell({i, market.importer, market.sector}, market, policy, effective);
      }
  }

 private:
  void put_cell(const CellPlace& at, const SplitMarket& market, PartedPolicy& policy,
                TradePolicy& effective) const {
    const auto [i, n, s] = at;
    const auto found = policy.parts.find(at);
    if (found == policy.parts.end()) return;
    std::vector<PolicyPart>& parts = found->second.parts;
    const CellSums sums = sums_of(at, market);
    if (sums.flow <= 0) return;
    const ProductValues total = total_imports(world_, n, s);
    for (PolicyPart& part : parts) part.flow_share = 0;
    for (const Submarket& submarket : market.submarkets) {
      const PartInSubmarket inside = part_in(world_, at, found->second, submarket, total);
      if (inside.part == nullptr) continue;
      PolicyPart& part = parts[static_cast<std::size_t>(inside.part - parts.data())];
      part.flow_share += of_split_.flow(i, n, submarket.sector) / sums.flow;
    }
    effective.tariff(i, n, s) = sums.duty / sums.flow;
    if (effective.export_tax.countries() > 0)
      effective.export_tax(i, n, s) = sums.flow / sums.received - 1;
  }

  CellSums sums_of(const CellPlace& at, const SplitMarket& market) const {
    const auto [i, n, s] = at;
    CellSums sums;
    for (const Submarket& submarket : market.submarkets) {
      const double flow = of_split_.flow(i, n, submarket.sector);
      sums.flow += flow;
      sums.duty += flow * rate_at(split_.policy, Collector::importer, i, n, submarket.sector);
      sums.received +=
          flow / (1 + rate_at(split_.policy, Collector::exporter, i, n, submarket.sector));
    }
    return sums;
  }

  const World& world_;
  const SplitWorld& split_;
  const Levels& of_split_;
};

PolicySolution solve_split(const World& world, const ModelParameters& parameters,
                           PartedPolicy policy, const Vector& deficit, const SolverOptions& options,
                           double tolerance) {
  PolicySolution solution;
  const SplitWorld split = split_world(world, parameters, policy);
  solution.effective = policy.average;
  solution.policy = std::move(policy);
  solution.solve = solve(split.world, split.parameters, split.policy, deficit, options);
  if (!solution.solve.equilibrium) return solution;
  const Levels after =
      levels(split.world, split.parameters, split.policy, *solution.solve.equilibrium);
  solution.certificate = certify(split.world, split.parameters, split.policy, deficit,
                                 *solution.solve.equilibrium, after, tolerance);
  const JoinedLevels joined(world, split, after);
  solution.after = joined.levels();
  joined.put_rates(solution.policy, solution.effective);
  solution.solve.equilibrium =
      joined_sectors(world, split.world, split.sector_of, *solution.solve.equilibrium);
  for (Residual& residual :
       certify_joined(world, parameters, solution.policy, solution.effective, deficit,
                      *solution.solve.equilibrium, solution.after, tolerance))
    solution.certificate.residuals.push_back(std::move(residual));
  return solution;
}

/// Of rates, without quotas.
PolicySolution solve_at_rates(const World& world, const ModelParameters& parameters,
                              PartedPolicy policy, const Vector& deficit,
                              const SolverOptions& options, double tolerance,
                              const WholeCellSolve& solve_whole, const Equilibrium* near) {
  if (parameters.separate_nests && !policy.parts.empty())
    return solve_split(world, parameters, std::move(policy), deficit, options, tolerance);
  PolicySolution solution;
  solution.policy = std::move(policy);
  solution.effective = weigh_parts(world, parameters, solution.policy);
  solution.solve = solve_whole(solution.effective, options, near);
  if (!solution.solve.equilibrium) return solution;
  solution.after = levels(world, parameters, solution.effective, *solution.solve.equilibrium);
  solution.certificate = certify(world, parameters, solution.policy, solution.effective, deficit,
                                 *solution.solve.equilibrium, solution.after, tolerance);
  return solution;
}

}  // namespace

std::string PolicySolution::failure() const {
  if (!solve.equilibrium) return solve.message;
  return "the certificate does not hold: " + certificate.summary();
}

void refuse_without_welfare(const World& world, PolicySolution& solution) {
  if (!solution.solve.equilibrium) return;
  std::string why = why_no_welfare(world, solution.after);
  if (why.empty()) return;
  solution.solve.status = SolveStatus::no_welfare;
  solution.solve.message = std::move(why);
  solution.solve.equilibrium.reset();
}

PolicySolution solve_policy(const World& world, const ModelParameters& parameters,
                            PartedPolicy policy, const Vector& deficit,
                            const SolverOptions& options, double tolerance,
                            const WholeCellSolve& solve_whole) {
  const auto solve_rates = [&](PartedPolicy rates, const SolverOptions& to,
                               const Equilibrium* near) {
    return solve_at_rates(world, parameters, std::move(rates), deficit, to, tolerance, solve_whole,
                          near);
  };
  if (policy.quotas.empty()) return solve_rates(std::move(policy), options, nullptr);
  return solve_quotas(world, policy, options, tolerance, solve_rates);
}

}  // namespace tariffsim

#include "outcomes/quota_solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "equilibrium/conditions.hpp"
#include "outcomes/complementarity.hpp"
#include "outcomes/part_flows.hpp"
#include "outcomes/quota_certificate.hpp"

namespace tariffsim {
namespace {

/// Equilibria on the way are solved to this part of the tolerance, the best that numbers allow.
constexpr double kShareOnTheWay = 1e-3;
constexpr double kTightest = 1e-13;
/// Of the tolerance of a quota, what the search may leave.
constexpr double kShareOfSearch = 0.1;
/// No trade at all under a quota is this far within it, in logs.
constexpr double kNothingTraded = 100;

/// The one unknown of a quota. Up to log(1 + m) it is log(1 + lambda); beyond, lambda stays m, and
/// what is more is log(q / Q), so that omega falls below 1.
Licence licence_at(const Quota& quota, double u) {
  const double most = std::log1p(quota.margin);
  if (u < most) return {std::expm1(u), 1};
  return {quota.margin, std::exp(most - u)};
}

/// The licences at u, N of quotas.
std::vector<Licence> licences_at(const std::vector<Quota>& quotas, const Vector& u) {
  std::vector<Licence> licences;
  licences.reserve(quotas.size());
  for (std::size_t j = 0; j < quotas.size(); ++j)
    licences.push_back(licence_at(quotas[j], u(static_cast<Index>(j))));
  return licences;
}

/// log(Q / q), and beyond the amount as much more as omega takes off: rises with u, and is zero
/// where the quota binds or is over.
double gap_of(const Quota& quota, double amount, double u) {
  const double beyond = std::max(0.0, u - std::log1p(quota.margin));
  if (!(amount > 0)) return kNothingTraded + beyond;
  return std::min(kNothingTraded, std::log(quota.amount / amount)) + beyond;
}

void put_licence(const Quota& quota, const Licence& licence, LicenceRates& rates) {
  if (quota.side == QuotaSide::exporter) {
    rates.exporter = licence.price;
    return;
  }
  rates.abroad = quota.exporters_share * licence.rent();
  rates.kept = licence.rent() - rates.abroad;
}

void put_licences(const PartedPolicy& policy, const std::vector<Licence>& licences, Levels& after) {
  for (std::size_t j = 0; j < policy.quotas.size(); ++j) {
    const Quota& quota = policy.quotas[j];
    if (licences[j].price == 0) continue;
    for (const CellPlace& at : quota.cells) {
      const PolicyCell* cell = policy.cell(at.exporter, at.importer, at.sector);
      std::vector<LicenceRates>& rates = after.licences[at];
      rates.resize(cell == nullptr ? 1 : cell->parts.size());
      for (std::size_t part = 0; part < rates.size(); ++part)
        if (cell == nullptr || quota.is_on(at, &cell->parts[part].before.place))
          put_licence(quota, licences[j], rates[part]);
    }
  }
}

/// Takes what licences of importers' quotas bring exporters out of the value of the trade: a part's
/// F' = F'' / (1 + a).
void price_at_border(PartedPolicy& policy, Levels& after) {
  for (const auto& [at, rates] : after.licences) {
    double& flow = after.flow(at.exporter, at.importer, at.sector);
    const auto cell = policy.parts.find(at);
    if (cell == policy.parts.end()) {
      flow /= 1 + rates.front().abroad;
      continue;
    }
    std::vector<PolicyPart>& parts = cell->second.parts;
    double left = 0;
    for (std::size_t j = 0; j < parts.size(); ++j)
      left += parts[j].flow_share /= 1 + rates[j].abroad;
    for (PolicyPart& part : parts) part.flow_share /= left;
    flow *= left;
  }
}

/// What `after` counts as duty and export tax, which licences are like, becomes duty, export tax
/// and rent.
void split_revenue(const World& world, const PartedPolicy& policy, Levels& after) {
  for (const auto& [at, rates] : after.licences) {
    const Index i = at.exporter, n = at.importer;
    for_each_part(world, policy, after, i, n, at.sector, [&](const PartFlow& part) {
      const double kept = part.licence.kept * part.after;
      const double abroad = part.licence.abroad * part.after;
      const double exporter = part.licence.exporter * part.after / (1 + part.export_rate);
      after.duty_revenue(n) -= kept;
      after.export_tax_revenue(i) -= abroad + exporter;
      after.rent(n) += kept;
      after.rent(i) += abroad + exporter;
      after.rent_paid(n) += abroad;
    });
  }
}

/// Makes of a solution of rates one of quotas.
void set_apart(const World& world, const PartedPolicy& policy, std::vector<Licence> licences,
               PolicySolution& solution) {
  PartedPolicy shown = with_duties_beyond(policy, licences);
  for (auto& [at, cell] : shown.parts) {
    const std::vector<PolicyPart>& solved = solution.policy.parts.at(at).parts;
    for (std::size_t j = 0; j < solved.size(); ++j) cell.parts[j].flow_share = solved[j].flow_share;
  }
  solution.policy = std::move(shown);
  solution.licences = std::move(licences);
  put_licences(solution.policy, solution.licences, solution.after);
  price_at_border(solution.policy, solution.after);
  split_revenue(world, solution.policy, solution.after);
}

class QuotaSearch {
 public:
  QuotaSearch(const World& world, const PartedPolicy& policy, const SolverOptions& options,
              double tolerance, const RateSolve& solve)
      : world_(world), policy_(policy), options_(options), tolerance_(tolerance), solve_(solve) {
    options_.tolerance = std::max(kTightest, kShareOnTheWay * options.tolerance);
  }

  PolicySolution run() {
    const auto gap = [&](const Vector& u) { return gap_at(u); };
    const double allowed = condition_tolerances(tolerance_).market_clearing;
    const ComplementaritySolution found = solve_complementarity(
        gap, static_cast<Index>(policy_.quotas.size()), kShareOfSearch * allowed);
    if (std::isinf(found.residual)) return std::move(last_);
    if (last_at_.size() == 0 || last_at_ != found.at) gap_at(found.at);
    PolicySolution solution = std::move(last_);
    solution.solve.iterations = iterations_;
    solution.solve.evaluations = evaluations_;
    solution.solve.wall_ms = wall_ms_;
    if (!solution.solve.equilibrium) return solution;
    std::vector<Residual> more = certify_quotas(world_, solution, tolerance_);
    std::move(more.begin(), more.end(), std::back_inserter(solution.certificate.residuals));
    return solution;
  }

 private:
  std::optional<Vector> gap_at(const Vector& u) {
    std::vector<Licence> licences = licences_at(policy_.quotas, u);
    PolicySolution solution =
        solve_(under_licences(policy_, licences), options_, near_ ? &*near_ : nullptr);
    iterations_ += solution.solve.iterations;
    evaluations_ += solution.solve.evaluations;
    wall_ms_ += solution.solve.wall_ms;
    last_ = std::move(solution);
    last_at_ = u;
    if (!last_.solve.equilibrium) return std::nullopt;
    near_ = last_.solve.equilibrium;
    set_apart(world_, policy_, std::move(licences), last_);
    Vector gaps(u.size());
    for (Index j = 0; j < u.size(); ++j) {
      const Quota& quota = policy_.quotas[static_cast<std::size_t>(j)];
      gaps(j) = gap_of(
          quota, quota_amount(world_, quota, last_.policy, *last_.solve.equilibrium, last_.after),
          u(j));
    }
    return gaps;
  }

  const World& world_;
  const PartedPolicy& policy_;
  SolverOptions options_;
  double tolerance_;
  const RateSolve& solve_;
  PolicySolution last_;
  Vector last_at_;
  std::optional<Equilibrium> near_;
  int iterations_ = 0, evaluations_ = 0;
  double wall_ms_ = 0;
};

}  // namespace

PolicySolution solve_quotas(const World& world, const PartedPolicy& policy,
                            const SolverOptions& options, double tolerance,
                            const RateSolve& solve) {
  return QuotaSearch(world, policy, options, tolerance, solve).run();
}

double quota_amount(const World& world, const Quota& quota, const PartedPolicy& policy,
                    const Equilibrium& equilibrium, const Levels& after) {
  const bool volume = quota.measure == QuotaMeasure::volume;
  double amount = 0;
  for (const CellPlace& at : quota.cells) {
    const double cost = equilibrium.unit_cost()(at.exporter, at.sector);
    for_each_part_under(quota, world, policy, after, at, [&](const PartFlow& part) {
      if (!(part.after > 0)) return;
      if (quota.side == QuotaSide::importer)
        amount += volume ? part.after / importer_border_price(cost, part) : part.after;
      else
        amount += part.after / (1 + part.export_rate) / (volume ? cost : 1);
    });
  }
  return amount;
}

}  // namespace tariffsim

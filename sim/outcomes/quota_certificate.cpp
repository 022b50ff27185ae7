#include "outcomes/quota_certificate.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "equilibrium/conditions.hpp"
#include "outcomes/part_flows.hpp"
#include "outcomes/quota_solution.hpp"
#include "outcomes/worst_residual.hpp"

namespace tariffsim {
namespace {

class QuotaExamination {
 public:
  QuotaExamination(const World& world, const PolicySolution& solution, double tolerance)
      : world_(world), solution_(solution), allowed_(condition_tolerances(tolerance)) {}

  /// lambda = mid(0, lambda + q / Q - 1, m) and omega = min(1, Q / q)
  Residual regime() const {
    Residual worst{"quota_regime",
                   "each quota is slack with a free licence, binds, or is exceeded with a licence "
                   "worth the whole difference of the tariffs",
                   0, allowed_.market_clearing, "world"};
    for (std::size_t j = 0; j < solution_.licences.size(); ++j) {
      const Quota& quota = solution_.policy.quotas[j];
      const Licence& licence = solution_.licences[j];
      const double filled = quota_amount(world_, quota, solution_.policy,
                                         *solution_.solve.equilibrium, solution_.after) /
                            quota.amount;
      const double price = std::clamp(licence.price + filled - 1, 0.0, quota.margin);
      for (const double gap : {licence.price - price, licence.fill - std::min(1.0, 1 / filled)}) {
        const double size = std::isfinite(gap) ? std::abs(gap) : HUGE_VAL;
        if (size <= worst.value) continue;
        worst.value = size;
        worst.where = quota.name;
      }
    }
    return worst;
  }

  /// sum_i (1 + t' + lambda omega) F' = X', t' the mean duty: what buyers spend is what goods cost
  /// at the border, duty and rent
  Residual spending() const {
    WorstResidual worst;
    for (const auto& [n, s] : markets()) {
      double paid = 0;
      for (Index i = 0; i < world_.n_countries(); ++i)
        each_part({i, n, s},
                  [&](const PartFlow& part) { paid += (1 + part.buyers_rate()) * part.after; });
      const double spent = solution_.solve.equilibrium->expenditure()(n, s);
      if (spent > 0) worst.see(paid / spent - 1, n, s);
    }
    return worst.named(world_, "quota_spending",
                       "what buyers spend is what goods cost at the border, duty and rent",
                       allowed_.exact);
  }

  /// I' = w L V + duty + export tax + rents received + D', all added up anew, and the sums shown
  /// are these
  Residual income() const {
    const Levels& after = solution_.after;
    Vector taxes = Vector::Zero(world_.n_countries()), rent = taxes, paid = taxes;
    each_cell([&](Index i, Index n, const PartFlow& part) {
      const double received = part.after / (1 + part.export_rate);
      taxes(n) += part.duty_rate * part.after;
      taxes(i) += part.export_tax_rate() * received;
      rent(n) += part.licence.kept * part.after;
      rent(i) += part.licence.abroad * part.after + part.licence.exporter * received;
      paid(n) += part.licence.abroad * part.after;
    });
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      const double expected =
          after.value_added(n) + taxes(n) + rent(n) + solution_.solve.equilibrium->deficit()(n);
      for (const double gap :
           {after.income(n) - expected, after.rent(n) - rent(n), after.rent_paid(n) - paid(n),
            after.duty_revenue(n) + after.export_tax_revenue(n) - taxes(n)})
        worst.see(gap / after.income(n), n);
    }
    return worst.named(world_, "quota_income", "income holds duty, export tax and rent, each once",
                       allowed_.exact);
  }

  /// sum imports - sum exports = D' - rent paid abroad + rent received from there, flows without
  /// rents; what sellers pay labour where they sell being a trade too
  Residual budget() const {
    Vector balance = -solution_.solve.equilibrium->deficit();
    each_cell([&](Index i, Index n, const PartFlow& part) {
      const double selling = world_.selling_share.size() == 0
                                 ? 0
                                 : world_.selling_share(n) * part.after / (1 + part.export_rate);
      const double paid = (1 + part.licence.abroad) * part.after - selling;
      balance(n) += paid;
      balance(i) -= paid;
    });
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n)
      worst.see(balance(n) / solution_.after.income(n), n);
    return worst.named(world_, "quota_budget",
                       "imports less exports at the border equal the deficit less rent paid abroad "
                       "plus rent received from abroad, relative to income",
                       allowed_.budget);
  }

 private:
  template <class Visit>
  void each_part(const CellPlace& at, const Visit& visit) const {
    for_each_part(world_, solution_.policy, solution_.after, at.exporter, at.importer, at.sector,
                  visit);
  }

  /// Of all trade between two countries.
  template <class Visit>
  void each_cell(const Visit& visit) const {
    for (Index s = 0; s < world_.n_sectors(); ++s)
      for (Index n = 0; n < world_.n_countries(); ++n)
        for (Index i = 0; i < world_.n_countries(); ++i)
          if (i != n) each_part({i, n, s}, [&](const PartFlow& part) { visit(i, n, part); });
  }

  /// Importers and sectors with goods under an importer's quota.
  std::set<std::pair<Index, Index>> markets() const {
    std::set<std::pair<Index, Index>> found;
    for (const Quota& quota : solution_.policy.quotas)
      for (const CellPlace& at : quota.cells) found.emplace(at.importer, at.sector);
    return found;
  }

  const World& world_;
  const PolicySolution& solution_;
  ConditionTolerances allowed_;
};

}  // namespace

std::vector<Residual> certify_quotas(const World& world, const PolicySolution& solution,
                                     double tolerance) {
  const QuotaExamination look(world, solution, tolerance);
  return {look.regime(), look.spending(), look.income(), look.budget()};
}

}  // namespace tariffsim

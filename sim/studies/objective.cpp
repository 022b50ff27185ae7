#include "studies/objective.hpp"

#include <utility>

namespace tariffsim {
namespace {

double income_of(const World& world, const std::vector<Index>& countries) {
  double sum = 0;
  for (const Index n : countries) sum += world.income(n);
  return sum;
}

}  // namespace

Objective::Objective(const World& world, std::span<const Aim> aims,
                     const std::vector<Index>& player)
    : income_(income_of(world, player)) {
  for (const Aim& aim : aims) add(world, aim);
}

void Objective::add(const World& world, const Aim& aim) {
  const double scale = aim.weight / income_;
  switch (aim.kind) {
    case AimKind::welfare: {
      const double income = scale * income_of(world, aim.countries);
      before_ += income;
      return add_term("welfare_pct", OutcomeSubject::country, {aim.countries, {}, {}},
                      income / 100);
    }
    case AimKind::tax_revenue:
      return add_term("tax_revenue_musd", OutcomeSubject::country, {aim.countries, {}, {}}, scale);
    case AimKind::output:
      for (const Index n : aim.countries) {
        const double output = scale * world.output(n, aim.sector);
        before_ += output;
        if (output != 0)
          add_term("volume_pct", OutcomeSubject::sector, {{n}, {}, {aim.sector}}, output / 100);
      }
  }
}

void Objective::add_term(const char* outcome, OutcomeSubject subject, OutcomePlace place,
                         double per_unit) {
  terms_.push_back({find_differentiable(outcome, subject), std::move(place), per_unit});
}

double Objective::value(const SolvedPoint& at) const {
  double sum = before_;
  for (const Term& term : terms_) sum += term.per_unit * term.outcome->value(at, term.place);
  return sum;
}

void Objective::add_weights(const SolvedPoint& at, double factor, Weights& weights) const {
  for (const Term& term : terms_)
    term.outcome->add_weights(at, term.place, factor * term.per_unit, weights);
}

Vector Objective::revenue_weights(const SolvedPoint& at) const {
  Vector weights = Vector::Zero(at.world.n_countries());
  for (const Term& term : terms_)
    if (term.outcome->add_revenue != nullptr)
      term.outcome->add_revenue(at, term.place, term.per_unit, weights);
  return weights;
}

double welfare_of(const SolvedPoint& at, const std::vector<Index>& members) {
  const auto* welfare = find_differentiable("welfare_pct", OutcomeSubject::country);
  return welfare->value(at, {members, {}, {}}) / 100;
}

}  // namespace tariffsim

#include "outcomes/outcome_weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

using Point = SolvedPoint;
using Place = OutcomePlace;

bool is_in(const std::vector<Index>& list, Index n) {
  return std::find(list.begin(), list.end(), n) != list.end();
}

template <class Term>
double sum_over(const std::vector<Index>& list, const Term& term) {
  double sum = 0;
  for (const Index n : list) sum += term(n);
  return sum;
}

// ---- The parts of which outcomes of countries are made

void add_log_consumer_price(const Point& at, Index n, double factor, Weights& w) {
  w.state.log_price.row(n) += factor * at.after.final_share.row(n);
}

/// N, which moves where an income tax without a rate makes way for revenue: by the share of a wage
/// that is kept, 1 - R' / (w L V) + R / V.
void add_disutility_base(const Point& at, Index n, double factor, Weights& w) {
  const ModelParameters& p = at.parameters;
  if (p.labour_supply == 0 || p.revenue == RevenueUse::lump_sum || p.income_tax_rate.size() > 0)
    return;
  const double of_kept = factor * p.labour_supply / (1 + p.labour_supply) * at.world.value_added(n);
  const double bill = at.after.value_added(n);
  w.effects.revenue(n) -= of_kept / bill;
  w.state.log_wage(n) += of_kept * border_income(at.after, n) / bill;
}

double variation(const Point& at, Index n) {
  return welfare_base(at.world, at.after, n) * welfare_change(at.world, at.after, n);
}

/// EV = I' / P^C - I - N (L^(1+1/kappa) - 1).
void add_variation(const Point& at, Index n, double factor, Weights& w) {
  const double price = at.after.consumer_price(n), kappa = at.parameters.labour_supply;
  w.effects.income(n) += factor / price;
  add_log_consumer_price(at, n, -factor * at.after.income(n) / price, w);
  if (kappa == 0) return;
  w.state.labour(n) -= factor * (1 + 1 / kappa) * at.after.disutility(n);
  const double work = at.after.disutility(n) / at.after.disutility_base(n) - 1;
  add_disutility_base(at, n, -factor * work, w);
}

double base_of(const Point& at, const Place& of) {
  return sum_over(of.countries, [&](Index n) { return welfare_base(at.world, at.after, n); });
}

double variation_of(const Point& at, const Place& of) {
  return sum_over(of.countries, [&](Index n) { return variation(at, n); });
}

void add_variations(const Point& at, const Place& of, double factor, Weights& w) {
  for (const Index n : of.countries) add_variation(at, n, factor, w);
}

/// Of a sum over its base: (d sum - ratio d base) / base, base being what welfare is a fraction of.
void add_base_change(const Point& at, const Place& of, double factor, Weights& w) {
  for (const Index n : of.countries) add_disutility_base(at, n, -factor, w);
}

double welfare_pct(const Point& at, const Place& of) {
  return 100 * variation_of(at, of) / base_of(at, of);
}

void add_welfare(const Point& at, const Place& of, double factor, Weights& w) {
  const double per_base = 100 * factor / base_of(at, of);
  add_variations(at, of, per_base, w);
  add_base_change(at, of, -per_base * welfare_pct(at, of) / 100, w);
}

double rebate(const Point& at, Index n) {
  return border_income(at.after, n) / at.after.consumer_price(n) - at.world.tax_revenue(n);
}

double unrebated_pct(const Point& at, const Place& of) {
  return 100 * welfare_without_rebate(at.world, at.after, of.countries.front());
}

void add_unrebated(const Point& at, const Place& of, double factor, Weights& w) {
  add_welfare(at, of, factor, w);
  const Index n = of.countries.front();
  const double per_base = 100 * factor / base_of(at, of), price = at.after.consumer_price(n);
  w.effects.revenue(n) -= per_base / price;
  add_log_consumer_price(at, n, per_base * border_income(at.after, n) / price, w);
  add_base_change(at, of, per_base * rebate(at, n) / base_of(at, of), w);
}

void add_log_wage(Index n, double factor, Weights& w) { w.effects.wage(n) += factor; }

double real_wage_pct(const Point& at, const Place& of) {
  const Index n = of.countries.front();
  return 100 * real_wage_change(at.equilibrium, at.after.consumer_price(n), n);
}

void add_real_wage(const Point& at, const Place& of, double factor, Weights& w) {
  const Index n = of.countries.front();
  const double of_log = factor * (100 + real_wage_pct(at, of));
  add_log_wage(n, of_log, w);
  add_log_consumer_price(at, n, -of_log, w);
}

double revenue_of(const Point& at, const Place& of) {
  return sum_over(of.countries, [&](Index n) { return tax_revenue(at.after, n); });
}

void add_revenue(const Point&, const Place& of, double factor, Vector& revenue) {
  for (const Index n : of.countries) revenue(n) += factor;
}

// ---- Flows before duty

/// Those that leave or reach the countries from outside, in these sectors.
Cube outer_flows(const Point& at, const Place& of, bool exports) {
  const Index countries = at.world.n_countries();
  Cube chosen(countries, at.world.n_sectors());
  for (const Index s : of.sectors)
    for (const Index n : of.countries)
      for (Index m = 0; m < countries; ++m)
        if (!is_in(of.countries, m)) (exports ? chosen(n, m, s) : chosen(m, n, s)) = 1;
  return chosen;
}

Cube pair_flows(const Point& at, const Place& of, bool balance_of_goods) {
  Cube chosen(at.world.n_countries(), at.world.n_sectors());
  for (const Index s : of.sectors) {
    const bool goods = at.world.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods;
    if (balance_of_goods && !goods) continue;
    chosen(of.countries.front(), of.importer.front(), s) += 1;
    if (balance_of_goods) chosen(of.importer.front(), of.countries.front(), s) -= 1;
  }
  return chosen;
}

double flows_in(const Cube& chosen, const Cube& flow) {
  double sum = 0;
  for (std::size_t k = 0; k < chosen.values().size(); ++k)
    if (chosen.values()[k] != 0) sum += chosen.values()[k] * flow.values()[k];
  return sum;
}

void add_flows(const Cube& chosen, double factor, Weights& w) {
  if (w.flow.countries() == 0) w.flow = Cube(chosen.countries(), chosen.sectors());
  for (std::size_t k = 0; k < chosen.values().size(); ++k)
    w.flow.values()[k] += factor * chosen.values()[k];
}

double percent(double before, double after) { return 100 * relative_change(before, after); }

/// An outcome that is a sum of flows, in money or against that of before.
template <class Choose, bool in_percent>
struct FlowOutcome {
  static double value(const Point& at, const Place& of) {
    const Cube chosen = Choose()(at, of);
    const double now = flows_in(chosen, at.after.flow);
    return in_percent ? percent(flows_in(chosen, at.world.flow), now) : now;
  }
  static void add(const Point& at, const Place& of, double factor, Weights& w) {
    const Cube chosen = Choose()(at, of);
    add_flows(chosen, in_percent ? 100 * factor / flows_in(chosen, at.world.flow) : factor, w);
  }
};

struct Exports {
  Cube operator()(const Point& at, const Place& of) const { return outer_flows(at, of, true); }
};
struct Imports {
  Cube operator()(const Point& at, const Place& of) const { return outer_flows(at, of, false); }
};
struct PairFlow {
  Cube operator()(const Point& at, const Place& of) const { return pair_flows(at, of, false); }
};
struct GoodsBalance {
  Cube operator()(const Point& at, const Place& of) const { return pair_flows(at, of, true); }
};

// ---- Sectors

double output_before(const Point& at, const Place& of) {
  const Index n = of.countries.front();
  return sum_over(of.sectors, [&](Index s) { return at.world.output(n, s); });
}
double output_after(const Point& at, const Place& of) {
  const Index n = of.countries.front();
  return sum_over(of.sectors, [&](Index s) { return at.after.output(n, s); });
}
void add_output(const Point&, const Place& of, double factor, Weights& w) {
  for (const Index s : of.sectors) w.effects.sold(of.countries.front(), s) += factor;
}

double output_pct(const Point& at, const Place& of) {
  return percent(output_before(at, of), output_after(at, of));
}
void add_output_pct(const Point& at, const Place& of, double factor, Weights& w) {
  add_output(at, of, 100 * factor / output_before(at, of), w);
}

/// The parts of a sector are made at one cost: that of the first.
double unit_cost(const Point& at, const Place& of) {
  return at.equilibrium.unit_cost()(of.countries.front(), of.sectors.front());
}
void add_log_cost(const Place& of, double factor, Weights& w) {
  w.effects.cost(of.countries.front(), of.sectors.front()) += factor;
}

double volume_pct(const Point& at, const Place& of) {
  return percent(output_before(at, of), output_after(at, of) / unit_cost(at, of));
}
void add_volume(const Point& at, const Place& of, double factor, Weights& w) {
  add_output_pct(at, of, factor / unit_cost(at, of), w);
  add_log_cost(of, -factor * (100 + volume_pct(at, of)), w);
}

double price_pct(const Point& at, const Place& of) { return 100 * (unit_cost(at, of) - 1); }
void add_price(const Point& at, const Place& of, double factor, Weights& w) {
  add_log_cost(of, factor * 100 * unit_cost(at, of), w);
}

/// P = prod P^a over the parts of a sector, a their shares in spending of before.
double log_buyer_price(const Point& at, const Place& of) {
  const Index n = of.countries.front();
  const double all = sum_over(of.sectors, [&](Index s) { return at.world.expenditure(n, s); });
  return sum_over(of.sectors,
                  [&](Index s) {
                    const double spent = at.world.expenditure(n, s);
                    return spent > 0 ? spent * std::log(at.equilibrium.price()(n, s)) : 0.0;
                  }) /
         all;
}
double buyer_price_pct(const Point& at, const Place& of) {
  return 100 * std::expm1(log_buyer_price(at, of));
}
void add_buyer_price(const Point& at, const Place& of, double factor, Weights& w) {
  const Index n = of.countries.front();
  const double of_log = factor * (100 + buyer_price_pct(at, of));
  const double all = sum_over(of.sectors, [&](Index s) { return at.world.expenditure(n, s); });
  for (const Index s : of.sectors)
    w.state.log_price(n, s) += of_log * at.world.expenditure(n, s) / all;
}

double sector_wage_pct(const Point& at, const Place& of) {
  return 100 * (at.equilibrium.sector_wage(of.countries.front(), of.sectors.front()) - 1);
}
void add_sector_wage(const Point& at, const Place& of, double factor, Weights& w) {
  w.effects.labour(of.countries.front(), of.sectors.front()) +=
      factor * (100 + sector_wage_pct(at, of));
}

constexpr auto kOutcomes = std::to_array<DifferentiableOutcome>({
    {"welfare_pct", OutcomeSubject::country, true, welfare_pct, add_welfare},
    {"ev_musd", OutcomeSubject::country, true, variation_of, add_variations},
    {"welfare_without_rebate_pct", OutcomeSubject::country, false, unrebated_pct, add_unrebated},
    {"real_wage_pct", OutcomeSubject::country, false, real_wage_pct, add_real_wage},
    {"consumer_price_pct", OutcomeSubject::country, false,
     [](const Point& at, const Place& of) {
       return 100 * (at.after.consumer_price(of.countries.front()) - 1);
     },
     [](const Point& at, const Place& of, double factor, Weights& w) {
       const Index n = of.countries.front();
       add_log_consumer_price(at, n, 100 * factor * at.after.consumer_price(n), w);
     }},
    {"nominal_wage_pct", OutcomeSubject::country, false,
     [](const Point& at, const Place& of) {
       return 100 * (at.equilibrium.wage()(of.countries.front()) - 1);
     },
     [](const Point& at, const Place& of, double factor, Weights& w) {
       const Index n = of.countries.front();
       add_log_wage(n, 100 * factor * at.equilibrium.wage()(n), w);
     }},
    {"value_added_pct", OutcomeSubject::country, false,
     [](const Point& at, const Place& of) {
       const Index n = of.countries.front();
       return percent(at.world.value_added(n), at.after.value_added(n));
     },
     [](const Point& at, const Place& of, double factor, Weights& w) {
       const Index n = of.countries.front();
       w.state.log_wage(n) += 100 * factor * at.after.value_added(n) / at.world.value_added(n);
     }},
    {"employment_pct", OutcomeSubject::country, false,
     [](const Point& at, const Place& of) {
       return 100 * (at.equilibrium.labour()(of.countries.front()) - 1);
     },
     [](const Point& at, const Place& of, double factor, Weights& w) {
       const Index n = of.countries.front();
       if (w.state.labour.size() > 0)
         w.state.labour(n) += 100 * factor * at.equilibrium.labour()(n);
     }},
    {"tax_revenue_musd", OutcomeSubject::country, true, revenue_of,
     [](const Point& at, const Place& of, double factor, Weights& w) {
       add_revenue(at, of, factor, w.effects.revenue);
     },
     add_revenue},
    {"exports_musd", OutcomeSubject::country, true, FlowOutcome<Exports, false>::value,
     FlowOutcome<Exports, false>::add},
    {"exports_pct", OutcomeSubject::country, true, FlowOutcome<Exports, true>::value,
     FlowOutcome<Exports, true>::add},
    {"imports_musd", OutcomeSubject::country, true, FlowOutcome<Imports, false>::value,
     FlowOutcome<Imports, false>::add},
    {"imports_pct", OutcomeSubject::country, true, FlowOutcome<Imports, true>::value,
     FlowOutcome<Imports, true>::add},
    {"output_musd", OutcomeSubject::sector, false, output_after, add_output},
    {"output_pct", OutcomeSubject::sector, false, output_pct, add_output_pct},
    {"volume_pct", OutcomeSubject::sector, false, volume_pct, add_volume},
    {"price_pct", OutcomeSubject::sector, false, price_pct, add_price},
    {"buyer_price_pct", OutcomeSubject::sector, false, buyer_price_pct, add_buyer_price},
    {"wage_pct", OutcomeSubject::sector, false, sector_wage_pct, add_sector_wage},
    {"exports_pct", OutcomeSubject::sector, false, FlowOutcome<Exports, true>::value,
     FlowOutcome<Exports, true>::add},
    {"imports_pct", OutcomeSubject::sector, false, FlowOutcome<Imports, true>::value,
     FlowOutcome<Imports, true>::add},
    {"flow_musd", OutcomeSubject::pair, false, FlowOutcome<PairFlow, false>::value,
     FlowOutcome<PairFlow, false>::add},
    {"flow_pct", OutcomeSubject::pair, false, FlowOutcome<PairFlow, true>::value,
     FlowOutcome<PairFlow, true>::add},
    {"goods_balance_musd", OutcomeSubject::pair, false, FlowOutcome<GoodsBalance, false>::value,
     FlowOutcome<GoodsBalance, false>::add},
});

}  // namespace

std::span<const DifferentiableOutcome> differentiable_outcomes() { return kOutcomes; }

const DifferentiableOutcome* find_differentiable(std::string_view name, OutcomeSubject subject) {
  const auto found = std::find_if(
      kOutcomes.begin(), kOutcomes.end(),
      [&](const DifferentiableOutcome& one) { return one.subject == subject && name == one.name; });
  return found == kOutcomes.end() ? nullptr : &*found;
}

}  // namespace tariffsim

#include "outcomes/outcome.hpp"

#include <cmath>
#include <limits>

#include "outcomes/duty_sums.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/output_sums.hpp"

namespace tariffsim {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Not defined over nothing.
double average(double sum, double weights) { return weights > 0 ? sum / weights : kUndefined; }

}  // namespace

/// Everything that is a sum over a country's imports or exports.
struct TradeSums {
  double exports_base = 0, exports = 0, exports_volume = 0, exports_at_new_prices = 0;
  double imports_volume = 0, imports_at_new_prices = 0;
  double export_tax_on_base_flows = 0;
  double export_rates_base = 0, export_rates = 0;  // export tax rates x base flows
  DutySums duty, goods;                            // of its imports
  DutySums faced;                                  // of its exports, abroad
  DutySums goods_sold;                             // of its exports of goods, abroad
  DutyIncidence incidence;                         // of its duties
  double rates_base = 0, rates = 0;  // sums over cells with trade, for simple averages
  double cells = 0;
  double targeted_change = 0, other_change = 0, domestic_change = 0;
};

/// Derives the reported measures (sim/model.md, section 3) from a certified equilibrium.
class OutcomeBuilder {
 public:
  OutcomeBuilder(std::shared_ptr<const World> base, ModelParameters parameters,
                 PolicySolution solution)
      : outcome_(std::move(base), std::move(parameters), std::move(solution.policy),
                 std::move(solution.effective), std::move(*solution.solve.equilibrium)) {
    outcome_.after_ = std::move(solution.after);
    outcome_.certificate_ = std::move(solution.certificate);
    outcome_.licences_ = std::move(solution.licences);
  }

  Outcome build() {
    const Index countries = outcome_.base().n_countries();
    sums_.resize(static_cast<std::size_t>(countries));
    sector_duty_.resize(static_cast<std::size_t>(countries * outcome_.base().n_sectors()));
    add_up_trade();
    add_up_duties();
    first_order_ = first_order_welfare(outcome_.base(), outcome_.policy_, outcome_.equilibrium_,
                                       outcome_.after_);
    put_sector_labour();
    gdp_ = gdp_sums(outcome_.base(), outcome_.policy_, outcome_.equilibrium_, outcome_.after_);
    for (Index n = 0; n < countries; ++n) {
      for (Index s = 0; s < outcome_.base().n_sectors(); ++s) {
        outcome_.sectors_.push_back(sector(n, s));
      }
    }
    for (Index n = 0; n < countries; ++n) outcome_.countries_.push_back(country(n));
    outcome_.world_ = world();
    return std::move(outcome_);
  }

 private:
  TradeSums& sums(Index n) { return sums_[static_cast<std::size_t>(n)]; }
  DutySums& sector_duty(Index n, Index s) {
    return sector_duty_[static_cast<std::size_t>(n * outcome_.base().n_sectors() + s)];
  }

  void add_up_trade() {
    const Index countries = outcome_.base().n_countries();
    for (Index s = 0; s < outcome_.base().n_sectors(); ++s) {
      for (Index n = 0; n < countries; ++n) {
        for (Index i = 0; i < countries; ++i) add_cell(i, n, s);
      }
    }
  }

  void add_cell(Index i, Index n, Index s) {
    const double before = outcome_.base().flow(i, n, s);
    const double after = outcome_.after_.flow(i, n, s);
    if (i == n) {
      sums(n).domestic_change += after - before;
      return;
    }
    if (before <= 0) return;
    const double cost = outcome_.equilibrium_.unit_cost()(i, s);
    bool targeted = false;
    for_each_part(
        outcome_.base(), outcome_.policy_, outcome_.after_, i, n, s, [&](const PartFlow& part) {
          add_part(part, cost, i, n);
          add_duty(part, cost, i, n, s);
          targeted = targeted || part.buyers_rate() > part.duty_rate_before || part.trade_cost > 1;
        });
    TradeSums& importer = sums(n);
    importer.rates_base += rate_at(outcome_.base(), Collector::importer, i, n, s);
    importer.rates += rate_at(outcome_.policy(), Collector::importer, i, n, s);
    importer.cells += 1;
    (targeted ? importer.targeted_change : importer.other_change) += after - before;
  }

  void add_part(const PartFlow& part, double unit_cost, Index i, Index n) {
    const double price = exporter_border_price(unit_cost, part);
    TradeSums& exporter = sums(i);
    exporter.exports_base += part.before;
    exporter.exports += part.after;
    exporter.exports_volume += part.after / price;
    exporter.exports_at_new_prices += part.before * price;
    exporter.export_rates_base += part.before * part.export_rate_before;
    exporter.export_rates += part.before * part.export_tax_rate();
    exporter.export_tax_on_base_flows +=
        part.before * part.export_tax_rate() / (1 + part.export_rate_before);
    TradeSums& importer = sums(n);
    importer.imports_volume += part.after / price;
    importer.imports_at_new_prices += part.before * price;
  }

  void add_duty(const PartFlow& part, double unit_cost, Index i, Index n, Index s) {
    const DutySums duty = duty_of(part);
    sector_duty(n, s).add(duty);
    sums(i).faced.add(duty);
    if (outcome_.base().sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
      sums(i).goods_sold.add(duty);
    sums(n).incidence.add(duty_incidence(unit_cost, part));
  }

  void add_up_duties() {
    for (Index n = 0; n < outcome_.base().n_countries(); ++n)
      for (Index s = 0; s < outcome_.base().n_sectors(); ++s) {
        sums(n).duty.add(sector_duty(n, s));
        if (outcome_.base().sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
          sums(n).goods.add(sector_duty(n, s));
      }
  }

  CountryOutcome country(Index n) {
    CountryOutcome c;
    put_income(n, c);
    put_trade(n, c);
    put_taxes(n, c);
    put_output(n, c);
    return c;
  }

  void put_income(Index n, CountryOutcome& c) {
    const World& base = outcome_.base();
    const Equilibrium& e = outcome_.equilibrium_;
    const Levels& after = outcome_.after_;
    const double price = after.consumer_price(n);
    c.welfare = welfare_change(base, after, n);
    c.welfare_base = welfare_base(base, after, n);
    c.welfare_without_rebate = welfare_without_rebate(base, after, n);
    c.equivalent_variation = c.welfare_base * c.welfare;
    c.employment = e.labour()(n) - 1;
    c.real_wage = real_wage_change(e, price, n);
    c.real_spending = real_spending_change(base, after, n);
    c.real_wage_after_tax =
        kept_part_change(base, outcome_.parameters_, after, n) * (1 + c.real_wage) - 1;
    c.consumer_price = price - 1;
    c.nominal_wage = e.wage()(n) - 1;
    c.value_added = after.value_added(n) / base.value_added(n) - 1;
    c.value_added_base = base.value_added(n);
    c.value_added_new = after.value_added(n);
    c.first_order = first_order_[static_cast<std::size_t>(n)];
    c.gdp = gdp_[static_cast<std::size_t>(n)];
    c.income_base = base.income(n);
    c.income = after.income(n);
    c.deficit_base = base.deficit(n);
    c.deficit = e.deficit()(n);
    const double persons = base.countries[static_cast<std::size_t>(n)].population;
    c.population = persons > 0 ? persons : kUndefined;
    c.equivalent_variation_per_person = per_person(c.equivalent_variation, persons);
    const double households = base.countries[static_cast<std::size_t>(n)].households;
    c.households = households > 0 ? households : kUndefined;
    c.equivalent_variation_per_household = per_person(c.equivalent_variation, households);
  }

  /// After put_income: openness is of value added.
  void put_trade(Index n, CountryOutcome& c) {
    const TradeSums& sum = sums(n);
    c.exports_base = sum.exports_base;
    c.exports_new = sum.exports;
    c.imports_base = sum.duty.imports_base;
    c.imports_new = sum.duty.imports;
    c.goods_balance_base = sum.goods_sold.imports_base - sum.goods.imports_base;
    c.goods_balance = sum.goods_sold.imports - sum.goods.imports;
    c.terms_of_trade = relative_change(sum.imports_at_new_prices / c.imports_base,
                                       sum.exports_at_new_prices / c.exports_base);
    c.exports = relative_change(c.exports_base, c.exports_new);
    c.imports = relative_change(c.imports_base, c.imports_new);
    c.real_exports = relative_change(c.exports_base, sum.exports_volume);
    c.real_imports = relative_change(c.imports_base, sum.imports_volume);
    c.imports_targeted_change = sum.targeted_change;
    c.imports_other_change = sum.other_change;
    c.domestic_sales_change = sum.domestic_change;
    c.trade_openness_base = (c.exports_base + c.imports_base) / c.value_added_base;
    c.trade_openness = (c.exports_new + c.imports_new) / c.value_added_new;
  }

  /// After put_income: shares of revenue are of value added.
  void put_taxes(Index n, CountryOutcome& c) {
    const TradeSums& sum = sums(n);
    c.tax_revenue_base = outcome_.base().tax_revenue(n);
    c.tax_revenue = tax_revenue(outcome_.after_, n);
    c.rent = outcome_.after_.rent(n);
    c.rent_paid = outcome_.after_.rent_paid(n);
    c.tax_revenue_share_base = c.tax_revenue_base / c.value_added_base;
    c.tax_revenue_share = c.tax_revenue / c.value_added_new;
    c.duty_revenue_base = sum.duty.duty_base;
    c.duty_revenue = sum.duty.duty;
    c.revenue_lost_to_base =
        sum.duty.duty_on_base_flows + sum.export_tax_on_base_flows - c.tax_revenue;
    c.average_tariff_base = sum.duty.average_base();
    c.average_tariff = sum.duty.average();
    c.average_tariff_goods_base = sum.goods.average_base();
    c.average_tariff_goods = sum.goods.average();
    c.effective_tariff_goods = sum.goods.effective();
    c.tariff_faced_base = sum.faced.average_base();
    c.tariff_faced = sum.faced.average();
    c.average_export_tax_base = average(sum.export_rates_base, sum.exports_base);
    c.average_export_tax = average(sum.export_rates, sum.exports_base);
    c.simple_average_tariff_base = average(sum.rates_base, sum.cells);
    c.simple_average_tariff = average(sum.rates, sum.cells);
    c.incidence = sum.incidence;
  }

  void put_output(Index n, CountryOutcome& c) const {
    OutputSums output;
    for (Index s = 0; s < outcome_.base().n_sectors(); ++s) output.add(outcome_.sector(n, s));
    c.production = output.volume();
    c.producer_price = output.price();
  }

  SectorOutcome sector(Index n, Index s) {
    const World& base = outcome_.base();
    const Levels& after = outcome_.after_;
    const auto traded = [&](const Cube& flow, bool sold) {
      const auto cells = flow.sector(s);
      return (sold ? cells.row(n).sum() : cells.col(n).sum()) - cells(n, n);
    };
    SectorOutcome o;
    o.output_base = base.output(n, s);
    o.output = after.output(n, s);
    o.output_change = relative_change(o.output_base, o.output);
    o.price = outcome_.equilibrium_.unit_cost()(n, s) - 1;
    o.volume = (1 + o.output_change) / (1 + o.price) - 1;
    put_labour(n, s, o);
    o.exports = relative_change(traded(base.flow, true), traded(after.flow, true));
    o.imports = relative_change(traded(base.flow, false), traded(after.flow, false));
    o.buyer_price =
        base.expenditure(n, s) > 0 ? outcome_.equilibrium_.price()(n, s) - 1 : kUndefined;
    o.buyer_price_at_own_wages = (1 + o.buyer_price) / outcome_.equilibrium_.wage()(n) - 1;
    o.average_tariff_base = sector_duty(n, s).average_base();
    o.average_tariff = sector_duty(n, s).average();
    return o;
  }

  /// After output: with a constant beta, and labour that makes and does not sell, value added moves
  /// with it.
  void put_labour(Index n, Index s, SectorOutcome& o) const {
    const World& base = outcome_.base();
    const bool constant = outcome_.after_.selling_labour.size() == 0 &&
                          outcome_.after_.value_added_share(n, s) == base.value_added_share(n, s);
    o.value_added = constant ? o.output_change : relative_change(earned_base_(n, s), earned_(n, s));
    o.wage = o.real_wage = o.employment = o.persons_base = o.persons = kUndefined;
    o.selling_labour_base = selling_part(base.selling_labour, earned_base_, n, s);
    o.selling_labour = selling_part(outcome_.after_.selling_labour, earned_, n, s);
    if (!(earned_base_(n, s) > 0)) return;
    if (earned_(n, s) > 0) {
      const double wage = outcome_.equilibrium_.sector_wage(n, s);
      o.wage = wage - 1;
      o.real_wage = wage / outcome_.after_.consumer_price(n) - 1;
    }
    o.employment = employment_(n, s) - 1;
    if (!base.employment || !tells_persons(base.employment->quality[static_cast<std::size_t>(n)]))
      return;
    o.persons_base = base.employment->persons(n, s);
    o.persons = o.persons_base * (1 + o.employment) * persons_scale_(n);
  }

  /// M / VA, which is the part of hours too: those who sell earn what those who make do.
  static double selling_part(const Table& selling, const Table& earned, Index n, Index s) {
    return selling.size() > 0 && earned(n, s) > 0 ? selling(n, s) / earned(n, s) : kUndefined;
  }

  /// What labour earns by sector, and its hours: VA' / VA / v, scaled so that, weighted by what
  /// labour earned before, sectors add up to the country's L.
  void put_sector_labour() {
    earned_base_ = outcome_.base().labour_income();
    earned_ = outcome_.after_.labour_income();
    const Equilibrium& e = outcome_.equilibrium_;
    // Who cannot leave a sector that sells nothing any more stays there, at no wage.
    const double left = outcome_.parameters_.labour_mobility == 0 ? 1 : 0;
    employment_ =
        (earned_.array() > 0)
            .select(earned_.cwiseQuotient(earned_base_).cwiseQuotient(e.sector_wages()), left);
    employment_ = (earned_base_.array() > 0).select(employment_, 0.0);
    if (is_employment_fixed())
      employment_ = (earned_base_.array() > 0)
                        .select(Table::Ones(employment_.rows(), employment_.cols()), 0.0);
    const Vector whole = employment_.cwiseProduct(earned_base_)
                             .rowwise()
                             .sum()
                             .cwiseQuotient(earned_base_.rowwise().sum());
    employment_ = e.labour().cwiseQuotient(whole).asDiagonal() * employment_;
    put_persons_scale();
  }

  /// By assumption, and so without the rounding of an equilibrium.
  bool is_employment_fixed() const {
    return outcome_.parameters_.labour_mobility == 0 && outcome_.parameters_.labour_supply == 0;
  }

  /// Hours by sector add up weighted by what labour earns, persons by their number: those of an
  /// economy move as its hours do.
  void put_persons_scale() {
    const World& base = outcome_.base();
    if (!base.employment) return;
    const Vector before = base.employment->persons.rowwise().sum();
    const Vector moved = base.employment->persons.cwiseProduct(employment_).rowwise().sum();
    persons_scale_ = outcome_.equilibrium_.labour().cwiseProduct(before).cwiseQuotient(moved);
  }

  WorldOutcome world() {
    WorldOutcome w;
    double value_added = 0;
    double volume = 0;
    DutySums duty, goods;
    for (Index n = 0; n < outcome_.base().n_countries(); ++n) {
      const CountryOutcome& c = outcome_.countries_[static_cast<std::size_t>(n)];
      w.real_income += c.value_added_base * c.welfare;
      w.equivalent_variation += c.equivalent_variation;
      value_added += c.value_added_base;
      w.trade_base += c.imports_base;
      w.trade += c.imports_new;
      volume += sums(n).imports_volume;
      duty.add(sums(n).duty);
      goods.add(sums(n).goods);
      w.tax_revenue_base += c.tax_revenue_base;
      w.tax_revenue += c.tax_revenue;
      w.gdp.add(c.gdp);
    }
    w.real_income /= value_added;
    w.trade_value = relative_change(w.trade_base, w.trade);
    w.trade_volume = relative_change(w.trade_base, volume);
    w.average_tariff_base = duty.average_base();
    w.average_tariff = duty.average();
    w.average_tariff_goods_base = goods.average_base();
    w.average_tariff_goods = goods.average();
    w.effective_tariff_goods = goods.effective();
    return w;
  }

  Outcome outcome_;
  std::vector<TradeSums> sums_;
  std::vector<DutySums> sector_duty_;  // of imports, N x S
  std::vector<FirstOrderWelfare> first_order_;
  std::vector<GdpSums> gdp_;
  Table earned_base_, earned_, employment_;  // of labour by sector, N x S
  Vector persons_scale_;                     // N; empty without persons
};

OutcomeResult make_outcome(std::shared_ptr<const World> base, ModelParameters parameters,
                           PolicySolution solution) {
  OutcomeResult result;
  result.certificate = solution.certificate;
  if (!result.certificate.holds()) return result;
  result.outcome =
      OutcomeBuilder(std::move(base), std::move(parameters), std::move(solution)).build();
  return result;
}

OutcomeResult make_outcome(std::shared_ptr<const World> base, ModelParameters parameters,
                           PartedPolicy policy, Equilibrium equilibrium, double tolerance) {
  SolveResult solved;
  solved.equilibrium = std::move(equilibrium);
  PolicySolution solution = solve_policy(
      *base, parameters, std::move(policy), base->deficit, {}, tolerance,
      [&](const TradePolicy&, const SolverOptions&, const Equilibrium*) { return solved; });
  return make_outcome(std::move(base), std::move(parameters), std::move(solution));
}

}  // namespace tariffsim

#include "outcomes/revenue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// What one country collects by goods' duties and by all else.
struct Collected {
  RevenueSums goods_duty, other;
};

/// The three worlds of a cell: the data's, the one that changes are counted from, the new one.
class RevenueCells {
 public:
  RevenueCells(const Outcome& outcome, const World& data, double not_collected)
      : outcome_(outcome), data_(data), not_collected_(not_collected) {}

  std::vector<Collected> add_up() const {
    const World& base = outcome_.base();
    const Index countries = base.n_countries();
    std::vector<Collected> sums(static_cast<std::size_t>(countries));
    const auto of = [&](Index n) -> Collected& { return sums[static_cast<std::size_t>(n)]; };
    for (Index s = 0; s < base.n_sectors(); ++s) {
      const bool goods = base.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods;
      for (Index n = 0; n < countries; ++n)
        for (Index i = 0; i < countries; ++i) {
          if (i == n || base.flow(i, n, s) <= 0) continue;
          (goods ? of(n).goods_duty : of(n).other).add(duty(i, n, s));
          of(i).other.add(export_tax(i, n, s));
        }
    }
    return sums;
  }

 private:
  /// Of the duty: k F.
  RevenueSums duty(Index i, Index n, Index s) const {
    return sums_of(rates(Collector::importer, i, n, s), i, n, s, 1, 1);
  }

  /// Of the export tax: k F / (1 + e), since F holds the tax e that the law says.
  RevenueSums export_tax(Index i, Index n, Index s) const {
    const Rates of = rates(Collector::exporter, i, n, s);
    return sums_of(of, i, n, s, 1 + of.base, 1 + of.policy);
  }

  struct Rates {
    double base, policy;                      // what the law says
    double base_collected, policy_collected;  // what is collected of it
  };

  Rates rates(Collector who, Index i, Index n, Index s) const {
    const double in_data = rate_at(data_, who, i, n, s);
    const double base = rate_at(outcome_.base(), who, i, n, s);
    const double policy = rate_at(outcome_.policy(), who, i, n, s);
    return {base, policy, collected_rate(base, in_data, not_collected_),
            collected_rate(policy, in_data, not_collected_)};
  }

  RevenueSums sums_of(const Rates& of, Index i, Index n, Index s, double base_factor,
                      double policy_factor) const {
    const double before = outcome_.base().flow(i, n, s), after = outcome_.after().flow(i, n, s);
    return {of.base_collected * before / base_factor, of.policy_collected * before / base_factor,
            of.policy_collected * after / policy_factor};
  }

  const Outcome& outcome_;
  const World& data_;
  double not_collected_;
};

/// Goods imports at customs value over those of the data's flows; NaN if either is not known.
double customs_ratio(const World& data, const RevenueTerms& terms, Index n) {
  const auto known = terms.customs.find(data.countries[static_cast<std::size_t>(n)].code);
  if (known == terms.customs.end()) return kUnknown;
  double imports = 0;
  for (Index s = 0; s < data.n_sectors(); ++s)
    if (data.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
      imports += data.flow.sector(s).col(n).sum() - data.flow(n, n, s);
  return imports > 0 ? known->second.imports / imports : kUnknown;
}

/// `factor` times duties on goods, and all else.
RevenueSums together(const Collected& collected, double factor) {
  RevenueSums sums = collected.other;
  sums.add({factor * collected.goods_duty.before, factor * collected.goods_duty.on_old_trade,
            factor * collected.goods_duty.after});
  return sums;
}

}  // namespace

void RevenueSums::add(const RevenueSums& more) {
  before += more.before;
  on_old_trade += more.on_old_trade;
  after += more.after;
}

void RevenueOutcome::add(const RevenueOutcome& more) {
  sums.add(more.sums);
  at_customs.add(more.at_customs);
  customs_ratio = kUnknown;
  gdp_base += more.gdp_base;
}

double collected_rate(double rate, double rate_in_data, double not_collected) {
  return rate - not_collected * std::max(0.0, rate - rate_in_data);
}

double years_factor(const RevenueTerms& terms, int year) {
  if (!terms.years) return kUnknown;
  double factor = 0;
  for (int k = 0; k < *terms.years; ++k)
    factor += std::pow(1 + terms.growth, terms.first_year + k - year);
  return factor;
}

double net_of_offset(double conventional, const RevenueTerms& terms) {
  return terms.offset ? conventional * (1 - *terms.offset) : kUnknown;
}

std::vector<RevenueOutcome> revenue_outcomes(const Outcome& outcome, const World& data,
                                             const RevenueTerms& terms) {
  std::vector<RevenueOutcome> out;
  for (const Collected& collected : RevenueCells(outcome, data, terms.not_collected).add_up()) {
    const Index n = static_cast<Index>(out.size());
    const GdpSums& gdp = outcome.countries()[out.size()].gdp;
    RevenueOutcome one{together(collected, 1), {}, customs_ratio(data, terms, n), gdp.before};
    one.at_customs = together(collected, one.customs_ratio);
    for (RevenueSums* sums : {&one.sums, &one.at_customs}) sums->after *= gdp.before / gdp.after;
    out.push_back(one);
  }
  return out;
}

}  // namespace tariffsim

#include "outcomes/revenue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "outcomes/part_flows.hpp"
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
          for_each_part(base, outcome_.parted_policy(), outcome_.after(), i, n, s,
                        [&](const PartFlow& part) {
                          (goods ? of(n).goods_duty : of(n).other).add(duty(part, i, n, s));
                          of(i).other.add(export_tax(part, i, n, s));
                        });
        }
    }
    return sums;
  }

 private:
  /// Of the duty on goods that are treated alike: k F.
  RevenueSums duty(const PartFlow& part, Index i, Index n, Index s) const {
    const double in_data = rate_in_data(Collector::importer, part.duty_rate_before, i, n, s);
    return sums_of(part, collected_rate(part.duty_rate_before, in_data, not_collected_),
                   collected_rate(part.duty_rate, in_data, not_collected_), 1, 1);
  }

  /// Of the export tax: k F / (1 + e), since F holds the tax e that the law says.
  RevenueSums export_tax(const PartFlow& part, Index i, Index n, Index s) const {
    const double in_data = rate_in_data(Collector::exporter, part.export_rate_before, i, n, s);
    return sums_of(part, collected_rate(part.export_rate_before, in_data, not_collected_),
                   collected_rate(part.export_tax_rate(), in_data, not_collected_),
                   1 + part.export_rate_before, 1 + part.export_rate);
  }

  /// Of a cell that has parts in the data themselves, the part's own rate.
  double rate_in_data(Collector who, double of_part, Index i, Index n, Index s) const {
    return data_.parts.count({i, n, s}) > 0 ? of_part : rate_at(data_, who, i, n, s);
  }

  static RevenueSums sums_of(const PartFlow& part, double base, double policy, double base_factor,
                             double policy_factor) {
    return {base * part.before / base_factor, policy * part.before / base_factor,
            policy * part.after / policy_factor};
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

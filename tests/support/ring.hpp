// Three countries in a ring, each of which treats the next as the next treats the one after it: by
// symmetry no wage moves, so that every result can be worked out by hand.
//
// Each country spends 520, half on goods and half on services, of which 130 at home and 65 on each
// of the two others, duty or export tax included. Elasticities are 1 and there are no inputs. In
// goods a tax of 25 % stands at each border: 13 of the 65 are revenue, two times, so that income is
// 494 of wages and 26 of revenue. Then something doubles the price of goods from the next country:
//
//   price of goods    P = 1 / (1/2 + 1/4 / 2 + 1/4) = 8/7
//   shares of goods   home 1/2 P = 4/7,  the next 1/8 P = 1/7,  the other 1/4 P = 2/7
#pragma once

#include <cmath>

#include "support/random_world.hpp"

namespace tariffsim::test {

inline constexpr Index kGoods = 0, kServices = 1;
inline constexpr Index next(Index n) { return (n + 1) % 3; }
inline constexpr Index previous(Index n) { return (n + 2) % 3; }

/// Which tax stands at the borders before.
enum class BorderTax { duty, export_tax };

inline Calibration ring(BorderTax tax) {
  Baseline b = random_baseline(1, {.countries = 3,
                                   .sectors = 2,
                                   .input_output = false,
                                   .tariffs = false,
                                   .export_taxes = tax == BorderTax::export_tax,
                                   .zero_flows = 0});
  b.sectors[kServices].kind = SectorKind::services;
  for (Index s = 0; s < 2; ++s)
    for (Index n = 0; n < 3; ++n)
      for (Index i = 0; i < 3; ++i) {
        const bool taxed = i != n && s == kGoods;
        if (tax == BorderTax::duty) b.tariff(i, n, s) = taxed ? 0.25 : 0;
        if (tax == BorderTax::export_tax) b.export_tax(i, n, s) = taxed ? 0.25 : 0;
        b.flow(i, n, s) = i == n ? 130 : taxed && tax == BorderTax::duty ? 52 : 65;
      }
  return calibrate(b, {{Vector::Constant(2, 1.0)}, false});
}

/// What a solution to 1e-13 leaves, in fractions and in money, which is of some hundreds.
inline constexpr double kRingSolved = 1e-11, kRingMoney = 1e-9;

/// The wedge of goods from the next country, in each.
template <typename Line>
std::vector<PolicyLine> around(const Line& line) {
  std::vector<PolicyLine> lines;
  for (Index n = 0; n < 3; ++n) lines.push_back(line(Cells{{next(n)}, {n}, {kGoods}}));
  return lines;
}

inline Outcome outcome_on(const Calibration& calibration, const std::vector<PolicyLine>& lines) {
  const World& world = *calibration.world;
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const SolveResult solved =
      solve(world, calibration.parameters, policy, world.deficit, {1e-13, 60});
  REQUIRE(solved.equilibrium);
  OutcomeResult result =
      make_outcome(calibration.world, calibration.parameters, policy, *solved.equilibrium, 1e-13);
  INFO(result.certificate.summary());
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// A duty of 150 % instead of 25 %: 2.5 / 1.25 doubles the price.
inline Outcome ring_with_duty() {
  return outcome_on(ring(BorderTax::duty), around([](Cells cells) {
                      return tariff_line(std::move(cells), RateChange::set, 1.5);
                    }));
}
/// An export tax of 150 % instead of 25 %.
inline Outcome ring_with_export_tax() {
  return outcome_on(ring(BorderTax::export_tax), around([](Cells cells) {
                      return export_tax_line(std::move(cells), RateChange::set, 1.5);
                    }));
}
/// Trade costs that double, duties as they were.
inline Outcome ring_with_cost() {
  return outcome_on(ring(BorderTax::duty),
                    around([](Cells cells) { return trade_cost_line(std::move(cells), 1.0); }));
}

}  // namespace tariffsim::test

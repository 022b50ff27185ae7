#include "equilibrium/accelerated.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

/// Prices and spending are solved further than clearing: what is reported of them holds to
/// rounding.
constexpr double kPricePart = 1e-2;
constexpr double kMoneyPart = 1e-1;
constexpr double kRounding = 1e-14;
/// However loose the tolerance of clearing: costs and prices are held to 1e-11 by the certificate.
constexpr double kLoosestPrice = 1e-12;
/// Pairs remembered: more save no steps and cost their products.
constexpr Index kPairs = 12;
/// A step changes no wage, price or spending (in units of wages) by more than this, as logs.
constexpr double kLongestMove = 1.0;
/// Where this many steps do not make the corrections this much smaller, what is known of the
/// baseline no longer leads the way.
constexpr int kPatience = 5;
constexpr double kSlow = 0.9;
/// Corrections this much larger than the smallest so far lead nowhere.
constexpr double kAstray = 1e3;

bool solved(const Markets& markets, const SolverOptions& options, Progress& progress) {
  progress.residual = markets.clearing_gap(progress.worst);
  return progress.residual <= options.tolerance &&
         markets.price_gap() <=
             std::clamp(kPricePart * options.tolerance, kRounding, kLoosestPrice) &&
         markets.money_gap() <= std::max(kMoneyPart * options.tolerance, kRounding);
}

}  // namespace

Progress accelerate(Markets& markets, AndersonAcceleration& acceleration,
                    const SolverOptions& options) {
  Progress progress;
  acceleration.reset(markets.unknowns().size(), kPairs);
  double smallest = HUGE_VAL;
  double smallest_before = HUGE_VAL;  // kPatience steps ago
  while (markets.evaluate()) {
    ++progress.evaluations;
    progress.converged = solved(markets, options, progress);
    if (progress.converged || progress.iterations == options.max_iterations) break;
    markets.precondition();
    const double size = markets.correction().norm();
    if (!(size <= kAstray * smallest)) break;
    smallest = std::min(size, smallest);
    if (progress.iterations % kPatience == kPatience - 1) {
      if (smallest > kSlow * smallest_before) {
        markets.precondition_from_here();
        markets.precondition();
        acceleration.reset(markets.unknowns().size(), kPairs);
      }
      smallest_before = smallest;
    }
    markets.move(acceleration.next_move(markets.unknowns(), markets.correction()), kLongestMove);
    ++progress.iterations;
  }
  return progress;
}

}  // namespace tariffsim

#include "studies/cooperation.hpp"

#include <fmt/format.h>
#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace tariffsim {
namespace {

/// What is agreed upon is flat: searches are started anew, without what they have learned, until
/// one adds less than this.
constexpr double kAdded = 1e-15;
constexpr int kMostSearches = 6, kMostEvaluations = 400;
/// Of a scaled rate.
constexpr double kStep = 1e-12;
/// Of J / I: a player may be this far below disagreement.
constexpr double kBelow = 1e-10;
/// Where a gain is not positive, or there is no equilibrium, nothing is worse.
constexpr double kWorst = -1e6;

/// What all have at some rates.
struct Payoffs {
  std::vector<double> rates;
  std::vector<double> values;     ///< J / I, by player
  std::vector<Vector> gradients;  ///< of each by all rates
  std::shared_ptr<const StrategyPoint> point;
};

/// A function of the unknowns of a program, which adds to its gradient unless that is empty.
using Program = std::function<double(std::span<const double>, std::span<double>)>;

double called(unsigned size, const double* x, double* gradient, void* data) {
  const std::span<double> slopes(gradient, gradient == nullptr ? 0 : std::size_t{size});
  std::fill(slopes.begin(), slopes.end(), 0.0);
  return (*static_cast<const Program*>(data))({x, size}, slopes);
}

struct Freed {
  void operator()(nlopt_opt_s* search) const { nlopt_destroy(search); }
};

/// Maximises within bounds, where no constraint is above zero; writes the best into x.
double maximise(const Program& objective, const std::vector<Program>& constraints,
                const std::vector<double>& least, const std::vector<double>& most,
                std::vector<double>& x) {
  const std::unique_ptr<nlopt_opt_s, Freed> search(
      nlopt_create(NLOPT_LD_SLSQP, static_cast<unsigned>(x.size())));
  nlopt_set_lower_bounds(search.get(), least.data());
  nlopt_set_upper_bounds(search.get(), most.data());
  // NLopt keeps what it is given as it is.
  nlopt_set_max_objective(search.get(), called, const_cast<Program*>(&objective));
  for (const Program& constraint : constraints)
    nlopt_add_inequality_constraint(search.get(), called, const_cast<Program*>(&constraint),
                                    kBelow);
  nlopt_set_xtol_abs1(search.get(), kStep);
  nlopt_set_maxeval(search.get(), kMostEvaluations);
  double found = kWorst;
  nlopt_optimize(search.get(), x.data(), &found);  // at the limit of rounding it says so: no error
  return found;
}

class AgreementSearch {
 public:
  AgreementSearch(StrategySolver& solver, std::span<const RatePlayer> players,
                  const CooperationTerms& terms, const std::vector<double>& disagreement)
      : solver_(solver),
        players_(players),
        terms_(terms),
        disagreement_(disagreement),
        chosen_(all_rates(players)) {
    for (const RatePlayer& player : players) income_ += player.objective.income();
    for (const ChosenRate& rate : chosen_) {
      scale_.push_back(scale_of(rate));
      least_.push_back(rate.least * scale_.back());
      most_.push_back(rate.most * scale_.back());
    }
  }

  AgreedRates run(const std::vector<double>& start) {
    AgreedRates found;
    std::vector<double> x;
    for (std::size_t k = 0; k < start.size(); ++k) x.push_back(start[k] * scale_[k]);
    if (terms_.nash_product && !start_with_gains(x)) {
      found.failure = "no rates were found at which everybody gains over disagreement";
    } else {
      found.objective = best(objective(), constraints(), least_, most_, x);
      report(x, found);
    }
    found.evaluations = evaluations_;
    return found;
  }

 private:
  /// Rates are measured by sqrt of the slope of demand over income, in which the objective is
  /// about equally curved.
  double scale_of(const ChosenRate& rate) const {
    const World& world = solver_.setting().world;
    double slope = 0;
    for (const auto& [i, n, s] : rate.cells)
      slope += (1 + solver_.setting().parameters.trade_elasticity(s)) * world.flow(i, n, s);
    return std::sqrt(slope / income_);
  }

  double best(const Program& objective, const std::vector<Program>& constraints,
              const std::vector<double>& least, const std::vector<double>& most,
              std::vector<double>& x) const {
    double before = kWorst, now = maximise(objective, constraints, least, most, x);
    for (int search = 1; search < kMostSearches && now > before + kAdded; ++search) {
      before = now;
      std::vector<double> next = x;
      if (const double more = maximise(objective, constraints, least, most, next); more > now) {
        now = more;
        x = next;
      }
    }
    return now;
  }

  /// nullptr where there is no equilibrium.
  const Payoffs* at(std::span<const double> x) {
    std::vector<double> rates;
    for (std::size_t k = 0; k < chosen_.size(); ++k)
      rates.push_back(clipped(chosen_[k], x[k] / scale_[k]));
    if (known_ != nullptr && known_->rates == rates) return known_.get();
    TradePolicy policy = solver_.setting().given;
    set_rates(chosen_, rates, policy);
    ++evaluations_;
    auto payoffs = std::make_unique<Payoffs>();
    payoffs->point = solver_.solve(std::move(policy), known_ ? known_->point.get() : nullptr);
    if (payoffs->point == nullptr || !add_players(*payoffs)) return nullptr;
    payoffs->rates = std::move(rates);
    known_ = std::move(payoffs);
    return known_.get();
  }

  bool add_players(Payoffs& payoffs) const {
    const StrategyPoint& point = *payoffs.point;
    for (const RatePlayer& player : players_) {
      payoffs.values.push_back(player.objective.value(point.solved()));
      const auto gradient =
          point.gradient(player.objective, levied_parts(point.solved().world, chosen_));
      if (!gradient) return false;
      payoffs.gradients.push_back(gradient_by_rates(*gradient, point.policy(), chosen_));
    }
    return true;
  }

  /// sum over players of a factor times the gradient of J / I, by scaled rates.
  void put(const Payoffs& payoffs, const std::vector<double>& factors,
           std::span<double> gradient) const {
    if (gradient.empty()) return;
    for (std::size_t k = 0; k < chosen_.size(); ++k)
      for (std::size_t p = 0; p < players_.size(); ++p)
        gradient[k] += factors[p] * payoffs.gradients[p](static_cast<Index>(k)) / scale_[k];
  }

  double gain(const Payoffs& payoffs, std::size_t player) const {
    return payoffs.values[player] - disagreement_[player];
  }

  Program objective() {
    return [this](std::span<const double> x, std::span<double> gradient) {
      const Payoffs* payoffs = at(x);
      if (payoffs == nullptr) return kWorst;
      std::vector<double> factors;
      double sum = 0;
      for (std::size_t p = 0; p < players_.size(); ++p) {
        const double weight = terms_.weights.empty() ? 1 : terms_.weights[p];
        const double share = weight * players_[p].objective.income() / income_;
        const double over = gain(*payoffs, p);
        if (terms_.nash_product && over <= 0) return kWorst;
        sum += terms_.nash_product ? weight * std::log(over) : share * payoffs->values[p];
        factors.push_back(terms_.nash_product ? weight / over : share);
      }
      put(*payoffs, factors, gradient);
      return sum;
    };
  }

  /// Disagreement plus what the unknown behind the rates says, less what the player has.
  Program shortfall(std::size_t player, bool with_gain) {
    return [this, player, with_gain](std::span<const double> x, std::span<double> gradient) {
      const Payoffs* payoffs = at(x);
      if (payoffs == nullptr) return -kWorst;
      std::vector<double> factors(players_.size(), 0.0);
      factors[player] = -1;
      put(*payoffs, factors, gradient);
      if (with_gain && !gradient.empty()) gradient.back() = 1;
      return (with_gain ? x.back() : 0) - gain(*payoffs, player);
    };
  }

  std::vector<Program> constraints() {
    std::vector<Program> all;
    if (terms_.nobody_loses)
      for (std::size_t p = 0; p < players_.size(); ++p) all.push_back(shortfall(p, false));
    return all;
  }

  /// Where the smallest gain is largest; false if it is none.
  bool start_with_gains(std::vector<double>& x) {
    std::vector<Program> constraints;
    for (std::size_t p = 0; p < players_.size(); ++p) constraints.push_back(shortfall(p, true));
    std::vector<double> least = least_, most = most_, with_gain = x;
    least.push_back(-1);
    most.push_back(std::numeric_limits<double>::infinity());
    with_gain.push_back(0);
    const Program smallest = [](std::span<const double> at, std::span<double> gradient) {
      if (!gradient.empty()) gradient.back() = 1;
      return at.back();
    };
    best(smallest, constraints, least, most, with_gain);
    x.assign(with_gain.begin(), with_gain.end() - 1);
    const Payoffs* payoffs = at(x);
    if (payoffs == nullptr) return false;
    for (std::size_t p = 0; p < players_.size(); ++p)
      if (gain(*payoffs, p) <= 0) return false;
    return true;
  }

  void report(const std::vector<double>& x, AgreedRates& found) {
    const Payoffs* payoffs = at(x);
    if (payoffs == nullptr) {
      found.failure = solver_.message();
      return;
    }
    found.rates = payoffs->rates;
    found.values = payoffs->values;
    found.point = payoffs->point;
    const bool limited = terms_.nobody_loses || terms_.nash_product;
    for (std::size_t p = 0; limited && p < players_.size(); ++p)
      if (gain(*payoffs, p) < -10 * kBelow)
        found.failure = fmt::format("{} would be below disagreement by {:.1e} of its income{}",
                                    players_[p].name, -gain(*payoffs, p), why_no_gain());
  }

  /// A rate for several cells cannot be what each of them has without it.
  const char* why_no_gain() const {
    const bool coarse = std::any_of(chosen_.begin(), chosen_.end(),
                                    [](const ChosenRate& rate) { return rate.cells.size() > 1; });
    return coarse && terms_.nobody_loses
               ? "; one rate for several cells cannot keep the rates that they have without it: "
                 "choose rates by cell, or leave out that nobody loses"
               : "";
  }

  StrategySolver& solver_;
  std::span<const RatePlayer> players_;
  CooperationTerms terms_;
  const std::vector<double>& disagreement_;
  std::vector<ChosenRate> chosen_;
  std::vector<double> scale_, least_, most_;
  double income_ = 0;
  std::unique_ptr<const Payoffs> known_;  // at the rates that were asked for last
  int evaluations_ = 0;
};

}  // namespace

AgreedRates agree(StrategySolver& solver, std::span<const RatePlayer> players,
                  const CooperationTerms& terms, const std::vector<double>& disagreement,
                  const std::vector<double>& start) {
  return AgreementSearch(solver, players, terms, disagreement).run(start);
}

}  // namespace tariffsim

#include "studies/best_answer.hpp"

#include <fmt/format.h>

#include <utility>

#include "studies/lerner_pin.hpp"

namespace tariffsim {
namespace {

std::string why_not_certified(const RateSearchResult& found) {
  if (!found.settled) return found.message;
  if (!(found.largest_gradient <= kMostGradient))
    return fmt::format("a rate would still add {:.1e} of income for each unit, more than {:.0e}",
                       found.largest_gradient, kMostGradient);
  return "";
}

struct Apart {
  double move = std::nan("");
  bool on_line = false;
};

/// How far from one another two searches end, of what matters.
Apart apart(const StrategySetting& against, const RatePlayer& player, const BestAnswer& near,
            const BestAnswer& far) {
  if (!near.certified() || !far.certified()) return {};
  const double move = rate_distance(near.rates, far.rates);
  if (move <= kMostMove || player.line == LernerLine::none) return {move};
  const double beside = rate_distance(point_on_line(player.rates, against.world, near.rates),
                                      point_on_line(player.rates, against.world, far.rates));
  return beside <= kMostMove ? Apart{beside, true} : Apart{move};
}

}  // namespace

BestAnswer best_answer(const StrategySetting& against, const RatePlayer& player,
                       const std::vector<double>& start) {
  StrategySolver solver(against);
  RateSearchResult found = search_rates(solver, {&player, 1}, start);
  BestAnswer answer;
  answer.failure = why_not_certified(found);
  answer.solves = solver.solves();
  if (!found.values.empty()) answer.value = found.values.front();
  answer.rates = std::move(found.rates);
  answer.largest_step = found.largest_step;
  answer.largest_gradient = found.largest_gradient;
  answer.point = std::move(found.point);
  return answer;
}

BestAnswer best_answer_of_two(const StrategySetting& against, const RatePlayer& player,
                              const std::vector<double>& start) {
  BestAnswer near = best_answer(against, player, start);
  BestAnswer far = best_answer(against, player, far_from(player.rates, start));
  const int solves = near.solves + far.solves;
  const Apart ends = apart(against, player, near, far);
  const bool far_is_better =
      far.certified() && (!near.certified() || far.value > near.value + kMostGain);
  BestAnswer best = std::move(far_is_better ? far : near);
  best.solves = solves;
  best.other_start_move = ends.move;
  best.on_line = ends.on_line;
  return best;
}

}  // namespace tariffsim

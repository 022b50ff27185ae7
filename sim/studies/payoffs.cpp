#include "studies/payoffs.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

namespace tariffsim {
namespace {

class PayoffSearch {
 public:
  PayoffSearch(const StrategySetting& setting, std::span<const RatePlayer> players,
               const StrategyPoint& kept, const std::vector<double>& kept_rates)
      : setting_(setting), players_(players), kept_(kept), kept_rates_(kept_rates) {}

  PayoffTable run(const StrategyPoint& war) {
    PayoffTable table;
    std::array<BestAnswer, 2> answers;
    tbb::parallel_for(std::size_t{0}, answers.size(),
                      [&](std::size_t at) { answers[at] = answer_of(at); });
    for (std::size_t at = 0; at < answers.size(); ++at) {
      table.solves += answers[at].solves;
      if (!answers[at].certified())
        table.failure = fmt::format("no best answer of {} was found: {}", players_[at].name,
                                    answers[at].failure);
    }
    if (!table.failure.empty()) return table;
    table.cells = {
        cell(kept_, Play::kept, Play::kept), searched(answers[0], Play::best_answer, Play::kept),
        searched(answers[1], Play::kept, Play::best_answer), cell(war, Play::nash, Play::nash)};
    return table;
  }

 private:
  BestAnswer answer_of(std::size_t player) const {
    const StrategySetting against{setting_.world, setting_.parameters, kept_.policy(),
                                  setting_.deficit, setting_.quotas};
    const auto first = kept_rates_.begin() + (player == 0 ? 0 : size_of(0));
    return best_answer_of_two(against, players_[player], {first, first + size_of(player)});
  }

  std::ptrdiff_t size_of(std::size_t player) const {
    return static_cast<std::ptrdiff_t>(players_[player].rates.size());
  }

  PayoffCell cell(const StrategyPoint& at, Play first, Play second) const {
    PayoffCell cell;
    cell.plays = {first, second};
    for (std::size_t p = 0; p < cell.plays.size(); ++p) {
      cell.welfare[p] = welfare_of(at.solved(), players_[p].members);
      cell.gain[p] =
          players_[p].objective.value(at.solved()) - players_[p].objective.value(kept_.solved());
    }
    return cell;
  }

  PayoffCell searched(const BestAnswer& answer, Play first, Play second) const {
    PayoffCell found = cell(*answer.point, first, second);
    found.largest_gradient = answer.largest_gradient;
    found.largest_step = answer.largest_step;
    found.other_start_move = answer.other_start_move;
    found.on_line = answer.on_line;
    return found;
  }

  const StrategySetting& setting_;
  std::span<const RatePlayer> players_;
  const StrategyPoint& kept_;
  const std::vector<double>& kept_rates_;
};

}  // namespace

PayoffTable payoff_table(const StrategySetting& setting, std::span<const RatePlayer> players,
                         const StrategyPoint& kept, const std::vector<double>& kept_rates,
                         const StrategyPoint& war) {
  return PayoffSearch(setting, players, kept, kept_rates).run(war);
}

}  // namespace tariffsim

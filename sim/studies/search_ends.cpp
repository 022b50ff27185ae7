#include "studies/search_ends.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// Where a player's rates leave a line on which nothing changes, at the same point of it.
std::vector<double> at_points_of_lines(std::span<const RatePlayer> players, const World& world,
                                       const std::vector<double>& rates) {
  std::vector<double> moved = rates;
  auto first = moved.begin();
  for (const RatePlayer& player : players) {
    const auto last = first + static_cast<std::ptrdiff_t>(player.rates.size());
    if (player.line != LernerLine::none) {
      const auto point = point_on_line(player.rates, world, std::vector<double>(first, last));
      std::copy(point.begin(), point.end(), first);
    }
    first = last;
  }
  return moved;
}

OtherEnd other_end(std::span<const RatePlayer> players, const RateSearchResult& here,
                   const RateSearchResult& there) {
  OtherEnd end;
  end.short_of = here.values.front() - there.values.front();
  end.certified = there.largest_gradient <= kMostGradient;
  double furthest = -1;
  std::size_t at = 0;
  for (std::size_t player = 0; player < players.size(); ++player) {
    for (std::size_t rate = 0; rate < players[player].rates.size(); ++rate, ++at) {
      const double move = std::abs(there.rates[at] - here.rates[at]);
      if (move <= furthest) continue;
      furthest = move;
      end.player = player, end.rate = rate, end.there = there.rates[at];
    }
    const double differs = welfare_of(there.point->solved(), players[player].members) -
                           welfare_of(here.point->solved(), players[player].members);
    if (std::abs(differs) > std::abs(end.welfare)) end.welfare = differs, end.welfare_of = player;
  }
  return end;
}

}  // namespace

ComparedEnds compare_ends(std::span<const RatePlayer> players, const World& world,
                          const RateSearchResult& here, const RateSearchResult& there,
                          SameEnd same) {
  ComparedEnds ends;
  if (!there.settled) return ends;
  ends.move = rate_distance(here.rates, there.rates);
  if (ends.move <= same.rate) return ends;
  const double beside = rate_distance(at_points_of_lines(players, world, here.rates),
                                      at_points_of_lines(players, world, there.rates));
  ends.on_line = beside <= same.rate && are_the_same(there, here, same.value);
  if (ends.on_line)
    ends.move = beside;
  else
    ends.other = other_end(players, here, there);
  return ends;
}

bool are_the_same(const RateSearchResult& moved, const RateSearchResult& found, double within) {
  if (moved.point == nullptr) return false;
  for (std::size_t at = 0; at < found.values.size(); ++at)
    if (!(std::abs(moved.values[at] - found.values[at]) <= within)) return false;
  return true;
}

double distance_of_answers(const RatePlayer& player, const World& world,
                           const std::vector<double>& own, const std::vector<double>& answer) {
  const double move = rate_distance(answer, own);
  if (move <= kMostMove || player.line == LernerLine::none) return move;
  return std::min(move, rate_distance(point_on_line(player.rates, world, answer),
                                      point_on_line(player.rates, world, own)));
}

}  // namespace tariffsim

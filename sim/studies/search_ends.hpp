// Where two searches for the same rates end: at the same ones, on one line, or elsewhere.
#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "studies/rate_search.hpp"

namespace tariffsim {

/// Where the other of two searches ended, seen from what is shown; of rates on a line that changes
/// nothing (lerner_pin.hpp) at the same point of it.
struct OtherEnd {
  std::size_t player = 0, rate = 0;  ///< of its rates, that which is furthest away
  double there = 0;                  ///< that rate, fraction
  double short_of = 0;  ///< of an optimum: what is maximised is less there by this much of income
  double welfare = 0;   ///< the largest difference of a player's welfare, fraction, there less here
  std::size_t welfare_of = 0;  ///< whose that is
  bool certified = false;      ///< what ends there holds as well: its gradient is 0 too
};

/// What two solves of one equilibrium may differ by, of income.
inline constexpr double kSameValue = 1e-10;

/// How far from one another rates, and what each player has of them (of income), are the same.
struct SameEnd {
  double rate = kMostMove, value = kSameValue;
};
/// Of those agreed upon: what is maximised is flat, so that four digits are sure.
inline constexpr SameEnd kSameAgreement{1e-4, 1e-6};

struct ComparedEnds {
  double move = std::nan("");     ///< of a rate, the largest; NaN if the other search did not end
  bool on_line = false;           ///< but for a move along a line, of which `move` is free
  std::optional<OtherEnd> other;  ///< if the other end is further than rates are sure
};
ComparedEnds compare_ends(std::span<const RatePlayer> players, const World& world,
                          const RateSearchResult& here, const RateSearchResult& there,
                          SameEnd same = {});

/// Whether no player's value differs. Along a line they do where tax revenue is wanted, or selling
/// costs or a group's own trade hang on the rates.
bool are_the_same(const RateSearchResult& moved, const RateSearchResult& found,
                  double within = kSameValue);

/// Of two sets of one player's rates that bring it the same; what lies on one line is one answer.
double distance_of_answers(const RatePlayer& player, const World& world,
                           const std::vector<double>& own, const std::vector<double>& answer);

}  // namespace tariffsim

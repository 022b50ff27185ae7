#include "prose/largest_moves.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

const GainOrLoss& largest(const std::vector<GainOrLoss>& moves, double sign,
                          double GainOrLoss::*what) {
  return *std::max_element(
      moves.begin(), moves.end(),
      [&](const GainOrLoss& a, const GainOrLoss& b) { return sign * a.*what < sign * b.*what; });
}

/// The largest in money, and in percent where that is somebody else.
std::string largest_move(const std::vector<GainOrLoss>& moves, double sign,
                         const std::string& currency) {
  const bool gain = sign > 0;
  const GainOrLoss &most = largest(moves, sign, &GainOrLoss::money),
                   &share = largest(moves, sign, &GainOrLoss::percent);
  if (!(sign * share.percent >= kVisiblePercent))
    return gain ? "no gain reaches 0.005 %" : "no loss reaches 0.005 %";
  std::string text =
      fmt::format("the largest {} is that of {}, {} {} a year ({})", gain ? "gain" : "loss",
                  most.name, signed_money(most.money), currency, signed_percent(most.percent));
  if (share.name != most.name)
    text += fmt::format(", in percent that of {} ({})", share.name, signed_percent(share.percent));
  return text;
}

}  // namespace

std::string largest_moves(const std::vector<GainOrLoss>& moves, const std::string& currency) {
  return largest_move(moves, -1, currency) + "; " + largest_move(moves, 1, currency);
}

}  // namespace tariffsim

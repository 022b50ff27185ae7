#include "prose/sector_moves.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSectorsEachWay = 2;

struct SectorMove {
  std::string name;
  double before = 0, change = 0;  // million, at prices before

  double percent() const { return 100 * change / before; }
};

/// Those that visibly move, by what they gain.
std::vector<SectorMove> sector_moves(const Outcome& outcome, const std::vector<Index>& members) {
  std::vector<SectorMove> moves;
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
    SectorMove move{outcome.base().sectors[static_cast<std::size_t>(s)].name};
    for (const Index n : members) {
      const SectorOutcome& sector = outcome.sector(n, s);
      if (!(sector.output_base > 0)) continue;
      move.before += sector.output_base;
      move.change += sector.output_base * sector.volume;
    }
    if (move.before > 0 && std::abs(move.percent()) >= kVisiblePercent) moves.push_back(move);
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const SectorMove& a, const SectorMove& b) { return a.change > b.change; });
  return moves;
}

/// "up most in Pharmaceuticals (+39.9 %, +143.8 bn USD)"; empty if nothing moves that way.
template <class Iterator>
std::string most(Iterator from, Iterator to, double sign, const std::string& currency) {
  std::vector<std::string> told;
  for (; from != to && told.size() < kMostSectorsEachWay && sign * from->change > 0; ++from)
    told.push_back(fmt::format("{} ({}, {} {})", from->name, signed_percent(from->percent()),
                               signed_money(from->change), currency));
  if (told.empty()) return "";
  return (sign > 0 ? "up most in " : "down most in ") + enumerated(told);
}

}  // namespace

std::string sectors_sentence(const Outcome& outcome, const std::string& name,
                             const std::vector<Index>& members, const std::string& currency) {
  const std::vector<SectorMove> moves = sector_moves(outcome, members);
  std::vector<std::string> told{most(moves.begin(), moves.end(), 1, currency),
                                most(moves.rbegin(), moves.rend(), -1, currency)};
  std::erase_if(told, [](const std::string& text) { return text.empty(); });
  if (told.empty()) return "";
  return fmt::format("Output of {} at unchanged prices: {}.", name_in_sentence(name),
                     fmt::join(told, ", "));
}

}  // namespace tariffsim

#include "policy/trade_policy.hpp"

#include "policy/wedge.hpp"

namespace tariffsim {

TradePolicy baseline_policy(const World& world) {
  TradePolicy policy;
  for (const Wedge& wedge : kWedges)
    if (wedge.base != nullptr) policy.*wedge.levels = world.*wedge.base;
  return policy;
}

}  // namespace tariffsim

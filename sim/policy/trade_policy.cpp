#include "policy/trade_policy.hpp"

namespace tariffsim {

TradePolicy baseline_policy(const World& world) { return {world.tariff, world.export_tax, {}}; }

}  // namespace tariffsim

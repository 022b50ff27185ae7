#include "outcomes/duty_incidence.hpp"

#include <cmath>

namespace tariffsim {
namespace {

bool only_duty_changes(const PartFlow& part) {
  constexpr double kRounding = 1e-12;  // a rate that policy moves and moves back
  return part.licence.importer() == 0 &&
         std::abs(part.duty_rate - part.duty_rate_before) > kRounding &&
         std::abs(part.export_rate - part.export_rate_before) <= kRounding && part.trade_cost == 1;
}

}  // namespace

DutyIncidence duty_incidence(double unit_cost, const PartFlow& part) {
  const bool traded = part.before > 0 && part.after > 0;
  if (!traded || !only_duty_changes(part)) return {};
  const double price = importer_border_price(unit_cost, part);
  return {-part.before * (price - 1),
          part.before * ((1 + part.duty_rate) * price - (1 + part.duty_rate_before)), part.before};
}

}  // namespace tariffsim

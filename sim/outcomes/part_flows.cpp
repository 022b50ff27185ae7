#include "outcomes/part_flows.hpp"

#include <cmath>

namespace tariffsim {

double importer_border_price(double unit_cost, const PartFlow& part) {
  const double carried = std::isinf(part.trade_cost) ? 1 : part.trade_cost;
  return exporter_border_price(unit_cost, part) * carried;
}

}  // namespace tariffsim

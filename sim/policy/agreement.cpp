#include "policy/agreement.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

double members_average(const World& world, const Cube& tariff, const std::vector<Index>& members,
                       Index exporter, Index sector) {
  double duty = 0, trade = 0, rates = 0;
  for (const Index n : members) {
    duty += tariff(exporter, n, sector) * world.flow(exporter, n, sector);
    trade += world.flow(exporter, n, sector);
    rates += tariff(exporter, n, sector);
  }
  return trade > 0 ? duty / trade : rates / static_cast<double>(members.size());
}

}  // namespace

std::vector<CellRate> common_external_tariff(const World& world, const Cube& tariff,
                                             const std::vector<Index>& members,
                                             const std::vector<Index>& sectors) {
  std::vector<CellRate> rates;
  for (const Index s : sectors) {
    for (Index i = 0; i < world.n_countries(); ++i) {
      if (std::find(members.begin(), members.end(), i) != members.end()) continue;
      const double rate = members_average(world, tariff, members, i, s);
      for (const Index n : members) rates.push_back({i, n, s, rate});
    }
  }
  return rates;
}

}  // namespace tariffsim

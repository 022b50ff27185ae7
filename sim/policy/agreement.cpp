#include "policy/agreement.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tariffsim {
namespace {

/// Mean tariff in the data's weights of the goods from..to of a cell.
double tariff_on(const LeviedCells& cells, const CellPlace& at, double from, double to) {
  if (cells.parts(at) == nullptr) return cells.levels().tariff(at.exporter, at.importer, at.sector);
  double duty = 0, trade = 0;
  for (const PolicyPart& part : cells.parts_levied(at)) {
    const PartPlace& place = part.before.place;
    const double inside = std::min(to, place.to) - std::max(from, place.from);
    if (inside <= 0) continue;
    const double flow = part.before.flow_share * inside / (place.to - place.from);
    duty += flow * part.level(WedgeKind::tariff);
    trade += flow;
  }
  return trade > 0 ? duty / trade : cells.levels().tariff(at.exporter, at.importer, at.sector);
}

double members_average(const LeviedCells& cells, const std::vector<CellPlace>& of_members,
                       double from, double to) {
  double duty = 0, trade = 0, rates = 0;
  for (const CellPlace& at : of_members) {
    const double rate = tariff_on(cells, at, from, to);
    duty += rate * cells.flow(at);
    trade += cells.flow(at);
    rates += rate;
  }
  return trade > 0 ? duty / trade : rates / static_cast<double>(of_members.size());
}

/// Where the goods of the members' cells begin and end, 0 and 1 among them.
std::set<double> borders_of(const LeviedCells& cells, const std::vector<CellPlace>& of_members) {
  std::set<double> borders{0, 1};
  for (const CellPlace& at : of_members)
    if (const CellParts* parts = cells.parts(at))
      for (const LevyPart& part : parts->all())
        borders.insert({part.policy.before.place.from, part.policy.before.place.to});
  return borders;
}

/// Whether rates differ by product in a cell.
bool has_products(const LeviedCells& cells, const CellPlace& at) {
  const CellParts* parts = cells.parts(at);
  return parts != nullptr &&
         std::any_of(parts->all().begin(), parts->all().end(), [&](const LevyPart& part) {
           return !part.policy.before.place.products.empty() &&
                  part.policy.level(WedgeKind::tariff) !=
                      parts->all().front().policy.level(WedgeKind::tariff);
         });
}

CommonRate common_rate(const LeviedCells& cells, std::vector<CellPlace> of_members) {
  CommonRate common;
  common.levelled = std::any_of(of_members.begin(), of_members.end(),
                                [&](const CellPlace& at) { return has_products(cells, at); });
  const std::set<double> borders =
      common.levelled ? std::set<double>{0, 1} : borders_of(cells, of_members);
  for (auto to = std::next(borders.begin()); to != borders.end(); ++to) {
    const double from = *std::prev(to);
    const double rate = members_average(cells, of_members, from, *to);
    if (!common.goods.empty() && common.goods.back().rate == rate)
      common.goods.back().place.to = *to;
    else
      common.goods.push_back({{from, *to, {}}, rate});
  }
  common.cells = std::move(of_members);
  return common;
}

}  // namespace

std::vector<CommonRate> common_external_tariff(const LeviedCells& cells,
                                               const std::vector<Index>& members,
                                               const std::vector<Index>& sectors) {
  std::vector<CommonRate> rates;
  for (const Index s : sectors)
    for (Index i = 0; i < cells.world().n_countries(); ++i) {
      if (std::find(members.begin(), members.end(), i) != members.end()) continue;
      std::vector<CellPlace> of_members;
      of_members.reserve(members.size());
      for (const Index n : members) of_members.push_back({i, n, s});
      rates.push_back(common_rate(cells, std::move(of_members)));
    }
  return rates;
}

}  // namespace tariffsim

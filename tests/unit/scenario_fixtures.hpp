// A baseline small enough to see at a glance, for tests of scenarios.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "model/baseline.hpp"

namespace tariffsim::test {

inline const std::string kHead = "tariffsim: 1\nbaseline: tiny-world\n";

/// Eight economies, of which EUO joins Bulgaria and Croatia, and four sectors; every flow is 1,
/// every tariff 0.
inline Baseline tiny_world() {
  Baseline baseline;
  baseline.id = "tiny-world";
  baseline.countries = {{"USA", "United States", 840}, {"CHN", "China", 156},
                        {"CAN", "Canada", 124},        {"MEX", "Mexico", 484},
                        {"DEU", "Germany", 276},       {"FRA", "France", 250},
                        {"EUO", "Other EU", 0},        {"ROW", "Rest of the world", 0}};
  baseline.sectors = {{"A01", "Crops", SectorKind::goods},
                      {"C26", "Electronics", SectorKind::goods},
                      {"C29", "Motor vehicles", SectorKind::goods},
                      {"SRV", "Services", SectorKind::services}};
  baseline.flow = Cube(8, 4, 1.0);
  baseline.tariff = Cube(8, 4, 0.0);
  baseline.elasticities = {{"in-sample", Vector::Constant(4, 5.0)},
                           {"fontagne-2022", Vector::Constant(4, 6.0)}};
  baseline.country_groups = {{"EU27", {"DEU", "FRA", "BGR", "HRV"}}};
  baseline.sector_groups = {{"VEHICLES", {"C29"}}};
  baseline.regions = {{"EUO", {"BGR", "HRV"}}};
  baseline.products = std::make_shared<const ProductSource>([] {
    ProductTrade trade;  // of the imports of the USA from China
    trade.codes = {"010121", "851713", "854231", "870323"};
    trade.cells[{1, 0, 0}] = {{0, 1}};
    trade.cells[{1, 0, 1}] = {{1, 40}, {2, 60}};
    trade.cells[{1, 0, 2}] = {{3, 1}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  return baseline;
}

/// Codes of positions, in order.
inline std::vector<std::string> country_codes(const Baseline& baseline,
                                              const std::vector<Index>& positions) {
  std::vector<std::string> codes;
  for (const Index i : positions)
    codes.push_back(baseline.countries[static_cast<std::size_t>(i)].code);
  return codes;
}
inline std::vector<std::string> sector_codes(const Baseline& baseline,
                                             const std::vector<Index>& positions) {
  std::vector<std::string> codes;
  for (const Index s : positions)
    codes.push_back(baseline.sectors[static_cast<std::size_t>(s)].code);
  return codes;
}

}  // namespace tariffsim::test

// What each line of a policy adds, as rows: each number that any report shows of it.
#pragma once

#include <string>
#include <vector>

#include "results/rows.hpp"
#include "studies/line_by_line.hpp"
#include "studies/path_attribution.hpp"

namespace tariffsim {

/// What a line adds to measures of a country: of those in percent, points of them.
struct ContributionRow {
  std::size_t order;  // 1 = the first line
  std::string line;   // its text
  std::string country, name;
  double welfare_added_pct, real_wage_added_pct, consumer_price_added_pct;
  double exports_added_pct, imports_added_pct, tax_revenue_added_musd;
  double average_tariff_added_pct, average_tariff_goods_added_pct;
  double welfare_added_se_pct;
};

struct WorldContributionRow {
  std::size_t order;
  std::string line;
  double real_income_added_pct, trade_value_added_pct, trade_volume_added_pct;
  double tax_revenue_added_musd, average_tariff_added_pct, average_tariff_goods_added_pct;
};

const std::vector<Measure<ContributionRow>>& contribution_measures();
const std::vector<Measure<WorldContributionRow>>& world_contribution_measures();

/// Line by line in their order, each with all countries; none if lines were not solved one by one.
/// The rows of a country add up to its changes; those of amounts, to what the amount has changed
/// by.
std::vector<ContributionRow> contribution_rows(const LineByLine& by_line, const World& base);
std::vector<WorldContributionRow> world_contribution_rows(const LineByLine& by_line);

/// What a cell of policy adds to the welfare of a country.
struct PathRow {
  std::size_t cell = 0, country = 0;  ///< positions in PathAttribution
  double welfare_added_pct = 0;
};
const std::vector<Measure<PathRow>>& path_measures();
/// Country by country, its cells in their order.
std::vector<PathRow> path_rows(const PathAttribution& path);

}  // namespace tariffsim

// With how many decimals percentages are written that stand under each other in a table.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tariffsim {

/// A figure in percent, or in points.
struct Percent {
  double value;  ///< NaN: "-"
  bool with_sign = true;
  const char* unit = "%";
};

/// The decimals of figures that are all so small that two would leave the largest of them less than
/// two digits: as many as give it two, as on the page (reports/web/lib/format.js). Nothing of
/// others: each is written by its own size. What a solution may be off by counts as zero.
std::optional<int> table_decimals(const std::vector<double>& percents);

/// "+0.27 %", "-0.0012 %"; without decimals as signed_percent and plain_percent have it.
std::string percent_text(const Percent& percent, std::optional<int> decimals);

/// Whether a figure is written as something else than zero.
bool is_shown(double percent, std::optional<int> decimals);

}  // namespace tariffsim

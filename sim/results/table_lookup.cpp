#include "results/table_lookup.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

/// The position of a code on an axis, or its size.
std::size_t position_of(const ResultTable& table, std::size_t axis, const std::string& code) {
  const auto key = std::find_if(table.keys.begin(), table.keys.end(),
                                [&](const RowKey& one) { return one.axis == axis; });
  return static_cast<std::size_t>(std::find(key->labels.begin(), key->labels.end(), code) -
                                  key->labels.begin());
}

}  // namespace

double figure_in(const ResultTable& table, const std::vector<std::string>& codes,
                 const std::string& measure) {
  const auto column = std::find_if(table.measures.begin(), table.measures.end(),
                                   [&](const MeasureText& one) { return one.name == measure; });
  if (column == table.measures.end()) return std::nan("");
  std::vector<std::size_t> wanted;
  for (std::size_t axis = 0; axis < codes.size(); ++axis)
    wanted.push_back(position_of(table, axis, codes[axis]));
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (std::equal(wanted.begin(), wanted.end(),
                   table.positions.begin() + static_cast<std::ptrdiff_t>(row * wanted.size())))
      return table.value(row, static_cast<std::size_t>(column - table.measures.begin()));
  return std::nan("");
}

}  // namespace tariffsim

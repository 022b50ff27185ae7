#include "files/table_slice.hpp"

#include <cstdint>

namespace tariffsim {

ResultTable at_position(const ResultTable& table, std::size_t axis, std::size_t position) {
  ResultTable out;
  out.name = table.name;
  out.measures = table.measures;
  for (std::size_t at = 0; at < table.axes.size(); ++at)
    if (at != axis) out.axes.push_back(table.axes[at]);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.position(row, axis) != position) continue;
    for (std::size_t at = 0; at < table.axes.size(); ++at)
      if (at != axis) out.positions.push_back(static_cast<std::uint32_t>(table.position(row, at)));
    for (std::size_t measure = 0; measure < table.measures.size(); ++measure)
      out.values.push_back(table.value(row, measure));
  }
  return out;
}

}  // namespace tariffsim

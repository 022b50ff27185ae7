#include "data/cell_reader.hpp"

#include <fmt/format.h>

namespace tariffsim {

CellReader::CellReader(const CsvTable& table, std::vector<KeyColumn> keys, Diagnostics& diagnostics,
                       bool repeats)
    : table_(table), keys_(std::move(keys)), diagnostics_(diagnostics), repeats_(repeats) {
  std::size_t cells = 1;
  for (const KeyColumn& key : keys_) cells *= static_cast<std::size_t>(key.codes->size());
  row_of_.resize(cells);
}

Place CellReader::place_of(const Position& position, int column) const {
  const std::uint32_t row = row_of_[offset(position)];
  return row == 0 ? Place{} : table_.place(row - 1, column);
}

bool CellReader::find_codes(std::size_t row, Position& position) {
  bool known = true;
  for (std::size_t k = 0; k < keys_.size(); ++k) {
    const auto& [column, codes] = keys_[k];
    const std::string_view text = table_.field(row, column);
    const bool as_before = position[k] >= 0 && codes->code(position[k]) == text;
    if (!as_before) position[k] = codes->find(text);
    if (position[k] >= 0) continue;
    diagnostics_.error(table_.place(row, column), codes->unknown(text), codes->hint(text));
    known = false;
  }
  return known;
}

bool CellReader::is_new(std::size_t row, const Position& position) {
  std::uint32_t& seen = row_of_[offset(position)];
  if (repeats_ || seen == 0) {
    seen = static_cast<std::uint32_t>(row + 1);
    return true;
  }
  std::string cell;
  for (std::size_t k = 0; k < keys_.size(); ++k) cell += " " + keys_[k].codes->code(position[k]);
  const int column = keys_[0].column;
  diagnostics_.error(table_.place(row, column),
                     fmt::format("repeated cell{}: line {} has it already", cell,
                                 table_.place(seen - 1, column).line));
  return false;
}

std::size_t CellReader::offset(const Position& position) const {
  std::size_t at = 0;
  for (std::size_t k = 0; k < keys_.size(); ++k)
    at = at * static_cast<std::size_t>(keys_[k].codes->size()) +
         static_cast<std::size_t>(position[k]);
  return at;
}

}  // namespace tariffsim

// CSV text to fields, by libcsv, with the place of each row. The inside of CsvTable.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Rows of unquoted fields. Field i is bytes[ends[i - 1], ends[i]); rows follow each other with
/// `widths` fields each.
struct CsvText {
  std::string bytes;
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> widths;
  std::vector<std::uint32_t> starts;  ///< byte of the source at which each row starts
  std::vector<int> lines;             ///< line of the source on which each row starts
};

/// Throws InputError for text that is not UTF-8 or not CSV. A byte order mark and blank lines are
/// passed over. Precondition: the text is under 4 GiB.
CsvText scan_csv(const std::shared_ptr<const SourceText>& source);

/// Place of a byte of a source.
Place place_at(const std::shared_ptr<const SourceText>& source, std::size_t offset,
               std::size_t length = 1);

/// Place of field number `column` (0-based, quotes included) of the row that starts at byte
/// `start`.
Place place_of_field(const std::shared_ptr<const SourceText>& source, std::size_t start,
                     std::size_t column);

}  // namespace tariffsim

// A file of rates as people save it from a spreadsheet, put right before it is read as a table.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Which side a column 'country' stands for; empty: it cannot be known.
enum class CountryColumn { exporter, importer, unknown };

struct RateFileText {
  std::shared_ptr<const SourceText> source;
  std::vector<std::string> told;     ///< what was passed over, once each kind
  std::vector<std::string> remarks;  ///< columns of remarks, which say nothing of rates
  /// What the columns of the header are: names in small letters, 'country' as the side that it
  /// stands for, "Rate (%)" and the like as 'rate_pct'; others as they stand. Empty: no header.
  std::vector<std::string> columns = {};
  /// Of columns that are none of these, as they stand, those that they are probably meant to be.
  std::vector<std::pair<std::string, std::string>> meant = {};
};

/// The same lines, the header as it is, titles above it and rows without a field emptied. A column
/// 'country' that may be either side is an InputError.
RateFileText tidy_rate_file(std::shared_ptr<const SourceText> source, CountryColumn country);

}  // namespace tariffsim

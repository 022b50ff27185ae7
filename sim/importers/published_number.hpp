// Numbers as statistical offices and spreadsheets write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/source_file.hpp"

namespace tariffsim {

/// "1,234.5" or "1.234,5".
struct NumberStyle {
  char decimal = '.';

  char group() const { return decimal == '.' ? ',' : '.'; }
  bool operator==(const NumberStyle&) const = default;
};

/// True for what means that there is no number: empty, "-", "NA", "na", "NaN", "N/A", "..".
bool is_missing(std::string_view field);

/// The number of a whole field, finite, or nothing.
std::optional<double> published_number(std::string_view field, NumberStyle style);

/// How many decimals a field has: 2 of "1.25"; six for one in powers of ten.
int decimals_of(std::string_view field, NumberStyle style);

/// The styles in which all numbers of a file can be read, the likelier first: two where every
/// number with a point or comma has three digits behind it ("1.234").
std::vector<NumberStyle> number_styles(const SourceFile& file);

}  // namespace tariffsim

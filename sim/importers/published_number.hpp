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

/// The styles in which all numbers of a file can be read.
struct NumberStyles {
  std::vector<NumberStyle> styles;  ///< the likelier first
  /// Of two styles: a number of the file that can be read in both, and whether marks of the other
  /// kind are there too.
  std::string example;
  bool has_both_marks = false;

  bool decided() const { return styles.size() == 1; }
  /// "1.234 are read as 1234"
  std::string reading(NumberStyle style) const;
};

/// Two where every number with a point or comma has three digits behind it ("1.234").
NumberStyles number_styles(const SourceFile& file);

/// The style of a file that has no totals by which two could be told apart: a point is taken as the
/// decimal mark, as sources publish it, and so is a comma where semicolons separate; either is
/// said. Throws InputError where neither is so.
NumberStyle style_without_totals(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace tariffsim

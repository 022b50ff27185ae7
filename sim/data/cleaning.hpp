// What published tables hold that a model cannot: done away with, or refused.
#pragma once

namespace tariffsim {

struct Cleaning {
  bool negative_to_zero = false;  ///< flows below 0 become 0; else they are refused
  bool scale_inputs = false;  ///< inputs above cost are scaled down to it; else they are refused
  bool sum_rows = false;      ///< rows of one cell are added up; else they are refused
};

/// What importers do unless a recipe says otherwise.
inline constexpr Cleaning kImportCleaning{true, true, false};

}  // namespace tariffsim

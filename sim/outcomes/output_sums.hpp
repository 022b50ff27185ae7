// What producers make, added up over sectors and countries.
#pragma once

#include "outcomes/measures.hpp"
#include "outcomes/outcome.hpp"

namespace tariffsim {

struct OutputSums {
  double before = 0, after = 0;  ///< million
  double at_old_prices = 0;      ///< output after, valued at the producer prices of before

  /// What is not produced before is not produced after.
  void add(const SectorOutcome& sector) { add(sector.output_base, sector.output, sector.volume); }
  /// The same of output in million, and the change of its volume (a fraction).
  void add(double output_before, double output_after, double volume_change) {
    if (output_before <= 0) return;
    before += output_before;
    after += output_after;
    at_old_prices += output_before * (1 + volume_change);
  }

  /// Changes, NaN if nothing is produced. (1 + volume)(1 + price) = 1 + value.
  double value() const { return relative_change(before, after); }
  /// sum Y (Y-hat / c-hat) / sum Y - 1: volumes weighted by output before (Laspeyres).
  double volume() const { return relative_change(before, at_old_prices); }
  /// sum Y Y-hat / sum Y (Y-hat / c-hat) - 1: value over volume, prices weighted by the new volumes
  /// (Paasche).
  double price() const { return relative_change(at_old_prices, after); }
};

}  // namespace tariffsim

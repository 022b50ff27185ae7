// What producers make, added up over sectors and countries.
#pragma once

#include "outcomes/measures.hpp"
#include "outcomes/outcome.hpp"

namespace tariffsim {

struct OutputSums {
  double before = 0, after = 0;  ///< million
  double at_old_prices = 0;      ///< output after, valued at the producer prices of before

  /// What is not produced before is not produced after.
  void add(const SectorOutcome& sector) {
    if (sector.output_base <= 0) return;
    before += sector.output_base;
    after += sector.output;
    at_old_prices += sector.output_base * (1 + sector.volume);
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

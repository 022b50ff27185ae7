// Several sectors of a country, or of several countries, reported as one.
#pragma once

#include <vector>

#include "outcomes/duty_sums.hpp"
#include "outcomes/outcome.hpp"
#include "outcomes/output_sums.hpp"

namespace tariffsim {

/// Million, before duty; trade with oneself, and among several countries, is left out.
struct SectorGroupOutcome {
  OutputSums output;
  double exports_base = 0, exports = 0;
  double imports_base = 0, imports = 0;
  double duty_base = 0, duty = 0;             ///< rates before and after times imports before
  double spent = 0, spent_at_new_prices = 0;  ///< by buyers before, duty included, all origins
  double spent_at_own_wages = 0;              ///< at new prices over the wages of each country
  double persons_base = 0, persons = 0;       ///< NaN where those of one sector are not told

  /// What buyers spent, and the change of its price, also at unchanged wages (fractions; not used
  /// if nothing was spent).
  void add_purchases(double before, double price_change, double change_at_own_wages) {
    if (!(before > 0)) return;
    spent += before;
    spent_at_new_prices += before * (1 + price_change);
    spent_at_own_wages += before * (1 + change_at_own_wages);
  }
  void add_exports(double before, double after) {
    exports_base += before;
    exports += after;
  }
  /// Rates are fractions; of what was not imported none counts.
  void add_imports(double before, double after, double rate_before, double rate_after) {
    imports_base += before;
    imports += after;
    if (!(before > 0)) return;
    duty_base += before * rate_before;
    duty += before * rate_after;
  }

  /// Change, weighted by what was spent (Laspeyres); NaN if nothing was.
  double buyer_price() const { return relative_change(spent, spent_at_new_prices); }
  double buyer_price_at_own_wages() const { return relative_change(spent, spent_at_own_wages); }
  /// Fractions, weighted by imports before; NaN without any.
  double average_tariff_base() const;
  double average_tariff() const;
};

/// `countries` and `sectors`: positions, each once.
SectorGroupOutcome sector_group_outcome(const Outcome& outcome, const std::vector<Index>& countries,
                                        const std::vector<Index>& sectors);

}  // namespace tariffsim

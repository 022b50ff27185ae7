// What tariffs cover and bring, added up over cells.
#pragma once

#include <cmath>

#include "outcomes/part_flows.hpp"

namespace tariffsim {

struct DutySums {
  double imports_base = 0, imports = 0;  // million
  double duty_base = 0, duty = 0, duty_on_base_flows = 0;

  void add(const DutySums& more) {
    imports_base += more.imports_base;
    imports += more.imports;
    duty_base += more.duty_base;
    duty += more.duty;
    duty_on_base_flows += more.duty_on_base_flows;
  }

  /// Rates; NaN without imports.
  double average_base() const { return rate(duty_base, imports_base); }
  double average() const { return rate(duty_on_base_flows, imports_base); }  ///< at base weights
  double effective() const { return rate(duty, imports); }                   ///< as collected

 private:
  static double rate(double duty, double imports) {
    return imports > 0 ? duty / imports : std::nan("");
  }
};

/// Of goods that are treated alike.
inline DutySums duty_of(const PartFlow& part) {
  DutySums sums;
  sums.imports_base = part.before;
  sums.imports = part.after;
  sums.duty_base = part.duty_rate_before * part.before;
  sums.duty = part.duty_rate * part.after;
  sums.duty_on_base_flows = part.duty_rate * part.before;
  return sums;
}

}  // namespace tariffsim

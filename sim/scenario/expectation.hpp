// What a scenario's author expects to come out.
#pragma once

#include <limits>
#include <string>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// A measure and the range in which it should lie. The measures are the columns of the result
/// files: of countries.csv, groups.csv (of a group), of revenue.csv (of both), sectors.csv (with a
/// sector; of a group sector_groups.csv), pairs.csv (with an importer, also between groups),
/// flows.csv (with both; between groups pairs.csv) or the world of summary.json.
struct Expectation {
  /// A part of the text, empty if it is not there.
  struct Word {
    std::string text;
    Place place;
  };

  std::string text;  ///< as written: "CHN->USA.flow_pct < -80"
  Place place;
  Word country;   ///< or group, or exporter; "world" for the world
  Word importer;  ///< of a pair; or group
  Word sector;
  Word measure;  ///< column name
  Word step;     ///< empty: the last one
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool strict = false;  ///< the bounds themselves are outside

  bool of_world() const { return country.text == "world"; }
  /// Of a country as a whole, or of a group.
  bool of_one() const { return !of_world() && importer.text.empty() && sector.text.empty(); }
  bool holds(double value) const {
    return strict ? low < value && value < high : low <= value && value <= high;
  }
};

}  // namespace tariffsim

// baseline.yaml: what a baseline is, and how its numbers are to be read.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/labels.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

enum class Valuation {
  net_of_duty,    ///< the flows file holds F
  duty_inclusive  ///< it holds X = (1 + t) F
};

struct BaselineMetadata {
  std::string id;
  std::string title;
  int year = 0;
  int price_year = 0;  ///< in whose prices values are
  std::string currency = "USD";
  double unit_in_million = 1;  ///< the flows file's unit in million of the currency
  Valuation valuation = Valuation::net_of_duty;
  std::vector<std::string> sources;
  std::string licence;
  std::string notes;
  std::string stands_alone;  ///< as in Baseline
  double mark_exports_above = 0;
  std::string tariffs = "rate";      ///< name of the set in the column `rate` of tariffs.csv
  CustomsByCountry customs;          ///< country -> million
  std::optional<int> products_year;  ///< of trade by product; none: `year`
  Groups regions;                    ///< country code -> ISO codes of its members
};

/// Reads baseline.yaml; unknown keys, missing ones and wrong values go to `diagnostics`.
BaselineMetadata read_metadata(const std::shared_ptr<const SourceText>& source,
                               Diagnostics& diagnostics);

/// The keys of baseline.yaml, and what they say once a mapping with (at least) these keys is
/// checked.
const std::vector<KeySpec>& metadata_keys();
BaselineMetadata metadata_from(const MappingReader& mapping, Diagnostics& diagnostics);

}  // namespace tariffsim

// A scenario file as typed values; names are still text with their place, not yet looked up in a
// baseline.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/closure.hpp"
#include "policy/instrument.hpp"
#include "text/diagnostic.hpp"

namespace tariffsim {

/// A code or group name as written.
struct Name {
  std::string text;
  Place place;
};

/// What a selector says: codes, groups, `all`, `others`, and `not CODE`.
struct Selector {
  std::vector<Name> include;
  std::vector<Name> exclude;  ///< from `not CODE`
  Place place;
};

/// A rate, or a file of rates.
struct RateFile {
  std::filesystem::path path;  ///< resolved and checked to lie where files may lie
  std::string shown_as;
  Place place;
};
using RateValue = std::variant<double, RateFile>;

/// The cells of a policy line.
struct CellsText {
  std::optional<Selector> importer, exporter, sectors;
  std::optional<Selector>
      except;  ///< left out of the exporters where these are several, else of the importers
};

struct TariffText {
  bool export_tax = false;  ///< the same keys serve `tariff` and `export_tax`
  CellsText cells;
  RateChange change = RateChange::add;
  RateValue rate;
};
struct TradeCostText {
  CellsText cells;
  double change = 0;
};
struct EmbargoText {
  std::optional<Selector> between;  ///< or importer and exporter
  CellsText cells;
};
struct PolicyText {
  std::variant<TariffText, TradeCostText, EmbargoText> instrument;
  std::string text;  ///< the line as written
  Place place;
};

/// `aggregate:` new code -> old codes; `others` names the rest together, `others: keep` (the
/// default) leaves them.
struct AggregateText {
  std::vector<std::pair<Name, Selector>> countries;
  std::vector<std::pair<Name, Selector>> sectors;
};

struct ModelText {
  std::optional<bool> input_output;
  Place input_output_place;
  std::optional<Name> elasticity_source;
  std::optional<double> elasticity;                        ///< one number for all sectors
  std::vector<std::pair<Name, double>> sector_elasticity;  ///< overrides by sector
  DeficitClosure deficits = DeficitClosure::fixed;
  std::optional<double> tolerance;
};

struct Scenario {
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> sources;
  Name baseline;
  AggregateText aggregate;
  ModelText model;
  std::vector<std::pair<Name, Selector>> country_groups;
  std::vector<std::pair<Name, Selector>> sector_groups;
  std::vector<PolicyText> policy;
  std::optional<Selector> focus;  ///< report.focus
  std::shared_ptr<const SourceText> source;
  std::vector<std::string> overrides;  ///< --set and --baseline as given
};

}  // namespace tariffsim

// A scenario file as typed values; names are still text with their place, not yet looked up in a
// baseline.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/revenue_terms.hpp"
#include "model/tolerance.hpp"
#include "policy/closure.hpp"
#include "policy/instrument.hpp"
#include "policy/stage.hpp"
#include "scenario/expectation.hpp"
#include "scenario/family_text.hpp"
#include "scenario/name.hpp"

namespace tariffsim {

/// What a selector says: codes, groups, `all`, `others`, and `not CODE`.
struct Selector {
  std::vector<Name> include;
  std::vector<Name> exclude;  ///< from `not CODE`
  Place place;
};

/// A rate, or a file of rates (or of other figures by cell).
struct RateFile {
  std::filesystem::path path;  ///< resolved and checked to lie where files may lie; empty if it
                               ///< does not, which has been said
  std::string shown_as;
  Place place;
  std::string on = {};  ///< the day whose rates count; empty: that of the step
  Place on_place = {};
  bool collected = false;  ///< increases are scaled by one minus the column `eta`
  Place collected_place = {};
};
using RateValue = std::variant<double, RateFile>;

/// `model:` as written, what is not written at its default.
struct ModelText {
  std::optional<Name> tariffs;       ///< a set of the baseline; otherwise the one it begins with
  std::optional<bool> input_output;  ///< otherwise: if the baseline has inputs
  Place input_output_place;
  bool inputs_by_origin = false;  ///< CalibrationOptions::inputs_by_origin
  Place inputs_by_origin_place;
  std::optional<Name> elasticity_source;
  std::optional<double> elasticity;                        ///< one number for all sectors
  std::vector<std::pair<Name, double>> sector_elasticity;  ///< overrides by sector
  DeficitClosure deficits = DeficitClosure::fixed;
  double tolerance = kDefaultTolerance;  ///< SolverOptions::tolerance
  bool separate_nests = false;           ///< ModelParameters::separate_nests
  Place nests_place;
  FamilyText family;
};

/// The cells of a policy line.
struct CellsText {
  std::optional<Selector> importer, exporter, sectors;
  std::optional<Selector>
      except;  ///< left out of the exporters if these are several, else of the importers
};

/// Which content of products a duty is levied on.
struct ContentText {
  std::vector<Name> names;      ///< of materials
  bool rest = false;            ///< all but these
  std::optional<double> share;  ///< in place of names, of every product
  Place place;
};

/// Which goods of its cells a line is about.
struct GoodsText {
  std::optional<double> coverage;
  bool independent = false;
  std::string part;
  std::optional<Selector> products;
  std::optional<ContentText> content = {};
  bool takes_content = false;  ///< whether lines of this kind may say one
};

struct LevyText {
  WedgeKind wedge = WedgeKind::tariff;  ///< the same keys serve all that somebody collects
  CellsText cells;
  RateChange change = RateChange::add;
  RateValue rate;
  std::optional<ClaimShares> claims = {};
  GoodsText goods = {};
};
struct ExemptText {
  CellsText cells;
  GoodsText goods = {};
};
struct TradeCostText {
  CellsText cells;
  double change = 0;
  GoodsText goods = {};
};
struct EmbargoText {
  std::optional<Selector> between;  ///< or importer and exporter
  CellsText cells;
  GoodsText goods = {};
};
struct AgreementText {
  std::optional<Selector> between;  ///< in place of members: trade inside an item stays as it is
  Selector members;
  std::optional<double> tariffs;
  double trade_cost = 0;  ///< change
  bool common_external = false;
  std::optional<Selector> sectors;
};
struct RetaliationText {
  Selector by, against;
  double share = 1;
  std::optional<Selector> sectors;  ///< nothing for `same`
  bool matched = false;
};
struct QuotaText {
  CellsText cells;
  std::string importer, exporter, goods_name;  ///< as written
  QuotaSide side = QuotaSide::importer;
  QuotaMeasure measure = QuotaMeasure::volume;
  double amount = 0;
  bool of_trade = true;  ///< QuotaLine::of_trade
  double exporters_share = 0;
  bool by_partner = false;
  Place each_place;
  std::optional<double> within, beyond;
  GoodsText goods = {};
};
struct PolicyText {
  std::variant<LevyText, TradeCostText, ExemptText, EmbargoText, AgreementText, RetaliationText,
               QuotaText>
      instrument;
  std::vector<double> schedule;  ///< part in force in the step of the line, the next one, ...;
                                 ///< the last part stays; empty: all of it at once
  Place schedule_place;
  std::string text;     ///< its label, else the line as written
  std::string written;  ///< the line as written
  Place place;
};

struct StepText {
  Step step;         ///< `ends`: of its own policy
  Place place;       ///< of its id
  Place ends_place;  ///< of `ends`
  std::vector<PolicyText> policy;
  std::optional<ModelText> model;  ///< that of the scenario, with what the step changes
};

/// `aggregate:` new code -> old codes; `others` names the rest together, `others: keep` (the
/// default) leaves them.
struct AggregateText {
  std::vector<std::pair<Name, Selector>> countries;
  std::vector<std::pair<Name, Selector>> sectors;
};

/// `observed:` what really happened.
struct ObservedText {
  Name importer;
  RateFile file;  ///< of values before and after
  double at_least = 0;
};

/// `report: {revenue: ...}`; what belongs to the baseline is still to come.
struct RevenueText {
  RevenueTerms terms;
  std::optional<int> from;  ///< first year; otherwise that of the money
  Place place, from_place, years_place, not_collected_place;
};

/// `sensitivity:` measures, without a range, and what they are differentiated by.
struct SensitivityText {
  std::vector<Expectation> of;
  std::string in;  ///< a choice of sensitivity_keys
  Place place;
};

/// `attribution:` a word, or how Shapley values are found.
struct AttributionText {
  std::string method;   ///< a choice of the key
  std::string shapley;  ///< a choice of attribution_keys; empty: not said
  std::size_t orders = 100;
  std::uint64_t seed = 1;
  Place place;
};

struct SweepText;
struct UncertaintyText;
struct GoalText;
struct StrategyText;

struct Scenario {
  std::string id;     ///< a variant's: its name
  std::string title;  ///< a variant's: its own, or "title: name"
  std::string description;
  std::vector<std::string> sources;
  Name baseline;
  AggregateText aggregate;
  ModelText model;
  std::vector<std::pair<Name, Selector>> country_groups;
  std::vector<std::pair<Name, Selector>> sector_groups;
  std::vector<std::pair<Name, Selector>> product_groups;
  std::vector<Name> unmentioned;  ///< of these groups, those that nothing in its file names; of a
                                  ///< file that is named in another: none
  std::vector<std::shared_ptr<const Scenario>> include;  ///< whose policy comes first
  std::vector<PolicyText> policy;
  std::shared_ptr<const Scenario> in_data;    ///< whose rates the data were made under; lines as
                                              ///< for `reference`
  std::shared_ptr<const Scenario> reference;  ///< whose policy is solved first; lines written in
                                              ///< place of a file are one without a name
  Place in_data_place, reference_place;       ///< where they are named
  std::vector<StepText> steps;
  std::optional<ObservedText> observed;
  std::vector<Expectation> expect;
  std::optional<SensitivityText> sensitivity;
  std::optional<AttributionText> attribution;
  std::optional<Selector> focus;                       ///< report.focus
  std::optional<RevenueText> revenue;                  ///< report.revenue
  std::vector<Expectation> shown;                      ///< report.show: measures without a range
  bool no_range = false;                               ///< report.range: none
  std::shared_ptr<const SweepText> sweep;              ///< or nullptr
  std::shared_ptr<const UncertaintyText> uncertainty;  ///< or nullptr; never beside a sweep
  std::shared_ptr<const GoalText> goal;                ///< or nullptr
  std::shared_ptr<const StrategyText> strategy;        ///< or nullptr; never beside one of these
  std::shared_ptr<const SourceText> source;
  std::vector<std::string> overrides;  ///< --set and --baseline as given, then a variant's

  /// Studies have a range of their own.
  bool wants_range() const { return !no_range && sweep == nullptr && uncertainty == nullptr; }
};

}  // namespace tariffsim

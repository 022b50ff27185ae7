// What governments do at the border, as typed lines applied from top to bottom.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "policy/claims.hpp"
#include "policy/quota.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {

/// What is done to the rate there is.
enum class RateChange { set, add, multiply, at_least, at_most };

/// All triples of the three lists but those with exporter = importer.
struct Cells {
  std::vector<Index> exporters;
  std::vector<Index> importers;
  std::vector<Index> sectors;
};

struct CellRate {
  Index exporter = 0;
  Index importer = 0;
  Index sector = 0;
  double rate = 0;                   ///< fraction
  std::vector<Index> products = {};  ///< of these only, as PartScope::products; empty: of all
  double share = 1;  ///< of products the part that is hit, whichever goods of them other lines hit
  std::string part = {};  ///< of these goods only, as PartScope::name; empty: of all, but those
                          ///< that other entries for the cell name
  double part_share = 1;  ///< of the goods of that name, as PartScope::coverage
};

/// One rate for all cells, or a rate for each of some cells (from a file; exporter = importer is
/// passed over).
struct OneRate {
  Cells cells;
  double rate = 0;  ///< fraction; for multiply the factor
};
using Rates = std::variant<OneRate, std::vector<CellRate>>;

/// Which contents of its goods a line is about: a duty on the steel in them.
struct ContentScope {
  struct Group {
    std::vector<Index> products;  ///< as PartScope::products
    std::vector<double> shares;   ///< of each name, in the value of each of these products
  };
  std::vector<std::string> names;  ///< the same name means the same content in every line
  bool rest = false;               ///< all but these names
  std::vector<Group> groups;       ///< no product is in two
};

/// What goods a name means in cells of these lists, and in these cells.
struct NamedGoods {
  std::string name;
  double coverage = 1;  ///< as PartScope::coverage
  std::vector<Cells> lists;
  std::set<CellPlace> cells;
};

/// Which goods of its cells a line is about: all, unless something is said.
struct PartScope {
  std::optional<double> coverage;  ///< the share of the trade in a cell, 0..1
  bool independent = false;  ///< of each part that there is, not the same goods as other lines
  std::string name;          ///< of goods that no other name has; empty: none
  std::optional<std::vector<Index>> products;  ///< positions in ProductTrade::codes, ascending
  std::optional<double> from = {};  ///< of [0, 1], where goods of the name begin; none: beside
                                    ///< those of the names that a cell has
  /// What all lines of the policy name, in their order, and how many of these are of this line and
  /// those above it, in force or not: goods keep their places without a line that names them. None:
  /// nothing is known of lines that are not in force.
  std::shared_ptr<const std::vector<NamedGoods>> named = {};
  std::size_t named_above = 0;
  std::optional<ContentScope> content = {};  ///< of products, for tariffs; none: all of their value
  bool is_whole() const { return coverage.value_or(1) == 1 && name.empty() && !products; }
};

/// What happens to the rate of the goods that are hit; the rest of a cell keeps its own.
struct LevyChange {
  WedgeKind wedge = WedgeKind::tariff;  ///< one that somebody collects
  RateChange change = RateChange::add;
  Rates rates;
  PartScope scope = {};
  std::optional<ClaimShares> claims = {};  ///< the rate is that of those who do not claim a
                                           ///< preference, which other lines change for all
};
/// The tariff goes back to the rate there was before all lines of its scenario
/// (PolicyLine::begins_scenario).
struct Exemption {
  Cells cells;
  PartScope scope = {};
};
/// d' is multiplied by 1 + change.
struct TradeCostChange {
  Cells cells;
  double change = 0;  ///< fraction, > -1
  PartScope scope = {};
};
/// No trade: d' = infinity.
struct Embargo {
  std::vector<Cells> cells;  ///< several if it is mutual
  PartScope scope = {};
};
/// All trade from one list to the other, in whatever sectors.
struct Routes {
  std::vector<Index> exporters;
  std::vector<Index> importers;
};
/// On its routes (among all members, or between its sides only) tariffs fall to at most `tariff`
/// and trade costs change; in a customs union the members levy one rate on each outsider in each
/// sector: the average of theirs, weighted by their imports.
struct Agreement {
  std::vector<Routes> routes;
  std::vector<Index> tariff_sectors;
  std::optional<double> tariff;  ///< fraction
  std::vector<Index> cost_sectors;
  double trade_cost = 0;             ///< change, fraction, > -1
  std::vector<Index> customs_union;  ///< its members; empty: none
};
/// Each of `by` answers what each of `against` added to its tariffs on it in the lines above, since
/// the start of its scenario (PolicyLine::begins_scenario) or since its last answer. Answers of one
/// line do not answer each other.
struct Retaliation {
  std::vector<Index> by;
  std::vector<Index> against;
  double share = 1;  ///< of what is answered, fraction
  std::optional<std::vector<Index>>
      sectors;           ///< the answer falls on these; none: where the other side's does
  bool matched = false;  ///< one rate that taxes as much value as the other side taxed
  std::vector<std::vector<Index>> as_one =
      {};  ///< those of `by` that levy one rate together where the line makes one (of
           ///< matched value, or on sectors of its own); nobody is in two of them
};
/// Trade of the cells keeps to an amount, or pays more beyond it. A later line on all cells of a
/// quota replaces it.
struct QuotaLine {
  Cells cells;
  QuotaSide side = QuotaSide::importer;
  QuotaMeasure measure = QuotaMeasure::volume;
  double amount = 0;           ///< above 0
  bool of_trade = true;        ///< the amount is a part of what the world trades, else million
  double exporters_share = 0;  ///< of the rent, 0..1
  bool by_partner = false;     ///< an amount for each on the other side, else one for all
  std::optional<double> within = {};  ///< becomes the tariff; else the rate there is
  std::optional<double> beyond = {};  ///< tariff beyond the amount; else nothing is traded there
  PartScope scope = {};
  std::string goods = {}, partners = {},
              own = {};    ///< as the line writes them, for the name of the quota
  std::string label = {};  ///< what the user calls it; empty: it is named by its goods
};
using Instrument = std::variant<LevyChange, Exemption, TradeCostChange, Embargo, Agreement,
                                Retaliation, QuotaLine>;

struct PolicyLine {
  Instrument instrument;
  std::string text;     ///< what the user calls it (`label`), else as written
  Place place;          ///< of the line, for messages
  double in_force = 1;  ///< part of the line's change that is in force, 0..1 (a schedule)
  bool begins_scenario =
      false;  ///< the lines above are those of the scenario's reference: what they made of the
              ///< rates is the start for this line and those below
  std::string written = {};  ///< as the user wrote it: "tariff: {importer: USA, add: 145%}"
  std::string since = {};    ///< of a timeline, the id of the step that the line came with
  std::string nobody = {};   ///< why the line is about no cells at all, where that is known
};

}  // namespace tariffsim

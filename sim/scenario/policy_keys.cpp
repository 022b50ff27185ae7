#include "scenario/scenario_keys.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

using Kind = ValueKind;

const char* const kSelectorWords =
    "a code, a group, `all`, `others` (all but the other side), a list of these, or a list with "
    "`not CODE` to leave one out";

KeySpec schedule_key() {
  return {"schedule",
          Kind::parts,
          false,
          "For a scenario with `steps`: the part of the change in force in the step of this line, "
          "in the next one, and so on; the last part stays. `[25%, 50%, 100%]` phases it in over "
          "three steps.",
          {},
          nullptr,
          true};
}

KeySpec label_key() {
  return {"label", Kind::text, false,
          "What tables, legends and reports call this line, in place of its YAML."};
}

/// What people write for the two sides of a trade.
std::vector<std::pair<std::string, std::string>> other_sides() {
  return {{"from", "exporter"},        {"origin", "exporter"},  {"source", "exporter"},
          {"against", "exporter"},     {"on", "exporter"},      {"to", "importer"},
          {"destination", "importer"}, {"by", "importer"},      {"reporter", "importer"},
          {"partner", "exporter"},     {"excluding", "except"}, {"unless", "except"},
          {"without", "except"},       {"hs", "products"},      {"product", "products"},
          {"goods", "sectors"},        {"industry", "sectors"}, {"good", "sectors"}};
}

std::vector<std::pair<std::string, std::string>> other_trade_cost_keys() {
  std::vector<std::pair<std::string, std::string>> keys = other_sides();
  for (const char* written : {"add", "set", "rate", "cost"}) keys.emplace_back(written, "change");
  return keys;
}

KeySpec content_key() {
  return {"content", Kind::texts, false,
          "With `products`: the line is about this content of them only, and what else they are "
          "made of keeps its own rate: `steel`, `aluminum`, `copper` (shares of US industries' "
          "costs, `baselines/published/us-metal-content.csv.gz`), a list of these, `not steel`, or "
          "one share of the value of all of them, `40%`. Every unit pays the duty on its content, "
          "where with `coverage` some pay it whole and others not at all. Default: all of their "
          "value."};
}

/// Which goods of the cells of a line, then its schedule.
std::vector<KeySpec> with_goods(std::vector<KeySpec> keys) {
  std::vector<KeySpec> more = {
      {"products", Kind::selector, false,
       "Products of the Harmonized System, 2 to 6 digits each (`8703`, `\"8542.31\"`), ranges "
       "(`7208..7229`), lists of the library (`us-232-steel`) or of `groups: {products: ...}`, "
       "`not ...`. Needs a baseline with products.csv. Default of `sectors`: all that they are "
       "in."},
      {"coverage", Kind::part, false,
       "The share of the trade in each cell (exporter, importer, sector) that is hit, 0% to 100%; "
       "the rest keeps its own rate, and buyers turn to it. Default: 100%."},
      {"overlap",
       Kind::choice,
       false,
       "Which goods `coverage` speaks of where several lines hit part of a cell. `same` (the "
       "default): 30% is within the 50% of another line. `independent`: it is 30% of what that "
       "line "
       "hits, and 30% of what it does not.",
       {"same", "independent"}},
      {"part", Kind::text, false,
       "A name for the goods of this line: those of another name are other goods, and the same "
       "name "
       "means the same goods again. The first line with a name says their `coverage`."},
      label_key(),
      schedule_key(),
  };
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

/// For a line on tariffs: which content of the products.
std::vector<KeySpec> with_content(std::vector<KeySpec> keys) {
  const auto coverage = std::find_if(keys.begin(), keys.end(),
                                     [](const KeySpec& key) { return key.name == "coverage"; });
  keys.insert(coverage, content_key());
  return keys;
}

std::vector<KeySpec> without_schedule(std::vector<KeySpec> keys) {
  std::erase_if(keys, [](const KeySpec& key) { return key.name == "schedule"; });
  return keys;
}

MappingSpec rate_line(const Wedge& wedge) {
  MappingSpec spec{
      wedge.key, wedge.line_meaning, {}, {"set", "add", "multiply", "at_least", "at_most"}};
  spec.keys = with_places(
      with_goods({
          {"set", Kind::rate_or_file, false, "The rate becomes this one."},
          {"add", Kind::rate_or_file, false, "This is added to the rate there is, in points."},
          {"multiply", Kind::rate_or_file, false, "The rate there is times this: `50%` halves it."},
          {"at_least", Kind::rate_or_file, false, "A lower rate is raised to this one."},
          {"at_most", Kind::rate_or_file, false, "A higher rate is lowered to this one."},
          {"on", Kind::day, false,
           "With a file that has the column `date`: the day whose rates count, for each cell those "
           "of the last date on or before it. Default: the date of the step."},
          {"collected", Kind::boolean, false,
           "With a file that has the columns `increase` and `eta`: `true` counts the part of each "
           "increase that is collected, one minus `eta`. Default: `false`."},
          {"claims", Kind::part_by_rate, false,
           "A preference that must be claimed: the share of the trade that claims it where so much "
           "duty is saved, `{2.5%: 38%, 25%: 85%}`, linear between, constant beyond. The line acts "
           "on "
           "the duty of those who do not claim, which is the rate of the data over their share; "
           "each "
           "unit pays the smaller of that duty and its own cost of claiming, which is burnt. Other "
           "lines on the cell, above or below, change the rate of those who claim too, and who "
           "claims hangs on what is left to save: `add` leaves it as it is, `set` leaves nothing. "
           "Only for tariffs."},
      }),
      "`goods`, or, if a file of rates has a column `sector`, all in it", false);
  if (wedge.kind == WedgeKind::tariff) spec.keys = with_content(std::move(spec.keys));
  spec.other_keys = other_sides();
  for (const char* rate : {"rate", "value", "level", "percent"})
    spec.other_keys.emplace_back(rate, "did you mean 'set' (the rate becomes this) or 'add'?");
  for (const char* more : {"increase", "raise", "plus"}) spec.other_keys.emplace_back(more, "add");
  for (const auto& [written, meant] : {std::pair("minimum", "at_least"),
                                       {"min", "at_least"},
                                       {"maximum", "at_most"},
                                       {"max", "at_most"},
                                       {"cap", "at_most"},
                                       {"factor", "multiply"},
                                       {"share", "coverage"}})
    spec.other_keys.emplace_back(written, meant);
  return spec;
}

/// What a quota of either kind has beside its cells.
std::vector<KeySpec> amount_keys() {
  return {
      {"amount", Kind::amount, true,
       "How much, all goods of the line together: a share of what is traded of them in the "
       "baseline "
       "(of the world from which changes are counted), `53%`, or million at its border prices, "
       "`5000`. 0 is an `embargo`."},
      {"measure",
       Kind::choice,
       false,
       "`volume` (the default) counts goods, at the baseline's border prices; `value` counts money "
       "before duty, in units of world value added.",
       {"volume", "value"}},
      {"each", Kind::boolean, false,
       "`true`: every partner has an amount of its own, `amount` each (of its own trade). Default: "
       "`false`, one for all together."},
      {"rent",
       Kind::part_or_word,
       false,
       "Who gets what licences are worth: the `importer` (the default), the `exporter`, or the "
       "share of the exporter, `30%`.",
       {"importer", "exporter"}},
  };
}

std::vector<std::pair<std::string, std::string>> other_amount_keys() {
  auto keys = other_sides();
  keys.insert(keys.begin(), {{"volume", "amount"},
                             {"limit", "amount"},
                             {"quantity", "amount"},
                             {"size", "amount"},
                             {"share", "amount"},
                             {"schedule", "write a quota in each step: a later one replaces it"},
                             {"rents", "rent"},
                             {"licences", "rent"},
                             {"by_partner", "each"},
                             {"in_quota", "within"},
                             {"out_of_quota", "beyond"},
                             {"over_quota", "beyond"},
                             {"above", "beyond"},
                             {"in", "within"},
                             {"out", "beyond"}});
  return keys;
}

/// The lines of what somebody collects, then the others.
MappingSpec policy_lines() {
  MappingSpec spec{
      "policy line",
      "One thing that is done.",
      {
          {"trade_cost",
           Kind::mapping,
           false,
           "Costs that burn resources and raise no revenue: non-tariff barriers, transport.",
           {},
           &trade_cost_keys()},
          {"exempt",
           Kind::mapping,
           false,
           "Tariffs back to the rates before this scenario.",
           {},
           &exempt_keys()},
          {"embargo", Kind::mapping, false, "No trade at all.", {}, &embargo_keys()},
          {"agreement",
           Kind::mapping,
           false,
           "Free trade areas, customs unions, trade facilitation.",
           {},
           &agreement_keys()},
          {"retaliation",
           Kind::mapping,
           false,
           "Tariffs that answer tariffs.",
           {},
           &retaliation_keys()},
          {"quota",
           Kind::mapping,
           false,
           "An amount beyond which nothing is traded.",
           {},
           &quota_keys()},
          {"tariff_rate_quota",
           Kind::mapping,
           false,
           "An amount beyond which imports pay a higher tariff.",
           {},
           &tariff_rate_quota_keys()},
      },
      {},
      {},
      {{"duty", "tariff"},
       {"duties", "tariff"},
       {"customs", "tariff"},
       {"tax", "did you mean 'tariff', or 'export_tax'?"},
       {"subsidy", "a subsidy is an 'export_tax' or a 'tariff' with a negative rate"},
       {"quotas", "quota"},
       {"trq", "tariff_rate_quota"},
       {"TRQ", "tariff_rate_quota"},
       {"tariff_quota", "tariff_rate_quota"},
       {"export_quota", "a 'quota' with 'side: export'"},
       {"import_quota", "quota"},
       {"sanction", "embargo"},
       {"sanctions", "embargo"},
       {"ban", "embargo"},
       {"NTB", "trade_cost"},
       {"ntb", "trade_cost"},
       {"non_tariff_barrier", "trade_cost"},
       {"exemption", "exempt"},
       {"fta", "agreement"},
       {"FTA", "agreement"},
       {"customs_union", "an 'agreement' with 'external: common'"}},
      "a line of its own begins with '- '"};
  std::vector<KeySpec> levies;
  for (const Wedge& wedge : kWedges)
    if (wedge.collector != Collector::nobody)
      levies.push_back({wedge.key, Kind::mapping, false, wedge.meaning, {}, &levy_keys(wedge)});
  spec.keys.insert(spec.keys.begin(), levies.begin(), levies.end());
  for (const KeySpec& key : spec.keys) spec.exactly_one.push_back(key.name);
  for (const char* within : {"label", "importer", "exporter", "sectors", "products", "set", "add",
                             "change", "coverage", "schedule"})
    spec.other_keys.emplace_back(
        within, std::string("it stands within the instrument, as 'tariff: {") + within +
                    ": ..., ...}', or indented below it");
  return spec;
}

}  // namespace

std::vector<KeySpec> with_places(std::vector<KeySpec> keys, const std::string& sectors,
                                 bool need_sides) {
  const std::string words = kSelectorWords;
  std::vector<KeySpec> all = {
      {"importer", Kind::selector, need_sides, "The countries that import: " + words + "."},
      {"exporter", Kind::selector, need_sides, "The countries that export: " + words + "."},
      {"except", Kind::selector, false,
       "Countries left out: of the exporters if these are several, else of the importers. To "
       "leave somebody out of the other side, write `not CODE` in its list."},
      {"sectors", Kind::selector, false,
       "A sector, a sector group, `goods`, `services`, `all`, or a list of these. Default: " +
           sectors + "."},
  };
  all.insert(all.end(), keys.begin(), keys.end());
  return all;
}

const MappingSpec& policy_line_keys() {
  static const MappingSpec spec = policy_lines();
  return spec;
}

const MappingSpec& levy_keys(const Wedge& wedge) {
  static const std::vector<MappingSpec> specs = [] {
    std::vector<MappingSpec> all;
    all.reserve(kWedges.size());
    for (const Wedge& each : kWedges) all.push_back(rate_line(each));
    return all;
  }();
  return specs[static_cast<std::size_t>(&wedge - kWedges.data())];
}

const MappingSpec& trade_cost_keys() {
  static const MappingSpec spec{
      "trade_cost",
      "Iceberg trade costs.",
      with_places(with_goods({{"change", Kind::rate, true,
                               "Change of the cost: `+30%` makes it 1.3 times what it is."}}),
                  "`all`", true),
      {},
      {},
      other_trade_cost_keys()};
  return spec;
}

const MappingSpec& embargo_keys() {
  static const MappingSpec spec{
      "embargo",
      "No trade: between every two items of `between`, in both directions, or from `exporter` to "
      "`importer`.",
      with_places(
          without_schedule(with_goods({{"between", Kind::selector, false,
                                        "Two or more countries or groups; trade inside a group "
                                        "goes on."}})),
          "`all`", false),
      {},
      {{"between"}, {"importer", "exporter"}},
      {{"members", "between"},
       {"countries", "between"},
       {"and", "two sides are written between: [A, B]"},
       {"by", "importer"},
       {"against", "exporter"}}};
  return spec;
}

const MappingSpec& exempt_keys() {
  static const MappingSpec spec{
      "exemption",
      "Tariffs go back to the rates that were in force before this scenario: the baseline's, or "
      "those of its `reference`. Embargoes, trade costs and export taxes stay.",
      with_places(with_content(with_goods({})), "`goods`", true),
      {},
      {},
      other_sides()};
  return spec;
}

const MappingSpec& agreement_keys() {
  static const MappingSpec spec{
      "agreement",
      "What countries grant each other.",
      {{"members", Kind::selector, false,
        "Two or more countries or groups, among all of whose countries it holds."},
       {"between", Kind::selector, false,
        "In place of `members`: two or more countries or groups; trade inside a group stays as it "
        "is."},
       {"tariffs", Kind::rate, false,
        "Tariffs among members fall to at most this rate; lower ones stay."},
       {"trade_cost", Kind::rate, false,
        "Change of the trade costs among members: `-5%` makes them 0.95 times what they are."},
       {"external",
        Kind::choice,
        false,
        "`own` (the default) leaves tariffs on outsiders; `common` makes a customs union: members "
        "levy one tariff on each outsider in each sector, the average of theirs weighted by their "
        "imports; where lines above hit shares of cells, one on each stretch of their goods.",
        {"own", "common"}},
       {"sectors", Kind::selector, false,
        "The sectors it covers. Default: `goods` for tariffs, `all` for trade costs."},
       label_key(),
       schedule_key()},
      {},
      {{"members", "tariffs"},
       {"members", "trade_cost"},
       {"members", "external"},
       {"between", "tariffs"},
       {"between", "trade_cost"}},
      {{"countries", "members"},
       {"parties", "members"},
       {"set", "tariffs"},
       {"rate", "tariffs"},
       {"trade_costs", "trade_cost"}}};
  return spec;
}

const MappingSpec& retaliation_keys() {
  static const MappingSpec spec{
      "retaliation",
      "Answers what `against` has added to its tariffs on `by`, above this line and since the last "
      "answer.",
      {{"by", Kind::selector, true,
        "The countries that answer. A group answers as one where the line makes one rate "
        "(`sectors`, `value`): the same for all its members. A list of countries answers one by "
        "one."},
       {"against", Kind::selector, true, "The countries that are answered."},
       {"share", Kind::rate, false, "The part that is answered. Default: 100%."},
       {"sectors", Kind::selector, false,
        "`same` (the default): each sector that was hit, at the rate that was added to it. Else "
        "`goods`, `all` or a list: one rate on these sectors, the average of the rates that were "
        "added, weighted by the trade that they hit."},
       {"value",
        Kind::choice,
        false,
        "`matched`: one rate that taxes as much value (rate times trade) as the other side taxed.",
        {"matched"}},
       label_key(),
       schedule_key()},
      {},
      {},
      {{"importer", "by"},
       {"exporter", "against"},
       {"from", "by"},
       {"on", "against"},
       {"to", "against"},
       {"add", "it answers with the rates that were added; 'share: 50%' answers half of them"},
       {"set", "it answers with the rates that were added; 'share: 50%' answers half of them"},
       {"rate", "it answers with the rates that were added; 'share: 50%' answers half of them"}}};
  return spec;
}

const MappingSpec& quota_keys() {
  static const MappingSpec spec = [] {
    std::vector<KeySpec> keys = amount_keys();
    keys.push_back({"side",
                    Kind::choice,
                    false,
                    "Who fixes the amount. `import` (the default): the importer; the duty stays "
                    "what it is, and the price of a licence comes on top. `export`: the exporter, "
                    "a voluntary restraint; what licences are worth stays with it.",
                    {"import", "export"}});
    MappingSpec made{"quota",
                     "Trade keeps to an amount: where more would be traded, licences to trade have "
                     "a price, which is found. Lines below that change rates change the duty under "
                     "the quota; a later quota on all of its cells replaces it.",
                     with_places(without_schedule(with_goods(std::move(keys))), "`goods`", true),
                     {},
                     {},
                     other_amount_keys()};
    made.other_keys.emplace_back("within",
                                 "a 'tariff_rate_quota' has rates within and beyond its amount");
    made.other_keys.emplace_back("beyond",
                                 "a 'tariff_rate_quota' has rates within and beyond its amount");
    return made;
  }();
  return spec;
}

const MappingSpec& tariff_rate_quota_keys() {
  static const MappingSpec spec = [] {
    std::vector<KeySpec> keys = amount_keys();
    keys.insert(keys.begin(),
                {{"within", Kind::rate, false,
                  "The tariff within the amount. Default: the rate there is, which must be one for "
                  "all cells."},
                 {"beyond", Kind::rate, true, "The tariff on all beyond it, above `within`."}});
    return MappingSpec{"tariff rate quota",
                       "Imports pay one tariff within an amount and a higher one beyond it. What "
                       "it saves to come in within the amount is the price of a licence: nothing "
                       "where the amount is not used up, the whole difference where more comes in, "
                       "else what makes trade keep to the amount. Lines below that change rates "
                       "change both by as much.",
                       with_places(without_schedule(with_goods(std::move(keys))), "`goods`", true),
                       {},
                       {},
                       other_amount_keys()};
  }();
  return spec;
}

}  // namespace tariffsim

#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

std::vector<std::pair<std::string, std::string>> other_strategy_keys() {
  return {{"objective", "maximise"}, {"maximize", "maximise"}, {"max", "maximise"},
          {"country", "player"},     {"over", "choose"},       {"rates", "choose"},
          {"strategies", "choose"},  {"instruments", "choose"}};
}

KeySpec maximise_key(bool of_one) {
  return {"maximise", Kind::aims, false,
          std::string("`welfare` (the default), `tax_revenue`, or `output[SECTOR]` (its volume)") +
              (of_one ? ", of the player; or a weighted sum, in money, such as `{USA.welfare: 1, "
                        "CAN.welfare: 0.2, USA.tax_revenue: 0.1}`."
                      : ", of each player.")};
}

KeySpec choose_key() {
  return {"choose",
          Kind::one_or_more,
          true,
          "The rates that are chosen, such as `{tariff: {sectors: goods, between: 0..300%, by: "
          "partner}}`; all other rates stay.",
          {},
          &choice_keys(),
          true};
}

MappingSpec chosen_rates(const Wedge& wedge) {
  MappingSpec spec{
      std::string("chosen ") + wedge.name,
      "The cells whose rate is chosen; those without trade, closed by an embargo or inside the "
      "player are left out. Members of a player levy the same on each partner and sector.",
      with_places(
          {{"between", Kind::text, false,
            "The bounds of each rate, `0..300%` (the default); a lower one under 0 allows "
            "subsidies."},
           {"by",
            Kind::choice,
            false,
            "`uniform` (the default): one rate. `partner`, `sector`: one for each partner, for "
            "each sector. `cell`: one for each partner and sector.",
            {"uniform", "partner", "sector", "cell"}}},
          "`goods`", false),
      {},
      {},
      {{"bounds", "between"}, {"range", "between"}, {"per", "by"}, {"partner", "exporter"}}};
  for (KeySpec& key : spec.keys) {
    if (key.name == "importer")
      key.description = wedge.kind == WedgeKind::tariff
                            ? "The player, or some of its members. Default: the player. Not in a "
                              "game, where it is each player."
                            : "On whose imports. Default: `others`, all but the player.";
    if (key.name == "exporter")
      key.description = wedge.kind == WedgeKind::tariff
                            ? "On whose goods. Default: `others`, all but the player."
                            : "The player, or some of its members. Default: the player. Not in a "
                              "game, where it is each player.";
  }
  return spec;
}

}  // namespace

const MappingSpec& chosen_rate_keys(const Wedge& wedge) {
  static const MappingSpec tariff = chosen_rates(wedge_of(WedgeKind::tariff));
  static const MappingSpec export_tax = chosen_rates(wedge_of(WedgeKind::export_tax));
  return wedge.kind == WedgeKind::tariff ? tariff : export_tax;
}

const MappingSpec& choice_keys() {
  static const MappingSpec spec = [] {
    MappingSpec line{"choice", "Rates that a player chooses.", {}};
    for (const WedgeKind kind : {WedgeKind::tariff, WedgeKind::export_tax}) {
      const Wedge& wedge = wedge_of(kind);
      line.keys.push_back(
          {wedge.key, Kind::mapping, false, wedge.meaning, {}, &chosen_rate_keys(wedge)});
      line.exactly_one.emplace_back(wedge.key);
    }
    line.for_a_second = "write a list: a line of its own begins with '- '";
    return line;
  }();
  return spec;
}

const MappingSpec& optimum_keys() {
  static const MappingSpec spec{
      "optimum",
      "Who chooses which rates, and what for.",
      {{"player", Kind::selector, true,
        "Who chooses: a country, a group, or a list of these, acting as one."},
       maximise_key(true),
       choose_key()},
      {},
      {},
      other_strategy_keys()};
  return spec;
}

const MappingSpec& game_keys() {
  static const MappingSpec spec{
      "game",
      "Who chooses which rates, against or with whom.",
      {{"players", Kind::selector, true,
        "Who plays: a list, in which a group is one player that acts as one; `all`: each country."},
       {"solution",
        Kind::choice,
        false,
        "`nash` (the default): each player's rates are its best answer to those of the others. "
        "`cooperative`: rates that are best for all together.",
        {"nash", "cooperative"}},
       maximise_key(false),
       choose_key(),
       {"objective",
        Kind::choice,
        false,
        "Of cooperation: `sum` (the default) of what the players maximise, of welfare of their "
        "real incomes, or `nash_product` of gains over disagreement.",
        {"sum", "nash_product"}},
       {"weights", Kind::weights, false,
        "Of cooperation: how much players count, such as `{USA: 2, others: 1}`; who is not named "
        "counts 1. In the product they are exponents."},
       {"disagreement",
        Kind::choice,
        false,
        "What there is without an agreement: `baseline` (the default), the policy as it is, or "
        "`nash`, the war of tariffs.",
        {"baseline", "nash"}},
       {"nobody_loses", Kind::boolean, false,
        "Of cooperation: `true` leaves no player below disagreement. With `nash_product` always."}},
      {},
      {},
      other_strategy_keys()};
  return spec;
}

}  // namespace tariffsim

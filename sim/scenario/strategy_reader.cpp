#include "scenario/strategy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/near_miss.hpp"
#include "scenario/percent_signs.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/selector_text.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr const char* kBoundsHint = "bounds are written 0..300%";
constexpr const char* kAimHint = "expected welfare, tax_revenue or output[SECTOR]";

RateBy rate_by(const std::string& word) {
  if (word == "partner") return RateBy::partner;
  if (word == "sector") return RateBy::sector;
  return word == "cell" ? RateBy::cell : RateBy::uniform;
}

void read_bounds(const YamlNode& node, ChoiceText& choice, Diagnostics& diagnostics) {
  const auto bounds = read_bounds_text(node, kBoundsHint, diagnostics);
  if (!bounds) return;
  const auto least = read_rate(bounds->least, node.place, diagnostics);
  const auto most = read_rate(bounds->most, node.place, diagnostics);
  if (!least || !most) return;
  if (*least <= -1)
    diagnostics.error(node.place,
                      fmt::format("a lower bound of {:g} %: a rate must be above -100 %, at which "
                                  "goods would be free",
                                  100 * *least),
                      kBoundsHint);
  else if (!(*least < *most))
    diagnostics.error(node.place,
                      fmt::format("the lower bound, {:g} %, is not below the upper one, {:g} %",
                                  100 * *least, 100 * *most),
                      kBoundsHint);
  if (!bounds->percent && *most > 1)
    diagnostics.warning(node.place,
                        fmt::format("bounds of {} go up to {:g} %", node.text, 100 * *most),
                        fmt::format("for {:g} %, write {}%", *most, node.text));
  choice.least = *least;
  choice.most = *most;
}

ChoiceText read_choice(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, choice_keys(), diagnostics);
  ChoiceText choice;
  choice.place = node.place;
  const YamlNode* body = line.the_one() == nullptr ? nullptr : line.find(line.the_one()->name);
  if (body == nullptr) return choice;
  for (const Wedge& wedge : kWedges)
    if (wedge.key == line.the_one()->name) choice.wedge = wedge.kind;
  choice.text = fmt::format("{}: {}", line.the_one()->name, flow_text(*body));
  const MappingReader rates(*body, chosen_rate_keys(wedge_of(choice.wedge)), diagnostics);
  choice.cells = read_cells(rates, diagnostics);
  choice.by = rate_by(rates.text("by").value_or("uniform"));
  if (const YamlNode* between = rates.find("between")) read_bounds(*between, choice, diagnostics);
  return choice;
}

std::vector<ChoiceText> read_choices(const MappingReader& reader, Diagnostics& diagnostics) {
  std::vector<ChoiceText> choices;
  const YamlNode* node = reader.find("choose");
  if (node == nullptr) return choices;
  if (node->kind == YamlNode::Kind::mapping) choices.push_back(read_choice(*node, diagnostics));
  for (const YamlNode& line : node->items) choices.push_back(read_choice(line, diagnostics));
  return choices;
}

/// "welfare", "USA.tax_revenue", "output[C24A]".
std::optional<AimText> read_aim(std::string text, const Place& place, Diagnostics& diagnostics) {
  AimText aim;
  aim.place = place;
  const std::string written = text;
  const std::size_t bracket = std::min(text.find('['), text.size());
  if (const std::size_t dot = text.substr(0, bracket).rfind('.'); dot != std::string::npos) {
    aim.of = Name{text.substr(0, dot), place};
    text.erase(0, dot + 1);
  }
  if (text.starts_with("output[") && text.ends_with(']') && text.size() > 8) {
    aim.kind = AimKind::output;
    aim.sector = {text.substr(7, text.size() - 8), place};
    return aim;
  }
  if (text == "welfare") return aim;
  aim.kind = AimKind::tax_revenue;
  if (text == "tax_revenue") return aim;
  const auto near = near_miss(text, std::vector<std::string>{"welfare", "tax_revenue"});
  diagnostics.error(place, fmt::format("'{}' cannot be maximised", written),
                    near ? fmt::format("did you mean '{}'?", *near) : kAimHint);
  return std::nullopt;
}

/// A weight of 0 is told of where another is not; where all are, nothing is wanted.
void check_weights(const YamlNode& node, const std::vector<AimText>& aims,
                   Diagnostics& diagnostics) {
  const auto is_idle = [](const AimText& aim) { return aim.weight == 0; };
  if (!aims.empty() && std::all_of(aims.begin(), aims.end(), is_idle))
    return diagnostics.error(node.place, "nothing is to be maximised: every weight is 0", kAimHint);
  for (const AimText& aim : aims)
    if (is_idle(aim)) diagnostics.warning(aim.place, "a weight of 0: this line does nothing");
}

std::vector<AimText> read_aims(const YamlNode& node, Diagnostics& diagnostics) {
  std::vector<AimText> aims;
  if (node.kind == YamlNode::Kind::scalar)
    if (auto aim = read_aim(node.text, node.place, diagnostics)) aims.push_back(std::move(*aim));
  for (const YamlNode::Entry& entry : node.entries) {
    auto aim = read_aim(entry.key, entry.place, diagnostics);
    const auto weight = read_number(entry.value, diagnostics);
    if (!aim || !weight) continue;
    aim->weight = *weight;
    aims.push_back(std::move(*aim));
  }
  check_weights(node, aims, diagnostics);
  if (node.kind == YamlNode::Kind::mapping && node.entries.empty())
    diagnostics.error(node.place, "'maximise' is empty", kAimHint);
  return aims;
}

StrategyText read_body(const MappingReader& reader, const char* players, Diagnostics& diagnostics) {
  StrategyText text;
  if (const YamlNode* node = reader.find(players)) text.players = read_selector(*node, diagnostics);
  if (const YamlNode* node = reader.find("maximise")) text.aims = read_aims(*node, diagnostics);
  text.choices = read_choices(reader, diagnostics);
  return text;
}

StrategyText read_optimum(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, optimum_keys(), diagnostics);
  return read_body(reader, "player", diagnostics);
}

/// How much each player counts, above 0.
std::vector<std::pair<Name, double>> read_weights(const YamlNode& node, Diagnostics& diagnostics) {
  constexpr const char* kHint = "such as 'weights: {USA: 2, others: 1}'";
  std::vector<std::pair<Name, double>> weights;
  if (node.entries.empty())
    diagnostics.error(node.place, "'weights' is empty: expected players with their numbers", kHint);
  for (const YamlNode::Entry& entry : node.entries) {
    const auto weight = read_number(entry.value, diagnostics);
    if (!weight) continue;
    if (*weight > 0)
      weights.emplace_back(Name{entry.key, entry.place}, *weight);
    else
      diagnostics.error(entry.value.place, "the weight of a player must be above 0", kHint);
  }
  return weights;
}

/// Keys that say nothing in a Nash equilibrium.
void warn_of_cooperation(const MappingReader& reader, Diagnostics& diagnostics) {
  for (const char* key : {"objective", "weights", "disagreement", "nobody_loses"})
    if (reader.has(key))
      diagnostics.warning(reader.place(key),
                          fmt::format("'{}' has no effect where each plays for itself", key),
                          "it belongs to 'solution: cooperative'");
}

StrategyText read_game(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, game_keys(), diagnostics);
  StrategyText text = read_body(reader, "players", diagnostics);
  text.kind =
      reader.text("solution") == "cooperative" ? StrategyKind::cooperative : StrategyKind::nash;
  text.cooperation.nash_product = reader.text("objective") == "nash_product";
  if (const YamlNode* weights = reader.find("weights"))
    text.weights = read_weights(*weights, diagnostics);
  text.cooperation.war_as_disagreement = reader.text("disagreement") == "nash";
  text.cooperation.nobody_loses = reader.boolean("nobody_loses").value_or(false);
  if (text.kind == StrategyKind::nash) warn_of_cooperation(reader, diagnostics);
  const auto names_another = [](const AimText& aim) { return aim.of.has_value(); };
  if (text.aims.size() > 1 || std::any_of(text.aims.begin(), text.aims.end(), names_another))
    diagnostics.error(reader.place("maximise"),
                      "in a game 'maximise' is one measure, the same for every player", kAimHint);
  return text;
}

/// Where deficits are fixed payments, policy changes what they are worth.
void check_closure(const StrategyText& text, const Place& deficits, bool is_proportional,
                   Diagnostics& diagnostics) {
  const auto taxes_exports = [](const ChoiceText& choice) {
    return choice.wedge == WedgeKind::export_tax;
  };
  if (std::any_of(text.choices.begin(), text.choices.end(), taxes_exports))
    diagnostics.error(deficits,
                      "export taxes can be chosen only with 'deficits: none': otherwise a tax on "
                      "all exports changes the real value of a deficit without limit",
                      "leave 'deficits' out");
  else
    diagnostics.warning(
        deficits,
        is_proportional
            ? "deficits in proportion to income depend on tariffs: the rates found exploit this "
              "too, and are higher or lower because of it"
            : "fixed deficits are payments whose real value depends on tariffs: the rates found "
              "exploit this too, and are higher or lower because of it",
        "leave 'deficits' out, and they are removed first");
}

}  // namespace

std::shared_ptr<const StrategyText> read_strategy(const MappingReader& root, ModelText& model,
                                                  Diagnostics& diagnostics) {
  const YamlNode* optimum = root.find("optimum");
  const YamlNode* game = root.find("game");
  if (optimum == nullptr && game == nullptr) return nullptr;
  if (optimum != nullptr && game != nullptr)
    diagnostics.error(game->place, "'game' cannot be used with 'optimum'",
                      "make two scenario files of it");
  const YamlNode& node = optimum != nullptr ? *optimum : *game;
  StrategyText text =
      optimum != nullptr ? read_optimum(node, diagnostics) : read_game(node, diagnostics);
  text.place = node.place;
  const YamlNode* options = root.find("model");
  const YamlNode* deficits = options != nullptr ? options->find("deficits") : nullptr;
  if (deficits == nullptr)
    model.deficits = DeficitClosure::none;
  else if (model.deficits != DeficitClosure::none)
    check_closure(text, deficits->place, model.deficits == DeficitClosure::proportional,
                  diagnostics);
  return std::make_shared<const StrategyText>(std::move(text));
}

}  // namespace tariffsim

#include "scenario/bind_strategy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace tariffsim {
namespace {

using Positions = std::vector<Index>;

/// A player by name, before its rates.
struct NamedPlayer {
  Selector selector;
  std::string name;
  Positions members;
};

class StrategyBinder {
 public:
  StrategyBinder(const StrategyText& text, const PolicyLookup& lookup)
      : text_(text), lookup_(lookup) {}

  StrategyRequest bind() {
    StrategyRequest request{text_.kind, {}, text_.cooperation, text_.place};
    if (text_.kind != StrategyKind::optimum) refuse_own_sides();
    const std::vector<NamedPlayer> named = players();
    for (const NamedPlayer& player : named) {
      StrategyPlayer bound{player.name, player.members, aims_of(player), {}};
      for (const ChoiceText& choice : text_.choices)
        bound.choices.push_back(choice_of(choice, player));
      request.players.push_back(std::move(bound));
    }
    check_players(named);
    if (!text_.weights.empty()) request.cooperation.weights = weights_of(request.players);
    return request;
  }

 private:
  std::vector<NamedPlayer> players() {
    if (text_.kind != StrategyKind::optimum) return players_of_game();
    std::vector<std::string> names;
    for (const Name& name : text_.players.include) names.push_back(name.text);
    if (names.empty() || has_twins()) return {};  // the list has been told of
    NamedPlayer player{text_.players, fmt::format("{}", fmt::join(names, "+")),
                       lookup_.countries.resolve(text_.players)};
    if (player.members.empty()) return {};
    return {std::move(player)};
  }

  /// Whether one is named twice among the parts of one player, which is told. Each is looked up by
  /// itself: of the list as a whole a name that stands there twice would be told of once more.
  bool has_twins() {
    Positions taken;
    if (lookup_.diagnostics.has_errors()) return false;
    for (const Name& name : text_.players.include) {
      for (const Index n : lookup_.countries.resolve(Selector{{name}, {}, name.place})) {
        if (std::find(taken.begin(), taken.end(), n) != taken.end()) {
          lookup_.diagnostics.error(
              name.place,
              fmt::format("{} is named twice among those who act as one player",
                          lookup_.countries.table().codes[static_cast<std::size_t>(n)]),
              "leave one of the two out");
          return true;
        }
        taken.push_back(n);
      }
    }
    return false;
  }

  std::vector<NamedPlayer> players_of_game() {
    std::vector<NamedPlayer> players;
    for (const Name& name : text_.players.include) {
      if (name.text == "all") {
        for (const Index n : lookup_.countries.resolve(Selector{{name}, text_.players.exclude, {}}))
          players.push_back(country(n));
        continue;
      }
      Selector selector{{name}, text_.players.exclude, name.place};
      Positions members = lookup_.countries.resolve(selector);
      if (!members.empty()) players.push_back({std::move(selector), name.text, std::move(members)});
    }
    return players;
  }

  /// A player by the name that it has in the game, or by another that stands for the same members.
  std::vector<double> weights_of(const std::vector<StrategyPlayer>& players) {
    double others = 1;
    for (const auto& [name, weight] : text_.weights)
      if (name.text == "others") others = weight;
    std::vector<double> weights(players.size(), others);
    std::vector<bool> named(players.size());
    for (const auto& given : text_.weights) {
      const Name& name = given.first;
      if (name.text == "others") continue;
      const auto found = std::find_if(players.begin(), players.end(), [&](const auto& player) {
        return player.name == name.text ||
               player.members == lookup_.countries.resolve(Selector{{name}, {}, name.place});
      });
      const auto at = static_cast<std::size_t>(found - players.begin());
      if (found == players.end())
        lookup_.diagnostics.error(name.place,
                                  fmt::format("'{}' is no player of this game", name.text),
                                  "name one of 'players', or 'others'");
      else if (named[at])
        lookup_.diagnostics.error(name.place,
                                  fmt::format("'{}' is given a weight twice", players[at].name),
                                  "leave one of them out");
      else
        weights[at] = given.second, named[at] = true;
    }
    return weights;
  }

  NamedPlayer country(Index n) const {
    const std::string& code = lookup_.countries.table().codes[static_cast<std::size_t>(n)];
    return {Selector{{{code, text_.players.place}}, {}, text_.players.place}, code, {n}};
  }

  void check_players(const std::vector<NamedPlayer>& players) {
    std::vector<std::string> taken(lookup_.countries.table().codes.size());
    for (const NamedPlayer& player : players)
      for (const Index n : player.members) {
        std::string& other = taken[static_cast<std::size_t>(n)];
        if (!other.empty()) return tell_of_second(player, n, other);
        other = player.name;
      }
    if (text_.kind != StrategyKind::optimum && players.size() == 1)
      lookup_.diagnostics.error(text_.players.place, "a game needs at least two players",
                                "one player has an 'optimum'; a group in a list is one player");
  }

  void tell_of_second(const NamedPlayer& player, Index member, const std::string& other) {
    const std::string& code = lookup_.countries.table().codes[static_cast<std::size_t>(member)];
    lookup_.diagnostics.error(player.selector.place,
                              player.name == other ? fmt::format("{} is named twice", player.name)
                                                   : fmt::format("{} plays twice, as {} and as {}",
                                                                 code, other, player.name),
                              "each economy is of one player");
  }

  std::vector<Aim> aims_of(const NamedPlayer& player) {
    if (text_.aims.empty()) return {Aim{AimKind::welfare, player.members, -1, 1}};
    std::vector<Aim> aims;
    for (const AimText& text : text_.aims) {
      Aim aim{text.kind, player.members, -1, text.weight, text.place};
      if (text.of) aim.countries = lookup_.countries.resolve(*text.of);
      if (text.kind == AimKind::output) aim.sector = sector_of(text.sector);
      aims.push_back(std::move(aim));
    }
    return aims;
  }

  Index sector_of(const Name& name) {
    const Positions found = lookup_.sectors.resolve(name);
    if (found.size() > 1)
      lookup_.diagnostics.error(name.place,
                                fmt::format("'{}' is several sectors: expected one", name.text),
                                "join them with 'aggregate', or give each a weight");
    return found.empty() ? 0 : found.front();
  }

  /// Whose rates they are: tariffs are the importer's, export taxes the exporter's.
  static std::optional<Selector>& own_side(CellsText& cells, WedgeKind wedge) {
    return wedge == WedgeKind::tariff ? cells.importer : cells.exporter;
  }
  static std::optional<Selector>& other_side(CellsText& cells, WedgeKind wedge) {
    return wedge == WedgeKind::tariff ? cells.exporter : cells.importer;
  }

  RateChoice choice_of(const ChoiceText& text, const NamedPlayer& player) {
    CellsText cells = text.cells;
    std::optional<Selector>& own = own_side(cells, text.wedge);
    if (own && text_.kind == StrategyKind::optimum) check_own(*own, text.wedge, player);
    if (!own) own = player.selector;
    if (std::optional<Selector>& other = other_side(cells, text.wedge); !other)
      other = Selector{{{"others", text.place}}, {}, text.place};
    return {text.wedge, bind_cells(cells, "goods", lookup_),
            text.by,    text.least,
            text.most,  fmt::format("{}'s choice of {}", player.name, text.text),
            text.place};
  }

  static const char* own_word(WedgeKind wedge) {
    return wedge == WedgeKind::tariff ? "importer" : "exporter";
  }

  void check_own(const Selector& own, WedgeKind wedge, const NamedPlayer& player) {
    const Positions named = lookup_.countries.resolve(own);
    if (!without(named, player.members).empty())
      lookup_.diagnostics.error(
          own.place,
          fmt::format("{} can choose only its own rates: the {} of this line must be the player",
                      player.name, own_word(wedge)),
          fmt::format("leave '{}' out, and it is the player", own_word(wedge)));
  }

  void refuse_own_sides() {
    for (ChoiceText choice : text_.choices)
      if (const auto& own = own_side(choice.cells, choice.wedge))
        lookup_.diagnostics.error(
            own->place,
            fmt::format("in a game the {} of this line is each player in turn",
                        own_word(choice.wedge)),
            fmt::format("leave '{}' out", own_word(choice.wedge)));
  }

  const StrategyText& text_;
  const PolicyLookup& lookup_;
};

}  // namespace

StrategyRequest bind_strategy(const StrategyText& text, const PolicyLookup& lookup) {
  return StrategyBinder(text, lookup).bind();
}

}  // namespace tariffsim

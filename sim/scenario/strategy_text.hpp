// `optimum:` and `game:` as written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/strategy_request.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// A line of `choose`, and who it is of where it does not say.
struct ChoiceText {
  WedgeKind wedge = WedgeKind::tariff;
  CellsText cells;
  RateBy by = RateBy::uniform;
  double least = 0, most = 3;
  std::string text;  ///< as written
  Place place;
};

struct AimText {
  AimKind kind = AimKind::welfare;
  std::optional<Name> of;  ///< a country or a group; otherwise the player
  Name sector;             ///< of output
  double weight = 1;
  Place place = {};
};

struct StrategyText {
  StrategyKind kind = StrategyKind::optimum;
  Selector players;  ///< of an optimum one player of all these; of a game each name is one
  std::vector<AimText> aims;
  std::vector<ChoiceText> choices;
  CooperationTerms cooperation;
  std::vector<std::pair<Name, double>> weights = {};  ///< of cooperation, by player or `others`
  Place place;
};

}  // namespace tariffsim

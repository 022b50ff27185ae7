#include "scenario/separate_nests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "policy/split_world.hpp"

namespace tariffsim {
namespace {

const PartScope* scope_of(const PolicyLine& line) {
  return std::visit(
      [](const auto& instrument) -> const PartScope* {
        if constexpr (requires { instrument.scope; })
          return &instrument.scope;
        else
          return nullptr;
      },
      line.instrument);
}

/// The rates of a line that has one for each cell, from a file.
std::span<const CellRate> rates_of(const PolicyLine& line) {
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  if (levy == nullptr) return {};
  const auto* rates = std::get_if<std::vector<CellRate>>(&levy->rates);
  return rates == nullptr ? std::span<const CellRate>{} : std::span<const CellRate>{*rates};
}

/// An answer hits a part only of cells that another line has divided.
bool divides_cells(const PolicyLine& line) {
  const PartScope* scope = scope_of(line);
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  const auto rates = rates_of(line);
  return (scope != nullptr && !scope->is_whole()) || (levy != nullptr && levy->claims) ||
         std::any_of(rates.begin(), rates.end(), [](const CellRate& rate) {
           return !rate.products.empty() || !rate.part.empty();
         });
}

void check_stage(const Stage& stage, const Place& place, const Baseline& baseline,
                 std::span<const PolicyLine> reference, Diagnostics& diagnostics) {
  constexpr const char* kInstead = "put its lines into 'policy', or into 'in_data'";
  if (std::any_of(reference.begin(), reference.end(), divides_cells) || !baseline.parts.empty())
    diagnostics.error(place,
                      "'nests: separate' cannot be used with a 'reference' where that, or "
                      "'in_data', hits parts of cells",
                      kInstead);
  else if (std::any_of(stage.policy.begin(), stage.policy.end(), names_products))
    diagnostics.error(
        place, "'nests: separate' cannot be used with a 'reference' where 'policy' names products",
        kInstead);
}

using Market = std::pair<Index, Index>;  // importer and sector

/// What lines say of the goods of one name.
struct PartOfMarkets {
  double coverage = 0;  // the most that a line says
  std::set<Market> markets = {};
  double from = 0;
  Place place = {};
};

void add_markets(const Cells& cells, std::set<Market>& markets) {
  for (const Index n : cells.importers)
    for (const Index s : cells.sectors) markets.insert({n, s});
}

std::set<Market> markets_of(const PolicyLine& line) {
  std::set<Market> markets;
  std::visit(
      [&](const auto& instrument) {
        if constexpr (requires { instrument.rates; }) {
          if (const auto* one = std::get_if<OneRate>(&instrument.rates))
            add_markets(one->cells, markets);
          for (const CellRate& rate : rates_of(line)) markets.insert({rate.importer, rate.sector});
        } else if constexpr (std::is_same_v<std::decay_t<decltype(instrument)>, Embargo>) {
          for (const Cells& cells : instrument.cells) add_markets(cells, markets);
        } else if constexpr (requires { instrument.cells; }) {
          add_markets(instrument.cells, markets);
        }
      },
      line.instrument);
  return markets;
}

/// Names in the order in which they come, but those of the data, which have their places.
std::vector<std::pair<std::string, PartOfMarkets>> parts_of_markets(const Baseline& baseline,
                                                                    const Stage& stage) {
  std::set<std::string> in_data;
  for (const auto& [place, cell] : baseline.parts)
    for (const NamedInterval& name : cell.names) in_data.insert(name.name);
  std::vector<std::pair<std::string, PartOfMarkets>> parts;
  for (const PolicyLine& line : stage.policy) {
    const PartScope* scope = scope_of(line);
    if (scope == nullptr || scope->name.empty() || in_data.count(scope->name) > 0) continue;
    auto known = std::find_if(parts.begin(), parts.end(),
                              [&](const auto& part) { return part.first == scope->name; });
    if (known == parts.end()) {
      parts.push_back({scope->name, {}});
      known = std::prev(parts.end());
      known->second.place = line.place;
    }
    known->second.coverage = std::max(known->second.coverage, scope->coverage.value_or(0));
    known->second.markets.merge(markets_of(line));
  }
  return parts;
}

bool meet(const std::set<Market>& a, const std::set<Market>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Market& one) { return b.count(one) > 0; });
}

/// Where the last part of the data ends in these markets.
double filled_in_data(const Baseline& baseline, const std::set<Market>& markets) {
  double filled = 0;
  for (const auto& [place, cell] : baseline.parts)
    if (markets.count({place.importer, place.sector}) > 0)
      for (const NamedInterval& name : cell.names) filled = std::max(filled, name.to);
  return filled;
}

void set_from(PolicyLine& line, double from) {
  std::visit(
      [&](auto& instrument) {
        if constexpr (requires { instrument.scope; }) instrument.scope.from = from;
      },
      line.instrument);
}

}  // namespace

void place_parts(const Baseline& baseline, Stage& stage, Diagnostics& diagnostics) {
  constexpr double kRounding = 1e-9;  // of sums of shares that people write
  auto parts = parts_of_markets(baseline, stage);
  for (auto part = parts.begin(); part != parts.end(); ++part) {
    auto& [name, own] = *part;
    own.from = filled_in_data(baseline, own.markets);
    for (auto other = parts.begin(); other != part; ++other)
      if (meet(own.markets, other->second.markets))
        own.from = std::max(own.from, other->second.from + other->second.coverage);
    if (own.from + own.coverage <= 1 + kRounding) continue;
    diagnostics.error(
        own.place,
        fmt::format("the part '{}' and those above of other names cover together {:g} % of an "
                    "importer's purchases: with 'nests: separate' parts of different names are "
                    "different goods, whoever sells them",
                    name, 100 * (own.from + own.coverage)),
        "give goods that compete one name, or lower 'coverage'");
    return;
  }
  for (PolicyLine& line : stage.policy)
    if (const PartScope* scope = scope_of(line))
      for (const auto& [name, part] : parts)
        if (scope->name == name) set_from(line, part.from);
}

void refuse_derivatives_of_nests(std::span<const Stage> stages, const Vector& selling_share,
                                 const char* key, const Place& asked, Diagnostics& diagnostics) {
  for (const Stage& stage : stages)
    if (stage.parameters.separate_nests && !can_split(stage.parameters, selling_share) &&
        std::any_of(stage.policy.begin(), stage.policy.end(), divides_cells))
      return diagnostics.error(
          asked,
          fmt::format("'{}' cannot be used with 'nests: separate' beside substitution among inputs "
                      "or final goods, labour that does not move freely, economies of scale or "
                      "selling costs",
                      key),
          "leave these options or 'nests' out, or compare runs with different rates");
}

bool names_products(const PolicyLine& line) {
  const PartScope* scope = scope_of(line);
  const auto rates = rates_of(line);
  return (scope != nullptr && scope->products) ||
         std::any_of(rates.begin(), rates.end(),
                     [](const CellRate& rate) { return !rate.products.empty(); });
}

void check_separate_nests(const Scenario& scenario, const Baseline& baseline,
                          std::span<const PolicyLine> reference, std::span<const Stage> stages,
                          Diagnostics& diagnostics) {
  for (std::size_t at = 0; at < stages.size(); ++at) {
    if (!stages[at].parameters.separate_nests) continue;
    const bool own = !scenario.steps.empty() && scenario.steps[at].model &&
                     scenario.steps[at].model->nests_place.source;
    const Place& place = own ? scenario.steps[at].model->nests_place : scenario.model.nests_place;
    if (scenario.reference) check_stage(stages[at], place, baseline, reference, diagnostics);
    if (scenario.model.deficits == DeficitClosure::none && !baseline.parts.empty())
      diagnostics.error(place,
                        "'nests: separate' cannot be used with 'deficits: none' where 'in_data' "
                        "divides cells");
    if (diagnostics.has_errors()) return;  // the same would be said of every step
  }
}

}  // namespace tariffsim

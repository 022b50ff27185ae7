#include "scenario/named_goods.hpp"

#include <map>
#include <memory>
#include <utility>
#include <variant>

namespace tariffsim {
namespace {

void add_entries(const std::vector<CellRate>& rates, std::vector<NamedGoods>& named) {
  std::map<std::pair<std::string, double>, std::set<CellPlace>> parts;
  for (const CellRate& rate : rates)
    if (!rate.part.empty())
      parts[{rate.part, rate.part_share}].insert({rate.exporter, rate.importer, rate.sector});
  for (auto& [part, cells] : parts)
    named.push_back({part.first, part.second, {}, std::move(cells)});
}

template <class Instrument>
std::vector<Cells> lists_of(const Instrument& instrument) {
  if constexpr (requires { instrument.rates; }) {
    const auto* one = std::get_if<OneRate>(&instrument.rates);
    return one == nullptr ? std::vector<Cells>{} : std::vector<Cells>{one->cells};
  } else if constexpr (requires { instrument.cells.exporters; }) {
    return {instrument.cells};
  } else if constexpr (requires { instrument.cells; }) {
    return instrument.cells;
  } else {
    return {};
  }
}

template <class Instrument>
std::set<CellPlace> entries_of(const Instrument& instrument) {
  std::set<CellPlace> entries;
  if constexpr (requires { instrument.rates; })
    if (const auto* rates = std::get_if<std::vector<CellRate>>(&instrument.rates))
      for (const CellRate& rate : *rates)
        entries.insert({rate.exporter, rate.importer, rate.sector});
  return entries;
}

}  // namespace

void keep_places_of_names(const std::vector<PolicyLine*>& lines) {
  const auto named = std::make_shared<std::vector<NamedGoods>>();
  for (PolicyLine* line : lines)
    std::visit(
        [&](auto& instrument) {
          if constexpr (requires { instrument.scope; }) {
            PartScope& scope = instrument.scope;
            if (!scope.name.empty() && scope.coverage)
              named->push_back(
                  {scope.name, *scope.coverage, lists_of(instrument), entries_of(instrument)});
            if constexpr (requires { instrument.rates; })
              if (const auto* rates = std::get_if<std::vector<CellRate>>(&instrument.rates))
                add_entries(*rates, *named);
            scope.named = named;
            scope.named_above = named->size();
          }
        },
        line->instrument);
  if (!named->empty()) return;
  for (PolicyLine* line : lines)
    std::visit(
        [](auto& instrument) {
          if constexpr (requires { instrument.scope; }) instrument.scope.named = nullptr;
        },
        line->instrument);
}

}  // namespace tariffsim

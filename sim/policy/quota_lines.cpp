#include "policy/quota_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace tariffsim {
namespace {

using Places = std::vector<CellPlace>;

/// "C24A from CHN into EU27"; of the exporter's side the partners are who imports.
std::string name_of(const QuotaLine& line, const std::string& partner) {
  const std::string sectors = line.sectors.empty() ? "goods" : line.sectors;
  const bool imports = line.side == QuotaSide::importer;
  return fmt::format("{} from {} into {}", sectors, imports ? partner : line.own,
                     imports ? line.own : partner);
}

/// The cells with trade, by partner if each has an amount of its own.
std::map<Index, Places> traded_cells(const QuotaLine& line, const LeviedCells& cells) {
  std::map<Index, Places> groups;
  for (const Index s : line.cells.sectors)
    for (const Index n : line.cells.importers)
      for (const Index i : line.cells.exporters) {
        const CellPlace at{i, n, s};
        if (i == n || !(cells.flow(at) > 0)) continue;
        const Index partner = line.side == QuotaSide::importer ? i : n;
        groups[line.by_partner ? partner : 0].push_back(at);
      }
  for (auto& [partner, places] : groups) {  // a code may be named twice
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  return groups;
}

/// Calls visit(tariff) for a cell that is whole, or for each of its parts.
template <class Visit>
void for_each_tariff(const LeviedCells& cells, const CellPlace& at, const Visit& visit) {
  const CellParts* parts = cells.parts(at);
  if (parts == nullptr) return visit(cells.levels().tariff(at.exporter, at.importer, at.sector));
  for (const LevyPart& part : parts->all()) visit(part.policy.level(WedgeKind::tariff));
}

/// m. Rates within that the line does not set must be one, for what is saved to be one.
double margin_of(const QuotaLine& line, const Places& places, const LeviedCells& cells,
                 const Place& place) {
  if (!line.beyond) return std::numeric_limits<double>::infinity();
  std::optional<double> within;
  for (const CellPlace& at : places)
    for_each_tariff(cells, at, [&](double tariff) {
      if (within && *within != tariff)
        throw InputError(
            place,
            fmt::format("{} pays {:.4g} %, other goods of this quota {:.4g} %: with one tariff "
                        "beyond the amount, the increase would not be the same for all",
                        cells.name(at), 100 * tariff, 100 * *within),
            "give one tariff 'within', or a quota to each");
      within = tariff;
    });
  if (*line.beyond <= *within)
    throw InputError(place,
                     fmt::format("the tariff beyond the amount, {:.4g} %, must be above the one "
                                 "within it, {:.4g} %",
                                 100 * *line.beyond, 100 * *within));
  return *line.beyond - *within;
}

/// What is traded in the world, as the quota counts it.
double amount_before(const QuotaLine& line, const Places& places, const LeviedCells& cells) {
  double amount = 0;
  for (const auto& [i, n, s] : places) {
    const double tax =
        line.side == QuotaSide::importer ? 0 : rate_at(cells.world(), Collector::exporter, i, n, s);
    amount += cells.world().flow(i, n, s) / (1 + tax);
  }
  return amount;
}

bool is_within(const Cells& covered, const CellPlace& at) {
  const auto holds = [](const std::vector<Index>& all, Index one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  return holds(covered.exporters, at.exporter) && holds(covered.importers, at.importer) &&
         holds(covered.sectors, at.sector);
}

}  // namespace

std::vector<Quota> quotas_of(const QuotaLine& line, const LeviedCells& cells, const Place& place) {
  std::vector<Quota> quotas;
  for (auto& [partner, places] : traded_cells(line, cells)) {
    const std::string& code = cells.world().countries[static_cast<std::size_t>(partner)].code;
    Quota quota;
    quota.name = name_of(line, line.by_partner ? code : line.partners);
    quota.side = line.side;
    quota.measure = line.measure;
    quota.amount_before = amount_before(line, places, cells);
    quota.amount = line.of_trade ? line.amount * quota.amount_before : line.amount;
    quota.margin = margin_of(line, places, cells, place);
    quota.exporters_share = line.exporters_share;
    quota.place = place;
    quota.cells = std::move(places);
    quotas.push_back(std::move(quota));
  }
  if (quotas.empty())
    throw InputError(place, "nothing is traded in the cells of this quota",
                     "choose exporters, importers or sectors between which there is trade");
  return quotas;
}

void replace_quotas(std::vector<Quota>& quotas, std::vector<Quota> more, const Cells& covered,
                    const LeviedCells& cells) {
  const QuotaSide side = more.front().side;
  std::erase_if(quotas, [&](const Quota& old) {
    return old.side == side &&
           std::all_of(old.cells.begin(), old.cells.end(),
                       [&](const CellPlace& at) { return is_within(covered, at); });
  });
  std::set<CellPlace> taken;
  for (const Quota& old : quotas)
    if (old.side == side) taken.insert(old.cells.begin(), old.cells.end());
  for (const Quota& quota : more)
    for (const CellPlace& at : quota.cells)
      if (taken.count(at) > 0)
        throw InputError(quota.place,
                         fmt::format("{} is under a quota of a line above, which has other cells "
                                     "too",
                                     cells.name(at)),
                         "leave it out of one of them; a quota on all cells of an earlier one "
                         "replaces it");
  std::move(more.begin(), more.end(), std::back_inserter(quotas));
}

}  // namespace tariffsim

#include "policy/quota_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace tariffsim {
namespace {

/// Its label, or "C24A from CHN into EU27"; of the exporter's side the partners are who imports.
std::string name_of(const QuotaLine& line, const std::string& partner) {
  if (!line.label.empty())
    return line.by_partner ? fmt::format("{}, {}", line.label, partner) : line.label;
  const bool imports = line.side == QuotaSide::importer;
  return fmt::format("{} from {} into {}", line.goods, imports ? partner : line.own,
                     imports ? line.own : partner);
}

/// The quota of its goods, without names and amounts.
Quota quota_on(const QuotaLine& line) {
  Quota quota;
  quota.side = line.side;
  quota.measure = line.measure;
  quota.exporters_share = line.exporters_share;
  return quota;
}

/// Goods that are treated alike: a whole cell, or a part.
struct Goods {
  const LevyPart* part;  // nullptr: all of the cell
  double flow;           // million, of the world

  double level(WedgeKind kind, const LeviedCells& cells, const CellPlace& at) const {
    const auto [i, n, s] = at;
    return part == nullptr ? value_at(wedge_of(kind), cells.levels(), i, n, s)
                           : part->policy.level(kind);
  }
  double rate_before(Collector who, const LeviedCells& cells, const CellPlace& at) const {
    const auto [i, n, s] = at;
    return part == nullptr ? rate_at(cells.world(), who, i, n, s)
                           : part_rate(part->policy.before, who);
  }
};

/// Calls visit(Goods) for what a quota is on in a cell.
template <class Visit>
void for_each_goods(const Quota& quota, const LeviedCells& cells, const CellPlace& at,
                    const Visit& visit) {
  const CellParts* parts = cells.parts(at);
  if (parts == nullptr) return visit(Goods{nullptr, cells.flow(at)});
  for (const LevyPart& part : parts->all())
    if (quota.is_on(at, &part.policy.before.place))
      visit(Goods{&part, cells.flow(at) * part.policy.before.flow_share});
}

bool is_traded(const Quota& quota, const LeviedCells& cells, const CellPlace& at) {
  bool traded = false;
  for_each_goods(quota, cells, at, [&](const Goods& goods) { traded = traded || goods.flow > 0; });
  return traded;
}

/// Quotas on the goods that are traded, one for all, or one for each partner.
std::map<Index, Quota> traded_goods(const QuotaLine& line, const QuotaGoods& goods,
                                    const LeviedCells& cells) {
  Quota all = quota_on(line);
  all.goods = goods;
  std::map<Index, Quota> quotas;
  for (const Index s : line.cells.sectors)
    for (const Index n : line.cells.importers)
      for (const Index i : line.cells.exporters) {
        const CellPlace at{i, n, s};
        if (i == n || !(cells.flow(at) > 0) || !is_traded(all, cells, at)) continue;
        const Index partner = line.side == QuotaSide::importer ? i : n;
        Quota& quota =
            quotas.try_emplace(line.by_partner ? partner : 0, quota_on(line)).first->second;
        quota.cells.push_back(at);
        if (const auto some = goods.find(at); some != goods.end()) quota.goods.insert(*some);
      }
  for (auto& [partner, quota] : quotas) {  // a code may be named twice
    std::sort(quota.cells.begin(), quota.cells.end());
    quota.cells.erase(std::unique(quota.cells.begin(), quota.cells.end()), quota.cells.end());
  }
  return quotas;
}

/// m. Rates within that the line does not set must be one, for what is saved to be one.
double margin_of(const QuotaLine& line, const Quota& quota, const LeviedCells& cells,
                 const Place& place) {
  if (!line.beyond) return std::numeric_limits<double>::infinity();
  std::optional<double> within;
  for (const CellPlace& at : quota.cells)
    for_each_goods(quota, cells, at, [&](const Goods& goods) {
      const double tariff = goods.level(WedgeKind::tariff, cells, at);
      if (cells.claims(at) != nullptr && margin_of(*goods.part) > 0)
        throw InputError(place,
                         fmt::format("{}: those who claim a preference pay {:.4g} %, others {:.4g} "
                                     "%: with one tariff beyond the amount, the increase would not "
                                     "be the same for all",
                                     cells.name(at), 100 * goods.part->claimed.now, 100 * tariff),
                         "give one tariff 'within'");
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
double amount_before(const Quota& quota, const LeviedCells& cells) {
  double amount = 0;
  for (const CellPlace& at : quota.cells)
    for_each_goods(quota, cells, at, [&](const Goods& goods) {
      const double tax =
          quota.side == QuotaSide::importer ? 0 : goods.rate_before(Collector::exporter, cells, at);
      amount += goods.flow / (1 + tax);
    });
  return amount;
}

bool is_on_cell(const Quota& quota, const CellPlace& at) {
  return std::binary_search(quota.cells.begin(), quota.cells.end(), at);
}

/// Whether any of these is on goods of a cell.
bool are_on(const std::vector<Quota>& quotas, const CellPlace& at, const Goods& goods) {
  const PartPlace* place = goods.part == nullptr ? nullptr : &goods.part->policy.before.place;
  return std::any_of(quotas.begin(), quotas.end(), [&](const Quota& quota) {
    return is_on_cell(quota, at) && quota.is_on(at, place);
  });
}

/// Of the traded goods that a quota is on, how much of them others are on too.
enum class Shared { none, some, all };

Shared shared_goods(const Quota& quota, const std::vector<Quota>& others, const LeviedCells& cells,
                    CellPlace& where) {
  bool any = false, all = true;
  for (const CellPlace& at : quota.cells)
    for_each_goods(quota, cells, at, [&](const Goods& goods) {
      if (!(goods.flow > 0)) return;
      const bool is_shared = are_on(others, at, goods);
      if (is_shared && !any) where = at;
      any = any || is_shared;
      all = all && is_shared;
    });
  return !any ? Shared::none : all ? Shared::all : Shared::some;
}

}  // namespace

std::vector<Quota> quotas_of(const QuotaLine& line, const QuotaGoods& goods,
                             const LeviedCells& cells, const Place& place) {
  std::vector<Quota> quotas;
  for (auto& [partner, quota] : traded_goods(line, goods, cells)) {
    const std::string& code = cells.world().countries[static_cast<std::size_t>(partner)].code;
    quota.name = name_of(line, line.by_partner ? code : line.partners);
    quota.amount_before = amount_before(quota, cells);
    quota.amount = line.of_trade ? line.amount * quota.amount_before : line.amount;
    quota.margin = margin_of(line, quota, cells, place);
    quota.place = place;
    quotas.push_back(std::move(quota));
  }
  if (quotas.empty())
    throw InputError(place, "nothing is traded in the cells of this quota",
                     "choose exporters, importers, sectors or products that are traded");
  return quotas;
}

void replace_quotas(std::vector<Quota>& quotas, std::vector<Quota> more, const LeviedCells& cells) {
  const QuotaSide side = more.front().side;
  std::erase_if(quotas, [&](const Quota& old) {
    if (old.side != side) return false;
    CellPlace where;
    const Shared shared = shared_goods(old, more, cells, where);
    if (shared == Shared::some)
      throw InputError(more.front().place,
                       fmt::format("{} is under a quota of a line above, which is on other goods "
                                   "too",
                                   cells.name(where)),
                       "leave it out of one of them; a quota on all goods of an earlier one "
                       "replaces it");
    return shared == Shared::all;
  });
  std::move(more.begin(), more.end(), std::back_inserter(quotas));
}

}  // namespace tariffsim

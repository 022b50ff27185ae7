#include "prose/chosen_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/numbers.hpp"
#include "results/strategy.hpp"

namespace tariffsim {
namespace {

/// What is shown as a table: a screen's width, and a page's height.
constexpr std::size_t kMostTableColumns = 6, kMostTableRows = 30;

const std::string& code_of(const std::vector<Country>& all, Index n) {
  return all[static_cast<std::size_t>(n)].code;
}
const std::string& code_of(const std::vector<Sector>& all, Index s) {
  return all[static_cast<std::size_t>(s)].code;
}

bool holds(const std::vector<Index>& sorted, Index n) {
  return std::binary_search(sorted.begin(), sorted.end(), n);
}

/// Trade of a player with a partner in a sector, on the side that the wedge is levied on.
double trade_with(const World& world, WedgeKind wedge, const std::vector<Index>& members,
                  Index partner, Index s) {
  double sum = 0;
  for (const Index member : members)
    sum += wedge == WedgeKind::tariff ? world.flow(partner, member, s)
                                      : world.flow(member, partner, s);
  return sum;
}

/// The places of one rate, and what it leaves out.
class RatePlaces {
 public:
  RatePlaces(const ChosenRate& rate, const std::vector<Index>& members, const World& world)
      : rate_(rate), members_(members), world_(world), place_(rate_place(rate)) {}

  std::string partner() const {
    if (place_.partners.size() == 1) return shown(code_of(world_.countries, place_.partners[0]));
    for (Index partner = 0; partner < world_.n_countries(); ++partner)
      if (is_outside(partner) && !holds(place_.partners, partner) &&
          trades(partner, place_.sectors))
        return counted(place_.partners.size(), "partner");
    return "all";
  }

  std::string sector() const {
    if (place_.sectors.size() == 1) return shown(code_of(world_.sectors, place_.sectors[0]));
    bool services_missing = false, services_there = false;
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      const bool goods = world_.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods;
      if (holds(place_.sectors, s)) {
        services_there = services_there || !goods;
      } else if (is_traded(s)) {
        if (goods) return counted(place_.sectors.size(), "sector");
        services_missing = true;
      }
    }
    if (!services_missing) return "all";
    return services_there ? counted(place_.sectors.size(), "sector") : "goods";
  }

 private:
  bool is_outside(Index n) const {
    return std::find(members_.begin(), members_.end(), n) == members_.end();
  }
  bool trades(Index partner, const std::vector<Index>& sectors) const {
    return std::any_of(sectors.begin(), sectors.end(), [&](Index s) {
      return trade_with(world_, rate_.wedge, members_, partner, s) > 0;
    });
  }
  bool is_traded(Index s) const {
    return std::any_of(place_.partners.begin(), place_.partners.end(), [&](Index partner) {
      return trade_with(world_, rate_.wedge, members_, partner, s) > 0;
    });
  }

  const ChosenRate& rate_;
  const std::vector<Index>& members_;
  const World& world_;
  RatePlace place_;
};

/// The rates of one player's instrument.
struct RateRow {
  std::size_t player;
  WedgeKind wedge;
  std::vector<const FoundRate*> rates;
};

std::vector<RateRow> rows_of(const StrategyResult& strategy) {
  std::vector<RateRow> rows;
  for (std::size_t player = 0; player < strategy.players.size(); ++player)
    for (const WedgeKind wedge : {WedgeKind::tariff, WedgeKind::export_tax}) {
      RateRow row{player, wedge, {}};
      for (const FoundRate& found : strategy.players[player].rates)
        if (found.chosen.wedge == wedge) row.rates.push_back(&found);
      if (!row.rates.empty()) rows.push_back(std::move(row));
    }
  return rows;
}

/// Cells have one rate each: two rates that share a sector differ by partner, and the reverse.
bool differs_beside(const RateRow& row, std::vector<Index> RatePlace::*shared) {
  std::set<Index> taken;
  for (const FoundRate* found : row.rates) {
    const RatePlace at = rate_place(found->chosen);
    for (const Index place : at.*shared)
      if (!taken.insert(place).second) return true;
  }
  return false;
}

class MatrixBuilder {
 public:
  MatrixBuilder(const StrategyResult& strategy, const World& world)
      : world_(world), rows_(rows_of(strategy)) {}

  std::vector<RateMatrix> matrices() const {
    const bool by_partner = any(&RatePlace::sectors), by_sector = any(&RatePlace::partners);
    if (!by_partner && !by_sector) return {};
    if (by_partner && by_sector) {
      std::vector<RateMatrix> all;
      all.reserve(rows_.size());
      for (const RateRow& row : rows_) all.push_back(by_cell(row));
      return all;
    }
    return {by_row(by_sector)};
  }

 private:
  bool any(std::vector<Index> RatePlace::*shared) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const RateRow& row) { return differs_beside(row, shared); });
  }

  Index partner_of(WedgeKind wedge, const CellPlace& cell) const {
    return wedge == WedgeKind::tariff ? cell.exporter : cell.importer;
  }

  /// Partners of some rows, those with most trade in the cells first.
  std::vector<Index> partners(const std::vector<RateRow>& rows) const {
    std::map<Index, double> trade;
    for (const RateRow& row : rows)
      for (const FoundRate* found : row.rates)
        for (const CellPlace& cell : found->chosen.cells)
          trade[partner_of(row.wedge, cell)] +=
              world_.flow(cell.exporter, cell.importer, cell.sector);
    std::vector<Index> sorted;
    sorted.reserve(trade.size());
    for (const auto& [partner, sum] : trade) sorted.push_back(partner);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](Index a, Index b) { return trade.at(a) > trade.at(b); });
    return sorted;
  }

  std::vector<Index> sectors(const std::vector<RateRow>& rows) const {
    std::set<Index> all;
    for (const RateRow& row : rows)
      for (const FoundRate* found : row.rates)
        for (const CellPlace& cell : found->chosen.cells) all.insert(cell.sector);
    return {all.begin(), all.end()};
  }

  static std::size_t position(const std::vector<Index>& list, Index n) {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), n) - list.begin());
  }

  RateMatrix by_row(bool by_sector) const {
    RateMatrix matrix{by_sector, false, by_sector ? sectors(rows_) : partners(rows_), {}};
    for (const RateRow& row : rows_) {
      RateMatrix::Row line{row.player, row.wedge, -1,
                           std::vector<double>(matrix.columns.size(), std::nan(""))};
      for (const FoundRate* found : row.rates)
        for (const CellPlace& cell : found->chosen.cells)
          line.rates[position(matrix.columns,
                              by_sector ? cell.sector : partner_of(row.wedge, cell))] = found->rate;
      matrix.rows.push_back(std::move(line));
    }
    return matrix;
  }

  RateMatrix by_cell(const RateRow& row) const {
    RateMatrix matrix{true, true, sectors({row}), {}};
    const std::vector<Index> all = partners({row});
    matrix.rows.reserve(all.size());
    for (const Index partner : all)
      matrix.rows.push_back({row.player, row.wedge, partner,
                             std::vector<double>(matrix.columns.size(), std::nan(""))});
    for (const FoundRate* found : row.rates)
      for (const CellPlace& cell : found->chosen.cells)
        matrix.rows[position(all, partner_of(row.wedge, cell))]
            .rates[position(matrix.columns, cell.sector)] = found->rate;
    return matrix;
  }

  const World& world_;
  std::vector<RateRow> rows_;
};

std::string short_rate(double rate) {
  return std::isnan(rate) ? "" : fmt::format("{:.2f} %", 100 * rate);
}

}  // namespace

RateWords rate_words(const ChosenRate& rate, const std::vector<Index>& members,
                     const World& world) {
  const RatePlaces places(rate, members, world);
  return {places.partner(), places.sector()};
}

std::string rate_text(double rate) { return fmt::format("{:.4f} %", 100 * rate); }

std::vector<RateMatrix> rate_matrices(const StrategyResult& strategy, const World& world) {
  return MatrixBuilder(strategy, world).matrices();
}

std::string row_name(const RateMatrix::Row& row, const StrategyResult& strategy) {
  const std::string& name = strategy.players[row.player].name;
  return row.wedge == WedgeKind::tariff ? name : name + ", export tax";
}

/// Transposed: players are few, sectors and partners many.
std::vector<TitledTable> rate_matrix_tables(const StrategyResult& strategy, const World& world) {
  std::vector<TitledTable> tables;
  for (const RateMatrix& matrix : rate_matrices(strategy, world)) {
    if (matrix.rows.size() < 2 || matrix.rows.size() > kMostTableColumns ||
        matrix.columns.size() > kMostTableRows)
      continue;
    std::vector<TextTable::Column> columns{{matrix.by_sector ? "sector" : "partner", true}};
    columns.reserve(1 + matrix.rows.size());
    for (const RateMatrix::Row& row : matrix.rows)
      columns.push_back({matrix.has_partners ? shown(code_of(world.countries, row.partner))
                                             : shown(row_name(row, strategy))});
    TextTable table(columns);
    for (std::size_t at = 0; at < matrix.columns.size(); ++at) {
      const Index place = matrix.columns[at];
      std::vector<TextCell> line{{shown(matrix.by_sector ? code_of(world.sectors, place)
                                                         : code_of(world.countries, place)),
                                  Tone::strong}};
      line.reserve(1 + matrix.rows.size());
      for (const RateMatrix::Row& row : matrix.rows) line.push_back({short_rate(row.rates[at])});
      table.add(std::move(line));
    }
    const std::string whose =
        matrix.has_partners ? " of " + shown(row_name(matrix.rows.front(), strategy)) : "";
    tables.push_back(
        {fmt::format("Rates{} by {} and {}", whose, matrix.by_sector ? "sector" : "partner",
                     matrix.has_partners ? "partner" : "player"),
         std::move(table),
         {}});
  }
  return tables;
}

}  // namespace tariffsim

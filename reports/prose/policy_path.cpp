#include "prose/policy_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostPathColumns = 6, kMostPathRows = 10;

/// What is added up to a row: who levies, on whom or on what.
using PathGroup = std::tuple<WedgeKind, Index, Index>;

std::string wedge_text(WedgeKind wedge, bool several) {
  if (wedge == WedgeKind::trade_cost) return several ? "trade costs" : "trade cost";
  const std::string name = wedge_of(wedge).name;
  return name + (!several ? "" : name.ends_with('x') ? "es" : "s");
}

class PathTables {
 public:
  PathTables(const Outcome& outcome, const PathAttribution& path)
      : world_(outcome.base()), path_(path), with_licences_(!outcome.licences().empty()) {
    for (std::size_t c = 0; c < path.countries.size(); ++c) shown_.push_back(static_cast<Index>(c));
    const auto moved = [&](Index c) { return std::abs(path_.adds.col(c).sum()); };
    if (shown_.size() > kMostPathColumns) {
      std::stable_sort(shown_.begin(), shown_.end(),
                       [&](Index a, Index b) { return moved(a) > moved(b); });
      shown_.resize(kMostPathColumns);
    }
  }

  std::vector<TitledTable> tables() const {
    std::vector<std::string> notes{
        "each change of a rate by what one point more of it does to welfare, added up while all "
        "rates move together from the old values to the new ones (Aumann and Shapley)"};
    if (with_licences_)
      notes.emplace_back(
          "licences of quotas count as rates: what the importer keeps of their price as a tariff, "
          "the "
          "exporter's part as an export tax of his");
    notes.push_back(path_.message);
    return {{"What moves welfare: by partner, all sectors", table(true), notes},
            {"What moves welfare: by sector, all partners", table(false), {}}};
  }

 private:
  const std::string& code(Index n) const {
    return world_.countries[static_cast<std::size_t>(n)].code;
  }

  /// The exporter's own tax is the exporter's; all else is set where goods arrive.
  static PathGroup group_of(const PathCell& cell, bool by_pair) {
    if (!by_pair) return {cell.wedge, cell.place.sector, 0};
    const bool exported = cell.wedge == WedgeKind::export_tax;
    return exported ? PathGroup{cell.wedge, cell.place.exporter, cell.place.importer}
                    : PathGroup{cell.wedge, cell.place.importer, cell.place.exporter};
  }

  std::string label(const PathGroup& group, bool by_pair) const {
    const auto& [wedge, first, second] = group;
    if (!by_pair)
      return fmt::format("{}: {}", wedge_text(wedge, true),
                         shown(world_.sectors[static_cast<std::size_t>(first)].name));
    const bool exported = wedge == WedgeKind::export_tax;
    return pair_in_words(world_, wedge, exported ? first : second, exported ? second : first);
  }

  Vector in_columns(Index cell) const {
    Vector values(static_cast<Index>(shown_.size()));
    for (std::size_t c = 0; c < shown_.size(); ++c)
      values(static_cast<Index>(c)) = path_.adds(cell, shown_[c]);
    return values;
  }

  TextTable table(bool by_pair) const {
    std::map<PathGroup, Vector> sums;
    Vector all = Vector::Zero(static_cast<Index>(shown_.size()));
    for (std::size_t cell = 0; cell < path_.cells.size(); ++cell) {
      const Vector adds = in_columns(static_cast<Index>(cell));
      auto [place, is_new] = sums.emplace(group_of(path_.cells[cell], by_pair), adds);
      if (!is_new) place->second += adds;
      all += adds;
    }
    std::vector<std::pair<PathGroup, Vector>> rows(sums.begin(), sums.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return a.second.cwiseAbs().maxCoeff() > b.second.cwiseAbs().maxCoeff();
    });
    std::vector<TextTable::Column> columns{{"", true}};
    for (const Index c : shown_)
      columns.push_back({shown(code(path_.countries[static_cast<std::size_t>(c)]))});
    TextTable made(columns);
    Vector others = all;
    for (std::size_t at = 0; at < std::min(rows.size(), kMostPathRows); ++at) {
      made.add(row(label(rows[at].first, by_pair), rows[at].second, Tone::plain));
      others -= rows[at].second;
    }
    if (rows.size() > kMostPathRows)
      made.add(row(fmt::format("{} others", rows.size() - kMostPathRows), others, Tone::plain));
    made.add(row("all", all, Tone::strong));
    return made;
  }

  static std::vector<TextCell> row(const std::string& label, const Vector& values, Tone tone) {
    std::vector<TextCell> cells{{label, tone}};
    for (const double value : values) cells.push_back(change_cell(value));
    return cells;
  }

  const World& world_;
  const PathAttribution& path_;
  bool with_licences_;
  std::vector<Index> shown_;  // columns of PathAttribution::adds
};

}  // namespace

std::string pair_in_words(const World& world, WedgeKind wedge, Index exporter, Index importer) {
  const std::string seller = shown(world.countries[static_cast<std::size_t>(exporter)].code);
  const std::string buyer = shown(world.countries[static_cast<std::size_t>(importer)].code);
  if (wedge == WedgeKind::export_tax)
    return fmt::format("export tax of {} on sales to {}", seller, buyer);
  return fmt::format("{} of {} on {} from {}", wedge_text(wedge, false), buyer,
                     wedge == WedgeKind::tariff ? "imports" : "goods", seller);
}

std::vector<TitledTable> path_tables(const ExperimentResult& result) {
  if (!result.path) return {};
  if (result.path->status != LineStatus::solved)
    return {{"What moves welfare, by partner and sector",
             TextTable({{"", true}}),
             {"left out: " + shown(result.path->message)}}};
  return PathTables(*result.outcome, *result.path).tables();
}

}  // namespace tariffsim

#include "prose/comparison_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "base/numbers.hpp"
#include "prose/compared_cells.hpp"
#include "prose/compared_names.hpp"
#include "prose/compared_quotas.hpp"
#include "prose/difference_marks.hpp"
#include "prose/rigid_runs.hpp"
#include "results/tables.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kFarApart = 10;

using Rows = std::vector<const ComparedRow*>;

/// NaN counts as no distance.
double largest_difference(const ComparedRow& row) {
  double largest = 0;
  for (const double difference : row.differences)
    largest = std::max(largest, std::isnan(difference) ? 0.0 : std::abs(difference));
  return largest;
}

Rows rows_of(const Comparison& comparison, const std::string& kind, const std::string& measure) {
  Rows rows;
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == kind && row.measure == measure) rows.push_back(&row);
  return rows;
}

/// Of countries, and behind them of groups: "pair" and "group_pair".
Rows rows_of_both(const Comparison& comparison, const std::string& kind,
                  const std::string& measure) {
  Rows rows = rows_of(comparison, kind, measure);
  const Rows groups = rows_of(comparison, kind == "country" ? "group" : "group_" + kind, measure);
  rows.insert(rows.end(), groups.begin(), groups.end());
  return rows;
}

Rows far_apart(Rows rows, std::size_t count) {
  std::stable_sort(rows.begin(), rows.end(), [](const ComparedRow* a, const ComparedRow* b) {
    return largest_difference(*a) > largest_difference(*b);
  });
  rows.resize(std::min(count, rows.size()));
  return rows;
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Its title; a name that this version does not know in words.
std::string title_in(TableKind kind, const std::string& name) {
  for (const TableKind one : {kind, TableKind::sectors, TableKind::revenue})
    for (const MeasureText& measure : measures_of(one))
      if (measure.name == name) return title_of(measure);
  return title_of({name.c_str(), ""});
}

/// Rows by what they are about (of the world each by a measure of its own), with a column per run
/// and one for each difference to the first.
/// Levels have the level before too: once where all runs begin at the same, else for each run.
class ComparedTable {
 public:
  ComparedTable(const Comparison& comparison, std::string title,
                TextTable::Alike alike = TextTable::Alike::columns)
      : comparison_(comparison), title_(std::move(title)), alike_(alike) {}

  void add(const std::string& name, const ComparedRow& row) {
    rows_.push_back({name, &row, row_before(row)});
  }

  TitledTable table() const {
    std::vector<TextTable::Column> columns{{title_, true}};
    const std::size_t runs = comparison_.runs.size();
    const std::size_t before = columns_before();
    for (std::size_t run = 0; run < before; ++run)
      columns.push_back({before == 1 ? "before" : "before, " + shown(comparison_.runs[run].id)});
    for (const ComparedRun& run : comparison_.runs) columns.push_back({shown(run.id)});
    for (std::size_t run = 1; run < runs; ++run)
      columns.push_back(
          {runs == 2 ? std::string("difference") : shown(comparison_.runs[run].id) + " - first"});
    TextTable table(std::move(columns), alike_);
    std::vector<std::string> notes;
    for (const Row& row : rows_) table.add(cells(row, before, notes));
    std::string title = title_;
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    return {std::move(title), std::move(table), std::move(notes)};
  }

 private:
  struct Row {
    std::string name;
    const ComparedRow* after;
    const ComparedRow* before;  // or nullptr
  };

  const ComparedRow* row_before(const ComparedRow& row) {
    const std::string name = measure_before(row.measure);
    const auto [known, is_new] = before_.try_emplace(row.key.kind + " " + name);
    if (is_new) known->second = rows_of(comparison_, row.key.kind, name);
    for (const ComparedRow* one : known->second)
      if (one->key == row.key) return one;
    return nullptr;
  }

  /// Of runs that have it; NaN if none has.
  static double first_known(const std::vector<double>& values) {
    const auto found =
        std::find_if(values.begin(), values.end(), [](double value) { return !std::isnan(value); });
    return found == values.end() ? std::nan("") : *found;
  }

  /// None without levels; one where they are the same in all runs that have them.
  std::size_t columns_before() const {
    bool any = false, apart = false;
    for (const Row& row : rows_)
      if (row.before != nullptr) {
        any = true;
        const double first = first_known(row.before->values);
        for (const double value : row.before->values)
          apart = apart || std::abs(value - first) > kSameBefore * std::abs(first);
      }
    if (!any) return 0;
    return apart ? comparison_.runs.size() : 1;
  }

  std::vector<TextCell> cells(const Row& row, std::size_t before,
                              std::vector<std::string>& notes) const {
    std::vector<TextCell> out{{row.name, Tone::strong}};
    for (std::size_t run = 0; run < before; ++run) {
      if (row.before == nullptr) {
        out.push_back({"-"});
        continue;
      }
      const std::vector<double>& values = row.before->values;
      out.push_back(
          level_cell(row.after->measure, before == 1 ? first_known(values) : values[run]));
    }
    for (const double value : row.after->values)
      out.push_back(level_cell(row.after->measure, value));
    for (std::size_t at = 0; at < row.after->differences.size(); ++at) {
      const double difference = row.after->differences[at];
      const std::string mark = is_visible(row, at) ? mark_at(*row.after, at, notes) : std::string();
      out.push_back(difference_cell(row.after->measure, difference, mark));
    }
    return out;
  }

  /// Whether a difference is written as something else than nothing.
  bool is_visible(const Row& row, std::size_t at) const {
    const double difference = row.after->differences[at];
    if (is_money(row.after->measure)) return signed_money(difference) != signed_money(0);
    std::vector<double> alike;
    if (alike_ == TextTable::Alike::rows) {
      alike = row.after->values;
      alike.insert(alike.end(), row.after->differences.begin(), row.after->differences.end());
    } else {
      for (const Row& one : rows_) alike.push_back(one.after->differences[at]);
    }
    return std::isnan(difference) || is_shown(difference, table_decimals(alike));
  }

  /// The number of the note below the table that says why, or the letter of what stands above all.
  static std::string mark_at(const ComparedRow& row, std::size_t at,
                             std::vector<std::string>& notes) {
    if (at < row.reasons.size() && !row.reasons[at].empty()) return mark_of(row.reasons[at], notes);
    return letter_mark(row, at);
  }

  /// " (1)", the number of the note that says why.
  static std::string mark_of(const std::string& reason, std::vector<std::string>& notes) {
    if (reason.empty()) return "";
    std::size_t at = 0;
    while (at < notes.size() && !notes[at].ends_with(") " + reason)) ++at;
    if (at == notes.size()) notes.push_back(fmt::format("({}) {}", at + 1, reason));
    return fmt::format(" ({})", at + 1);
  }

  static constexpr double kSameBefore = 1e-6;  // ten digits in files, and levels solved anew

  const Comparison& comparison_;
  std::string title_;
  TextTable::Alike alike_;
  std::vector<Row> rows_;
  std::map<std::string, Rows> before_;  // by kind and measure
};

/// A measure, or, where levels are asked for, the level that it is the change of.
std::string told_as(const Comparison& comparison, const char* kind, const std::string& measure) {
  const std::string level = comparison.view.levels ? level_of_change(measure) : "";
  return level.empty() || rows_of_both(comparison, kind, level).empty() ? measure : level;
}

/// "USA  United States"; the code alone where no run tells a name of its own.
std::string with_name(const Comparison& comparison, const std::string& code) {
  const std::string name = name_of_economy(comparison, code);
  return name == code ? shown(code) : shown(code) + "  " + shown(name);
}

TitledTable world_table(const Comparison& comparison) {
  ComparedTable table(comparison, "world", TextTable::Alike::rows);
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == "world" && row.measure.find("_base_") == std::string::npos)
      table.add(title_in(TableKind::world, row.measure), row);
  return table.table();
}

/// A row for each of `names` that has the measure: a group, or a country of that code.
TitledTable economy_table(const Comparison& comparison, const std::vector<std::string>& names,
                          const std::string& asked) {
  const std::string measure = told_as(comparison, "country", asked);
  ComparedTable table(comparison, title_in(TableKind::countries, measure));
  const Rows rows = rows_of_both(comparison, "country", measure);
  for (const std::string& name : names) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const ComparedRow* row) { return row->key.key == name; });
    if (found != rows.end()) table.add(with_name(comparison, name), **found);
  }
  return table.table();
}

/// Of pairs that have a balance each way, the one whose exporter stands first in `exporters`.
bool is_mirrored(const MeasureKey& key, const std::vector<std::string>& exporters) {
  const auto place = [&](const std::string& code) {
    return std::find(exporters.begin(), exporters.end(), code);
  };
  return place(key.importer) < place(key.exporter);
}

/// Those furthest apart, and of every group a few: a small one is asked for as well as a large one.
Rows far_apart_with_groups(const Rows& rows, const Comparison& comparison) {
  constexpr std::size_t kOfEachGroup = 3;
  Rows chosen = far_apart(rows, kFarApart);
  for (const ComparedRow* group : rows_of(comparison, "group", "welfare_pct")) {
    Rows own = rows;
    std::erase_if(own, [&](const ComparedRow* row) {
      return row->key.exporter != group->key.key && row->key.importer != group->key.key;
    });
    for (const ComparedRow* row : far_apart(std::move(own), kOfEachGroup))
      if (std::find(chosen.begin(), chosen.end(), row) == chosen.end()) chosen.push_back(row);
  }
  return far_apart(chosen, chosen.size());
}

/// Groups that nobody asks for come last.
std::vector<const char*> kinds_of_pairs(const Comparison& comparison) {
  const std::vector<std::string> focus = all_in_focus(comparison);
  for (const ComparedRow* group : rows_of(comparison, "group", "welfare_pct"))
    if (contains(focus, group->key.key)) return {"group_pair", "pair"};
  return {"pair", "group_pair"};
}

/// Of the pairs with groups, and of those of countries, those furthest apart; of balances those of
/// `exporters`, once each.
TitledTable pair_table(const Comparison& comparison, const char* measure, const std::string& title,
                       const std::vector<std::string>& exporters) {
  ComparedTable table(comparison, fmt::format("{}, {}", title, shown(comparison.runs[0].currency)));
  for (const char* kind : kinds_of_pairs(comparison)) {
    Rows rows = rows_of(comparison, kind, measure);
    std::erase_if(rows, [&](const ComparedRow* row) {
      return row->key.exporter == row->key.importer || largest_difference(*row) == 0 ||
             (!exporters.empty() &&
              (!contains(exporters, row->key.exporter) || is_mirrored(row->key, exporters)));
    });
    const bool of_groups = std::string_view(kind) == "group_pair";
    for (const ComparedRow* row : of_groups ? far_apart_with_groups(rows, comparison)
                                            : far_apart(std::move(rows), kFarApart)) {
      const std::string seller = name_of_economy(comparison, row->key.exporter),
                        buyer = name_of_economy(comparison, row->key.importer);
      const std::string pair = shown(row->key.exporter) + " -> " + shown(row->key.importer);
      const bool named = seller != row->key.exporter || buyer != row->key.importer;
      table.add(named ? fmt::format("{}  {} -> {}", pair, shown(seller), shown(buyer)) : pair,
                *row);
    }
  }
  return table.table();
}

/// "C26  Computers", the code alone where no run tells the name.
std::string sector_name(const Comparison& comparison, const std::string& code) {
  const std::string name = name_of_sector(comparison, code);
  return name == code ? shown(code) : shown(code) + "  " + shown(name);
}

TitledTable sector_table(const Comparison& comparison, const std::string& economy,
                         const std::string& asked) {
  const std::string measure = told_as(comparison, "sector", asked);
  Rows rows = rows_of_both(comparison, "sector", measure);
  std::erase_if(rows, [&](const ComparedRow* row) {
    return sector_of(row->key.key).economy != economy || largest_difference(*row) == 0;
  });
  ComparedTable table(comparison,
                      fmt::format("sectors of {}, {}", shown(name_of_economy(comparison, economy)),
                                  title_in(TableKind::sector_groups, measure)));
  for (const ComparedRow* row : far_apart(std::move(rows), kFarApart))
    table.add(sector_name(comparison, sector_of(row->key.key).sector), *row);
  return table.table();
}

/// An economy in every step of timelines.
TitledTable step_table(const Comparison& comparison, const std::string& economy,
                       const std::string& asked) {
  const std::string level = comparison.view.levels ? level_of_change(asked) : "";
  const std::string measure =
      level.empty() || rows_of(comparison, "step", level).empty() ? asked : level;
  ComparedTable table(
      comparison, fmt::format("{} step by step, {}", shown(name_of_economy(comparison, economy)),
                              title_in(TableKind::countries, measure)));
  const std::string end = "/" + economy;
  for (const ComparedRow* row : rows_of(comparison, "step", measure))
    if (row->key.key.ends_with(end))
      table.add(step_name(comparison, row->key.key.substr(0, row->key.key.size() - end.size())),
                *row);
  return table.table();
}

}  // namespace

std::vector<std::string> economies_to_show(const Comparison& comparison) {
  std::vector<std::string> names = all_in_focus(comparison);
  const auto add = [&](const std::string& name) {
    if (!contains(names, name)) names.push_back(name);
  };
  for (const ComparedRow* row : rows_of(comparison, "group", "welfare_pct")) add(row->key.key);
  for (const ComparedRow* row : far_apart(rows_of(comparison, "country", "welfare_pct"), kFarApart))
    add(row->key.key);
  return names;
}

std::string economy_of_sectors(const Comparison& comparison) {
  if (!comparison.view.sectors_of.empty()) return comparison.view.sectors_of;
  const Rows sectors = rows_of_both(comparison, "sector", "volume_pct");
  for (const std::string& name : all_in_focus(comparison))
    for (const ComparedRow* row : sectors)
      if (sector_of(row->key.key).economy == name) return name;
  const Rows furthest = far_apart(rows_of(comparison, "country", "welfare_pct"), 1);
  return furthest.empty() ? "" : furthest.front()->key.key;
}

std::vector<TitledTable> comparison_tables(const Comparison& comparison) {
  const std::vector<std::string> names = economies_to_show(comparison);
  std::vector<TitledTable> tables{world_table(comparison)};
  std::vector<const char*> measures{"welfare_pct",
                                    "ev_musd",
                                    "real_gdp_pct",
                                    "real_wage_pct",
                                    "exports_pct",
                                    "imports_pct",
                                    "goods_balance_musd",
                                    "services_balance_musd",
                                    "average_tariff_goods_pct",
                                    "tariff_faced_pct",
                                    "tax_revenue_musd",
                                    "revenue_conventional_musd",
                                    "revenue_net_musd",
                                    "revenue_conventional_years_musd",
                                    "revenue_net_years_musd"};
  if (begins_with_wages(comparison)) {
    std::erase(measures, std::string_view("real_wage_pct"));
    measures.insert(measures.begin(), {"real_wage_pct", "welfare_without_rebate_pct"});
  }
  for (const char* measure : measures) tables.push_back(economy_table(comparison, names, measure));
  constexpr std::size_t kMostInSteps = 3;
  for (std::size_t at = 0; at < std::min(kMostInSteps, names.size()); ++at)
    for (const char* measure : {"welfare_pct", "exports_pct", "average_tariff_goods_pct"})
      tables.push_back(step_table(comparison, names[at], measure));
  tables.push_back(compared_quotas(comparison));
  const std::string economy = economy_of_sectors(comparison);
  for (const char* measure :
       {"volume_pct", "output_pct", "price_pct", "buyer_price_at_own_wages_pct", "exports_pct",
        "imports_pct", "tariff_pct"})
    tables.push_back(sector_table(comparison, economy, measure));
  tables.push_back(pair_table(comparison, "flow_musd", "trade", {}));
  if (const std::vector<std::string> focus = all_in_focus(comparison); !focus.empty())
    tables.push_back(pair_table(comparison, "goods_balance_musd", "balance in goods", focus));
  std::erase_if(tables, [](const TitledTable& one) { return one.table.empty(); });
  return tables;
}

}  // namespace tariffsim

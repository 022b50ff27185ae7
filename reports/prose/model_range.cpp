#include "prose/model_range.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
#include "prose/quotas.hpp"
#include "scenario/family_options.hpp"

namespace tariffsim {
namespace {

constexpr std::array kHorizons{"short", "medium", "long"};

struct RangeMeasure {
  const char* title;
  double EconomyRow::*value;
};
constexpr std::array<RangeMeasure, 3> kMeasures{
    {{"real income", &EconomyRow::welfare_pct},
     {"without the rebate", &EconomyRow::welfare_without_rebate_pct},
     {"real wage", &EconomyRow::real_wage_pct}}};

/// A point and its rows.
struct Solved {
  const RangePoint& point;
  std::vector<EconomyRow> rows;

  const EconomyRow* find(const std::string& code) const {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const EconomyRow& one) { return one.country == code; });
    return row == rows.end() ? nullptr : &*row;
  }
};

const char* title_of(DeficitClosure closure) {
  return closure == DeficitClosure::proportional ? "in proportion to income" : name_of(closure);
}

/// "short run, in-sample"; with a closure that is not the run's own, "..., trade deficits fixed".
std::string place_of(const RangePoint& point) {
  std::string out = fmt::format("{} run, {}", point.horizon, point.source);
  if (!point.is_own_closure)
    out += point.deficits == DeficitClosure::none
               ? std::string(", trade deficits removed")
               : fmt::format(", trade deficits {}", title_of(point.deficits));
  return out;
}

bool differ_in_sign(double a, double b) {
  return std::min(a, b) <= -kVisiblePercent && std::max(a, b) >= kVisiblePercent;
}

/// The lines of one measure, point by point.
class LineBuilder {
 public:
  LineBuilder(std::string economy, std::string measure)
      : economy_(std::move(economy)), measure_(std::move(measure)) {}

  void add(const RangePoint& point, double percent) {
    if (!std::isnan(percent)) figures_.push_back({&point, percent});
  }

  bool empty() const { return figures_.empty(); }

  RangeLine line(const std::vector<DeficitClosure>& closures) const {
    RangeLine out{economy_, measure_, cells(), by_closure(closures), signs(), ""};
    if (figures_.empty() || !out.signs.any()) return out;
    Ends ends = ends_of(moved_by(out.signs));
    // What turns a sign at another horizon or source alone does not do so at the run's own.
    if (!differ_in_sign(ends.low.percent, ends.high.percent)) ends = ends_of(figures_);
    out.extremes = fmt::format("between {} ({}) and {} ({})", signed_percent(ends.low.percent),
                               place_of(*ends.low.point), signed_percent(ends.high.percent),
                               place_of(*ends.high.point));
    return out;
  }

 private:
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  struct Figure {
    const RangePoint* point;
    double percent;
  };
  struct Ends {
    Figure low, high;
  };

  /// Precondition: not empty.
  static Ends ends_of(const std::vector<Figure>& figures) {
    const auto [low, high] =
        std::minmax_element(figures.begin(), figures.end(),
                            [](const Figure& a, const Figure& b) { return a.percent < b.percent; });
    return {*low, *high};
  }

  /// The figures in which nothing else is other than in the run itself; all if there are none.
  std::vector<Figure> moved_by(const SignsBy& by) const {
    std::vector<Figure> found;
    for (const Figure& one : figures_)
      if ((by.horizon || one.point->is_own_horizon) && (by.source || one.point->is_own_source) &&
          (by.closure || one.point->is_own_closure))
        found.push_back(one);
    return found.empty() ? figures_ : found;
  }

  std::vector<RangeCell> cells() const {
    std::vector<RangeCell> out(kHorizons.size(), {kNone, kNone, kNone});
    for (const auto& [point, percent] : figures_) {
      if (!point->is_own_closure) continue;
      const auto at = std::find(kHorizons.begin(), kHorizons.end(), point->horizon);
      RangeCell& cell = out[static_cast<std::size_t>(at - kHorizons.begin())];
      if (point->is_own_source) cell.own = percent;
      cell.low = std::isnan(cell.low) ? percent : std::min(cell.low, percent);
      cell.high = std::isnan(cell.high) ? percent : std::max(cell.high, percent);
    }
    return out;
  }

  std::vector<double> by_closure(const std::vector<DeficitClosure>& closures) const {
    std::vector<double> out(closures.size(), kNone);
    for (const auto& [point, percent] : figures_) {
      if (!point->is_own_horizon || !point->is_own_source) continue;
      const auto at = std::find(closures.begin(), closures.end(), point->deficits);
      if (at != closures.end()) out[static_cast<std::size_t>(at - closures.begin())] = percent;
    }
    return out;
  }

  /// What alone turns it; where nothing does, what does so together.
  SignsBy signs() const {
    SignsBy alone, together;
    for (const Figure& a : figures_)
      for (const Figure& b : figures_) {
        if (!differ_in_sign(a.percent, b.percent)) continue;
        const SignsBy by{a.point->horizon != b.point->horizon, a.point->source != b.point->source,
                         a.point->deficits != b.point->deficits};
        SignsBy& all = by.horizon + by.source + by.closure == 1 ? alone : together;
        all = all | by;
      }
    return alone.any() ? alone : together;
  }

  std::string economy_, measure_;
  std::vector<Figure> figures_;
};

/// Where hours answer the real wage, welfare is less what work costs, and no income.
const char* title_of(const RangeMeasure& measure, bool counts_work) {
  return counts_work && measure.value == &EconomyRow::welfare_pct ? "welfare" : measure.title;
}

std::vector<RangeLine> lines_of(const std::vector<Solved>& solved,
                                const std::vector<std::string>& economies,
                                const std::vector<DeficitClosure>& closures, bool counts_work) {
  std::vector<RangeLine> lines;
  for (const std::string& code : economies)
    for (const RangeMeasure& measure : kMeasures) {
      const EconomyRow* first = solved.front().find(code);
      if (first == nullptr) continue;
      LineBuilder line(first->name, title_of(measure, counts_work));
      for (const Solved& one : solved)
        if (const EconomyRow* row = one.find(code)) line.add(one.point, row->*measure.value);
      if (!line.empty()) lines.push_back(line.line(closures));
    }
  LineBuilder world("World", counts_work ? "mean welfare" : "real income");
  for (const Solved& one : solved) world.add(one.point, 100 * one.point.world.real_income);
  lines.push_back(world.line(closures));
  return lines;
}

/// "short run, long run (as here)"; of a run that has set an option of its horizon itself "long run
/// but for the labour mobility (as here)".
std::vector<std::string> horizon_titles(const std::vector<RangePoint>& points,
                                        const std::vector<RunOption>& options) {
  std::vector<std::string> out, other;
  for (const std::string& name : options_beside_horizon(options))
    other.push_back("the " + find_model_option(name.substr(name.find('.') + 1))->title);
  for (const std::string horizon : kHorizons) {
    const bool own = std::any_of(points.begin(), points.end(), [&](const RangePoint& point) {
      return point.horizon == horizon && point.is_own_horizon;
    });
    out.push_back(horizon + " run");
    if (own && !other.empty()) out.back() += " but for " + enumerated(other);
    if (own) out.back() += " (as here)";
  }
  return out;
}

/// What a horizon changes besides the trade elasticities: nothing where there is one sector.
std::string other_changes(const World& world) {
  std::string out;
  if (!world.input_share.empty()) out += ", inputs that are harder to replace";
  if (world.n_sectors() > 1) out += ", labour that moves less";
  return out;
}

/// One line per reason: "no figures for the short and medium run: ..."; where a horizon has figures
/// with some sources "the long run with in-sample".
std::vector<std::string> missing_points(const std::vector<RangePoint>& points) {
  std::vector<std::string> reasons, out;
  for (const RangePoint& point : points)
    if (point.is_own_closure && !point.message.empty() &&
        std::find(reasons.begin(), reasons.end(), point.message) == reasons.end())
      reasons.push_back(point.message);
  for (const std::string& reason : reasons) {
    std::vector<std::string> whole, places;
    for (const std::string horizon : kHorizons) {
      std::vector<std::string> sources;
      bool all = true;
      for (const RangePoint& point : points) {
        if (point.horizon != horizon || !point.is_own_closure) continue;
        if (point.message == reason)
          sources.push_back(point.source);
        else
          all = false;
      }
      if (sources.empty()) continue;
      if (all)
        whole.push_back(horizon);
      else
        places.push_back(fmt::format("the {} run with {}", horizon, enumerated(sources)));
    }
    if (!whole.empty()) places.insert(places.begin(), fmt::format("the {} run", enumerated(whole)));
    out.push_back(fmt::format("no figures for {}: {}", fmt::join(places, ", "), reason));
  }
  return out;
}

std::vector<std::string> notes_of(const ExperimentResult& result) {
  const std::vector<RangePoint>& points = result.range;
  std::vector<std::string> sources, notes;
  for (const RangePoint& point : points)
    if (point.solved() && std::find(sources.begin(), sources.end(), point.source) == sources.end())
      sources.push_back(point.source);
  if (sources.size() > 1)
    notes.push_back(fmt::format(
        "with the trade elasticities {}, as in this run; in brackets the lowest and the highest "
        "value when {} are used as well",
        sources.front(), enumerated(std::vector<std::string>(sources.begin() + 1, sources.end()))));
  notes.push_back(
      fmt::format("without the rebate: {}; short and medium run: smaller trade elasticities{}; "
                  "options that the scenario sets are kept",
                  without_rebate_in_words(*result.outcome), other_changes(result.outcome->base())));
  if (result.strategy != nullptr)
    notes.emplace_back("the rates that were found are used at every horizon, not chosen again");
  for (std::string& missing : missing_points(points)) notes.push_back(std::move(missing));
  return notes;
}

/// The run's own first.
std::vector<DeficitClosure> closures_of(const std::vector<RangePoint>& points) {
  std::vector<DeficitClosure> out;
  for (const bool own : {true, false})
    for (const RangePoint& point : points)
      if (point.is_own_closure == own &&
          std::find(out.begin(), out.end(), point.deficits) == out.end())
        out.push_back(point.deficits);
  return out;
}

std::vector<std::string> closure_titles(const std::vector<DeficitClosure>& closures) {
  std::vector<std::string> out;
  out.reserve(closures.size());
  for (const DeficitClosure closure : closures)
    out.push_back(title_of(closure) + std::string(out.empty() ? " (as here)" : ""));
  return out;
}

std::vector<std::string> closure_notes(const std::vector<RangePoint>& points) {
  std::vector<std::string> out{
      "fixed: each deficit keeps its value in the numeraire, world value added; none: all changes "
      "are "
      "from a world whose trade is balanced already"};
  for (const RangePoint& point : points)
    if (!point.is_own_closure && !point.message.empty())
      out.push_back(fmt::format("no figures for {}: {}", title_of(point.deficits), point.message));
  return out;
}

bool differs_by_closure(const RangeLine& line) {
  return std::any_of(line.by_closure.begin(), line.by_closure.end(), [&](double percent) {
    return signed_percent(percent) != signed_percent(line.by_closure.front());
  });
}

/// By horizon.
std::vector<std::optional<int>> decimals_of(const RangeSummary& range) {
  std::vector<std::optional<int>> out;
  out.reserve(range.horizons.size());
  for (std::size_t at = 0; at < range.horizons.size(); ++at) {
    std::vector<double> values;
    for (const RangeLine& line : range.lines)
      values.insert(values.end(), {line.cells[at].own, line.cells[at].low, line.cells[at].high});
    out.push_back(table_decimals(values));
  }
  return out;
}

/// A row for each line, what `cells_of` has of it behind its name.
template <class CellsOf>
TextTable table_of_lines(const RangeSummary& range, const std::vector<std::string>& titles,
                         const CellsOf& cells_of) {
  std::vector<TextTable::Column> columns{{"", true}, {"", true}};
  for (const std::string& title : titles) columns.push_back({title});
  TextTable table(columns);
  std::string last;
  for (const RangeLine& line : range.lines) {
    std::vector<TextCell> cells{{line.economy == last ? "" : shown(line.economy), Tone::strong},
                                {line.measure}};
    last = line.economy;
    cells_of(line, cells);
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace

RangeSummary range_summary(const RunRecord& record, const ExperimentResult& result,
                           const std::vector<std::string>& economies) {
  RangeSummary range;
  std::vector<Solved> solved;
  for (const RangePoint& point : result.range)
    if (point.solved())
      solved.push_back({point, economy_rows(result.outcome->base(), record.groups, point)});
  if (result.range.size() < 2 || solved.empty()) return range;
  range.horizons = horizon_titles(result.range, record.options);
  for (const RangePoint& point : result.range)
    if (point.is_own_horizon)
      range.own_horizon = static_cast<std::size_t>(
          std::find(kHorizons.begin(), kHorizons.end(), point.horizon) - kHorizons.begin());
  range.counts_work = record.parameters.labour_supply > 0;
  const std::vector<DeficitClosure> closures = closures_of(result.range);
  range.lines = lines_of(solved, economies, closures, range.counts_work);
  range.notes = notes_of(result);
  if (std::any_of(range.lines.begin(), range.lines.end(), differs_by_closure)) {
    range.closures = closure_titles(closures);
    range.closure_notes = closure_notes(result.range);
  } else if (closures.size() > 1) {
    range.notes.emplace_back("with other closures of trade deficits the figures round to the same");
  }
  return range;
}

TextCell range_cell(const RangeCell& cell, std::optional<int> decimals) {
  const Tone tone = tone_of(cell.own);
  if (std::isnan(cell.low)) return {"-", tone};
  const bool apart = percent_text({cell.low}, decimals) != percent_text({cell.high}, decimals);
  if (std::isnan(cell.own))
    return apart ? percents_cell("- ({} to {})", {{cell.low}, {cell.high}}, tone)
                 : percents_cell("- ({})", {{cell.low}}, tone);
  if (!apart) return percents_cell("{}", {{cell.own}}, tone);
  return percents_cell("{} ({} to {})", {{cell.own}, {cell.low}, {cell.high}}, tone);
}

std::vector<TitledTable> range_tables(const RangeSummary& range) {
  if (range.lines.empty()) return {};
  const std::vector<std::optional<int>> decimals = decimals_of(range);
  std::vector<TitledTable> tables{
      {"Range over horizons and sources of trade elasticities",
       table_of_lines(range, range.horizons,
                      [&](const RangeLine& line, std::vector<TextCell>& cells) {
                        for (std::size_t at = 0; at < line.cells.size(); ++at)
                          cells.push_back(range_cell(line.cells[at], decimals[at]));
                      }),
       range.notes}};
  if (!range.closures.empty())
    tables.push_back({"With other closures of trade deficits",
                      table_of_lines(range, range.closures,
                                     [](const RangeLine& line, std::vector<TextCell>& cells) {
                                       for (const double percent : line.by_closure)
                                         cells.push_back(change_cell(percent));
                                     }),
                      range.closure_notes});
  return tables;
}

}  // namespace tariffsim

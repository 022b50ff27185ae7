#include "prose/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "outcomes/quota_outcome.hpp"
#include "policy/closure.hpp"
#include "prose/headline.hpp"
#include "results/gradient.hpp"

namespace tariffsim {

std::string three_digits(double value) {
  if (value == 0) return "0";
  const int whole = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return fmt::format("{:+.{}f}", value, std::clamp(2 - whole, 0, 12));
}

namespace {

constexpr std::size_t kLargestShown = 8;

/// Cells that are moved together, and what comes of it.
struct Moved {
  std::string of, on;  ///< whose rate, on what; of an elasticity nobody's, the sector
  double change = 0;
};

using Sums = std::map<std::pair<std::size_t, std::size_t>, double>;

/// What tables and sentences call what is moved.
struct Words {
  const char* step;       ///< in titles
  const char* lead;       ///< before whose it is, in sentences
  const char* owner;      ///< the same as a title of the column
  const char* on_pair;    ///< between it and the partner
  const char* on_sector;  ///< between it and the sector
};

Words words_of(SensitivityTo to) {
  switch (to) {
    case SensitivityTo::export_taxes:
      return {"one point more", "one point more on the export tax of", "export tax of",
              "on sales to", "on"};
    case SensitivityTo::trade_costs:
      return {"one percent more", "one percent more trade cost into", "trade cost into", "from",
              "of"};
    case SensitivityTo::elasticities:
      return {"one more", "one more in the trade elasticity of", "trade elasticity of", "", ""};
    case SensitivityTo::tariffs:
      break;
  }
  return {"one point more", "one point more on the tariff of", "tariff of", "on imports from",
          "on"};
}

std::string figure(double value, const std::string& measure, const std::string& currency) {
  if (measure.ends_with("_musd")) return signed_money(value) + " " + currency;
  return three_digits(value) + (measure.ends_with("_pct") ? " points" : "");
}

class OutcomeTables {
 public:
  OutcomeTables(const RunRecord& record, const ExperimentResult& result, std::size_t outcome)
      : record_(record),
        world_(result.outcome->base()),
        to_(result.sensitivity->to),
        of_(result.sensitivity->of[outcome]),
        held_(what_is_held(record, result)) {
    SensitivityResult one{to_, {of_}};
    for_each_derivative(one, world_, [&](const GradientRow& row) { add(row); });
  }

  std::vector<TitledTable> tables() const {
    const std::string name = shown(of_.text);
    const Words words = words_of(to_);
    if (!of_.found) return {undefined(name)};
    if (to_ == SensitivityTo::elasticities)
      return {table(fmt::format("What one more in a trade elasticity changes: {}", name),
                    largest(by_sector_, false), "")};
    return {
        table(fmt::format("Where {} changes {} most: by partner, all sectors", words.step, name),
              largest(by_pair_, true), words.on_pair),
        table(fmt::format("Where {} changes {} most: by sector, all partners", words.step, name),
              largest(by_sector_, false), words.on_sector)};
  }

 private:
  /// The exporter's own tax is the exporter's; all else is set where goods arrive.
  void add(const GradientRow& row) {
    const bool exported = to_ == SensitivityTo::export_taxes;
    const std::size_t owner = exported ? row.exporter : row.importer;
    const std::size_t partner = exported ? row.importer : row.exporter;
    by_pair_[{owner, partner}] += row.derivative;
    by_sector_[{owner, row.sector}] += row.derivative;
  }

  std::string country(std::size_t n) const {
    return n < world_.countries.size() ? shown(world_.countries[n].code) : "";
  }

  std::vector<Moved> largest(const Sums& sums, bool pairs) const {
    std::vector<Moved> all;
    for (const auto& [at, change] : sums)
      all.push_back({country(at.first),
                     pairs ? country(at.second) : shown(world_.sectors[at.second].name), change});
    std::stable_sort(all.begin(), all.end(), [](const Moved& a, const Moved& b) {
      return std::abs(a.change) > std::abs(b.change);
    });
    all.resize(std::min(all.size(), kLargestShown));
    return all;
  }

  /// `between`: whose it is, and on what.
  TitledTable table(const std::string& title, const std::vector<Moved>& rows,
                    const std::string& between) const {
    const bool owned = to_ != SensitivityTo::elasticities;
    std::vector<TextTable::Column> columns{{words_of(to_).owner, true}};
    if (owned) columns.push_back({between, true});
    columns.push_back({"change"});
    if (of_.worth) columns.push_back({shown(record_.currency)});
    TextTable made(columns);
    for (const Moved& row : rows) {
      std::vector<TextCell> cells;
      if (owned) cells.push_back({row.of, Tone::strong});
      cells.push_back({row.on});
      cells.push_back({figure(row.change, of_.text, shown(record_.currency)), tone_of(row.change)});
      if (of_.worth) cells.push_back({signed_money(row.change * *of_.worth)});
      made.add(std::move(cells));
    }
    return {title, std::move(made), notes(rows, between)};
  }

  std::vector<std::string> notes(const std::vector<Moved>& rows, const std::string& between) const {
    if (rows.empty()) return {"nothing moves it"};
    const Moved& top = rows.front();
    std::string where = words_of(to_).lead;
    for (const std::string& word : {top.of, between, top.on})
      if (!word.empty()) where += " " + word;
    if (!between.empty() && between == words_of(to_).on_sector) where += ", all partners,";
    const std::string money =
        of_.worth
            ? fmt::format(", {} {}", signed_money(top.change * *of_.worth), shown(record_.currency))
            : "";
    std::vector<std::string> notes{
        fmt::format("{} changes {} by {}{}", where, shown(of_.text),
                    figure(top.change, of_.text, shown(record_.currency)), money),
        "derivatives at the policy as it is: the effect of a large change is not a multiple of "
        "them"};
    if (!held_.empty()) notes.push_back(held_);
    return notes;
  }

  TitledTable undefined(const std::string& name) const {
    return {fmt::format("Derivatives of {}", name),
            TextTable({{"", true}}),
            {"not defined: the outcome has no value here, or the equations leave it open"}};
  }

  const RunRecord& record_;
  const World& world_;
  SensitivityTo to_;
  const SolvedSensitivity& of_;
  std::string held_;
  Sums by_pair_, by_sector_;
};

}  // namespace

namespace {

/// "1 quota binds, 2 are slack and 1 is exceeded": a licence price is found anew, a regime is not.
std::string quotas_held(const Outcome& outcome) {
  std::map<QuotaRegime, std::size_t> counts;
  for (const QuotaOutcome& quota : quota_outcomes(outcome)) ++counts[quota.regime];
  std::vector<std::string> parts;
  for (const auto& [regime, count] : counts) {
    const bool one = count == 1;
    const std::string number = parts.empty() ? counted(count, "quota") : std::to_string(count);
    if (regime == QuotaRegime::binding)
      parts.push_back(number + (one ? " binds" : " bind"));
    else
      parts.push_back(fmt::format("{} {} {}", number, one ? "is" : "are",
                                  regime == QuotaRegime::slack ? "slack" : "exceeded"));
  }
  if (parts.empty()) return "";
  return fmt::format(
      "the prices of licences follow, and each quota stays what it is here ({}): beyond the rate "
      "at "
      "which one ceases to bind, or begins to, derivatives are others",
      enumerated(parts));
}

std::string held_by_elasticities(const RunRecord& record, const ExperimentResult& result) {
  std::vector<std::string> held;
  if (value_of(record.options, "model.deficits") == name_of(DeficitClosure::none))
    held.emplace_back("the baseline without trade deficits");
  else if (result.baseline_resolved)
    held.emplace_back("the baseline that is solved first");
  if (!record.in_data.empty()) held.emplace_back("the data that 'in_data' corrects");
  if (result.from_reference) held.emplace_back("the world under the reference");
  if (record.parameters.tax_exponent.size() > 0)
    held.emplace_back("the exponents of taxes that selling costs make");
  const std::string horizon = value_of(record.options, "model.horizon");
  std::string text;
  if (horizon == "short" || horizon == "medium")
    text = fmt::format(
        "per unit of the elasticity that the {} run leaves, which moves by less than "
        "the scenario's own: the note on the horizon says how",
        horizon);
  if (held.empty()) return text;
  return fmt::format(
      "{}held here: {}; a run with another elasticity finds {} anew, and its change differs by "
      "that",
      text.empty() ? "" : text + "; ", enumerated(held), held.size() == 1 ? "it" : "them");
}

}  // namespace

std::string what_is_held(const RunRecord& record, const ExperimentResult& result) {
  std::string text;
  if (result.sensitivity->to == SensitivityTo::elasticities)
    text = held_by_elasticities(record, result);
  const std::string quotas = quotas_held(*result.outcome);
  if (text.empty() || quotas.empty()) return text + quotas;
  return text + "; " + quotas;
}

std::vector<TitledTable> sensitivity_tables(const RunRecord& record,
                                            const ExperimentResult& result) {
  std::vector<TitledTable> tables;
  if (!result.sensitivity) return tables;
  for (std::size_t k = 0; k < result.sensitivity->of.size(); ++k)
    for (TitledTable& table : OutcomeTables(record, result, k).tables())
      tables.push_back(std::move(table));
  return tables;
}

}  // namespace tariffsim

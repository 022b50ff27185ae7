#include "runs/asked_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "results/contributions.hpp"
#include "results/gradient.hpp"
#include "runs/checked_expectation.hpp"

namespace tariffsim {
namespace {

using Values = std::function<void(const ExperimentResult&, std::vector<double>&)>;

/// "CHN->USA[C26]": what a measure is of, as it is written.
std::string subject_of(const Expectation& measure) {
  std::string text = measure.country.text;
  if (!measure.importer.text.empty()) text += "->" + measure.importer.text;
  if (!measure.sector.text.empty()) text += "[" + measure.sector.text + "]";
  return text;
}

Values add_shown(const Scenario& scenario, const PreparedRun& run, Study& study) {
  for (const Expectation& one : scenario.shown) {
    const MeasureText& text = measure_text(one, run.expected_groups);
    study.figures.push_back(
        {FigureKind::asked, subject_of(one), false, text.name, text.meaning, title_of(text)});
  }
  return [shown = scenario.shown, groups = run.expected_groups, revenue = run.record.revenue](
             const ExperimentResult& result, std::vector<double>& values) {
    SolvedStep step;
    step.result = result;
    for (const CheckedExpectation& one : check_expectations(shown, groups, {&step, 1}, revenue))
      values.push_back(one.value);
  };
}

/// Cells whose rates are moved together; nothing: any.
struct MovedCells {
  std::vector<bool> exporters, importers;  ///< by country
  std::optional<std::size_t> sector;

  bool has(const GradientRow& row) const {
    return (row.exporter >= exporters.size() ||
            (exporters[row.exporter] && importers[row.importer])) &&
           (!sector || *sector == row.sector);
  }
};

/// Derivatives of one outcome that are kept, by the rates between an economy and others.
struct KeptDerivatives {
  std::size_t outcome = 0;
  std::vector<bool> own;  ///< the economy's countries; empty: they are by no country's rates
  std::vector<MovedCells> cells;

  /// Whether any of the cells may have the row.
  bool may_have(const GradientRow& row) const {
    return row.outcome == outcome && (own.empty() || own[row.exporter] != own[row.importer]);
  }
};

/// The words for rates of one kind.
struct RateWords {
  const char* one;     ///< "tariff"
  const char* step;    ///< "where it rises by one percentage point"
  bool exporters_own;  ///< it is the exporter who sets it
};

RateWords words_of(SensitivityTo to) {
  switch (to) {
    case SensitivityTo::export_taxes:
      return {"export tax", "rises by one percentage point", true};
    case SensitivityTo::trade_costs:
      return {"trade cost", "rises by one percent", false};
    case SensitivityTo::elasticities:
      return {"trade elasticity", "rises by one", false};
    case SensitivityTo::tariffs:
      break;
  }
  return {"tariff", "rises by one percentage point", false};
}

/// The derivatives of one outcome that are kept, as figures and the cells that each sums.
class DerivativeFigures {
 public:
  DerivativeFigures(const World& world, SensitivityTo to, std::vector<StudyFigure>& figures,
                    std::vector<KeptDerivatives>& kept)
      : world_(world), to_(to), words_(words_of(to)), figures_(figures), kept_(kept) {}

  /// `outcome`: its position; `name` of the economy that sets `own` rates.
  void add_of(std::size_t outcome, const std::string& text, const std::string& name,
              const std::vector<Index>& members) {
    std::vector<bool> own(world_.countries.size(), false);
    for (const Index n : members) own[static_cast<std::size_t>(n)] = true;
    text_ = text;
    kept_.push_back({outcome, own, {}});
    std::vector<bool> others = own;
    others.flip();
    add_between(name, own, "others", others, std::nullopt);
    add_between("others", others, name, own, std::nullopt);
    for (std::size_t s = 0; s < world_.sectors.size(); ++s)
      add_between(name, own, "others", others, s);
    for (std::size_t n = 0; n < own.size(); ++n) {
      if (own[n]) continue;
      std::vector<bool> partner(own.size(), false);
      partner[n] = true;
      add_between(name, own, world_.countries[n].code, partner, std::nullopt);
      add_between(world_.countries[n].code, partner, name, own, std::nullopt);
    }
  }

  void add_elasticities(std::size_t outcome, const std::string& text) {
    text_ = text;
    kept_.push_back({outcome, {}, {}});
    for (std::size_t s = 0; s < world_.sectors.size(); ++s)
      add(fmt::format("by_elasticity {}", world_.sectors[s].code),
          fmt::format("trade elasticity of {}", world_.sectors[s].name), {{}, {}, s});
  }

 private:
  /// The rates that `owner` sets on trade with `partner`.
  void add_between(const std::string& owner, const std::vector<bool>& owners,
                   const std::string& partner, const std::vector<bool>& partners,
                   std::optional<std::size_t> sector) {
    const bool exported = words_.exporters_own;
    const std::string place =
        fmt::format("{}->{}{}", exported ? owner : partner, exported ? partner : owner,
                    sector ? "[" + world_.sectors[*sector].code + "]" : "");
    const std::string goods = sector ? " of " + world_.sectors[*sector].name : "";
    const char* const all = partner == "others" ? "all others" : partner.c_str();
    const char* const whose = owner == "others" ? "all others" : owner.c_str();
    const std::string title =
        to_ == SensitivityTo::trade_costs
            ? fmt::format("trade cost{} from {} into {}", goods, all, whose)
            : fmt::format("{} of {} on {}{} {} {}", words_.one, whose,
                          exported ? "sales" : "imports", goods, exported ? "to" : "from", all);
    add(fmt::format("by_{} {}", name_of(to_), place), title,
        exported ? MovedCells{owners, partners, sector} : MovedCells{partners, owners, sector});
  }

  void add(std::string measure, const std::string& title, MovedCells cells) {
    figures_.push_back(
        {FigureKind::derivative, text_, false, std::move(measure),
         fmt::format("change of the outcome, in its unit, where the {} {}", title, words_.step),
         title});
    kept_.back().cells.push_back(std::move(cells));
  }

  const World& world_;
  SensitivityTo to_;
  RateWords words_;
  std::vector<StudyFigure>& figures_;
  std::vector<KeptDerivatives>& kept_;
  std::string text_;
};

/// The sums of derivatives over the cells of each; not a number where there is no derivative.
void sum_derivatives(const SensitivityResult& result, const World& world,
                     const std::vector<KeptDerivatives>& kept, std::vector<double>& values) {
  const std::size_t first = values.size();
  for (const KeptDerivatives& one : kept)
    values.insert(values.end(), one.cells.size(), result.of[one.outcome].found ? 0 : std::nan(""));
  for_each_derivative(result, world, [&](const GradientRow& row) {
    std::size_t at = first;
    for (const KeptDerivatives& one : kept) {
      if (one.may_have(row))
        for (std::size_t cell = 0; cell < one.cells.size(); ++cell)
          if (one.cells[cell].has(row)) values[at + cell] += row.derivative;
      at += one.cells.size();
    }
  });
}

Values add_derivatives(const Scenario& scenario, const PreparedRun& run, Study& study) {
  const SensitivityRequest& request = *run.experiment.sensitivity;
  const World& world = *run.experiment.calibration.world;
  std::vector<KeptDerivatives> kept;
  DerivativeFigures figures(world, request.to, study.figures, kept);
  for (std::size_t at = 0; at < request.of.size(); ++at) {
    const AskedOutcome& asked = request.of[at];
    const Expectation& written = scenario.sensitivity->of[at];
    if (request.to == SensitivityTo::elasticities) {
      figures.add_elasticities(at, asked.text);
      continue;
    }
    figures.add_of(at, asked.text, written.country.text, asked.place.countries);
    if (!written.importer.text.empty())
      figures.add_of(at, asked.text, written.importer.text, asked.place.importer);
  }
  return [kept = std::move(kept)](const ExperimentResult& result, std::vector<double>& values) {
    sum_derivatives(*result.sensitivity, result.outcome->base(), kept, values);
  };
}

/// Whether a sweep moves numbers of the line.
bool is_varied(const Study& study, std::size_t line) {
  const std::string key = fmt::format("policy[{}].", line);
  return std::any_of(study.axes.begin(), study.axes.end(),
                     [&](const StudyAxis& axis) { return axis.name.starts_with(key); });
}

/// By entry of the division (a line, or the last lines together), then economy.
Values add_lines(const PreparedRun& run, std::vector<Index> economies, Study& study) {
  const std::vector<PolicyLine>& lines = study.central.policy;
  const std::vector<Country>& countries = run.experiment.calibration.world->countries;
  if (economies.empty())
    for (std::size_t n = 0; n < countries.size(); ++n) economies.push_back(static_cast<Index>(n));
  const bool in_order =
      run.experiment.attribution.method_for(lines.size()) == AttributionMethod::in_order;
  const std::size_t entries = in_order ? std::min(lines.size(), kMostEntries) : lines.size();
  for (const Index n : economies)
    for (std::size_t at = 0; at < entries; ++at) {
      const bool several = at + 1 == entries && entries < lines.size();
      study.figures.push_back(
          {FigureKind::added, countries[static_cast<std::size_t>(n)].code, false,
           fmt::format("line_{}_welfare_added_pct", at + 1),
           "percentage points that the line adds to the change of welfare (real income)",
           several
               ? fmt::format("lines {} {} {} together", at + 1,
                             at + 2 == lines.size() ? "and" : "to", lines.size())
               : fmt::format("line {}{}: {}", at + 1,
                             is_varied(study, at) ? " (whose numbers vary)" : "", lines[at].text)});
    }
  return [economies, entries](const ExperimentResult& result, std::vector<double>& values) {
    for (const Index n : economies)
      for (std::size_t at = 0; at < entries; ++at)
        values.push_back(
            result.by_line->status == LineStatus::solved
                ? 100 * result.by_line->added[at].adds.countries(n, CountryLevel::welfare)
                : std::nan(""));
  };
}

/// Solves that a point takes for it, beside its own.
std::size_t solves_by_line(const AttributionRequest& request, std::size_t lines) {
  if (request.method_for(lines) == AttributionMethod::in_order)
    return std::min(lines, kMostEntries) - 1;
  if (!request.samples(lines)) return (std::size_t{1} << lines) - 2;
  return request.orders * (lines - 1);
}

void tell_derivatives(const Place& place, Diagnostics& diagnostics) {
  diagnostics.note(
      place,
      "of 'sensitivity' each point keeps sums (figures.csv): by partner, by sector and "
      "all together; cell by cell derivatives are those of a run without the study");
}

void tell_lines(const Place& place, std::size_t solves, Diagnostics& diagnostics) {
  diagnostics.note(place,
                   fmt::format("of 'attribution' each point keeps what each line adds to welfare "
                               "(figures.csv), which takes up to {} more a point",
                               counted(solves, "solve")));
}

}  // namespace

void add_asked_figures(const Scenario& scenario, const PreparedRun& run,
                       const std::vector<Index>& focus, Study& study, Diagnostics& diagnostics) {
  std::vector<Values> all;
  if (!scenario.shown.empty()) all.push_back(add_shown(scenario, run, study));
  if (run.experiment.sensitivity) {
    all.push_back(add_derivatives(scenario, run, study));
    tell_derivatives(scenario.sensitivity->place, diagnostics);
  }
  if (study.by_line) {
    all.push_back(add_lines(run, focus, study));
    tell_lines(scenario.attribution->place,
               solves_by_line(run.experiment.attribution, study.central.policy.size()),
               diagnostics);
  }
  if (all.empty()) return;
  study.asked = [all = std::move(all)](const ExperimentResult& result) {
    std::vector<double> values;
    for (const Values& add : all) add(result, values);
    return values;
  };
}

}  // namespace tariffsim

#include "scenario/bind_model.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <vector>

#include "base/near_miss.hpp"
#include "model/base_rates.hpp"
#include "scenario/bind_family.hpp"
#include "scenario/retired_sources.hpp"

namespace tariffsim {
namespace {

struct Elasticities {
  Vector trade_elasticity;  // S
  std::string words;
};

std::vector<std::string> source_names(const Baseline& baseline) {
  std::vector<std::string> names;
  for (const ElasticitySource& source : baseline.elasticities) names.push_back(source.name);
  return names;
}

/// `what`: "source of elasticities". `names`: what the baseline has.
void report_unknown(const char* what, const Name& name, const std::vector<std::string>& names,
                    const Baseline& baseline, Diagnostics& diagnostics) {
  const auto near = near_miss(name.text, names);
  const std::string list =
      names.empty() ? "none, so give a number" : fmt::format("{}", fmt::join(names, ", "));
  diagnostics.error(name.place,
                    fmt::format("unknown {} '{}'; {} has: {}", what, name.text, baseline.id, list),
                    near ? fmt::format("did you mean '{}'?", *near) : "");
}

/// True, and said so, for a name that no baseline can have.
bool refuse_retired(const Name& name, Diagnostics& diagnostics) {
  const auto retired = retired_source(name.text);
  if (!retired) return false;
  diagnostics.error(name.place,
                    fmt::format("'{}' is not a trade elasticity: {}", retired->name, retired->why),
                    retired->instead);
  return true;
}

Elasticities of_source(const ModelText& model, const Baseline& baseline, const Place& whole_file,
                       Diagnostics& diagnostics) {
  const auto s = static_cast<Index>(baseline.sectors.size());
  if (model.elasticity)
    return {Vector::Constant(s, *model.elasticity), fmt::format("{:g}", *model.elasticity)};
  if (model.elasticity_source && refuse_retired(*model.elasticity_source, diagnostics))
    return {Vector::Ones(s), ""};
  for (const ElasticitySource& source : baseline.elasticities) {
    if (!model.elasticity_source || source.name == model.elasticity_source->text)
      return {source.trade_elasticity, source.name};
  }
  if (model.elasticity_source) {
    report_unknown("source of elasticities", *model.elasticity_source, source_names(baseline),
                   baseline, diagnostics);
  } else {
    diagnostics.error(whole_file, fmt::format("{} has no trade elasticities", baseline.id),
                      "give 'model: {elasticities: NUMBER}'");
  }
  return {Vector::Ones(s), ""};
}

/// An elasticity that is given to one or several sectors by name.
struct NamedElasticity {
  const Name* name;
  double value;
  std::set<Index> sectors;
};

/// Of keys of a map none is above another: of two that hold a sector the one with fewer counts, and
/// of neither of which that is known is an error.
void check_shared_sectors(const std::vector<NamedElasticity>& all, const Baseline& baseline,
                          Diagnostics& diagnostics) {
  for (std::size_t b = 1; b < all.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      const auto& [first, of_first, some] = all[a];
      const auto& [second, of_second, others] = all[b];
      std::vector<Index> both;
      std::set_intersection(some.begin(), some.end(), others.begin(), others.end(),
                            std::back_inserter(both));
      if (both.empty() || of_first == of_second) continue;
      const bool is_within = both.size() == std::min(some.size(), others.size());
      if (is_within && some.size() != others.size()) continue;
      const std::string& shared = baseline.sectors[static_cast<std::size_t>(both.front())].code;
      diagnostics.error(second->place,
                        fmt::format("'{}' and '{}' (line {}) both give {} an elasticity",
                                    second->text, first->text, first->place.line,
                                    both.size() == 1 ? shared : "several sectors"),
                        is_within ? "leave one of them out"
                                  : "of two names the one with fewer sectors counts where it lies "
                                    "within the other: name sectors that they do not share");
    }
}

/// Those of one sector, and of groups of them, over what a source says.
void set_sectors(const ModelText& model, const Baseline& baseline, SelectorLookup& lookup,
                 Elasticities& chosen, Diagnostics& diagnostics) {
  std::vector<NamedElasticity> all;
  all.reserve(model.sector_elasticity.size());
  for (const auto& [name, value] : model.sector_elasticity) {
    const auto sectors = lookup.resolve(name);
    all.push_back({&name, value, {sectors.begin(), sectors.end()}});
    chosen.words += fmt::format(", {} = {:g}", name.text, value);
  }
  check_shared_sectors(all, baseline, diagnostics);
  std::stable_sort(all.begin(), all.end(), [](const NamedElasticity& a, const NamedElasticity& b) {
    return a.sectors.size() > b.sectors.size();
  });
  for (const NamedElasticity& one : all)
    for (const Index s : one.sectors) chosen.trade_elasticity(s) = one.value;
}

/// Users that choose origins by themselves need data of it, and a model in which that is told.
void check_origins(const BoundModel& bound, const Baseline& baseline, Diagnostics& diagnostics) {
  const Place& place = bound.text.inputs_by_origin_place;
  if (baseline.home_input.empty())
    diagnostics.error(
        place,
        fmt::format("'inputs_by_origin' needs inputs told by origin, and {} has none", baseline.id),
        "use a baseline whose inputs.csv has the column 'origin'");
  const std::pair<bool, const char*> beside[] = {
      {!bound.input_output, "'input_output: false'"},
      {bound.text.separate_nests, "'nests: separate'"},
      {bound.parameters.tax_exponent.size() > 0 || bound.selling_share.size() > 0,
       "selling costs"}};
  for (const auto& [is_there, what] : beside)
    if (is_there && !baseline.home_input.empty())
      diagnostics.error(place,
                        fmt::format("'inputs_by_origin: true' cannot be used with {}", what));
}

}  // namespace

void choose_tariffs(const ModelText& model, Baseline& baseline, Diagnostics& diagnostics) {
  if (model.tariffs && !choose_tariffs(baseline, model.tariffs->text))
    report_unknown("set of tariffs", *model.tariffs, tariff_set_names(baseline), baseline,
                   diagnostics);
}

BoundModel bind_model(const ModelText& model, const Baseline& baseline, const Place& whole_file,
                      SelectorLookup& countries, SelectorLookup& sectors,
                      Diagnostics& diagnostics) {
  Elasticities chosen = of_source(model, baseline, whole_file, diagnostics);
  set_sectors(model, baseline, sectors, chosen, diagnostics);
  BoundModel bound;
  bound.text = model;
  bound.parameters.trade_elasticity = std::move(chosen.trade_elasticity);
  bound.default_tariffs = baseline.default_tariff_name;
  bound.tariffs = baseline.tariff_name;
  bound.elasticities = std::move(chosen.words);
  bound.parameters.separate_nests = model.separate_nests;
  bound.has_inputs = !baseline.input_share.empty();
  bound.input_output = bound.has_inputs && model.input_output.value_or(true);
  bound.inputs_by_origin = model.inputs_by_origin;
  bind_family(baseline, countries, sectors, diagnostics, bound);
  if (model.inputs_by_origin) check_origins(bound, baseline, diagnostics);
  return bound;
}

}  // namespace tariffsim

#include "data/recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/baseline_tables.hpp"
#include "data/deflator_file.hpp"
#include "data/employment_file.hpp"
#include "data/iso_countries.hpp"
#include "data/population.hpp"
#include "data/product_file.hpp"
#include "model/aggregation.hpp"
#include "model/code_index.hpp"
#include "model/technology.hpp"

namespace tariffsim {
namespace {

constexpr const char* kRestOfWorld = "ROW";
constexpr const char* kOthers = "others";

/// Position of a code, or -1 and an error.
Index position(const PlacedCode& code, const CodeIndex& codes, Diagnostics& diagnostics) {
  const Index at = codes.find(code.text);
  if (at < 0) diagnostics.error(code.place, codes.unknown(code.text), codes.hint(code.text));
  return at;
}

std::vector<Index> positions(const std::vector<PlacedCode>& list, const CodeIndex& codes,
                             Diagnostics& diagnostics) {
  std::vector<Index> out;
  for (const PlacedCode& code : list)
    if (const Index at = position(code, codes, diagnostics); at >= 0) out.push_back(at);
  return out;
}

/// Old positions to new ones, each given once.
class Assignment {
 public:
  Assignment(const CodeIndex& codes, Diagnostics& diagnostics)
      : codes_(codes),
        diagnostics_(diagnostics),
        new_of_(static_cast<std::size_t>(codes.size()), -1) {}

  void assign(const PlacedCode& code, Index now) {
    const Index old = position(code, codes_, diagnostics_);
    if (old < 0) return;
    Index& target = new_of_[static_cast<std::size_t>(old)];
    if (target >= 0) diagnostics_.error(code.place, fmt::format("'{}' is named twice", code.text));
    target = now;
  }
  bool assigned(Index old) const { return new_of_[static_cast<std::size_t>(old)] >= 0; }
  void set(Index old, Index now) { new_of_[static_cast<std::size_t>(old)] = now; }
  std::vector<Index> take() { return std::move(new_of_); }

 private:
  const CodeIndex& codes_;
  Diagnostics& diagnostics_;
  std::vector<Index> new_of_;
};

bool is_rest(const RecipeGroup& group) {
  return group.members.size() == 1 && group.members.front().text == kOthers;
}

/// What is neither kept nor in another group, in its order.
void join_the_others(Assignment& assignment, const CodeIndex& codes, Index now) {
  for (Index n = 0; n < codes.size(); ++n)
    if (!assignment.assigned(n)) assignment.set(n, now);
}

/// A recipe for imports that keeps nobody by name keeps all that it does not join.
void keep_the_others(const std::vector<Country>& countries, Assignment& assignment,
                     Aggregation& to) {
  for (std::size_t n = 0; n < countries.size(); ++n) {
    if (assignment.assigned(static_cast<Index>(n))) continue;
    assignment.set(static_cast<Index>(n), static_cast<Index>(to.countries.size()));
    to.countries.push_back(countries[n]);
  }
}

void join_countries(const BaselineRecipe& recipe, const std::vector<Country>& countries,
                    Aggregation& to, Diagnostics& diagnostics) {
  const CodeIndex codes = index_countries(countries);
  Assignment assignment(codes, diagnostics);
  for (const PlacedCode& code : recipe.keep) {
    assignment.assign(code, static_cast<Index>(to.countries.size()));
    const Index old = codes.find(code.text);
    if (old >= 0) to.countries.push_back(countries[static_cast<std::size_t>(old)]);
  }
  Index rest = -1;
  for (const RecipeGroup& group : recipe.countries) {
    const auto now = static_cast<Index>(to.countries.size());
    if (is_rest(group)) rest = now;
    for (const PlacedCode& member : group.members)
      if (!is_rest(group)) assignment.assign(member, now);
    to.countries.push_back({group.code.text, group.name, 0});
  }
  if (rest >= 0) join_the_others(assignment, codes, rest);
  if (recipe.flows.empty() && recipe.keep.empty()) keep_the_others(countries, assignment, to);
  for (Index n = 0; n < codes.size(); ++n)
    if (!assignment.assigned(n))
      diagnostics.error(
          recipe.place,
          fmt::format("country {} of the source is neither kept nor in a group", codes.code(n)));
  to.country_of = assignment.take();
}

/// Sectors keep their order; a joined one stands where its first member stood.
void join_sectors(const BaselineRecipe& recipe, const std::vector<Sector>& sectors, Aggregation& to,
                  Diagnostics& diagnostics) {
  const CodeIndex codes = index_sectors(sectors);
  Assignment group_of(codes, diagnostics);
  Index rest = -1;
  for (std::size_t g = 0; g < recipe.sectors.size(); ++g) {
    if (is_rest(recipe.sectors[g])) rest = static_cast<Index>(g);
    for (const PlacedCode& member : recipe.sectors[g].members)
      if (!is_rest(recipe.sectors[g])) group_of.assign(member, static_cast<Index>(g));
  }
  if (rest >= 0) join_the_others(group_of, codes, rest);
  const std::vector<Index> groups = group_of.take();
  std::vector<Index> place_of_group(recipe.sectors.size(), -1);
  for (std::size_t s = 0; s < groups.size(); ++s) {
    const auto next = static_cast<Index>(to.sectors.size());
    Sector sector = sectors[s];
    if (groups[s] >= 0) {
      const auto g = static_cast<std::size_t>(groups[s]);
      if (place_of_group[g] >= 0) {
        to.sector_of.push_back(place_of_group[g]);
        continue;
      }
      place_of_group[g] = next;
      sector.code = recipe.sectors[g].code.text;
      sector.name = recipe.sectors[g].name;
    }
    to.sector_of.push_back(next);
    to.sectors.push_back(std::move(sector));
  }
}

void set_kinds(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics) {
  const CodeIndex codes = index_sectors(baseline.sectors);
  for (const Index s : positions(recipe.services, codes, diagnostics))
    baseline.sectors[static_cast<std::size_t>(s)].kind = SectorKind::services;
}

std::vector<std::vector<Index>> parents_of(const BaselineRecipe& recipe, const CodeIndex& sectors,
                                           const CodeIndex& source, Diagnostics& diagnostics) {
  std::vector<std::vector<Index>> out(static_cast<std::size_t>(sectors.size()));
  for (const auto& [child, parents] : recipe.technology->parents) {
    const Index at = position(child, sectors, diagnostics);
    std::vector<Index> list = positions(parents, source, diagnostics);
    std::sort(list.begin(), list.end());
    if (at >= 0) out[static_cast<std::size_t>(at)] = std::move(list);
  }
  return out;
}

/// What map_technology expects: parents for all, each parent in one family.
void check_parents(const BaselineRecipe& recipe, const std::vector<std::vector<Index>>& parents,
                   const CodeIndex& sectors, const CodeIndex& source, Diagnostics& diagnostics) {
  std::vector<Index> child_of(static_cast<std::size_t>(source.size()), -1);
  for (std::size_t s = 0; s < parents.size(); ++s) {
    if (parents[s].empty())
      diagnostics.error(recipe.place, fmt::format("sector {} has no parents",
                                                  sectors.code(static_cast<Index>(s))));
    for (const Index parent : parents[s]) {
      Index& child = child_of[static_cast<std::size_t>(parent)];
      if (child >= 0 && parents[static_cast<std::size_t>(child)] != parents[s])
        diagnostics.error(
            recipe.place,
            fmt::format("{} and {} share the parent {} but not all parents", sectors.code(child),
                        sectors.code(static_cast<Index>(s)), source.code(parent)));
      child = static_cast<Index>(s);
    }
  }
  for (Index k = 0; k < source.size(); ++k)
    if (child_of[static_cast<std::size_t>(k)] < 0)
      diagnostics.error(
          recipe.place,
          fmt::format("{} of the input shares' source is no sector's parent", source.code(k)));
}

InputShares read_technology(const BaselineRecipe& recipe, const Baseline& baseline,
                            Diagnostics& diagnostics) {
  const Baseline source = read_source(recipe.technology->folder, {}, diagnostics, {}, recipe.clean);
  if (source.input_share.empty())
    throw InputError(recipe.place,
                     fmt::format("{} has no inputs.csv", recipe.technology->folder.string()));
  const CodeIndex countries = index_countries(source.countries);
  const CodeIndex sectors = index_sectors(source.sectors);
  const CodeIndex own_sectors = index_sectors(baseline.sectors);
  TechnologyMap map;
  map.elsewhere = position(recipe.technology->elsewhere, countries, diagnostics);
  for (const Country& country : baseline.countries) {
    const Index same = countries.find(country.code);
    map.country_of.push_back(same >= 0 ? same : map.elsewhere);
  }
  map.parents_of = parents_of(recipe, own_sectors, sectors, diagnostics);
  check_parents(recipe, map.parents_of, own_sectors, sectors, diagnostics);
  diagnostics.throw_if_errors();
  return map_technology(baseline, source, map);
}

InputShares untold(Index countries, Index sectors) {
  InputShares home(countries, sectors);
  for (Index s = 0; s < sectors; ++s)
    for (Index k = 0; k < sectors; ++k)
      for (Index n = 0; n < countries; ++n) home(n, k, s) = kUntold;
  return home;
}

/// The newer table's countries take its shares whole, and what it tells of their origin.
void replace_technology(const std::filesystem::path& path, Baseline& baseline,
                        Diagnostics& diagnostics) {
  const Codes codes{index_countries(baseline.countries), index_sectors(baseline.sectors)};
  const auto [newer, home] = read_inputs(read_file(path, kMaxSmallTableBytes), codes, diagnostics);
  if (home.empty())
    baseline.home_input = {};  // of countries that keep their shares nothing is left
  if (!home.empty() && baseline.home_input.empty())
    baseline.home_input = untold(newer.countries(), newer.sectors());
  for (Index n = 0; n < newer.countries(); ++n) {
    double sum = 0;
    for (Index s = 0; s < newer.sectors(); ++s)
      for (Index k = 0; k < newer.sectors(); ++k) sum += newer(n, k, s);
    if (sum <= 0) continue;
    for (Index s = 0; s < newer.sectors(); ++s)
      for (Index k = 0; k < newer.sectors(); ++k) {
        baseline.input_share(n, k, s) = newer(n, k, s);
        if (!baseline.home_input.empty())
          baseline.home_input(n, k, s) = home.empty() ? kUntold : home(n, k, s);
      }
  }
}

void add_elasticities(const BaselineRecipe& recipe, Baseline& baseline) {
  for (const ElasticityRecipe& source : recipe.elasticities) {
    Vector theta(static_cast<Index>(baseline.sectors.size()));
    for (std::size_t s = 0; s < baseline.sectors.size(); ++s)
      theta(static_cast<Index>(s)) =
          baseline.sectors[s].kind == SectorKind::goods ? source.goods : source.services;
    baseline.elasticities.push_back({source.name, std::move(theta)});
  }
}

void check_sector_groups(const BaselineRecipe& recipe, const Baseline& baseline,
                         Diagnostics& diagnostics) {
  const CodeIndex codes = index_sectors(baseline.sectors);
  for (const auto& [name, members] : recipe.sector_groups)
    for (const std::string& member : members)
      if (codes.find(member) < 0 && recipe.sector_groups.count(member) == 0)
        diagnostics.error(recipe.place,
                          fmt::format("sector_groups: {}: {}", name, codes.unknown(member)),
                          codes.hint(member));
}

/// ROW stands for every country that no other code stands for.
void complete_rest_of_world(Baseline& baseline) {
  if (find_country(baseline.countries, kRestOfWorld) < 0) return;
  std::set<std::string> elsewhere;
  for (const Country& country : baseline.countries) elsewhere.insert(country.code);
  for (const auto& [code, members] : baseline.regions)
    if (code != kRestOfWorld) elsewhere.insert(members.begin(), members.end());
  auto& rest = baseline.regions[kRestOfWorld];
  rest.clear();
  for (const Country& country : iso_countries())
    if (elsewhere.count(country.code) == 0) rest.push_back(country.code);
}

/// A number as a file with so many significant digits will hold it.
double rounded(double value, int digits) {
  const std::string text = fmt::format("{:.{}g}", value, digits);
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// The same, never above `value` (>= 0).
double rounded_down(double value, int digits) {
  const double near = rounded(value, digits);
  if (near <= value) return near;
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - digits + 1);
  return rounded(near - unit, digits);
}

void round_trade(Baseline& baseline, int digits) {
  for (double& x : baseline.flow.values()) x = rounded(x, digits);
  for (double& x : baseline.tariff.values()) x = rounded(x, digits);
  for (TariffSet& set : baseline.tariff_sets)
    for (double& x : set.tariff.values()) x = rounded(x, digits);
}

/// Down, so that final use stays at its floor or above.
void round_inputs(Baseline& baseline, int digits) {
  InputShares& shares = baseline.input_share;
  for (Index s = 0; s < shares.sectors(); ++s)
    for (Index k = 0; k < shares.sectors(); ++k)
      for (Index n = 0; n < shares.countries(); ++n)
        shares(n, k, s) = rounded_down(shares(n, k, s), digits);
}

void round_elasticities(Baseline& baseline, int digits) {
  for (ElasticitySource& source : baseline.elasticities)
    for (double& theta : source.trade_elasticity) theta = rounded(theta, digits);
}

std::string in_prose(const FinalUseAdjustment& adjustment, const std::string& currency) {
  if (adjustment.cells == 0) return "no cell";
  return fmt::format("{} cells, {:.0f} million {} moved to value added, {:.0f} of it in {}",
                     adjustment.cells, adjustment.value, currency, adjustment.largest,
                     adjustment.where);
}

void add_note(BuiltBaseline& built, const BaselineRecipe& recipe) {
  std::string& notes = built.baseline.notes;
  const std::string& currency = built.baseline.currency;
  if (!notes.empty() && notes.back() != '\n') notes += '\n';
  notes += fmt::format(
      "Where input use left less than {:g} % of a good's spending in a country to final use, its "
      "input shares were scaled down.\n"
      "Of {} cells of the source this changed {}.\nAfter joining countries and sectors: {}.\n",
      100 * kMinFinalUse, built.source_cells, in_prose(built.adjustment, currency),
      in_prose(built.after_joining, currency));
  if (recipe.digits < 17)
    notes += fmt::format("Numbers are rounded to {} significant digits.\n", recipe.digits);
}

/// What the recipe says of the result, and whose data it is made of.
void describe_as(const BaselineMetadata& metadata, Baseline& baseline) {
  std::vector<std::string> sources = metadata.sources;
  sources.push_back(fmt::format("{}: {}", baseline.id, baseline.title));
  sources.insert(sources.end(), baseline.sources.begin(), baseline.sources.end());
  baseline.sources = std::move(sources);
  const std::string inherited =
      baseline.licence.empty() ? "" : fmt::format("Of {}: {}", baseline.id, baseline.licence);
  baseline.licence = metadata.licence.empty() || inherited.empty()
                         ? metadata.licence + inherited
                         : metadata.licence + " " + inherited;
  baseline.id = metadata.id;
  baseline.title = metadata.title;
  baseline.year = metadata.year;
  baseline.price_year = metadata.price_year;
  baseline.notes = metadata.notes;
  if (metadata.tariffs != BaselineMetadata().tariffs)
    baseline.tariff_name = baseline.default_tariff_name = metadata.tariffs;
  if (!metadata.stands_alone.empty()) baseline.stands_alone = metadata.stands_alone;
  if (metadata.mark_exports_above > 0) baseline.mark_exports_above = metadata.mark_exports_above;
  if (!metadata.customs.empty()) baseline.customs = metadata.customs;
  if (metadata.products_year) baseline.products_year = *metadata.products_year;
  baseline.hash.clear();
}

/// Who lives and works in each economy, and at which prices.
void set_people(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics) {
  if (recipe.population) set_population(*recipe.population, baseline, diagnostics);
  if (recipe.household_sizes)
    set_households(*recipe.household_sizes, *recipe.population, baseline, diagnostics);
  if (recipe.employment) set_employment(*recipe.employment, baseline, diagnostics);
  if (recipe.deflators) set_deflators(*recipe.deflators, baseline, diagnostics);
}

void set_rates(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics) {
  if (!recipe.tariffs) return;
  for (const std::string& note : set_tariffs(*recipe.tariffs, baseline, diagnostics)) {
    if (!baseline.notes.empty() && baseline.notes.back() != '\n') baseline.notes += '\n';
    baseline.notes += note + '\n';
  }
}

BuiltBaseline moved_on(const BaselineRecipe& recipe, Diagnostics& diagnostics) {
  BuiltBaseline out;
  out.baseline = read_baseline(find_baseline(recipe.from->text, recipe.from->place), diagnostics);
  describe_as(recipe.metadata, out.baseline);
  set_rates(recipe, out.baseline, diagnostics);
  out.after_joining = round_numbers(out.baseline, recipe.digits);
  return out;
}

BuiltBaseline joined(const BaselineRecipe& recipe, Diagnostics& diagnostics) {
  Baseline source =
      read_source(recipe.flows, recipe.metadata, diagnostics, recipe.trade, recipe.clean);
  Diagnostics own;
  set_kinds(recipe, source, own);
  Aggregation to;
  join_countries(recipe, source.countries, to, own);
  join_sectors(recipe, source.sectors, to, own);
  BuiltBaseline out;
  if (recipe.technology) {
    source.input_share = read_technology(recipe, source, own);
    source.home_input = {};
    out.source_cells = static_cast<int>(source.countries.size() * source.sectors.size());
    out.adjustment = keep_final_use_positive(source);
  }
  own.throw_if_errors();
  out.baseline = aggregate(source, to);
  check_sector_groups(recipe, out.baseline, own);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return out;
}

}  // namespace

FinalUseAdjustment round_numbers(Baseline& baseline, int digits) {
  round_elasticities(baseline, digits);
  round_trade(baseline, digits);
  if (baseline.input_share.empty()) return {};
  FinalUseAdjustment adjustment = keep_final_use_positive(baseline);
  round_inputs(baseline, digits);
  return adjustment;
}

Aggregation recipe_aggregation(const BaselineRecipe& recipe, const std::vector<Country>& countries,
                               const std::vector<Sector>& sectors) {
  Diagnostics diagnostics;
  Aggregation to;
  join_countries(recipe, countries, to, diagnostics);
  join_sectors(recipe, sectors, to, diagnostics);
  diagnostics.throw_if_errors();
  return to;
}

void complete_imported(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics) {
  const BaselineMetadata& said = recipe.metadata;
  if (!said.id.empty()) baseline.id = said.id;
  if (!said.title.empty()) baseline.title = said.title;
  if (!said.licence.empty()) baseline.licence = said.licence;
  if (!said.notes.empty()) baseline.notes = said.notes + "\n" + baseline.notes;
  baseline.sources.insert(baseline.sources.begin(), said.sources.begin(), said.sources.end());
  Diagnostics own;
  set_kinds(recipe, baseline, own);
  check_sector_groups(recipe, baseline, own);
  own.throw_if_errors();
  baseline.sector_groups = recipe.sector_groups;
  add_elasticities(recipe, baseline);
  set_people(recipe, baseline, diagnostics);
  set_rates(recipe, baseline, diagnostics);
}

BuiltBaseline build_baseline(const BaselineRecipe& recipe, Diagnostics& diagnostics) {
  if (recipe.from) return moved_on(recipe, diagnostics);
  BuiltBaseline out = joined(recipe, diagnostics);
  out.baseline.sector_groups = recipe.sector_groups;
  out.baseline.hash.clear();
  complete_rest_of_world(out.baseline);
  set_people(recipe, out.baseline, diagnostics);
  if (recipe.products) {
    set_products(*recipe.products, out.baseline);
    out.baseline.products_year = recipe.metadata.products_year.value_or(recipe.metadata.year);
  }
  add_elasticities(recipe, out.baseline);
  if (recipe.technology && recipe.technology->newer)
    replace_technology(*recipe.technology->newer, out.baseline, diagnostics);
  set_rates(recipe, out.baseline, diagnostics);
  // Duties inside a group have lapsed, rates and shares have been replaced, and numbers are
  // rounded: a little more of final use may be due.
  out.after_joining = round_numbers(out.baseline, recipe.digits);
  if (recipe.technology) add_note(out, recipe);
  return out;
}

}  // namespace tariffsim

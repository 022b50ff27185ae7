#include "scenario/bind_policy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include "base/few_of.hpp"
#include "scenario/content_lookup.hpp"
#include "scenario/doubtful_tariffs.hpp"

namespace tariffsim {
namespace {

using Positions = std::vector<Index>;

Positions resolve_side(const std::optional<Selector>& selector, SelectorLookup& countries,
                       const Positions* counterpart = nullptr) {
  if (!selector) return countries.table().words.at("all");
  // Of all countries each has its own others: a country's trade with itself is passed over anyway.
  const bool all = counterpart != nullptr && counterpart->size() == countries.table().codes.size();
  const Positions nobody;
  return countries.resolve(*selector, all ? &nobody : counterpart);
}

bool needs_other_side(const std::optional<Selector>& selector) {
  return selector && has_others(*selector);
}

/// Of a list of economies that are no group: the others of all of them are nobody of the list.
void note_trade_among(const std::optional<Selector>& listed, const Selector& others,
                      const char* side_of_others, const PolicyLookup& lookup) {
  if (!listed || listed->include.size() < 2) return;
  std::vector<std::string> names;
  names.reserve(listed->include.size());
  for (const Name& name : listed->include) names.push_back(name.text);
  lookup.diagnostics.note(
      others.place, fmt::format("'others' leaves out trade among {}", fmt::join(names, ", ")),
      fmt::format("for all partners of each of them, write '{}: all'", side_of_others));
}

bool have_in_common(const Positions& some, const Positions& others) {
  return without(some, others).size() < some.size();
}

/// A name of `except` that is not among those from whom it is taken.
void warn_of_nobody_left_out(const Name& name, const Positions& side, const Positions& other_side,
                             bool exporters, const PolicyLookup& lookup) {
  const Positions named = lookup.countries.resolve(name);
  if (named.empty()) return;
  if (named == other_side)
    return lookup.diagnostics.warning(
        name.place, fmt::format("'except' leaves out nobody here: {} is the {} of this line, and "
                                "no line is about trade of a country with itself",
                                name.text, exporters ? "importer" : "exporter"));
  if (have_in_common(named, side)) return;
  const char* acts_on = exporters ? "exporter" : "importer";
  const char* other = exporters ? "importer" : "exporter";
  lookup.diagnostics.warning(
      name.place,
      fmt::format("'except' leaves out nobody here: {} is no {} of this line", name.text, acts_on),
      have_in_common(named, other_side)
          ? fmt::format("it acts on the {}s; in a list, '{}: [..., not {}]' leaves out of the "
                        "{}s",
                        acts_on, other, name.text, other)
          : "");
}

/// `except` is taken from the exporters if these are several, else from the importers.
void leave_out(const Selector& except, Cells& cells, const PolicyLookup& lookup) {
  const bool exporters = cells.exporters.size() > 1 || cells.importers.size() == 1;
  Positions& side = exporters ? cells.exporters : cells.importers;
  for (const Name& name : except.include)
    warn_of_nobody_left_out(name, side, exporters ? cells.importers : cells.exporters, exporters,
                            lookup);
  side = without(side, lookup.countries.resolve(except));
}

Positions sectors_or(const std::optional<Selector>& selector, const char* otherwise,
                     const PolicyLookup& lookup) {
  return selector ? lookup.sectors.resolve(*selector) : lookup.sectors.table().words.at(otherwise);
}

/// Who is in how many items of a list, alone and together with whom.
struct Company {
  Vector items;     // N
  Table with_each;  // N x N
};

Company company(const Selector& between, SelectorLookup& countries) {
  const auto n = static_cast<Index>(countries.table().codes.size());
  Company in{Vector::Zero(n), Table::Zero(n, n)};
  for (const Name& name : between.include) {
    const Positions side = countries.resolve(Selector{{name}, between.exclude, {}});
    for (const Index a : side) {
      in.items(a) += 1;
      for (const Index b : side) in.with_each(a, b) += 1;
    }
  }
  return in;
}

/// Trade between every two items, both ways; what `not` leaves out is in none. Each pair of
/// countries once, however many pairs of items it belongs to: there is one if the items of the
/// two make more pairs than items that hold both.
std::vector<Routes> routes_between(const Selector& between, SelectorLookup& countries) {
  const Company in = company(between, countries);
  std::vector<Routes> routes;
  for (Index a = 0; a < in.items.size(); ++a) {
    Positions partners;
    for (Index b = 0; b < in.items.size(); ++b)
      if (a != b && in.items(a) * in.items(b) > in.with_each(a, b)) partners.push_back(b);
    if (!partners.empty()) routes.push_back({{a}, std::move(partners)});
  }
  return routes;
}

std::vector<Cells> bind_between(const EmbargoText& embargo, const PolicyLookup& lookup) {
  const Positions sectors = sectors_or(embargo.cells.sectors, "all", lookup);
  std::vector<Cells> cells;
  for (Routes& routes : routes_between(*embargo.between, lookup.countries))
    cells.push_back({std::move(routes.exporters), std::move(routes.importers), sectors});
  return cells;
}

/// Who joins with others as a group has free trade at home already, as a rule.
void note_trade_inside(const Selector& members, const PolicyLookup& lookup) {
  std::vector<std::string> groups;
  if (members.include.size() > 1)
    for (const Name& name : members.include)
      if (lookup.countries.resolve(Selector{{name}, members.exclude, {}}).size() > 1)
        groups.push_back(name.text);
  if (!groups.empty())
    lookup.diagnostics.note(
        members.place,
        fmt::format("this agreement holds for trade inside {} too", fmt::join(groups, ", ")),
        "for trade between the items of the list only, write 'between'");
}

PartScope bind_goods(const GoodsText& goods, const PolicyLookup& lookup) {
  PartScope scope{goods.coverage, goods.independent, goods.part, std::nullopt};
  if (!goods.products || lookup.products == nullptr) return scope;
  scope.products = lookup.products->resolve(*goods.products, goods.content || !goods.takes_content);
  if (goods.content && !scope.products->empty())
    scope.content = resolve_content(*goods.content, *lookup.products->trade(goods.content->place),
                                    *scope.products, lookup.diagnostics);
  return scope;
}

/// The cells of a line in which its goods are traded.
Cells with_goods(Cells cells, const CellsText& text, const GoodsText& goods, const PartScope& scope,
                 const PolicyLookup& lookup) {
  if (!scope.products) return cells;
  const bool any_sector = !cells.sectors.empty();
  Cells with = lookup.products->cells_of(*scope.products, std::move(cells), !text.sectors,
                                         goods.products->place);
  if (any_sector && with.sectors.empty() && !scope.products->empty() &&
      !lookup.diagnostics.has_errors())
    lookup.diagnostics.error(goods.products->place,
                             "none of these products is in the sectors of this line",
                             fmt::format("they are in {}; leave 'sectors' out to hit them there",
                                         few_of(lookup.products->sectors_of(*scope.products))));
  return with;
}

/// The groups that a selector names, as far as their members are among those it selects, each
/// member in the first of them.
std::vector<std::vector<Index>> groups_among(const Selector& selector, Positions selected,
                                             const PolicyLookup& lookup) {
  std::vector<std::vector<Index>> groups;
  for (const Name& name : selector.include) {
    if (name.text == "others" || lookup.countries.table().words.count(name.text) > 0) continue;
    const Positions named = lookup.countries.resolve(name);
    Positions members;
    for (const Index one : selected)
      if (std::find(named.begin(), named.end(), one) != named.end()) members.push_back(one);
    selected = without(selected, members);
    if (named.size() > 1 && !members.empty()) groups.push_back(std::move(members));
  }
  return groups;
}

/// A line on the cells of its selectors, and what it says of their goods.
struct BoundCells {
  PartScope scope;
  Cells cells;
};

/// What lists of products of six digits leave out of, or add to, the tariff lines that they name.
void tell_of_lists(const GoodsText& goods, const PartScope& scope, const Cells& cells,
                   bool of_rates, const PolicyLookup& lookup) {
  if (!scope.products || lookup.list_lines == nullptr || lookup.diagnostics.has_errors()) return;
  ListLine line{goods.products->place, lookup.products->library_lists(*goods.products),
                *scope.products, cells};
  if (line.lists.empty()) return;
  lookup.list_lines->tell_in_part(line);
  if (of_rates) lookup.list_lines->add_tariff(std::move(line));
}

template <class Text>
BoundCells bind_goods_of(const Text& text, const std::string& default_sectors,
                         const PolicyLookup& lookup) {
  PartScope scope = bind_goods(text.goods, lookup);
  Cells cells = with_goods(bind_cells(text.cells, default_sectors, lookup), text.cells, text.goods,
                           scope, lookup);
  tell_of_lists(text.goods, scope, cells, std::is_same_v<Text, LevyText>, lookup);
  return {std::move(scope), std::move(cells)};
}

bool may_raise_tariffs(const LevyText& levy) {
  return levy.wedge == WedgeKind::tariff &&
         (levy.change == RateChange::add || levy.change == RateChange::set ||
          levy.change == RateChange::at_least);
}

/// The sectors in which a file has rates above 0, between countries.
Positions taxed_sectors(const std::vector<CellRate>& rates) {
  std::set<Index> sectors;
  for (const CellRate& rate : rates)
    if (rate.rate > 0 && rate.exporter != rate.importer) sectors.insert(rate.sector);
  return {sectors.begin(), sectors.end()};
}

LevyChange bind_file(const RateFile& file, const LevyText& levy, const PolicyLookup& lookup) {
  std::vector<CellRate> rates = read_rate_file(file, levy, lookup);
  const bool by_part = std::any_of(rates.begin(), rates.end(), [](const CellRate& rate) {
    return !rate.products.empty() || !rate.part.empty();
  });
  if (!levy.goods.part.empty()) {
    const auto in_part = [](const CellRate& rate) { return rate.part.empty() && rate.share < 1; };
    if (std::any_of(rates.begin(), rates.end(), in_part))
      lookup.diagnostics.note(file.place,
                              fmt::format("beside 'part', products of which {} lists only some "
                                          "lines are hit as if all their lines were listed",
                                          file.shown_as));
    for (CellRate& rate : rates)
      if (in_part(rate)) rate.share = 1;
  }
  if (levy.goods.content && by_part)
    lookup.diagnostics.error(
        levy.goods.content->place,
        fmt::format("{} has rates for products, and 'content' is of the products of the line",
                    file.shown_as),
        "write in the file what is levied on all of a product's value: its share times the rate");
  if (may_raise_tariffs(levy)) note_services(file.place, taxed_sectors(rates), lookup);
  return {levy.wedge, levy.change, std::move(rates), bind_goods(levy.goods, lookup), levy.claims};
}

LevyChange bind_levy(const LevyText& levy, const PolicyLookup& lookup) {
  if (const auto* file = std::get_if<RateFile>(&levy.rate)) return bind_file(*file, levy, lookup);
  auto [scope, cells] = bind_goods_of(levy, "goods", lookup);
  if (may_raise_tariffs(levy) && std::get<double>(levy.rate) > 0) {
    warn_of_union(levy.cells, cells, lookup);
    if (levy.cells.sectors && !cells.exporters.empty() && !cells.importers.empty())
      note_services(levy.cells.sectors->place, cells.sectors, lookup);
  }
  return {levy.wedge, levy.change, OneRate{std::move(cells), std::get<double>(levy.rate)},
          std::move(scope), levy.claims};
}

Embargo bind_mutual(const EmbargoText& text, const PolicyLookup& lookup) {
  Embargo embargo{{}, bind_goods(text.goods, lookup)};
  for (Cells& cells : bind_between(text, lookup))
    embargo.cells.push_back(
        with_goods(std::move(cells), text.cells, text.goods, embargo.scope, lookup));
  return embargo;
}

/// Who trades with whom in a line of a kind that says it in `importer` and `exporter`, or nullptr.
const Cells* cells_of(const Instrument& instrument) {
  return std::visit(
      [](const auto& line) -> const Cells* {
        if constexpr (requires { line.rates; })
          return std::holds_alternative<OneRate>(line.rates) ? &std::get<OneRate>(line.rates).cells
                                                             : nullptr;
        else if constexpr (requires { line.cells.exporters; })
          return &line.cells;
        else
          return nullptr;
      },
      instrument);
}

bool says_except(const PolicyText& text) {
  return std::visit(
      [](const auto& line) {
        if constexpr (requires { line.cells.except; }) return line.cells.except.has_value();
        return false;
      },
      text.instrument);
}

/// PolicyLine::nobody.
std::string why_nobody(const PolicyText& text, const Instrument& instrument) {
  const auto* levy = std::get_if<LevyChange>(&instrument);
  const auto* file = levy == nullptr ? nullptr : std::get_if<std::vector<CellRate>>(&levy->rates);
  if (file != nullptr && file->empty()) return "its file has no rate for what it selects";
  const Cells* cells = cells_of(instrument);
  if (cells == nullptr || !says_except(text)) return "";
  if (cells->exporters.empty()) return "'except' leaves out all of its exporters";
  return cells->importers.empty() ? "'except' leaves out all of its importers" : "";
}

/// A group may have one member in a baseline, or after `aggregate`; one country is never meant.
void refuse_one_member(const Selector& members, const PolicyLookup& lookup) {
  if (members.include.size() != 1) return;
  const std::string& name = members.include.front().text;
  const NameTable& countries = lookup.countries.table();
  const std::string code = lookup.countries.meaning(name).value_or(name);
  if (countries.find(code) >= 0 && countries.joined.count(code) == 0)
    lookup.diagnostics.error(members.place,
                             "expected at least two countries in 'members', or a group");
}

struct Binder {
  const PolicyLookup& lookup;

  Instrument operator()(const LevyText& levy) const { return bind_levy(levy, lookup); }
  Instrument operator()(const TradeCostText& cost) const {
    auto [scope, cells] = bind_goods_of(cost, "all", lookup);
    return TradeCostChange{std::move(cells), cost.change, std::move(scope)};
  }
  Instrument operator()(const ExemptText& exempt) const {
    auto [scope, cells] = bind_goods_of(exempt, "goods", lookup);
    return Exemption{std::move(cells), std::move(scope)};
  }
  Instrument operator()(const EmbargoText& embargo) const {
    if (embargo.between) return bind_mutual(embargo, lookup);
    auto [scope, cells] = bind_goods_of(embargo, "all", lookup);
    return Embargo{{std::move(cells)}, std::move(scope)};
  }
  Instrument operator()(const AgreementText& agreement) const {
    Agreement bound{{},
                    sectors_or(agreement.sectors, "goods", lookup),
                    agreement.tariffs,
                    {},
                    agreement.trade_cost,
                    {}};
    bound.cost_sectors =
        agreement.sectors ? bound.tariff_sectors : sectors_or(agreement.sectors, "all", lookup);
    if (agreement.between) {
      bound.routes = routes_between(*agreement.between, lookup.countries);
      return bound;
    }
    const Positions members = lookup.countries.resolve(agreement.members);
    refuse_one_member(agreement.members, lookup);
    note_trade_inside(agreement.members, lookup);
    bound.routes = {{members, members}};
    if (agreement.common_external) bound.customs_union = members;
    return bound;
  }
  Instrument operator()(const QuotaText& quota) const {
    const bool imports = quota.side == QuotaSide::importer;
    auto [scope, cells] = bind_goods_of(quota, "goods", lookup);
    const Positions& partners = imports ? cells.exporters : cells.importers;
    if (quota.by_partner && partners.size() == 1)
      lookup.diagnostics.warning(quota.each_place,
                                 fmt::format("'each' has no effect: this quota is on one {} only",
                                             imports ? "exporter" : "importer"));
    QuotaLine line{
        std::move(cells),      quota.side,       quota.measure, quota.amount, quota.of_trade,
        quota.exporters_share, quota.by_partner, quota.within,  quota.beyond, std::move(scope)};
    line.goods = quota.goods_name;
    line.partners = imports ? quota.exporter : quota.importer;
    line.own = imports ? quota.importer : quota.exporter;
    return line;
  }
  Instrument operator()(const RetaliationText& answer) const {
    const Positions against = resolve_side(answer.against, lookup.countries);
    Retaliation retaliation{resolve_side(answer.by, lookup.countries, &against), against,
                            answer.share, std::nullopt, answer.matched};
    if (answer.sectors) retaliation.sectors = lookup.sectors.resolve(*answer.sectors);
    retaliation.as_one = groups_among(answer.by, retaliation.by, lookup);
    return retaliation;
  }
};

}  // namespace

Cells bind_cells(const CellsText& text, const std::string& default_sectors,
                 const PolicyLookup& lookup) {
  Cells cells;
  if (needs_other_side(text.exporter) && needs_other_side(text.importer)) {
    lookup.diagnostics.error(text.exporter->place,
                             "'others' cannot be on both sides, since it means all but the other "
                             "side: name the countries of one side");
  } else if (needs_other_side(text.importer)) {
    cells.exporters = resolve_side(text.exporter, lookup.countries);
    cells.importers = resolve_side(text.importer, lookup.countries, &cells.exporters);
    note_trade_among(text.exporter, *text.importer, "importer", lookup);
  } else {
    cells.importers = resolve_side(text.importer, lookup.countries);
    cells.exporters = resolve_side(text.exporter, lookup.countries, &cells.importers);
    if (needs_other_side(text.exporter))
      note_trade_among(text.importer, *text.exporter, "exporter", lookup);
  }
  if (text.except) leave_out(*text.except, cells, lookup);
  cells.sectors = text.sectors ? lookup.sectors.resolve(*text.sectors)
                               : lookup.sectors.table().words.at(default_sectors);
  return cells;
}

PolicyLine bind_policy_line(const PolicyText& text, const PolicyLookup& lookup) {
  PolicyLine line{std::visit(Binder{lookup}, text.instrument), text.text, text.place};
  line.written = text.written;
  line.nobody = why_nobody(text, line.instrument);
  if (auto* quota = std::get_if<QuotaLine>(&line.instrument); quota && text.text != text.written)
    quota->label = text.text;
  return line;
}

}  // namespace tariffsim

#include "policy/apply_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "policy/agreement.hpp"
#include "policy/cell_changes.hpp"
#include "policy/quota_lines.hpp"
#include "policy/unanswered.hpp"

namespace tariffsim {
namespace {

/// Calls visit(cell) for each cell but a country's trade with itself.
template <typename Visit>
void for_each_cell(const Cells& cells, const Visit& visit) {
  for (const Index s : cells.sectors) {
    for (const Index n : cells.importers) {
      for (const Index i : cells.exporters) {
        if (i != n) visit(CellPlace{i, n, s});
      }
    }
  }
}

/// Those who answer, each on its own or with others as one; in the order of the line.
std::vector<std::vector<Index>> who_answer(const Retaliation& line) {
  std::vector<std::vector<Index>> who;
  for (const Index by : line.by) {
    const auto found = std::find_if(line.as_one.begin(), line.as_one.end(), [&](const auto& one) {
      return std::find(one.begin(), one.end(), by) != one.end();
    });
    if (found == line.as_one.end())
      who.push_back({by});
    else if (found->front() == by)
      who.push_back(*found);
  }
  return who;
}

template <typename Visit>  // visit(cell, rate, the entry of a file or nullptr)
void for_each_rate(const Rates& rates, const Visit& visit) {
  if (const auto* one = std::get_if<OneRate>(&rates)) {
    for_each_cell(one->cells, [&](const CellPlace& at) { visit(at, one->rate, nullptr); });
    return;
  }
  for (const CellRate& cell : std::get<std::vector<CellRate>>(rates)) {
    if (cell.exporter != cell.importer) {
      visit(CellPlace{cell.exporter, cell.importer, cell.sector}, cell.rate, &cell);
    }
  }
}

double changed_rate(RateChange change, double old_rate, double rate) {
  switch (change) {
    case RateChange::set:
      return rate;
    case RateChange::add:
      return old_rate + rate;
    case RateChange::multiply:
      return old_rate * rate;
    case RateChange::at_least:
      return std::max(old_rate, rate);
    case RateChange::at_most:
      return std::min(old_rate, rate);
  }
  return old_rate;
}

/// Of an entry of a line with this scope.
PartScope scope_of(const CellRate& entry, const PartScope& scope) {
  PartScope own = scope;
  if (!entry.products.empty()) own.products = entry.products;
  if (!entry.part.empty()) {
    own.name = entry.part;
    own.coverage = entry.part_share;
  } else if (entry.share < 1) {
    own.coverage = entry.share;
    own.independent = true;
  }
  return own;
}

/// Whether nothing but their products, and shares of these, tells the goods of entries apart.
bool are_lists(const std::vector<const CellRate*>& entries, const PartScope& scope) {
  return scope.name.empty() && !scope.products &&
         std::all_of(entries.begin(), entries.end(), [](const CellRate* entry) {
           return !entry->products.empty() && entry->part.empty();
         });
}

bool is_of_no_content(const PartScope& scope) {
  return scope.content && !scope.content->rest && !scope.content->groups.empty() &&
         std::all_of(scope.content->groups.begin(), scope.content->groups.end(),
                     [](const ContentScope::Group& group) {
                       return std::all_of(group.shares.begin(), group.shares.end(),
                                          [](double share) { return share == 0; });
                     });
}

/// The change that an instrument makes if it is 0 %; nullptr: it makes another.
const char* zero_change(const Retaliation& line) { return line.share == 0 ? "share" : nullptr; }
const char* zero_change(const Agreement& line) {
  const bool says_tariffs = line.tariff || !line.customs_union.empty();
  return !says_tariffs && line.trade_cost == 0 ? "trade_cost" : nullptr;
}
const char* zero_change(const TradeCostChange& line) {
  return line.change == 0 ? "change" : nullptr;
}
const char* zero_change(const LevyChange& line) {
  const auto* one = std::get_if<OneRate>(&line.rates);
  return one != nullptr && one->rate == 0 && line.change == RateChange::add ? "add" : nullptr;
}
template <class Instrument>
const char* zero_change(const Instrument&) {
  return nullptr;
}

/// The key of a line that is 0 % and so leaves it nothing to do; nullptr: none.
const char* zero_key(const PolicyLine& line) {
  if (line.in_force == 0) return "schedule";
  return std::visit(
      [](const auto& instrument) {
        if constexpr (requires { instrument.scope; }) {
          if (instrument.scope.coverage == 0) return "coverage";
          if (is_of_no_content(instrument.scope)) return "content";
        }
        return zero_change(instrument);
      },
      line.instrument);
}

/// Applies one line after another to a policy, keeping the audit of each.
class Application {
 public:
  Application(const World& world, std::span<const PolicyLine> lines)
      : cells_(world), changes_(cells_, audit_) {
    for (const PolicyLine& line : lines) begin_claims(line);
  }

  void apply(const PolicyLine& line) {
    line_ = &line;
    changes_.begin(line);
    if (line.begins_scenario) cells_.begin_scenario();
    std::visit([this](const auto& instrument) { write(instrument); }, line.instrument);
    if (const char* zero = zero_key(line)) audit_.entry().zero = zero;
  }

  AppliedPolicy take() {
    audit_.check_idle([&](const Retaliation& line) { return has_unanswered(cells_, line); });
    for (const Quota& quota : quotas_)
      for (const CellPlace& at : quota.cells)
        if (const double closed = closed_flow(quota, at); closed > 0)
          audit_.note_closed(quota.place, closed);
    return {cells_.take(std::move(quotas_)), audit_.take()};
  }

 private:
  void write(const LevyChange& line) {
    audit_.begin(*line_, line.wedge);
    if (line.wedge == WedgeKind::tariff && line.change == RateChange::set &&
        std::holds_alternative<OneRate>(line.rates))
      audit_.tell_moves();
    if (line.claims) note_implied_duties(line);
    if (line.scope.content)
      for_each_rate(line.rates, [&](const CellPlace& at, double rate, const CellRate*) {
        write_contents(at, line.scope, [&](double level, double) {
          return in_part(level, changed_rate(line.change, level, rate));
        });
      });
    else
      write_rates(line.wedge, line.change, line.rates, line.scope);
  }

  void write(const Exemption& line) {
    audit_.begin(*line_, WedgeKind::tariff);
    const auto back = [&](double rate, double start) { return in_part(rate, start); };
    for_each_cell(line.cells, [&](const CellPlace& at) {
      if (line.scope.content)
        write_contents(at, line.scope, back);
      else
        changes_.change_cell(WedgeKind::tariff, at, line.scope, back);
    });
  }

  void write(const TradeCostChange& line) {
    audit_.begin(*line_, WedgeKind::trade_cost);
    change_costs(line.cells, line.change, line.scope);
  }

  void write(const Embargo& line) {
    audit_.begin(*line_, WedgeKind::trade_cost);
    audit_.entry().ends_trade = true;
    for (const Cells& cells : line.cells) {
      for_each_cell(cells, [&](const CellPlace& at) {
        changes_.change_cell(WedgeKind::trade_cost, at, line.scope, [](double, double) {
          return std::numeric_limits<double>::infinity();
        });
      });
    }
  }

  void write(const Agreement& line) {
    if (line.tariff || !line.customs_union.empty()) audit_.begin(*line_, WedgeKind::tariff);
    if (line.tariff) {
      for (const auto& [from, to] : line.routes)
        write_rates(WedgeKind::tariff, RateChange::at_most,
                    OneRate{{from, to, line.tariff_sectors}, *line.tariff}, {});
    }
    if (!line.customs_union.empty()) write_common_tariff(line);
    // A line that says nothing else, and whose change is 0, is told of too.
    const bool says_tariffs = line.tariff || !line.customs_union.empty();
    if (line.trade_cost == 0 && says_tariffs) return;
    audit_.begin(*line_, WedgeKind::trade_cost);
    for (const auto& [from, to] : line.routes)
      change_costs({from, to, line.cost_sectors}, line.trade_cost, {});
  }

  /// One rate on each outsider in each sector; where members have different rates for goods of it,
  /// one for each of these goods.
  void write_common_tariff(const Agreement& line) {
    audit_.entry().common_rates = true;
    const std::vector<CommonRate> common =
        common_external_tariff(cells_, line.customs_union, line.tariff_sectors);
    for (const CommonRate& rate : common) {
      if (rate.levelled) audit_.note_levelled(rate.cells.front());
      for (const CellPlace& at : rate.cells) {
        const auto set = [&] {
          for (const CommonRate::Goods& goods : rate.goods)
            changes_.change_cell(WedgeKind::tariff, at, goods.place,
                                 [&](double level, double) { return in_part(level, goods.rate); });
        };
        if (rate.goods.size() == 1)
          set();
        else
          changes_.change_at_once(WedgeKind::tariff, at, set);
      }
    }
  }

  void write(const Retaliation& line) {
    audit_.begin(*line_, WedgeKind::tariff);
    if (const Unprovoked why = why_unprovoked(cells_, line); why != Unprovoked::no)
      audit_.note_idle(line, why);
    std::vector<Answer> answers;
    for (const std::vector<Index>& together : who_answer(line))
      for (const Index against : line.against) {
        std::vector<Provocation> provocations;
        for (const Index by : together)
          if (by != against) provocations.push_back({by, take_unanswered(cells_, by, against)});
        const std::vector<Answer> more = answer(line, cells_.world(), provocations, against);
        answers.insert(answers.end(), more.begin(), more.end());
      }
    std::map<CellPlace, std::vector<const Answer*>> by_cell;
    for (const Answer& one : answers) {
      if (line.matched) audit_.entry().matched = std::max(audit_.entry().matched, one.rate);
      by_cell[one.cell].push_back(&one);
    }
    if (answers.empty() && audit_.entry().unprovoked == Unprovoked::no)
      audit_.entry().unprovoked = Unprovoked::untaxable;
    for (const auto& [at, of_cell] : by_cell) add_answers(at, of_cell);
  }

  /// The rate within, if the line says one, then the amounts.
  void write(const QuotaLine& line) {
    const WedgeKind wedge =
        line.side == QuotaSide::importer ? WedgeKind::tariff : WedgeKind::export_tax;
    audit_.begin(*line_, wedge);
    QuotaGoods goods;
    const auto change = [&](double rate, double) { return line.within.value_or(rate); };
    for_each_cell(line.cells, [&](const CellPlace& at) {
      if (line.scope.is_whole())
        changes_.change_cell(wedge, at, line.scope, change);
      else
        goods[at] = changes_.change_goods(wedge, at, line.scope, change);
    });
    std::vector<Quota> made = quotas_of(line, goods, cells_, line_->place);
    for (const Quota& quota : made) note_amount(line, quota.amount / quota.amount_before);
    replace_quotas(quotas_, std::move(made), cells_);
    audit_.note_amount();
  }

  void note_amount(const QuotaLine& line, double part_of_trade) {
    LineAudit& entry = audit_.entry();
    if (!line.of_trade) entry.least_amount = std::min(entry.least_amount, part_of_trade);
    entry.loosest = std::min(entry.loosest.value_or(part_of_trade), part_of_trade);
  }

  /// Million, what the world trades of a quota's goods in a cell on which an embargo lies.
  double closed_flow(const Quota& quota, const CellPlace& at) {
    const CellParts* parts = cells_.parts(at);
    if (parts == nullptr)
      return std::isinf(trade_cost_at(cells_.levels(), at.exporter, at.importer, at.sector))
                 ? cells_.flow(at)
                 : 0;
    double closed = 0;
    for (const LevyPart& part : parts->all())
      if (std::isinf(part.policy.level(WedgeKind::trade_cost)) &&
          quota.is_on(at, &part.policy.before.place))
        closed += cells_.flow(at) * part.policy.before.flow_share;
    return closed;
  }

  /// All on goods of one cell.
  void add_answers(const CellPlace& at, const std::vector<const Answer*>& answers) {
    const auto add = [&] {
      for (const Answer* one : answers)
        changes_.change_cell(WedgeKind::tariff, at, one->goods,
                             [&](double rate, double) { return in_part(rate, rate + one->rate); });
    };
    if (answers.size() == 1)
      add();
    else
      changes_.change_at_once(WedgeKind::tariff, at, add);
  }

  void change_costs(const Cells& cells, double change, const PartScope& scope) {
    for_each_cell(cells, [&](const CellPlace& at) {
      changes_.change_cell(WedgeKind::trade_cost, at, scope, [&](double cost, double) {
        return cost * (1.0 + line_->in_force * change);
      });
    });
  }

  /// Cells with entries for goods that have a name, beside which one for all is for the others.
  static std::set<CellPlace> cells_with_names(const Rates& rates) {
    std::set<CellPlace> cells;
    if (std::holds_alternative<OneRate>(rates)) return cells;
    for_each_rate(rates, [&](const CellPlace& at, double, const CellRate* entry) {
      if (entry != nullptr && !entry->part.empty()) cells.insert(at);
    });
    return cells;
  }

  void write_rates(WedgeKind wedge, RateChange change, const Rates& rates, const PartScope& scope) {
    const std::set<CellPlace> named = cells_with_names(rates);
    std::map<CellPlace, std::vector<const CellRate*>> of_goods;  // entries for some goods of a cell
    const auto write_rate = [&](const CellPlace& at, double rate, const PartScope& goods) {
      changes_.change_cell(wedge, at, goods, [&](double level, double) {
        return in_part(level, changed_rate(change, level, rate));
      });
    };
    for_each_rate(rates, [&](const CellPlace& at, double rate, const CellRate* entry) {
      const bool in_layers = !named.empty() && named.count(at) > 0;
      if (in_layers || (entry != nullptr && !CellChanges::is_all(scope_of(*entry, scope))))
        of_goods[at].push_back(entry);
      else
        write_rate(at, rate, scope);
    });
    for (const auto& [at, entries] : of_goods) {
      if (named.count(at) > 0) {
        write_layers(wedge, change, at, entries, scope);
        continue;
      }
      if (are_lists(entries, scope)) {
        write_lists(wedge, change, at, entries, scope);
        continue;
      }
      const auto write_entries = [&, at = at, &entries = entries] {
        for (const CellRate* entry : entries) write_rate(at, entry->rate, scope_of(*entry, scope));
      };
      if (entries.size() == 1)
        write_entries();
      else
        changes_.change_at_once(wedge, at, write_entries);
    }
  }

  /// Rates for goods of one cell that have a name, and for the others.
  void write_layers(WedgeKind wedge, RateChange change, const CellPlace& at,
                    std::vector<const CellRate*> entries, const PartScope& scope) {
    std::stable_partition(entries.begin(), entries.end(),
                          [](const CellRate* entry) { return entry->part.empty(); });
    std::vector<GoodsLayer> layers;
    for (const CellRate* entry : entries) {
      PartScope goods;
      goods.products = scope.products;
      if (!entry->products.empty()) goods.products = entry->products;
      goods.name = entry->part;
      if (!entry->part.empty()) goods.coverage = entry->part_share;
      layers.push_back({std::move(goods), entry->share});
    }
    changes_.change_layers(wedge, at, layers, scope.coverage.value_or(1),
                           [&](std::size_t layer, double level, double) {
                             return in_part(level,
                                            changed_rate(change, level, entries[layer]->rate));
                           });
  }

  void write_contents(const CellPlace& at, const PartScope& scope,
                      const PartContents::Change& change) {
    const double covered = scope.coverage.value_or(1);
    changes_.change_contents(at, *scope.content, scope.independent ? covered : 1,
                             scope.independent ? 1 : covered, change);
  }

  /// Rates for products of one cell, at once: entries of one file hold each of them once.
  void write_lists(WedgeKind wedge, RateChange change, const CellPlace& at,
                   const std::vector<const CellRate*>& entries, const PartScope& scope) {
    const double covered = scope.coverage.value_or(1);
    std::vector<const std::vector<Index>*> lists;
    std::vector<double> shares;
    for (const CellRate* entry : entries) {
      lists.push_back(&entry->products);
      shares.push_back(entry->share * (scope.independent ? covered : 1));
    }
    const double upto = scope.independent ? 1 : covered;
    changes_.change_lists(wedge, at, lists, shares, upto,
                          [&](std::size_t list, double level, double) {
                            return in_part(level, changed_rate(change, level, entries[list]->rate));
                          });
  }

  /// A rate on its way to another, as far as the schedule goes.
  double in_part(double before, double target) const {
    return line_->in_force == 1.0 ? target : before + line_->in_force * (target - before);
  }

  /// Who claims in the cells of a line holds for the lines above it too.
  void begin_claims(const PolicyLine& of_claims) {
    const auto* line = std::get_if<LevyChange>(&of_claims.instrument);
    if (line == nullptr || !line->claims) return;
    for_each_rate(line->rates, [&](const CellPlace& at, double, const CellRate*) {
      begin_claims(at, *line->claims, of_claims.place);
    });
  }

  void begin_claims(const CellPlace& at, const ClaimShares& shares, const Place& place) {
    if (const CellClaims* known = cells_.claims(at)) {
      if (known->shares.keys != shares.keys)
        throw InputError(place,
                         fmt::format("{}: another line has other shares in 'claims' for this cell",
                                     cells_.name(at)),
                         "write the same 'claims' in both");
      return;
    }
    if (cells_.parts(at) != nullptr)
      throw InputError(place,
                       fmt::format("{}: 'reference' or 'in_data' has divided this cell, so its "
                                   "goods have more than one rate, and 'claims' needs one",
                                   cells_.name(at)),
                       "leave the cell out of there, and put all its lines into 'policy'");
    const double paid = cells_.world().tariff(at.exporter, at.importer, at.sector);
    const double before = unclaimed_duty(shares, paid);
    if (before < 0)
      throw InputError(place,
                       fmt::format("{}: no duty agrees with both the {:g} % collected in the data "
                                   "and the shares in 'claims'; lower the shares",
                                   cells_.name(at), 100 * paid));
    cells_.begin_claims(at, {shares, before});
  }

  /// What the data's mean rate says of those who pay.
  void note_implied_duties(const LevyChange& line) {
    for_each_rate(line.rates, [&](const CellPlace& at, double, const CellRate*) {
      const double paid = cells_.world().tariff(at.exporter, at.importer, at.sector);
      audit_.note_implied(at, paid, cells_.claims(at)->before, cells_.flow(at));
    });
  }

  LeviedCells cells_;
  AuditTrail audit_;
  CellChanges changes_;
  std::vector<Quota> quotas_;
  const PolicyLine* line_ = nullptr;
};

}  // namespace

AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines) {
  Application application(world, lines);
  for (const PolicyLine& line : lines) application.apply(line);
  return application.take();
}

}  // namespace tariffsim

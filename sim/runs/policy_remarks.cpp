#include "runs/policy_remarks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/numbers.hpp"
#include "scenario/separate_nests.hpp"

namespace tariffsim {
namespace {

using Audits = std::vector<std::vector<LineAudit>>;

using Where = std::tuple<const SourceText*, int, int>;

Where where(const LineAudit& line) {
  return {line.place.source.get(), line.place.line, line.place.column};
}

/// Of each line the entry of the step in which `size` is largest, in the order of the lines; none
/// if it is nothing in every step.
template <typename Size>
std::vector<const LineAudit*> largest(const Audits& audits, const Size& size) {
  std::vector<const LineAudit*> found;
  for (const std::vector<LineAudit>& audit : audits) {
    for (const LineAudit& line : audit) {
      if (!(size(line) > 0)) continue;
      const auto same = std::find_if(found.begin(), found.end(), [&](const LineAudit* other) {
        return where(*other) == where(line);
      });
      if (same == found.end())
        found.push_back(&line);
      else if (size(line) > size(**same))
        *same = &line;
    }
  }
  return found;
}

void warn_of_subsidies(const Audits& audits, Diagnostics& diagnostics) {
  for (const LineAudit* line : largest(audits, [](const LineAudit& one) {
         return one.wedge == WedgeKind::tariff ? one.negative : 0;
       }))
    diagnostics.warning(
        line->place,
        fmt::format("{} a negative tariff: an import subsidy",
                    line->negative == 1 ? "one cell now carries"
                                        : fmt::format("{} cells now carry", line->negative)));
}

/// One rate for all that raises most tariffs and lowers some is seldom meant to lower these.
void note_cuts(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  for (const LineAudit* line :
       largest(audits, [](const LineAudit& one) { return one.raised > 0 ? one.lowered : 0; })) {
    const CellRate& lowered = line->highest_lowered;
    diagnostics.note(
        line->place,
        fmt::format("this raises {} and lowers {}, one of them ({} into {}, {}) "
                    "from {:.1f} %",
                    counted(static_cast<std::size_t>(line->raised), "tariff"), line->lowered,
                    world.countries[static_cast<std::size_t>(lowered.exporter)].code,
                    world.countries[static_cast<std::size_t>(lowered.importer)].code,
                    world.sectors[static_cast<std::size_t>(lowered.sector)].code,
                    100 * lowered.rate),
        "where none should fall, write 'at_least' in place of 'set'");
  }
}

/// Common rates of a customs union fall on trade that the members' other agreements have freed.
void note_broken_agreements(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  for (const LineAudit* line :
       largest(audits, [](const LineAudit& one) { return one.from_zero; })) {
    const CellRate& one = line->highest_from_zero;
    diagnostics.note(
        line->place,
        fmt::format("its common rates raise {} from 0 %, one of them ({} into {}, {}) to {:.2f} %",
                    counted(static_cast<std::size_t>(line->from_zero), "tariff"),
                    world.countries[static_cast<std::size_t>(one.exporter)].code,
                    world.countries[static_cast<std::size_t>(one.importer)].code,
                    world.sectors[static_cast<std::size_t>(one.sector)].code, 100 * one.rate),
        "where members' own agreements go on, add an 'agreement' with these partners below it");
  }
}

/// A line may be about cells in which nothing is traded.
void warn_of_untraded(const Audits& audits, Diagnostics& diagnostics) {
  std::set<Where> traded;
  for (const std::vector<LineAudit>& audit : audits)
    for (const LineAudit& line : audit)
      if (line.trade > 0 || line.cells == 0) traded.insert(where(line));
  for (const LineAudit& line : audits.back())
    if (traded.insert(where(line)).second)
      diagnostics.warning(line.place, "this line does nothing: nothing is traded where it acts");
}

/// Matched value on little trade asks for rates at which that trade all but ends.
void warn_of_matches(const Audits& audits, Diagnostics& diagnostics) {
  constexpr double kProhibitive = 1.0;
  for (const LineAudit* line : largest(audits, [](const LineAudit& one) {
         return one.matched > kProhibitive ? one.matched : 0;
       }))
    diagnostics.warning(
        line->place,
        fmt::format("to tax as much value, this retaliation adds up to {:.0f} percentage points",
                    100 * line->matched),
        "at such a rate little trade is left to tax: name more sectors, or a 'share'");
}

/// A tariff on what may not be traded taxes nothing.
void remark_on_embargoed(const Audits& audits, Diagnostics& diagnostics) {
  const auto is_closed = [](const LineAudit& line) {
    return line.embargoed >= line.trade - line.trade_left;
  };
  for (const LineAudit* line : largest(audits, [](const LineAudit& one) {
         return one.of_rates() && !one.fixes_amount ? one.embargoed : 0;
       })) {
    bool always = true;
    for (const std::vector<LineAudit>& audit : audits)
      for (const LineAudit& other : audit)
        if (where(other) == where(*line)) always = always && is_closed(other);
    if (always)
      diagnostics.warning(line->place,
                          "this line does nothing: all of the trade that it is about is under an "
                          "embargo by then",
                          "leave out one of the two");
    else
      diagnostics.note(
          line->place,
          fmt::format("{} of the trade that this line is about is under an embargo by then",
                      is_closed(*line) ? "all" : "part"),
          "its rates have no effect while the embargo holds");
  }
}

/// An amount for what may not be traded holds nothing back, wherever the embargo stands.
void warn_of_closed_quotas(const Audits& audits, Diagnostics& diagnostics) {
  constexpr double kRounding = 1e-12;  // sums in another order
  const auto of_line = [](const LineAudit& line) { return line.trade - line.trade_left; };
  const auto open = [&](const LineAudit& line) { return of_line(line) - line.closed; };
  for (const LineAudit* line :
       largest(audits, [](const LineAudit& one) { return one.fixes_amount ? one.closed : 0; })) {
    double most_open = open(*line);
    for (const std::vector<LineAudit>& audit : audits)
      for (const LineAudit& other : audit)
        if (other.fixes_amount && where(other) == where(*line))
          most_open = std::max(most_open, open(other));
    if (most_open <= kRounding * of_line(*line))
      diagnostics.warning(line->place,
                          "this quota does nothing: all of its trade is under an embargo",
                          "leave out one of the two");
    else if (most_open < (1 - kRounding) * of_line(*line))
      diagnostics.note(line->place, "part of the trade of this quota is under an embargo",
                       "its amount is for the rest");
  }
}

/// Where many claim, a small mean in the data is a high duty for those who do not.
void note_implied_duties(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  constexpr double kWorthTelling = 0.01;
  for (const LineAudit* line : largest(audits, [](const LineAudit& one) {
         return one.implied_above > kWorthTelling ? one.implied_above : 0;
       })) {
    const CellRate& implied = line->implied;
    diagnostics.note(
        line->place,
        fmt::format(
            "the {:.1f} % that {} from {} to {} pays on average in the data is {:.1f} % for "
            "those who do not claim, since others claim and pay nothing: this is the duty "
            "that the line acts on",
            100 * (implied.rate - line->implied_above),
            world.sectors[static_cast<std::size_t>(implied.sector)].code,
            world.countries[static_cast<std::size_t>(implied.exporter)].code,
            world.countries[static_cast<std::size_t>(implied.importer)].code, 100 * implied.rate),
        line->written.find("set:") != std::string::npos ? "a rate that is 'set' below it is a cut"
                                                        : "");
  }
}

/// One rate on goods on which the members of a customs union had several.
void note_levelled(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  for (const LineAudit* line : largest(audits, [](const LineAudit& one) { return one.levelled; })) {
    const auto [i, n, s] = line->first_levelled;
    diagnostics.note(
        line->place,
        fmt::format("in {}, such as {} from {}, members have rates by product, and not of all of "
                    "them are imports known by product: the common external tariff is one rate for "
                    "the sector, the average of theirs",
                    line->levelled == 1 ? "one sector of one outsider"
                                        : fmt::format("{} sectors of outsiders", line->levelled),
                    world.sectors[static_cast<std::size_t>(s)].code,
                    world.countries[static_cast<std::size_t>(i)].code));
  }
}

/// Million where a percent was meant.
void warn_of_small_amounts(const Audits& audits, Diagnostics& diagnostics) {
  constexpr double kHardlyAny = 0.01;
  for (const LineAudit* line :
       largest(audits, [](const LineAudit& one) { return one.least_amount < kHardlyAny ? 1 : 0; }))
    diagnostics.warning(line->place,
                        fmt::format("the amount of this quota is {:.2g} % of what is traded: "
                                    "next to nothing",
                                    100 * line->least_amount),
                        "a bare number is million; for a share write 53%");
}

/// More than is traded holds nothing back, unless trade grows: far more is another unit, as a rule.
void remark_on_loose_amounts(const AuditedPolicy& policy, Diagnostics& diagnostics) {
  constexpr double kFarMore = 10;
  const bool alone = !policy.from_reference && policy.stages.size() == 1 &&
                     policy.stages.front().policy.size() == 1;
  const char* traded = policy.from_reference ? "what is traded in the baseline" : "what is traded";
  for (const LineAudit* line : largest(policy.audits, [](const LineAudit& one) {
         return one.loosest && *one.loosest >= 1 ? *one.loosest : 0;
       })) {
    const double times = *line->loosest;
    const std::string share = times == 1         ? ""
                              : times < kFarMore ? fmt::format("{:.4g} % of ", 100 * times)
                                                 : fmt::format("{:.0f} times ", times);
    const std::string amount = fmt::format("the amount of this quota is {}{}", share, traded);
    const bool lowers_rates = line->cells > 0 && line->average_after < line->average_before;
    if (*line->loosest >= kFarMore)
      diagnostics.warning(line->place, amount + ": it holds nothing back",
                          "a bare number is million; for a share write 53%");
    else if (alone && !lowers_rates)
      diagnostics.warning(line->place, amount + ", and no other line raises it: it does nothing",
                          "to hold trade back, write less than 100%");
    else
      diagnostics.note(line->place, amount + ": it holds trade back only where this grows beyond");
  }
}

/// Why an answer answers nothing; nullptr of one that would.
const char* why_unanswering(const LineAudit& line) {
  switch (line.unprovoked) {
    case Unprovoked::no:
      return nullptr;
    case Unprovoked::never:
      return "retaliation answers tariffs that lines above have added (duties beyond a quota are "
             "none of them), and there are none to answer";
    case Unprovoked::answered:
      return "a retaliation above has answered the same tariffs already";
    case Unprovoked::elsewhere:
      return "the tariffs that lines above have added do not hit those who answer here";
    case Unprovoked::untaxable:
      return "nothing is traded that this answer could tax";
  }
  return nullptr;
}

std::string why_idle(const LineAudit& line, bool from_reference) {
  if (!line.nobody.empty()) return line.nobody;
  if (line.zero != nullptr && line.zero == std::string_view("schedule"))
    return "its 'schedule' has it at 0% in every step";
  if (line.zero != nullptr) return fmt::format("its '{}' is 0%", line.zero);
  if (const char* why = why_unanswering(line)) return why;
  if (line.cells_covered == 0) return "it is about no trade between two countries of this baseline";
  if (line.trade > 0 && line.trade_left >= line.trade)
    return "none of the goods that it names is traded there";
  if (line.written.starts_with("exempt"))
    return from_reference
               ? "an exemption returns to the rates of 'reference', and these are in force there"
               : "an exemption returns to the rates of the baseline, and these are in force there";
  return "what it asks for is so already";
}

/// Why is sought by applying lines otherwise only where they are few: it is for people to read.
bool are_few(const std::vector<Stage>& stages) {
  constexpr std::size_t kMostLinesTried = 1000;  // counted in every step
  std::size_t lines = 0;
  for (const Stage& stage : stages) lines += stage.policy.size();
  return lines <= kMostLinesTried;
}

bool is_at(const PolicyLine& line, const Place& place) {
  return line.place.source == place.source && line.place.line == place.line &&
         line.place.column == place.column;
}

/// Whether a line of the last step would change something below these lines.
bool would_act_below(const AuditedPolicy& policy, const LineAudit& idle,
                     std::vector<PolicyLine> lines) {
  const std::vector<PolicyLine>& last = policy.stages.back().policy;
  const auto line = std::find_if(last.begin(), last.end(),
                                 [&](const PolicyLine& one) { return is_at(one, idle.place); });
  if (line == last.end() || lines.empty()) return false;
  lines.push_back(*line);
  try {
    return apply_policy(policy.world, lines).audit.back().cells > 0;
  } catch (const InputError&) {
    return false;
  }
}

/// Whether an answer would find something in lines of earlier steps that are no more in force.
bool has_ended(const AuditedPolicy& policy, const LineAudit& answer) {
  const std::vector<PolicyLine>& last = policy.stages.back().policy;
  std::vector<PolicyLine> ended;
  for (const Stage& stage : policy.stages)
    for (const PolicyLine& earlier : stage.policy)
      if (std::none_of(last.begin(), last.end(),
                       [&](const PolicyLine& one) { return is_at(one, earlier.place); }))
        ended.push_back(earlier);
  return would_act_below(policy, answer, std::move(ended));
}

/// Whether an exemption would find something if it stood below all other lines.
bool is_exempt_too_early(const AuditedPolicy& policy, const LineAudit& line) {
  return line.written.starts_with("exempt") &&
         would_act_below(policy, line, policy.stages.back().policy);
}

/// What is said of a line that changes no rate and no cost.
struct IdleLine {
  std::string what, why;
};

constexpr const char* kIdle = "this line changes nothing";

/// Whether it divides a market all the same, as the last step has it.
bool sets_products_apart(const AuditedPolicy& policy, const LineAudit& idle) {
  const Stage& last = policy.stages.back();
  return last.parameters.separate_nests &&
         std::any_of(last.policy.begin(), last.policy.end(), [&](const PolicyLine& line) {
           return is_at(line, idle.place) && names_products(line);
         });
}

/// Lines that change nothing in any step are seldom meant. `told` is what is said of one.
template <class Told>
void warn_of_idle_lines(const Audits& audits, const Told& told, Diagnostics& diagnostics) {
  std::set<Where> settled;  // lines that change something, then those that have been told of
  for (const std::vector<LineAudit>& audit : audits)
    for (const LineAudit& line : audit)
      if (line.cells > 0) settled.insert(where(line));
  for (const LineAudit& line : audits.back()) {
    if (!settled.insert(where(line)).second) continue;
    if (line.too_early) {
      diagnostics.warning(line.place,
                          "this retaliation stands above the tariffs that it could answer",
                          "lines apply from top to bottom: move it below them");
    } else {
      const IdleLine idle = told(line);
      diagnostics.warning(line.place, idle.what, idle.why);
    }
  }
}

}  // namespace

void remark_on_data(const std::vector<LineAudit>& replaced, Diagnostics& diagnostics) {
  if (replaced.empty()) return;
  warn_of_subsidies({replaced}, diagnostics);
  const auto told = [](const LineAudit& line) { return IdleLine{kIdle, why_idle(line, false)}; };
  warn_of_idle_lines({replaced}, told, diagnostics);
}

void note_parts(const Audits& audits, bool separate_nests, Diagnostics& diagnostics) {
  const std::vector<const LineAudit*> lines = largest(audits, [](const LineAudit& line) {
    return line.cells > 0 && line.trade_left < line.trade ? line.trade_left : 0;
  });
  if (lines.empty()) return;
  diagnostics.note(
      lines.front()->place,
      fmt::format("{} part of the goods in a cell; {}",
                  lines.size() == 1 ? "this line hits"
                                    : fmt::format("{} lines such as this hit", lines.size()),
                  separate_nests
                      ? "each kind of goods competes with its like only ('nests: separate')"
                      : "buyers swap these for the others of the sector at its trade elasticity"),
      separate_nests ? "" : "where they are no substitutes: 'model: {nests: separate}'");
}

void remark_on_policy(const AuditedPolicy& policy, Diagnostics& diagnostics) {
  const Audits& audits = policy.audits;
  warn_of_subsidies(audits, diagnostics);
  note_cuts(audits, policy.world, diagnostics);
  note_implied_duties(audits, policy.world, diagnostics);
  note_levelled(audits, policy.world, diagnostics);
  note_broken_agreements(audits, policy.world, diagnostics);
  warn_of_untraded(audits, diagnostics);
  warn_of_matches(audits, diagnostics);
  remark_on_embargoed(audits, diagnostics);
  warn_of_small_amounts(audits, diagnostics);
  warn_of_closed_quotas(audits, diagnostics);
  remark_on_loose_amounts(policy, diagnostics);
  const auto why = [&](const LineAudit& line) -> std::string {
    const bool may_act = line.zero == nullptr && line.nobody.empty() && are_few(policy.stages);
    if (may_act && line.unprovoked != Unprovoked::no && has_ended(policy, line))
      return "the tariffs that it could answer have ended by then";
    if (may_act && is_exempt_too_early(policy, line))
      return "lines apply from top to bottom: move it below those that it is to take back";
    return why_idle(line, policy.from_reference);
  };
  const auto told = [&](const LineAudit& line) -> IdleLine {
    if (!sets_products_apart(policy, line)) return {kIdle, why(line)};
    return {
        "this line changes no rate; with 'nests: separate' its products are a market of their own "
        "all the same",
        why(line)};
  };
  warn_of_idle_lines(audits, told, diagnostics);
}

}  // namespace tariffsim

#include "prose/comparison_sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "prose/compared_names.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/headline.hpp"
#include "prose/rigid_runs.hpp"
#include "prose/sign_changes.hpp"
#include "studies/comparison_reasons.hpp"
#include "studies/options_apart.hpp"

namespace tariffsim {
namespace {

/// A measure of an economy by run.
struct Standing {
  std::string name;            // within a sentence
  std::vector<double> values;  // percent, by run; NaN where a run has no such economy
};

std::string in_points(double difference) {
  std::string text = signed_percent(difference);
  if (text.ends_with(" %")) text.replace(text.size() - 1, 1, "points");
  return text;
}

std::string in_sentence(const Comparison& comparison, const std::string& code) {
  return name_in_sentence(name_of_economy(comparison, code));
}

std::vector<Standing> standings(const Comparison& comparison, const std::string& kind,
                                const char* measure = "welfare_pct") {
  std::vector<Standing> out;
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == kind && row.measure == measure)
      out.push_back({in_sentence(comparison, row.key.key), row.values});
  return out;
}

/// The runs that stand at one end, and how far from the next: a tie has no next.
struct Leaders {
  std::vector<std::size_t> runs;
  double lead = 0;  // percentage points to the next run
};

/// Whether two figures are the same as they are shown.
bool are_alike(double a, double b) { return signed_percent(a) == signed_percent(b); }

/// `sign` 1: the best, -1: the worst.
Leaders leaders(const Standing& of, double sign) {
  std::vector<double> values;
  values.reserve(of.values.size());
  for (const double value : of.values)
    values.push_back(std::isnan(value) ? -HUGE_VAL : sign * value);
  const double top = *std::max_element(values.begin(), values.end());
  Leaders out;
  double next = -HUGE_VAL;
  for (std::size_t run = 0; run < values.size(); ++run)
    if (values[run] == top || (std::isfinite(values[run]) && are_alike(values[run], top)))
      out.runs.push_back(run);
    else
      next = std::max(next, values[run]);
  out.lead = top - next;
  return out;
}

bool all_known(const Standing& of) {
  return std::none_of(of.values.begin(), of.values.end(),
                      [](double value) { return std::isnan(value); });
}

/// "for 14 of 60 economies, most clearly for Viet Nam (at +0.02 %, 0.41 points from the next)", or
/// "for no economy".
std::string for_whom(const std::vector<Standing>& economies, std::size_t run, double sign) {
  std::size_t count = 0;
  const Standing* clearest = nullptr;
  double lead = 0;
  for (const Standing& economy : economies) {
    const Leaders top = leaders(economy, sign);
    if (top.runs.size() != 1 || top.runs.front() != run) continue;
    ++count;
    if (top.lead > lead) {
      lead = top.lead;
      clearest = &economy;
    }
  }
  if (count == 0) return "for no economy";
  return fmt::format(
      "for {} of {} economies, most clearly for {} (at {}, {:.2f} points from the next)", count,
      economies.size(), clearest->name, signed_percent(clearest->values[run]), lead);
}

double world_income(const Comparison& comparison, std::size_t run) {
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == "world" && row.measure == "real_income_pct") return row.values[run];
  return std::nan("");
}

/// The runs that count changes from the same world as the first: what is best among changes from
/// different worlds says nothing.
std::vector<std::size_t> from_one_start(const Comparison& comparison) {
  const ComparedRun& first = comparison.runs.front();
  std::vector<std::size_t> runs;
  for (std::size_t at = 0; at < comparison.runs.size(); ++at) {
    const ComparedRun& run = comparison.runs[at];
    if (run.baseline == first.baseline && run.baseline_hash == first.baseline_hash &&
        run.in_data == first.in_data && starting_point(run) == starting_point(first))
      runs.push_back(at);
  }
  return runs;
}

/// What is said of some of the runs.
Comparison part_of(const Comparison& all, const std::vector<std::size_t>& runs) {
  if (runs.size() == all.runs.size()) return all;
  Comparison part;
  for (const std::size_t run : runs) part.runs.push_back(all.runs[run]);
  part.rows.reserve(all.rows.size());
  for (const ComparedRow& row : all.rows) {
    std::vector<double> values;
    values.reserve(runs.size());
    for (const std::size_t run : runs) values.push_back(row.values[run]);
    part.rows.push_back({row.key, row.measure, std::move(values), {}});
  }
  return part;
}

/// "c and d count changes from another start than a, and are left out of what is best for whom."
std::string left_out(const Comparison& all, const std::vector<std::size_t>& together) {
  std::vector<std::string> others;
  for (std::size_t at = 0; at < all.runs.size(); ++at)
    if (std::find(together.begin(), together.end(), at) == together.end())
      others.push_back(run_in_sentence(all.runs[at]));
  return fmt::format(
      "{} {} changes from another start than {}, and {} left out of what is best for whom.",
      enumerated(others), others.size() == 1 ? "counts" : "count",
      run_in_sentence(all.runs[together.front()]), others.size() == 1 ? "is" : "are");
}

/// Runs that are solved alike, the first of them in front of the others.
std::vector<std::vector<std::size_t>> solved_alike(const Comparison& comparison) {
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      const ComparedRun& first = comparison.runs[group.front()];
      return options_apart(comparison.runs[run], first).empty() &&
             comparison.runs[run].deficits == first.deficits;
    });
    if (found == groups.end())
      groups.push_back({run});
    else
      found->push_back(run);
  }
  return groups;
}

/// "a short horizon, trade elasticities 4": what sets a run apart from the first of another group.
std::string how_solved(const ComparedRun& run, const ComparedRun& other) {
  return fmt::format("{}", fmt::join(what_it_has(options_and_deficits_apart(run, other)), ", "));
}

std::string run_ids(const Comparison& comparison, const std::vector<std::size_t>& runs) {
  std::vector<std::string> ids;
  ids.reserve(runs.size());
  for (const std::size_t run : runs) ids.push_back(run_in_sentence(comparison.runs[run]));
  return enumerated(ids);
}

/// With one policy, line for line, and other options of the model: a horizon is no choice, so that
/// no run is better than another.
bool differ_in_options_alone(const Comparison& comparison) {
  const ComparedRun& first = comparison.runs.front();
  bool other_options = false;
  for (const ComparedRun& run : comparison.runs) {
    if (run.policy != first.policy || run.baseline != first.baseline ||
        run.baseline_hash != first.baseline_hash || run.in_data != first.in_data ||
        run.reference != first.reference)
      return false;
    other_options = other_options || run.elasticities != first.elasticities ||
                    run.deficits != first.deficits || run.input_output != first.input_output ||
                    run.other_options != first.other_options;
  }
  return other_options;
}

/// "b instead of a: ...", of the only two runs.
std::string second_instead_of_first(const Comparison& comparison,
                                    const std::vector<Standing>& economies) {
  std::size_t better = 0, worse = 0;
  const Standing *high = nullptr, *low = nullptr;
  const auto gap = [](const Standing* of) { return of->values[1] - of->values[0]; };
  for (const Standing& economy : economies) {
    if (gap(&economy) >= kVisiblePercent) ++better;
    if (gap(&economy) <= -kVisiblePercent) ++worse;
    if (high == nullptr || gap(&economy) > gap(high)) high = &economy;
    if (low == nullptr || gap(&economy) < gap(low)) low = &economy;
  }
  // Gaps that are shown alike are a tie.
  const auto names_of = [&](const Standing* most) {
    std::vector<std::string> names;
    for (const Standing& economy : economies)
      if (in_points(gap(&economy)) == in_points(gap(most))) names.push_back(economy.name);
    constexpr std::size_t kMostNames = 3;
    return names.size() <= kMostNames ? enumerated(names)
                                      : fmt::format("{} economies alike", names.size());
  };
  const auto told = [&](std::size_t count, const Standing* most) {
    return count == 0 ? std::string("for no economy")
                      : fmt::format("for {} of {} economies, most for {} ({})", count,
                                    economies.size(), names_of(most), in_points(gap(most)));
  };
  const double world = world_income(comparison, 1) - world_income(comparison, 0);
  const bool options = differ_in_options_alone(comparison);
  return fmt::format(
      "{} {} {}: world real income {}; {} {}; {} {}.", run_in_sentence(comparison.runs[1]),
      options ? "set beside" : "instead of", run_in_sentence(comparison.runs[0]),
      std::isnan(world) ? "not known" : in_points(world), options ? "welfare higher" : "better",
      told(better, high), options ? "lower" : "worse", told(worse, low));
}

/// "a (+0.12 %)", or, of several that are alike, "a and b (about +0.12 %)".
std::string named_runs(const Comparison& comparison, const Standing& of, const Leaders& top) {
  std::vector<std::string> ids;
  ids.reserve(top.runs.size());
  for (const std::size_t run : top.runs) ids.push_back(run_in_sentence(comparison.runs[run]));
  return fmt::format("{} ({}{})", enumerated(ids), ids.size() > 1 ? "about " : "",
                     signed_percent(of.values[top.runs.front()]));
}

/// "For China a is best (+0.02 %) and b worst (-0.37 %)."
std::string in_focus(const Comparison& comparison, const Standing& of) {
  const Leaders best = leaders(of, 1), worst = leaders(of, -1);
  if (best.runs.size() == of.values.size())
    return fmt::format("For {} the runs hardly differ ({}).", of.name,
                       signed_percent(of.values.front()));
  if (differ_in_options_alone(comparison) || begins_with_wages(comparison))
    return fmt::format("For {} welfare is highest in {} and lowest in {}.", of.name,
                       named_runs(comparison, of, best), named_runs(comparison, of, worst));
  const auto are = [](const Leaders& top) { return top.runs.size() > 1 ? "are" : "is"; };
  return fmt::format("For {} {} {} best and {} {} worst.", of.name,
                     named_runs(comparison, of, best), are(best), named_runs(comparison, of, worst),
                     are(worst));
}

/// "The real wage in the United States is highest in a (-0.58 %) and lowest in b (-1.00 %)."
std::string highest_and_lowest(const Comparison& comparison, const char* what, const Standing& of) {
  const Leaders best = leaders(of, 1), worst = leaders(of, -1);
  if (best.runs.size() == of.values.size())
    return fmt::format("{} in {} is alike in all runs ({}).", what, of.name,
                       signed_percent(of.values.front()));
  return fmt::format("{} in {} is highest in {} and lowest in {}.", what, of.name,
                     named_runs(comparison, of, best), named_runs(comparison, of, worst));
}

/// Of countries and groups.
std::vector<Standing> all_standings(const Comparison& comparison, const char* measure) {
  std::vector<Standing> out = standings(comparison, "country", measure);
  for (Standing& group : standings(comparison, "group", measure)) out.push_back(std::move(group));
  return out;
}

const Standing* find_known(const std::vector<Standing>& among, const std::string& name) {
  const auto found = std::find_if(among.begin(), among.end(), [&](const Standing& of) {
    return of.name == name && all_known(of);
  });
  return found == among.end() ? nullptr : &*found;
}

/// What people earn in the economies in focus, or else in those whose welfare differs most: where
/// something is rigid, welfare alone misleads.
void tell_wages(const Comparison& comparison, std::vector<std::string>& out) {
  constexpr std::size_t kMostUnasked = 2;
  if (!begins_with_wages(comparison)) return;
  std::vector<std::string> names = all_in_focus(comparison);
  if (names.empty()) {
    names = economies_to_show(comparison);
    names.resize(std::min(kMostUnasked, names.size()));
  }
  const std::vector<Standing> wages = all_standings(comparison, "real_wage_pct");
  const std::vector<Standing> unrebated = all_standings(comparison, "welfare_without_rebate_pct");
  for (const std::string& name : names) {
    const std::string told = in_sentence(comparison, name);
    if (const Standing* of = find_known(wages, told))
      out.push_back(highest_and_lowest(comparison, "The real wage", *of));
    if (const Standing* of = find_known(unrebated, told))
      out.push_back(
          highest_and_lowest(comparison, "Welfare without the rebate of border taxes", *of));
  }
}

/// The economies in focus, one by one.
void tell_focus(const Comparison& comparison, const std::vector<Standing>& economies,
                std::vector<std::string>& out) {
  for (const std::string& name : all_in_focus(comparison))
    if (const Standing* welfare = find_known(economies, in_sentence(comparison, name)))
      out.push_back(in_focus(comparison, *welfare));
}

/// Of runs that count from one start and are solved alike, or differ in how alone.
std::vector<std::string> sentences_of_alike(const Comparison& comparison) {
  std::vector<Standing> economies = standings(comparison, "country");
  std::erase_if(economies, [](const Standing& of) { return !all_known(of); });
  std::vector<std::string> out;
  if (economies.empty()) return {"The runs have no economy in common."};
  const bool options = differ_in_options_alone(comparison);
  tell_wages(comparison, out);
  if (comparison.runs.size() == 2) out.push_back(second_instead_of_first(comparison, economies));
  for (std::size_t run = 0; comparison.runs.size() > 2 && run < comparison.runs.size(); ++run) {
    const std::string best = for_whom(economies, run, 1), worst = for_whom(economies, run, -1);
    if (best == worst) continue;  // neither for anybody
    out.push_back(
        fmt::format("{} {} {}, and {} {}.",
                    options ? "Welfare is highest in" : run_in_sentence(comparison.runs[run]),
                    options ? run_in_sentence(comparison.runs[run]) : "is best", best,
                    options ? "lowest" : "worst", worst));
  }
  for (const Standing& group : standings(comparison, "group")) economies.push_back(group);
  tell_focus(comparison, economies, out);
  return out;
}

/// Policies are held against each other only where they are solved alike: a horizon is no choice.
std::vector<std::string> sentences_by_options(const Comparison& comparison) {
  const std::vector<std::vector<std::size_t>> groups = solved_alike(comparison);
  if (groups.size() == 1 || differ_in_options_alone(comparison))
    return sentences_of_alike(comparison);
  std::vector<std::string> out;
  const ComparedRun& first = comparison.runs[groups.front().front()];
  if (groups.size() == comparison.runs.size()) {
    std::vector<std::string> told{run_in_sentence(first) + " with " +
                                  how_solved(first, comparison.runs[1])};
    for (std::size_t run = 1; run < comparison.runs.size(); ++run)
      told.push_back(run_in_sentence(comparison.runs[run]) + " with " +
                     how_solved(comparison.runs[run], first));
    return {
        fmt::format("Which run is best for whom cannot be said: the policies differ, and so "
                    "does how they are solved ({}).",
                    fmt::join(told, "; "))};
  }
  for (const std::vector<std::size_t>& group : groups) {
    const ComparedRun& one = comparison.runs[group.front()];
    const ComparedRun& other =
        &group == &groups.front() ? comparison.runs[groups[1].front()] : first;
    const std::string how = how_solved(one, other);
    if (group.size() == 1) {
      out.push_back(fmt::format(
          "{} alone is solved with {}: it is neither best nor worst beside policies that are not.",
          run_in_sentence(one), how));
      continue;
    }
    out.push_back(fmt::format("Among those solved with {} ({}):", how, run_ids(comparison, group)));
    for (std::string& sentence : sentences_of_alike(part_of(comparison, group)))
      out.push_back(std::move(sentence));
  }
  return out;
}

/// Runs of one question: between others signs differ as a matter of course.
bool has_variants(const Comparison& comparison) {
  return std::any_of(comparison.runs.begin(), comparison.runs.end(),
                     [](const ComparedRun& run) { return !run.variant_of.empty(); });
}

}  // namespace

std::string run_in_sentence(const ComparedRun& run) {
  return run.variant_of.empty() ? run.id : fmt::format("'{}'", run.id);
}

std::vector<std::string> comparison_sentences(const Comparison& all) {
  const std::vector<std::size_t> together = from_one_start(all);
  if (together.size() < 2)
    return {
        fmt::format("Which run is best for whom cannot be said: {} counts its changes from "
                    "another start than {}.",
                    run_in_sentence(all.runs.front()),
                    all.runs.size() == 2 ? run_in_sentence(all.runs.back()) : "the others")};
  std::vector<std::string> out;
  if (std::string signs = has_variants(all) ? sign_changes(part_of(all, together)) : "";
      !signs.empty())
    out.push_back(std::move(signs));
  if (together.size() < all.runs.size()) out.push_back(left_out(all, together));
  for (std::string& sentence : sentences_by_options(part_of(all, together)))
    out.push_back(std::move(sentence));
  return out;
}

}  // namespace tariffsim

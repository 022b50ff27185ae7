#include "studies/line_by_line.hpp"

#include <fmt/format.h>

#include <utility>

#include "studies/shapley.hpp"

namespace tariffsim {
namespace {

/// The number of lines in force at the end of each entry.
std::vector<std::size_t> entry_ends(std::size_t lines) {
  std::vector<std::size_t> ends;
  for (std::size_t end = 1; end < lines && ends.size() + 1 < kMostEntries; ++end)
    ends.push_back(end);
  ends.push_back(lines);
  return ends;
}

std::string entry_text(std::span<const PolicyLine> lines, std::size_t first, std::size_t end) {
  return end - first == 1 ? lines[first].text
                          : fmt::format("lines {} {} {} together", first + 1,
                                        end - first == 2 ? "and" : "to", end);
}

std::vector<std::size_t> dependent_lines(std::span<const PolicyLine> lines) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < lines.size(); ++at)
    if (std::holds_alternative<Retaliation>(lines[at].instrument) ||
        std::holds_alternative<Exemption>(lines[at].instrument))
      places.push_back(at + 1);
  return places;
}

/// What is told of the solves; true if they have levels.
bool take_solves(const PartialPolicies& parts, LineByLine& result) {
  result.status = parts.status;
  result.message = parts.message;
  result.solves = parts.solves;
  return parts.status == LineStatus::solved;
}

void add_in_order(const Outcome& whole, std::span<const PolicyLine> lines,
                  const SolverOptions& options, LineByLine& result) {
  const std::vector<std::size_t> ends = entry_ends(lines.size());
  PolicyChain chain;
  for (const std::size_t end : ends) {
    LinesInForce& in_force = chain.emplace_back(lines.size(), false);
    std::fill_n(in_force.begin(), end, true);
  }
  const PartialPolicies parts = solve_partial_policies(whole, lines, {chain}, options);
  if (!take_solves(parts, result)) return;
  LineLevels before = levels_before(whole);
  std::size_t first = 0;
  for (std::size_t at = 0; at < ends.size(); ++at) {
    result.added.push_back(
        {entry_text(lines, first, ends[at]), ends[at] - first, parts.levels[at] - before});
    before = parts.levels[at];
    first = ends[at];
  }
}

ShapleyValues shapley_of(const AttributionRequest& request, const Outcome& whole,
                         std::span<const PolicyLine> lines, const SolverOptions& options,
                         LineByLine& result) {
  if (!request.samples(lines.size())) {
    const PartialPolicies parts =
        solve_partial_policies(whole, lines, all_subsets(lines.size()), options);
    return take_solves(parts, result) ? exact_shapley(lines.size(), parts.levels) : ShapleyValues{};
  }
  const std::vector<LineOrder> orders =
      drawn_orders(lines.size(), request.orders / 2, request.seed);
  result.orders = orders.size();
  const PartialPolicies parts =
      solve_partial_policies(whole, lines, policies_along(orders), options);
  return take_solves(parts, result) ? sampled_shapley(orders, levels_before(whole), parts.levels)
                                    : ShapleyValues{};
}

void add_shapley(const AttributionRequest& request, const Outcome& whole,
                 std::span<const PolicyLine> lines, const SolverOptions& options,
                 LineByLine& result) {
  ShapleyValues values = shapley_of(request, whole, lines, options, result);
  for (std::size_t at = 0; at < values.adds.size(); ++at) {
    result.added.push_back({lines[at].text, 1, std::move(values.adds[at])});
    if (!values.errors.empty()) result.added.back().error = std::move(values.errors[at]);
  }
}

}  // namespace

const char* name_of(AttributionMethod method) {
  switch (method) {
    case AttributionMethod::shapley:
      return "shapley";
    case AttributionMethod::in_order:
      return "in-order";
    case AttributionMethod::path:
      return "path";
    case AttributionMethod::none:
      return "none";
  }
  return "none";
}

AttributionMethod AttributionRequest::method_for(std::size_t lines) const {
  if (method) return *method;
  return lines <= kMostLinesByDefault ? AttributionMethod::shapley : AttributionMethod::in_order;
}

LineByLine line_by_line(const AttributionRequest& request, const Outcome& whole,
                        std::span<const PolicyLine> lines, const SolverOptions& options) {
  LineByLine result;
  result.method = request.method_for(lines.size());
  result.dependent = dependent_lines(lines);
  if (result.method == AttributionMethod::shapley)
    add_shapley(request, whole, lines, options, result);
  else
    add_in_order(whole, lines, options, result);
  return result;
}

}  // namespace tariffsim

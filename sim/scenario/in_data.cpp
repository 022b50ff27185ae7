#include "scenario/in_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tariffsim {
namespace {

/// Calls visit(file) for a file and those whose policy comes with it.
template <class Visit>
void for_each_file(const Scenario& file, const Visit& visit) {
  visit(file);
  for (const auto& included : file.include) for_each_file(*included, visit);
  if (file.reference) for_each_file(*file.reference, visit);
}

/// What a line says of trade costs, or nothing.
const char* cost_of(const PolicyText& line) {
  if (std::holds_alternative<TradeCostText>(line.instrument)) return "a trade cost";
  if (std::holds_alternative<EmbargoText>(line.instrument)) return "an embargo";
  const auto* agreement = std::get_if<AgreementText>(&line.instrument);
  return agreement != nullptr && agreement->trade_cost != 0 ? "the trade cost of an agreement"
                                                            : nullptr;
}

void refuse_costs(const std::vector<PolicyText>& policy, Diagnostics& diagnostics) {
  for (const PolicyText& line : policy)
    if (const char* cost = cost_of(line))
      diagnostics.error(line.place,
                        fmt::format("{} cannot be in 'in_data': observed trade already contains "
                                    "its effect, and it has no rate to replace",
                                    cost),
                        "leave it out; what came later stands in 'reference' or 'policy'");
}

/// 2018 of "2018-07-06".
int year_of(const std::string& date) {
  int year = 0;
  std::from_chars(date.data(), date.data() + date.size(), year);
  return year;
}

/// The dated step of a file, or of one that comes with it, that is first (or last), or nullptr.
const Step* dated_step(const Scenario& file, bool first) {
  const Step* found = nullptr;
  for_each_file(file, [&](const Scenario& one) {
    for (const StepText& text : one.steps) {
      const Step& step = text.step;
      if (step.date.empty()) continue;
      if (found == nullptr || (first ? step.date < found->date : step.date > found->date))
        found = &step;
    }
  });
  return found;
}

}  // namespace

void check_in_data(const std::shared_ptr<const Scenario>& in_data, const Place& named,
                   Diagnostics& diagnostics) {
  if (in_data == nullptr) return;
  const std::size_t errors = diagnostics.error_count();
  for_each_file(*in_data, [&](const Scenario& file) {
    refuse_costs(file.policy, diagnostics);
    for (const StepText& step : file.steps) refuse_costs(step.policy, diagnostics);
  });
  const bool is_file = !in_data->id.empty();
  if (is_file && diagnostics.error_count() > errors)
    diagnostics.note(named, "that file is named here");
  if (in_data->in_data) warn_of_in_data(named, diagnostics);
}

void warn_of_in_data(const Place& named, Diagnostics& diagnostics) {
  diagnostics.warning(named,
                      "this file has an 'in_data' of its own, which does not count here: only "
                      "its policy does",
                      "if it holds for this scenario, write it here too");
}

void note_dates(const Scenario& scenario, int year_of_data, Diagnostics& diagnostics) {
  if (year_of_data == 0) return;  // not known
  const Step* since = scenario.reference ? dated_step(*scenario.reference, true) : nullptr;
  if (since != nullptr && year_of(since->date) <= year_of_data)
    diagnostics.note(
        scenario.reference_place,
        fmt::format("step '{}' of the reference is dated {}, and the data are of {}: observed "
                    "trade already contains its effect, which would count twice",
                    since->id, since->date, year_of_data),
        "policy in force when the data were made belongs in 'in_data'; 'reference' is "
        "for policy since then");
  const Step* then = scenario.in_data ? dated_step(*scenario.in_data, false) : nullptr;
  if (then != nullptr && year_of(then->date) > year_of_data)
    diagnostics.note(scenario.in_data_place,
                     fmt::format("step '{}' of 'in_data' is dated {}, and the data are of {}: "
                                 "observed trade does not contain its effect",
                                 then->id, then->date, year_of_data),
                     "policy since the data were made belongs in 'reference'");
}

}  // namespace tariffsim

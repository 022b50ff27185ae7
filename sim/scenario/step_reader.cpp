#include "scenario/step_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "scenario/model_reader.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxIdLength = 100;

int number_in(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  const char* const first = text.data() + at;
  const auto [end, failure] = std::from_chars(first, first + length, value);
  return failure == std::errc() && end == first + length ? value : -1;
}

/// A day of the calendar, written 2025-04-10.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number_in(text, 0, 4), month = number_in(text, 5, 2),
            day = number_in(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

StepText read_step(const YamlNode& node, const std::filesystem::path& folder,
                   Diagnostics& diagnostics) {
  const MappingReader reader(node, step_keys(), diagnostics);
  StepText step;
  step.step.id = reader.text("id").value_or("");
  step.place = reader.place("id");
  if (reader.has("id") && !is_id(step.step.id))
    diagnostics.error(step.place, not_an_id(step.step.id, "an id"));
  step.step.date = reader.text("date").value_or("");
  if (!step.step.date.empty() && !is_date(step.step.date)) {
    diagnostics.error(reader.place("date"),
                      fmt::format("'{}' is not a day: expected year-month-day", step.step.date),
                      "such as 2025-04-10");
    step.step.date.clear();
  }
  step.step.title = reader.text("title").value_or(step.step.id);
  if (const YamlNode* policy = reader.find("policy"))
    step.policy = read_policy(*policy, folder, diagnostics);
  if (const YamlNode* model = reader.find("model"))
    step.model = read_step_model(*model, diagnostics);
  return step;
}

void check_against_earlier(const StepText& step, const std::vector<StepText>& earlier,
                           Diagnostics& diagnostics) {
  for (const StepText& other : earlier)
    if (!step.step.id.empty() && other.step.id == step.step.id)
      diagnostics.error(step.place, fmt::format("two steps have the id '{}', the first in line {}",
                                                step.step.id, other.place.line));
  if (!earlier.empty() && !step.step.date.empty() && step.step.date < earlier.back().step.date)
    diagnostics.warning(step.place, fmt::format("this step is of {}, the one before it of {}",
                                                step.step.date, earlier.back().step.date));
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdLength &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

std::string not_an_id(const std::string& text, const std::string& what) {
  return fmt::format("'{}' cannot be {}: expected 1 to {} of the characters a-z, 0-9 and '-'", text,
                     what, kMaxIdLength);
}

std::vector<StepText> read_steps(const YamlNode& list, const std::filesystem::path& scenario_folder,
                                 Diagnostics& diagnostics) {
  std::vector<StepText> steps;
  if (list.items.empty())
    diagnostics.error(list.place, "an empty list: expected at least one step");
  for (const YamlNode& item : list.items) {
    StepText step = read_step(item, scenario_folder, diagnostics);
    check_against_earlier(step, steps, diagnostics);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace tariffsim

#include "studies/policy_changes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "studies/comparison_reasons.hpp"
#include "studies/options_apart.hpp"

namespace tariffsim {
namespace {

/// A line of a policy in parts: "tariff", and "importer: USA", "add: 25%" of its mapping.
struct LineParts {
  std::string instrument;
  std::vector<std::string> items;
};

/// Items are set apart by commas outside brackets; what a line is called is none.
LineParts parts_of(const std::string& line) {
  LineParts parts;
  const std::size_t open = line.find(": {");
  if (open == std::string::npos || !line.ends_with("}")) return {line, {}};
  parts.instrument = line.substr(0, open);
  int depth = 0;
  std::string item;
  for (const char c : line.substr(open + 3, line.size() - open - 4)) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) {
      parts.items.push_back(std::move(item));
      item.clear();
    } else if (c != ' ' || !item.empty()) {
      item += c;
    }
  }
  if (!item.empty()) parts.items.push_back(std::move(item));
  std::erase_if(parts.items, [](const std::string& one) { return one.starts_with("label:"); });
  return parts;
}

/// What `from` has and `other` has not, each as often.
std::vector<std::string> without(std::vector<std::string> from,
                                 const std::vector<std::string>& other) {
  for (const std::string& one : other)
    if (const auto found = std::find(from.begin(), from.end(), one); found != from.end())
      from.erase(found);
  return from;
}

/// "add: 60% in place of add: 145%" where two lines differ in the values of one or two keys.
std::optional<std::string> other_values(const std::string& before, const std::string& after) {
  const LineParts old_line = parts_of(before), new_line = parts_of(after);
  if (old_line.instrument != new_line.instrument) return std::nullopt;
  const std::vector<std::string> gone = without(old_line.items, new_line.items);
  const std::vector<std::string> come = without(new_line.items, old_line.items);
  constexpr std::size_t kMostValues = 2;
  if (gone.empty() && come.empty()) return "another label";
  // Another party on one side and another value make another line.
  const auto names_party = [](const std::string& item) {
    return item.starts_with("importer:") || item.starts_with("exporter:");
  };
  const bool alike = gone.size() == come.size() && !come.empty() && come.size() <= kMostValues &&
                     come.size() < new_line.items.size() &&
                     (come.size() == 1 || std::none_of(come.begin(), come.end(), names_party));
  if (!alike) return std::nullopt;
  return fmt::format("{} in place of {}", fmt::join(come, ", "), fmt::join(gone, ", "));
}

/// A line by its label, where it has one.
std::string called(const ComparedRun& run, const std::string& line) {
  const auto label = run.labels.find(line);
  return label == run.labels.end() ? line : label->second;
}

/// The differences of one run's policy to the first's, lines with other values taken out of both
/// lists.
std::vector<std::string> changed_lines(const ComparedRun& first, std::vector<std::string>& gone,
                                       std::vector<std::string>& come) {
  std::vector<std::string> out;
  for (auto old_line = gone.begin(); old_line != gone.end();) {
    const auto found = std::find_if(come.begin(), come.end(), [&](const std::string& line) {
      return other_values(*old_line, line).has_value();
    });
    if (found == come.end()) {
      ++old_line;
      continue;
    }
    out.push_back(fmt::format("in '{}' it has {}", called(first, *old_line),
                              *other_values(*old_line, *found)));
    come.erase(found);
    old_line = gone.erase(old_line);
  }
  return out;
}

/// "adds 'Five on steel'" of "it adds 'Five on steel'".
std::string as_title(std::string told) {
  constexpr std::string_view kIt = "it ", kHas = "' it has ";
  if (told.starts_with(kIt)) return told.substr(kIt.size());
  if (const std::size_t at = told.find(kHas); at != std::string::npos)
    told.replace(at, kHas.size(), "': ");
  return told;
}

}  // namespace

std::vector<std::string> policy_changes(const ComparedRun& first, const ComparedRun& run) {
  std::vector<std::string> gone = without(first.policy, run.policy);
  std::vector<std::string> come = without(run.policy, first.policy);
  std::vector<std::string> told = changed_lines(first, gone, come);
  for (const std::string& line : come)
    told.push_back(fmt::format("it adds '{}'", called(run, line)));
  for (const std::string& line : gone)
    told.push_back(fmt::format("it leaves out '{}'", called(first, line)));
  return told;
}

std::string changes_in_words(const ComparedRun& first, const ComparedRun& run) {
  std::vector<std::string> told = policy_changes(first, run);
  for (std::string& one : told) one = as_title(std::move(one));
  const bool other_policy = !told.empty();
  const std::vector<OptionApart> options = options_and_deficits_apart(run, first);
  for (const OptionApart& option : options) told.push_back(instead_of(option));
  // What is neither in the policy nor an option with words is told as it is written.
  for (std::size_t at = first.overrides.size(); at < run.overrides.size(); ++at) {
    const std::string& key = run.overrides[at];
    const bool is_told = (key.starts_with("policy") && other_policy) ||
                         (key.starts_with("model.") && !options.empty());
    if (!is_told) told.push_back(key);
  }
  return fmt::format("{}", fmt::join(told, "; "));
}

}  // namespace tariffsim

#include "scenario/bind_expectations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/near_miss.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {
namespace {

class ExpectationBinder {
 public:
  ExpectationBinder(const Scenario& scenario, const PolicyLookup& lookup)
      : scenario_(scenario), lookup_(lookup), countries_(lookup.countries.table()) {}

  ExpectedNames bind() {
    const auto check_all = [&](const std::vector<Expectation>& measures, const char* what) {
      what_ = what;
      for (const Expectation& one : measures) check(one);
    };
    check_all(scenario_.expect, "an expectation");
    if (scenario_.sensitivity) check_all(scenario_.sensitivity->of, "a measure of 'sensitivity'");
    check_all(scenario_.shown, "a measure of 'show'");
    if (scenario_.goal != nullptr) check_all({scenario_.goal->until.measure}, "a goal");
    return {groups_of_several(groups_, lookup_.countries), std::move(codes_)};
  }

 private:
  void check(Expectation measure) {
    in_codes(measure.country, lookup_.countries);
    in_codes(measure.importer, lookup_.countries);
    in_codes(measure.sector, lookup_.sectors);
    for (const Expectation::Word* word : {&measure.country, &measure.importer}) {
      if (measure.of_world() || word->text.empty()) continue;
      if (!countries_.is_group(word->text))
        check_code(*word, countries_);
      else if (has_several(*word))
        groups_.push_back({word->text, word->place});
    }
    check_code(measure.sector, lookup_.sectors.table());
    check_step(measure.step);
  }

  void in_codes(Expectation::Word& word, SelectorLookup& lookup) {
    if (word.text.empty() || word.text == "world") return;
    const Name name = lookup.in_codes({word.text, word.place});
    if (name.text == word.text) return;
    codes_.emplace(word.text, name.text);
    word.text = name.text;
  }

  void check_code(const Expectation::Word& word, const NameTable& table) {
    if (word.text.empty() || table.find(word.text) >= 0) return;
    const std::size_t dash = std::min(word.text.find('-'), word.text.size());
    if (table.groups.count(word.text) > 0 || table.words.count(word.text) > 0)
      lookup_.diagnostics.error(
          word.place,
          fmt::format("'{}' is a group: {} about a sector names one {}", word.text, what_,
                      table.kind),
          "name one of its members, leave the sector out, or join them with 'aggregate'");
    else if (are_countries(word.text.substr(0, dash), word.text.substr(dash)))
      lookup_.diagnostics.error(word.place, fmt::format("unknown country '{}'", word.text),
                                fmt::format("did you mean '{}->{}'?", word.text.substr(0, dash),
                                            word.text.substr(dash + 1)));
    else
      table.report_missing({word.text, word.place}, lookup_.diagnostics);
  }

  /// "CHN" and "-USA".
  bool are_countries(const std::string& first, const std::string& second) const {
    return !second.empty() && countries_.find(first) >= 0 && countries_.find(second.substr(1)) >= 0;
  }

  /// Groups of one member are no groups in results.
  bool has_several(const Expectation::Word& word) {
    const std::vector<Index> members = lookup_.countries.resolve(Name{word.text, word.place});
    if (members.empty())
      lookup_.diagnostics.error(
          word.place, fmt::format("{} has no member of '{}'", countries_.baseline, word.text));
    if (members.size() == 1)
      lookup_.diagnostics.error(
          word.place, fmt::format("{} has one member of '{}' only", countries_.baseline, word.text),
          fmt::format("name {}", countries_.codes[static_cast<std::size_t>(members.front())]));
    return members.size() > 1;
  }

  void check_step(const Expectation::Word& word) {
    std::vector<std::string> ids;
    for (const StepText& step : scenario_.steps) ids.push_back(step.step.id);
    if (word.text.empty() || std::find(ids.begin(), ids.end(), word.text) != ids.end()) return;
    const auto near = near_miss(word.text, ids);
    lookup_.diagnostics.error(word.place, fmt::format("there is no step '{}'", word.text),
                              near ? fmt::format("did you mean '{}'?", *near) : "");
  }

  const Scenario& scenario_;
  const char* what_ = "";  // is being checked
  std::vector<Name> groups_;
  PolicyLookup lookup_;
  const NameTable& countries_;
  std::map<std::string, std::string> codes_;
};

}  // namespace

ExpectedNames bind_expectations(const Scenario& scenario, const PolicyLookup& lookup) {
  return ExpectationBinder(scenario, lookup).bind();
}

Scenario with_expected_names(Scenario scenario, const std::map<std::string, std::string>& codes) {
  const auto in_codes = [&](Expectation& one) {
    for (Expectation::Word* word : {&one.country, &one.importer, &one.sector})
      if (const auto code = codes.find(word->text); code != codes.end()) word->text = code->second;
  };
  std::for_each(scenario.expect.begin(), scenario.expect.end(), in_codes);
  std::for_each(scenario.shown.begin(), scenario.shown.end(), in_codes);
  if (scenario.sensitivity)
    std::for_each(scenario.sensitivity->of.begin(), scenario.sensitivity->of.end(), in_codes);
  if (scenario.goal != nullptr) {
    GoalText goal = *scenario.goal;
    in_codes(goal.until.measure);
    scenario.goal = std::make_shared<const GoalText>(std::move(goal));
  }
  return scenario;
}

}  // namespace tariffsim

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

  std::vector<ReportedGroup> bind() {
    const auto check_all = [&](const std::vector<Expectation>& measures, const char* what) {
      what_ = what;
      for (const Expectation& one : measures) check(one);
    };
    check_all(scenario_.expect, "an expectation");
    if (scenario_.sensitivity) check_all(scenario_.sensitivity->of, "a measure of 'sensitivity'");
    check_all(scenario_.shown, "a measure of 'show'");
    if (scenario_.goal != nullptr) check_all({scenario_.goal->until.measure}, "a goal");
    return groups_of_several(groups_, lookup_.countries);
  }

 private:
  void check(const Expectation& measure) {
    // Sums over the sectors of a pair can be added up over groups, those of one sector not.
    const bool can_be_groups = measure.sector.text.empty();
    for (const Expectation::Word* word : {&measure.country, &measure.importer}) {
      if (measure.of_world() || word->text.empty()) continue;
      if (!can_be_groups || !countries_.is_group(word->text))
        check_code(*word, countries_);
      else if (has_several(*word))
        groups_.push_back({word->text, word->place});
    }
    check_code(measure.sector, lookup_.sectors.table());
    check_step(measure.step);
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
};

}  // namespace

std::vector<ReportedGroup> bind_expectations(const Scenario& scenario, const PolicyLookup& lookup) {
  return ExpectationBinder(scenario, lookup).bind();
}

}  // namespace tariffsim

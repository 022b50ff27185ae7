#include "prose/compared_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "prose/headline.hpp"

namespace tariffsim {

std::string name_of_economy(const Comparison& comparison, const std::string& code) {
  for (const ComparedRun& run : comparison.runs)
    for (const ComparedPlace& place : run.places)
      if (place.code == code) return place.name;
  return code;
}

std::string name_of_sector(const Comparison& comparison, const std::string& code) {
  for (const ComparedRun& run : comparison.runs)
    if (const auto name = run.sector_names.find(code);
        name != run.sector_names.end() && !name->second.empty())
      return name->second;
  return code;
}

std::string step_title(const Comparison& comparison, const std::string& label) {
  std::vector<std::string> titles;
  for (const ComparedRun& run : comparison.runs)
    for (const Step& step : run.steps.steps)
      if ((step.date == label || step.id == label) && !step.title.empty() &&
          std::find(titles.begin(), titles.end(), step.title) == titles.end())
        titles.push_back(step.title);
  return fmt::format("{}", fmt::join(titles, " / "));
}

std::string step_name(const Comparison& comparison, const std::string& label) {
  const std::string title = step_title(comparison, label);
  return title.empty() ? shown(label) : shown(label + "  " + title);
}

}  // namespace tariffsim

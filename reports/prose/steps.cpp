#include "prose/steps.hpp"

#include <fmt/format.h>

namespace tariffsim {

std::string step_name(const Step& step) {
  if (step.title.empty() && !step.date.empty()) return step.date;
  const std::string& name = step.title.empty() ? step.id : step.title;
  return step.date.empty() ? name : step.date + " " + name;
}

std::string while_it_lasts(const Step& step) {
  return step.ends.empty() ? "" : fmt::format(", while it lasts (until {})", step.ends);
}

}  // namespace tariffsim

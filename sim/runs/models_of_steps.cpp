#include "runs/models_of_steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "scenario/family_options.hpp"
#include "scenario/model_options.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kModelPrefix = std::string_view("model.").size();

bool differs(const std::vector<Stage>& stages, const std::string& option) {
  return std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) {
    return value_of(stage.options, option) != value_of(stages.front().options, option);
  });
}

/// Whether all that the steps' horizons set is as these set it: then the horizons say it.
bool follows_horizons(const std::vector<Stage>& stages, const std::string& option) {
  return differs(stages, "model.horizon") &&
         options_of_horizon(value_of(stages.front().options, "model.horizon")).count(option) > 0 &&
         std::none_of(stages.begin(), stages.end(), [&](const Stage& stage) {
           const std::vector<std::string> beside = options_beside_horizon(stage.options);
           return std::find(beside.begin(), beside.end(), option) != beside.end();
         });
}

/// "horizons (aug: short; deal: medium)", for each option that the steps do not share.
std::vector<std::string> what_steps_do_not_share(const std::vector<Stage>& stages) {
  std::vector<std::string> out;
  for (const RunOption& option : stages.front().options) {
    if (!differs(stages, option.name) || follows_horizons(stages, option.name)) continue;
    std::vector<std::string> values;
    values.reserve(stages.size());
    for (const Stage& stage : stages)
      values.push_back(fmt::format("{}: {}", stage.step.id, value_of(stage.options, option.name)));
    out.push_back(fmt::format("{} ({})",
                              find_model_option(option.name.substr(kModelPrefix))->plural,
                              fmt::join(values, "; ")));
  }
  return out;
}

}  // namespace

void note_models_of_steps(const std::vector<Stage>& stages,
                          const std::vector<std::string>& horizons, Diagnostics& diagnostics) {
  std::vector<std::string> sentences;
  const std::vector<std::string> apart = what_steps_do_not_share(stages);
  if (!apart.empty())
    sentences.push_back(fmt::format(
        "the steps are solved at different {}, so that what changes between them is not the policy "
        "alone",
        fmt::join(apart, " and ")));
  for (std::string horizon : horizons) {
    if (horizon.empty()) continue;
    if (!apart.empty()) horizon[0] = static_cast<char>(std::toupper(horizon[0]));
    if (std::find(sentences.begin(), sentences.end(), horizon) == sentences.end())
      sentences.push_back(std::move(horizon));
  }
  if (!sentences.empty()) diagnostics.note({}, fmt::format("{}", fmt::join(sentences, ". ")));
}

}  // namespace tariffsim

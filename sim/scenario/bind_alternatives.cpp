#include "scenario/bind_alternatives.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tariffsim {
namespace {

constexpr std::array<std::pair<Horizon, const char*>, 3> kHorizons{
    {{Horizon::short_run, "short"}, {Horizon::medium_run, "medium"}, {Horizon::long_run, "long"}}};

/// A scenario that names no horizon is read in the long run.
bool is_horizon(const ModelText& model, Horizon horizon) {
  const Horizon own = model.family.horizon;
  return own == horizon || (own == Horizon::none && horizon == Horizon::long_run);
}

std::string own_horizon(const ModelText& model) {
  return std::find_if(kHorizons.begin(), kHorizons.end(),
                      [&](const auto& one) { return is_horizon(model, one.first); })
      ->second;
}

std::string own_source(const ModelText& model, const Baseline& baseline) {
  if (model.elasticity) return "";
  if (model.elasticity_source) return model.elasticity_source->text;
  return baseline.elasticities.empty() ? "" : baseline.elasticities.front().name;
}

/// A number that the source has for every sector is no other source.
bool says(const ModelText& model, const ElasticitySource& source) {
  return model.elasticity && (source.trade_elasticity.array() == *model.elasticity).all();
}

/// The model with each source: as it is, then others.
std::vector<ModelText> with_sources(const ModelText& model, const Baseline& baseline) {
  std::vector<ModelText> out{model};
  const std::string own = own_source(model, baseline);
  for (const ElasticitySource& source : baseline.elasticities) {
    if (source.name == own || out.size() > kOtherSources || says(model, source)) continue;
    out.push_back(model);
    out.back().elasticity.reset();
    out.back().elasticity_source = Name{source.name, {}};
  }
  return out;
}

}  // namespace

std::vector<ModelAlternative> bind_alternatives(
    const ModelText& model, const Baseline& baseline,
    const std::function<BoundModel(const ModelText&, Diagnostics&)>& bound_with) {
  std::vector<ModelAlternative> out;
  const auto add = [&](const ModelText& text, const std::string& horizon, bool is_own_horizon,
                       bool is_own_source) {
    Diagnostics found;
    BoundModel bound = bound_with(text, found);
    out.push_back({horizon, std::move(bound.elasticities), text.deficits, is_own_horizon,
                   is_own_source, text.deficits == model.deficits, std::move(bound.parameters),
                   found.has_errors() ? found.all().front().message : ""});
  };
  bool is_own_source = true;
  for (ModelText text : with_sources(model, baseline)) {
    for (const auto& [horizon, name] : kHorizons) {
      text.family.horizon = horizon;
      add(text, name, is_horizon(model, horizon), is_own_source);
    }
    is_own_source = false;
  }
  for (const DeficitClosure closure : kClosures) {
    if (closure == model.deficits) continue;
    ModelText text = model;
    text.deficits = closure;
    add(text, own_horizon(model), true, true);
  }
  return out;
}

}  // namespace tariffsim

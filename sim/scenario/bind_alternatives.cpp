#include "scenario/bind_alternatives.hpp"

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
  bool is_own_source = true;
  for (ModelText text : with_sources(model, baseline)) {
    for (const auto& [horizon, name] : kHorizons) {
      text.family.horizon = horizon;
      Diagnostics found;
      BoundModel bound = bound_with(text, found);
      ModelAlternative one{name,          std::move(bound.elasticities), is_horizon(model, horizon),
                           is_own_source, std::move(bound.parameters),   ""};
      if (found.has_errors()) one.refused = found.all().front().message;
      out.push_back(std::move(one));
    }
    is_own_source = false;
  }
  return out;
}

}  // namespace tariffsim

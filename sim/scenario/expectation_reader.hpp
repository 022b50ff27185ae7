// `expect:` as typed expectations.
#pragma once

#include <optional>
#include <vector>

#include "scenario/expectation.hpp"
#include "scenario/study_text.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// A list of texts, or one: SUBJECT.measure, or SUBJECT[SECTOR].measure, of a country ("USA"), a
/// group of countries ("BRICS-PLUS"), a pair ("CHN->USA") or the world, perhaps `at STEP`; then <,
/// <=, >, >= and a number, or `in [low, high]`. Codes, measures and steps are not looked up here.
/// Errors go to `diagnostics`.
std::vector<Expectation> read_expectations(const YamlNode& node, Diagnostics& diagnostics);

/// The same without a range, and without a step: measures on their own.
std::vector<Expectation> read_measures(const YamlNode& node, Diagnostics& diagnostics);

/// A measure, '=' and a number, or a part of the baseline: "USA.tax_revenue_musd = 200000",
/// "CHN->USA.flow_musd = 50% of baseline".
std::optional<TargetText> read_target(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim

// Readers of the options in family_text.hpp: each takes the value of its key. What is wrong goes to
// `diagnostics` with its place, and nothing is kept of it.
#pragma once

#include "scenario/family_text.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

/// What numbers may be; `least_open`: the least itself is not allowed.
struct Limits {
  double least, most;
  bool least_open = false, most_open = false;
};

inline constexpr Limits kSubstitutionLimits{kLeastSubstitution, kMostSubstitution};
inline constexpr Limits kMobilityLimits{0, 1e9};
inline constexpr Limits kLabourSupplyLimits{0, 10};
inline constexpr Limits kTaxRateLimits{0, 1, false, true};
inline constexpr Limits kScaleLimits{0, 10};
inline constexpr Limits kSellingShareLimits{0, 1, false, true};
inline constexpr Limits kExponentLimits{0, 100, true};

void read_horizon(const MappingReader& model, FamilyText& text);
void read_substitution(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);
void read_mobility(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);
void read_labour_supply(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);
void read_tax_rate(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);
void read_scale(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);
void read_selling(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics);

}  // namespace tariffsim

#include "scenario/retired_sources.hpp"

#include <algorithm>
#include <array>

namespace tariffsim {
namespace {

constexpr std::array kRetired{RetiredSource{
    "boehm-2023-short",
    "Boehm, Levchenko and Pandalai-Nayar (2023) estimate the elasticity of flows before duty, "
    "which is 1 + theta; within a year it is 0.76, so theta would be below 0",
    "for a short run give a number: 0.38 (1 + theta) - 1, which is 0.9 for a long-run theta of 4; "
    "or use 'boehm-2023-long', a theta of 1"}};

}  // namespace

std::optional<RetiredSource> retired_source(std::string_view name) {
  const auto* const found = std::find_if(
      kRetired.begin(), kRetired.end(), [&](const RetiredSource& one) { return one.name == name; });
  return found == kRetired.end() ? std::nullopt : std::optional(*found);
}

}  // namespace tariffsim

// Sources of elasticities that were offered once and are none.
#pragma once

#include <optional>
#include <string_view>

namespace tariffsim {

struct RetiredSource {
  const char* name;
  const char* why;      ///< ends the sentence "'NAME' is no trade elasticity: "
  const char* instead;  ///< what to use: a hint
};

/// What is known of a name, if it is one of these.
std::optional<RetiredSource> retired_source(std::string_view name);

}  // namespace tariffsim

// A name in a scenario file.
#pragma once

#include <string>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// A code or group name as written.
struct Name {
  std::string text;
  Place place;
};

}  // namespace tariffsim

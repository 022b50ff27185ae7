// Groups of countries and sectors that come with the program.
#pragma once

#include "world/labels.hpp"

namespace tariffsim {

struct BuiltInGroups {
  Groups countries;
  Groups sectors;
};

/// From the library's groups.yaml, read once; empty where the program was installed without its
/// library. Throws InputError for a broken file.
const BuiltInGroups& built_in_groups();

}  // namespace tariffsim

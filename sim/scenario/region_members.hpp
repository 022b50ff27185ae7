// What part of a region's trade is that of some of its members.
#pragma once

#include <string>

#include "scenario/name_table.hpp"

namespace tariffsim {

/// A country of the baseline, or a member of the region that it is.
struct Trader {
  Index position = 0;
  std::string member = {};  ///< empty: all of it
};

/// The share of the goods that `exporter` sells to `importer` in those of their two codes as a
/// whole, 0..1: by goods trade of 2023, where none is known between them by GDP. 0 for members of
/// which nothing is known.
double share_of_members(const NameTable& countries, const Trader& exporter, const Trader& importer);

/// What to call these goods: "KHM", "KHM->BGR"; empty if they are all there are.
std::string name_of_members(const Trader& exporter, const Trader& importer);

}  // namespace tariffsim

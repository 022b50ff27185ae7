// The baselines of one call, each read once.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/baseline.hpp"
#include "model/world.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

struct CachedBaseline {
  Baseline baseline;
  std::vector<Diagnostic> said;    ///< warnings and notes on its files
  std::vector<std::string> notes;  ///< the same for reports, without the folder's path
  std::vector<std::shared_ptr<const World>> worlds = {};  ///< calibrated so far, all different
  bool told = false;  ///< whether a scenario of this call has passed them on
};

class BaselineCache {
 public:
  /// Throws InputError if there is no such baseline, or it is wrong.
  CachedBaseline& get(const Name& name);

 private:
  std::map<std::string, CachedBaseline> read_;  // by folder
};

}  // namespace tariffsim

// The baselines of one call, each read once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "text/diagnostic.hpp"
#include "world/baseline.hpp"

namespace tariffsim {

struct ShelvedBaseline {
  Baseline baseline;
  std::vector<Diagnostic> said;    ///< warnings and notes on its files
  std::vector<std::string> notes;  ///< the same for reports, without the folder's path
  bool told = false;               ///< whether a scenario of this call has passed them on
};

class BaselineShelf {
 public:
  /// Throws InputError where there is no such baseline, or it is wrong.
  ShelvedBaseline& get(const Name& name);

 private:
  std::map<std::string, ShelvedBaseline> read_;  // by folder
};

}  // namespace tariffsim

// The options of `model`, each with all that is to be known of it: the reader, the schema, the key
// reference, the record of a run, its notes, sweeps and timelines follow these records.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/stage.hpp"
#include "scenario/bind_model.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

struct ModelOption {
  KeySpec key;               ///< name, kind, and the sentence that tells its meaning and default
  std::string title;         ///< "trade elasticity": what an axis of a sweep is called
  std::string plural;        ///< "trade elasticities"
  std::string example;       ///< a value that is not the default, as written
  std::string step_meaning;  ///< a step may choose it, and this is said there; empty: it may not
  bool sweepable = false;
  /// Of one whose value is a mapping: a key of it with a number, to be swept, and the number of
  /// `example`; empty: the value is the number.
  std::string swept_key = {}, swept_value = {};
  /// The world from which changes are counted is made with it: one for all steps, and for all
  /// points of a sweep.
  bool affects_base = false;
  /// Called if the key is there.
  std::function<void(const MappingReader&, ModelText&, Diagnostics&)> read;
  std::function<std::string(const BoundModel&)> prose;
  std::function<bool(const BoundModel&)> is_default;
};

/// In the order of the key reference.
const std::vector<ModelOption>& model_options();

/// nullptr if there is none of this name.
const ModelOption* find_model_option(std::string_view name);

/// What is chosen of all of them, in prose; `of_steps`: those that a step may choose.
std::vector<RunOption> model_values(const BoundModel& model, bool of_steps);

}  // namespace tariffsim

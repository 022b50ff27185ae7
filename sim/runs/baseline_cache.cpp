#include "runs/baseline_cache.hpp"

#include <utility>

#include "data/baseline_folder.hpp"
#include "runs/baseline_doubts.hpp"
#include "runs/scenario_notes.hpp"

namespace tariffsim {
namespace {

void remove_all(const std::string& part, std::string& text) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at))
    text.erase(at, part.size());
}

}  // namespace

CachedBaseline& BaselineCache::get(const Name& name) {
  const std::string folder = find_baseline(name.text, name.place).string();
  const auto found = read_.find(folder);
  if (found != read_.end()) return found->second;
  Diagnostics said;
  CachedBaseline read{read_baseline(folder, said), {}, {}};
  doubt_baseline(read.baseline, said);
  read.said = said.take();
  read.notes = notes_of(read.said, "");
  for (std::string& note : read.notes) remove_all(folder + "/", note);
  return read_.emplace(folder, std::move(read)).first->second;
}

}  // namespace tariffsim

#include "runs/scenario_notes.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace tariffsim {
namespace {

std::string note_of(const Diagnostic& one, const std::string& scenario_file) {
  std::string where;
  if (one.place.source && one.place.source->name != scenario_file)
    where = std::filesystem::path(one.place.source->name).filename().string() + ", ";
  if (one.place.line > 0) where += fmt::format("line {}: ", one.place.line);
  return where + (one.hint.empty() ? one.message : one.message + "; " + one.hint);
}

}  // namespace

std::vector<std::string> notes_of(const std::vector<Diagnostic>& said,
                                  const std::string& scenario_file) {
  std::vector<std::string> notes;
  notes.reserve(said.size());
  for (const Diagnostic& one : said)
    if (one.severity != Severity::error) notes.push_back(note_of(one, scenario_file));
  return notes;
}

}  // namespace tariffsim

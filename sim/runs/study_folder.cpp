#include "runs/study_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/file.hpp"
#include "base/output_folder.hpp"
#include "outcomes/kept_measures.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

template <class Values>
std::string digest(const Values& values) {
  const auto bytes = static_cast<std::size_t>(values.size()) * sizeof(double);
  return sha256({reinterpret_cast<const char*>(values.data()), bytes});
}

std::vector<double> numbers_of(const std::map<CellPlace, PolicyCell>& cells) {
  std::vector<double> numbers;
  for (const auto& [place, cell] : cells)
    for (const PolicyPart& part : cell.parts) {
      numbers.insert(numbers.end(), part.levels.begin(), part.levels.end());
      for (const double more : {part.before.flow_share, part.before.tariff, part.before.export_tax})
        numbers.push_back(more);
    }
  return numbers;
}

/// The numbers that a point's solution depends on, those of included and rate files among them.
std::string digest(const World& of_all, const PointInputs& inputs) {
  const World& world = inputs.calibration ? *inputs.calibration->world : of_all;
  std::string all = digest(world.flow.values()) + digest(world.tariff.values()) +
                    digest(world.export_tax.values());
  all += digest(numbers_of(inputs.starting_parameters)) + digest(numbers_of(inputs.parameters));
  for (const auto* lines : {&inputs.reference, &inputs.policy}) {
    const PartedPolicy policy = apply_policy(world, *lines).policy;
    for (const Wedge& wedge : kWedges) all += digest((policy.average.*wedge.levels).values());
    all += digest(numbers_of(policy.parts));
  }
  return all + fmt::format("{:a}", inputs.tolerance);
}

/// A point that is none (a rate of -100 % after all lines) has no numbers.
std::string digest_of_point(const World& world, const Study& study, std::size_t point) {
  try {
    return digest(world, study.inputs(point));
  } catch (const InputError& error) {
    return error.what();
  }
}

constexpr const char* kContent = "content of the files that it names";

std::string inputs_digest(const PreparedRun& run) {
  const World& world = *run.experiment.calibration.world;
  return sha256(digest(world, run.study->central) + digest_of_point(world, *run.study, 0) +
                digest_of_point(world, *run.study, run.study->points - 1));
}

std::string options_text(const RunRecord& record) {
  std::string text;
  for (const std::string& override_text : record.overrides) text += override_text + "\n";
  for (const RunOption& option : record.options) text += option.name + "=" + option.value + "\n";
  return text;
}

/// Members may come from files that no other part of the identity is of.
std::string groups_text(const PreparedRun& run) {
  std::string text;
  for (const NamedGroup& group : run.study->groups) {
    text += group.name + ":";
    for (const Index n : group.members)
      text += " " + run.experiment.calibration.world->countries[static_cast<std::size_t>(n)].code;
    text += "\n";
  }
  return text;
}

[[noreturn]] void refuse_unfinished(const fs::path& path, std::size_t done, std::size_t points) {
  throw OutputError(
      fmt::format("{} holds {} of {} points of a study that was stopped: go on with --resume, or "
                  "remove the file to begin anew",
                  path.string(), done, points));
}

[[noreturn]] void refuse_other(const fs::path& path, const std::vector<std::string>& differences) {
  throw OutputError(
      fmt::format("{} cannot be resumed, it was begun with another {}: bring that back, or remove "
                  "the file to begin anew",
                  path.string(), fmt::join(differences, ", another ")));
}

void remove_store(const fs::path& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(fs::path(path) += suffix, ignored);
}

std::optional<StudyStore> reopen(const fs::path& path, const StudyIdentity& identity, bool resume) {
  std::optional<StudyStore> store = StudyStore::open(path, StudyStore::Access::append);
  if (!store) return std::nullopt;
  const std::size_t done = store->points_done();
  if (!resume && done > 0) refuse_unfinished(path, done, identity.points);
  if (!resume) return std::nullopt;
  auto differences = store->differences(identity);
  // What the points are follows from the rest, and tells something only if the rest is the same.
  if (differences.size() > 1) std::erase(differences, kContent);
  if (!differences.empty()) refuse_other(path, differences);
  return store;
}

StudyStore create(const fs::path& folder, const StudyIdentity& identity) {
  check_replaceable(folder, "summary.json");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw OutputError(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
  return StudyStore::create(folder / kUnfinishedStore, identity);
}

}  // namespace

void forget_study(const fs::path& folder) {
  remove_store(folder / kUnfinishedStore);
  std::error_code ignored;
  if (fs::is_empty(folder, ignored)) fs::remove(folder, ignored);
}

StudyIdentity study_identity(const PreparedRun& run) {
  const std::size_t points = run.study->points;
  StudyIdentity identity;
  identity.parts = {{"version of the program", TARIFFSIM_VERSION},
                    {"scenario", sha256(run.record.scenario_text)},
                    {"set of options", options_text(run.record)},
                    {"baseline", run.record.baseline_hash},
                    {kContent, inputs_digest(run)},
                    {"layout of points", fmt::format("{} in {}", points, chunk_size(points))}};
  identity.parts.push_back({"set of measures", fmt::format("{}", fmt::join(kKeptMeasures, " "))});
  if (!run.study->groups.empty()) identity.parts.push_back({"set of groups", groups_text(run)});
  identity.points = points;
  for (const Country& country : run.experiment.calibration.world->countries)
    identity.economies.push_back(country.code);
  for (const NamedGroup& group : run.study->groups) identity.economies.push_back(group.name);
  return identity;
}

OpenedStore open_study(const fs::path& folder, const StudyIdentity& identity, bool resume) {
  const fs::path unfinished = folder / kUnfinishedStore;
  if (auto store = reopen(unfinished, identity, resume)) return {std::move(*store), false};
  remove_store(unfinished);
  if (resume) {
    auto finished = StudyStore::open(folder / kFinishedStore, StudyStore::Access::read);
    if (finished && finished->differences(identity).empty()) return {std::move(*finished), true};
  }
  return {create(folder, identity), false};
}

}  // namespace tariffsim

#include "runs/study_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "base/file.hpp"
#include "base/output_folder.hpp"
#include "outcomes/kept_measures.hpp"
#include "policy/apply_policy.hpp"
#include "studies/sqlite.hpp"
#include "studies/study.hpp"

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

std::vector<double> numbers_of(const NamedProducts& named) {
  std::vector<double> numbers;
  for (const auto& [market, lists] : named)
    for (const std::vector<Index>& list : lists) {
      for (const Index index : {market.first, market.second, static_cast<Index>(list.size())})
        numbers.push_back(static_cast<double>(index));
      numbers.insert(numbers.end(), list.begin(), list.end());
    }
  return numbers;
}

std::vector<double> numbers_of(const std::vector<Quota>& quotas) {
  std::vector<double> numbers;
  for (const Quota& quota : quotas) {
    numbers.insert(numbers.end(),
                   {quota.amount, quota.margin, quota.exporters_share,
                    static_cast<double>(quota.side), static_cast<double>(quota.measure)});
    for (const auto& [i, n, s] : quota.cells)
      for (const Index index : {i, n, s}) numbers.push_back(static_cast<double>(index));
    for (const auto& [at, places] : quota.goods)
      for (const PartPlace& place : places) {
        for (const Index index : {at.exporter, at.importer, at.sector})
          numbers.push_back(static_cast<double>(index));
        numbers.insert(numbers.end(), {place.from, place.to});
        numbers.insert(numbers.end(), place.products.begin(), place.products.end());
      }
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
    all += digest(numbers_of(policy.parts)) + digest(numbers_of(policy.quotas)) +
           digest(numbers_of(policy.named_products));
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
std::string figures_text(const Study& study) {
  std::string text;
  for (const StudyFigure& figure : study.figures) text += figure.of + " " + name_of(figure) + "\n";
  return text;
}

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
  if (done > points)
    throw OutputError(
        fmt::format("{} holds {} points of another study that was stopped, this one has {}: write "
                    "into another folder (-o), or remove the file",
                    path.string(), done, points));
  throw OutputError(
      fmt::format("{} holds {} of {} points of a study that was stopped: go on with --resume, or "
                  "remove the file to start again",
                  path.string(), done, points));
}

[[noreturn]] void refuse_other(const fs::path& path, const std::vector<std::string>& differences) {
  throw OutputError(
      fmt::format("{} cannot be resumed, it was started with another {}: bring that back, or "
                  "remove the file to start again",
                  path.string(), fmt::join(differences, ", another ")));
}

void remove_store(const fs::path& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(fs::path(path) += suffix, ignored);
}

StudyStore create(const fs::path& folder, const StudyIdentity& identity) {
  check_replaceable(folder, "summary.json");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw OutputError(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
  return StudyStore::create(folder / kUnfinishedStore, identity);
}

/// In how far a store is of another study.
void check_same(const fs::path& path, const StudyStore& store, const StudyIdentity& identity) {
  auto differences = store.differences(identity);
  // What the points are follows from the rest, and tells something only if the rest is the same.
  if (differences.size() > 1) std::erase(differences, kContent);
  if (!differences.empty()) refuse_other(path, differences);
}

std::string damage_text(const fs::path& path, std::size_t kept, std::size_t points) {
  const std::string rest = kept == 0 ? "all are solved again"
                           : kept == points
                               ? "all are kept; only the rest of the file is rewritten"
                               : fmt::format("{} are kept, the others solved again", kept);
  return fmt::format("{} was damaged or changed since it was written: of {} points {}",
                     path.string(), points, rest);
}

/// What is sound of a store goes into a new one, which takes the place of an unfinished one.
OpenedStore rescue(const fs::path& folder, const fs::path& path, StudyStore damaged,
                   const StudyStore::Soundness& sound, const StudyIdentity& identity) {
  const fs::path rescued = folder / (std::string(kUnfinishedStore) + ".rescued");
  remove_store(rescued);
  {
    const StudyStore from = std::move(damaged);
    StudyStore::create(rescued, identity).take(from, sound.chunks, identity.points);
  }  // both closed, so that all that is kept is in one file
  const fs::path unfinished = folder / kUnfinishedStore;
  remove_store(unfinished);
  fs::rename(rescued, unfinished);
  return {StudyStore::open(unfinished, StudyStore::Access::append).value(), false,
          damage_text(path, sound.points, identity.points)};
}

OpenedStore begin_anew(const fs::path& folder, const fs::path& path,
                       const StudyIdentity& identity) {
  remove_store(folder / kUnfinishedStore);
  return {create(folder, identity), false, damage_text(path, 0, identity.points)};
}

std::string nothing_text(const fs::path& path, std::size_t points) {
  return fmt::format("{} holds nothing to go on with: all {} points are solved", path.string(),
                     points);
}

/// A file without tables is what a run leaves that was killed at once; one with empty tables was
/// changed.
OpenedStore begin_with_nothing(const fs::path& folder, const fs::path& path,
                               const StudyIdentity& identity) {
  remove_store(folder / kUnfinishedStore);
  return {create(folder, identity), false, nothing_text(path, identity.points)};
}

std::optional<OpenedStore> resumed(const fs::path& folder, const char* name,
                                   const StudyIdentity& identity) {
  const fs::path path = folder / name;
  const bool finished = name == std::string_view(kFinishedStore);
  try {
    auto store =
        StudyStore::open(path, finished ? StudyStore::Access::read : StudyStore::Access::append);
    if (!store && !fs::exists(path)) return std::nullopt;
    if (!store || store->is_emptied()) return begin_with_nothing(folder, path, identity);
    if (finished && !store->differences(identity).empty()) return std::nullopt;
    check_same(path, *store, identity);
    const StudyStore::Soundness sound = store->soundness(identity);
    if (sound.whole && (!finished || sound.points == identity.points))
      return OpenedStore{std::move(*store), finished,
                         sound.points == 0 ? nothing_text(path, identity.points) : ""};
    return rescue(folder, path, std::move(*store), sound, identity);
  } catch (const DamagedFile&) {
    return begin_anew(folder, path, identity);
  }
}

/// Nobody's work is thrown away unasked.
void check_not_begun(const fs::path& path, const StudyIdentity& identity) {
  const auto store = StudyStore::open(path, StudyStore::Access::append);
  const std::size_t done = store ? store->points_done() : 0;
  if (done > 0) refuse_unfinished(path, done, identity.points);
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
  if (!run.study->figures.empty())
    identity.parts.push_back({"set of figures", figures_text(*run.study)});
  identity.points = points;
  identity.figures = run.study->figures;
  for (const Country& country : run.experiment.calibration.world->countries)
    identity.economies.push_back(country.code);
  for (const NamedGroup& group : run.study->groups) identity.economies.push_back(group.name);
  return identity;
}

OpenedStore open_study(const fs::path& folder, const StudyIdentity& identity, bool resume) {
  if (resume) {
    if (auto store = resumed(folder, kUnfinishedStore, identity)) return std::move(*store);
    if (auto store = resumed(folder, kFinishedStore, identity)) return std::move(*store);
  } else {
    check_not_begun(folder / kUnfinishedStore, identity);
  }
  remove_store(folder / kUnfinishedStore);
  return {create(folder, identity), false};
}

}  // namespace tariffsim

#include "scenario/scenario_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "base/file.hpp"
#include "scenario/attribution_reader.hpp"
#include "scenario/expectation_reader.hpp"
#include "scenario/group_mentions.hpp"
#include "scenario/group_reader.hpp"
#include "scenario/in_data.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/observed_file.hpp"
#include "scenario/overrides.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/revenue_reader.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_paths.hpp"
#include "scenario/selector_text.hpp"
#include "scenario/sensitivity_reader.hpp"
#include "scenario/step_reader.hpp"
#include "scenario/strategy_reader.hpp"
#include "scenario/study_reader.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 200;  // of one scenario with all that it includes

/// The file's name without endings.
std::string stem_of(const fs::path& path) {
  const fs::path stem = path.extension() == ".gz" ? path.stem() : path;
  return stem.stem().string();
}

/// The file's name as an id: without endings, in lower case, '-' for what an id cannot have.
std::string id_of_file(const fs::path& path) {
  std::string id = stem_of(path);
  for (char& c : id) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!is_id(std::string_view(&c, 1))) c = '-';
  }
  id.erase(0, std::min(id.find_first_not_of('-'), id.size()));
  if (!id.empty() && !is_id(id)) id += "-scenario";  // a name that Windows keeps, or too long a one
  while (id.size() > 1 && !is_id(id)) id.pop_back();
  return id.empty() ? "scenario" : id;
}

bool is_path(const std::string& text) {
  return text.find('/') != std::string::npos || text == "." || text == "..";
}

Name read_baseline_name(const MappingReader& root, const ScenarioFolder& folder,
                        Diagnostics& diagnostics) {
  Name name{root.text("baseline").value_or(""), root.place("baseline")};
  if (!is_path(name.text)) return name;
  if (folder.is_included) {  // it is named in a note, and not read
    std::error_code failure;
    const fs::path path = fs::weakly_canonical(shown_path(name, folder), failure);
    if (!failure) name.text = path.string();
    return name;
  }
  // What may not be read has no name: nothing opens it then.
  const auto path = resolve_baseline_folder(name, folder, diagnostics);
  name.text = path ? path->string() : "";
  return name;
}

/// A tree that stands for a scenario, or nothing to read at all.
YamlNode parse_scenario(const std::shared_ptr<const SourceText>& source, Diagnostics& diagnostics) {
  YamlNode tree = parse_yaml(source, diagnostics);
  if (tree.kind == YamlNode::Kind::null) {
    throw InputError({source, 0, 0, 1}, "the file is empty: expected a scenario",
                     "a scenario begins with 'tariffsim: 1'");
  }
  // A place for anchors.
  std::erase_if(tree.entries,
                [](const YamlNode::Entry& entry) { return entry.key.starts_with("x-"); });
  return tree;
}

/// Reads a scenario and the files that it names, each of which may name more.
class FileReader {
 public:
  explicit FileReader(Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}

  Scenario read(const YamlNode& tree, const fs::path& path) {
    std::error_code failure;
    open_.push_back(fs::weakly_canonical(path, failure));
    Scenario scenario = read_root(tree, path);
    open_.pop_back();
    return scenario;
  }

 private:
  Scenario read_root(const YamlNode& tree, const fs::path& path) {
    const MappingReader root(tree, scenario_keys(), *diagnostics_);
    const bool is_included = open_.size() > 1;
    const ScenarioFolder folder{path.parent_path(), is_included,
                                is_included ? open_.front().parent_path() : fs::path()};
    Scenario scenario;
    scenario.id = root.text("id").value_or(id_of_file(path));
    if (!is_included && !root.has("id")) note_changed_id(path, scenario.id, tree.place.source);
    scenario.title = root.text("title").value_or(scenario.id);
    scenario.description = root.text("description").value_or("");
    scenario.sources = root.texts("sources");
    scenario.baseline = read_baseline_name(root, folder, *diagnostics_);
    read_options(root, scenario);
    scenario.strategy = read_strategy(root, scenario.model, *diagnostics_);
    read_what_is_done(root, folder, scenario);
    if (!is_included) scenario.unmentioned = unmentioned_groups(tree, scenario);
    scenario.source = tree.place.source;
    return scenario;
  }

  /// A name that no folder should have is told of; blanks and capitals are changed without a word.
  void note_changed_id(const fs::path& path, const std::string& id,
                       const std::shared_ptr<const SourceText>& source) {
    const std::string stem = stem_of(path);
    if (id != "scenario" && id != stem + "-scenario") return;
    if (stem == "scenario") return;
    diagnostics_->note({source, 0, 0, 1},
                       fmt::format("results are in '{}': a folder named '{}' could not be used "
                                   "everywhere",
                                   id, stem),
                       "give the scenario an 'id'");
  }

  void read_options(const MappingReader& root, Scenario& scenario) {
    if (const YamlNode* node = root.find("aggregate"))
      scenario.aggregate = read_aggregate(*node, *diagnostics_);
    if (const YamlNode* node = root.find("model"))
      scenario.model = read_model(*node, *diagnostics_);
    if (const YamlNode* node = root.find("groups")) read_groups(*node, scenario, *diagnostics_);
    if (const YamlNode* node = root.find("expect"))
      scenario.expect = read_expectations(*node, *diagnostics_);
    if (const YamlNode* node = root.find("sensitivity"))
      scenario.sensitivity = read_sensitivity(*node, *diagnostics_);
    if (const YamlNode* node = root.find("attribution"))
      scenario.attribution = read_attribution(*node, *diagnostics_);
    if (const YamlNode* node = root.find("report")) {
      const MappingReader report(*node, report_keys(), *diagnostics_);
      if (const YamlNode* focus = report.find("focus"))
        scenario.focus = read_selector(*focus, *diagnostics_);
      if (const YamlNode* revenue = report.find("revenue"))
        scenario.revenue = read_revenue(*revenue, *diagnostics_);
      if (const YamlNode* shown = report.find("show")) {
        scenario.shown = read_measures(*shown, *diagnostics_);
        if (scenario.shown.empty() && !diagnostics_->has_errors())
          diagnostics_->error(shown->place, "nothing is shown: expected at least one measure",
                              "such as 'USA.imports_pct'");
      }
      scenario.no_range = report.text("range") == "none";
    }
  }

  void read_what_is_done(const MappingReader& root, const ScenarioFolder& folder,
                         Scenario& scenario) {
    if (const YamlNode* node = root.find("in_data")) {
      scenario.in_data_place = node->place;
      scenario.in_data = read_policy_before(*node, folder, scenario);
      check_in_data(scenario.in_data, node->place, *diagnostics_);
    }
    if (const YamlNode* node = root.find("reference")) {
      scenario.reference_place = node->place;
      scenario.reference = read_policy_before(*node, folder, scenario);
      warn_of_other_data(scenario.reference, scenario, node->place);
    }
    if (const YamlNode* node = root.find("include"))
      read_includes(*node, folder, root.has("reference"), scenario);
    if (const YamlNode* node = root.find("policy"))
      scenario.policy = read_policy(*node, folder, *diagnostics_);
    if (const YamlNode* node = root.find("steps"))
      scenario.steps = read_steps(*node, folder, scenario.model, *diagnostics_);
    if (scenario.steps.empty()) refuse_schedules(scenario.policy);
    if (const YamlNode* node = root.find("observed"))
      scenario.observed = read_observed(*node, folder, *diagnostics_);
  }

  /// The policy of an included file with a reference was meant as a change from there.
  void read_includes(const YamlNode& node, const ScenarioFolder& folder, bool has_reference,
                     Scenario& scenario) {
    const auto add = [&](const YamlNode& item) {
      if (!read_text(item, *diagnostics_)) return;
      const auto file = read_file_of({item.text, item.place}, folder);
      if (file == nullptr) return;
      if (file->reference && !has_reference)
        diagnostics_->error(
            item.place,
            fmt::format(
                "the policy of {} is a change from its own 'reference', and this scenario has none",
                file->source->name),
            "give the same 'reference' here");
      warn_of_other_data(file, scenario, item.place);
      scenario.include.push_back(file);
    };
    if (node.kind == YamlNode::Kind::scalar) add(node);
    for (const YamlNode& item : node.items) add(item);
  }

  /// Of a named file only the policy counts: the data under it are this scenario's.
  void warn_of_other_data(const std::shared_ptr<const Scenario>& file, const Scenario& scenario,
                          const Place& named) {
    if (file == nullptr) return;
    if (file->in_data && !scenario.in_data) warn_of_in_data(named, *diagnostics_);
    const std::string& theirs = file->baseline.text;
    const bool both_are_ids = is_id(theirs) && is_id(scenario.baseline.text);
    if ((both_are_ids || is_path(theirs)) && theirs != scenario.baseline.text)
      diagnostics_->note(named,
                         fmt::format("this file is written for {}; here its policy is put "
                                     "on {}",
                                     theirs, scenario.baseline.text),
                         "if that baseline's data hold the policy already, it counts twice");
  }

  /// A file, or lines in place of one; nothing if it cannot be used.
  std::shared_ptr<const Scenario> read_policy_before(const YamlNode& node,
                                                     const ScenarioFolder& folder,
                                                     const Scenario& scenario) {
    if (node.kind == YamlNode::Kind::scalar) return read_file_of({node.text, node.place}, folder);
    Scenario lines;
    lines.policy = read_policy(node, folder, *diagnostics_);
    lines.country_groups = scenario.country_groups;
    lines.sector_groups = scenario.sector_groups;
    lines.source = node.place.source;
    refuse_schedules(lines.policy);
    return std::make_shared<const Scenario>(std::move(lines));
  }

  /// Nothing if the file cannot be used; the reason has been told.
  std::shared_ptr<const Scenario> read_file_of(const Name& name, const ScenarioFolder& folder) {
    const auto path = resolve_scenario_file(name, folder, *diagnostics_);
    if (!path || !may_open(*path, name)) return nullptr;
    Diagnostics outer;
    std::swap(outer, *diagnostics_);
    std::shared_ptr<const Scenario> scenario;
    try {
      const YamlNode tree =
          parse_scenario(read_file(*path, kMaxYamlBytes, shown_path(name, folder)), *diagnostics_);
      scenario = std::make_shared<const Scenario>(read(tree, *path));
      if (open_.size() == 1) note_ignored_keys(tree, name, outer);
    } catch (const InputError& error) {
      pass_on(error.diagnostics(), *diagnostics_);
    }
    std::swap(outer, *diagnostics_);
    diagnostics_->append(outer);
    if (outer.has_errors()) diagnostics_->note(name.place, "that file is named here");
    return outer.has_errors() ? nullptr : scenario;
  }

  /// Of a named file the policy counts, and what it needs to be read.
  static void note_ignored_keys(const YamlNode& tree, const Name& file, Diagnostics& diagnostics) {
    constexpr const char* kIgnored[] = {"model",       "aggregate", "vary",   "sweep",
                                        "uncertainty", "observed",  "expect", "sensitivity",
                                        "goal",        "optimum",   "game",   "attribution"};
    std::vector<std::string> ignored;
    for (const char* key : kIgnored)
      if (tree.find(key) != nullptr) ignored.push_back(fmt::format("'{}'", key));
    if (!ignored.empty())
      diagnostics.note(file.place,
                       fmt::format("of this file only the policy counts here, not its {}",
                                   fmt::join(ignored, ", ")));
  }

  bool may_open(const fs::path& path, const Name& name) {
    const auto open = std::find(open_.begin(), open_.end(), path);
    if (open != open_.end()) {
      std::string chain;
      for (auto file = open; file != open_.end(); ++file)
        chain += file->filename().string() + " -> ";
      diagnostics_->error(name.place, fmt::format("this file includes itself: {}{}", chain,
                                                  path.filename().string()));
      return false;
    }
    if (++files_ <= kMaxFiles) return true;
    diagnostics_->error(name.place, fmt::format("over {} included files", kMaxFiles));
    return false;
  }

  void refuse_schedules(const std::vector<PolicyText>& policy) {
    for (const PolicyText& line : policy)
      if (!line.schedule.empty())
        diagnostics_->error(line.schedule_place, "a schedule needs 'steps' to run over",
                            "give the line the rate itself, or the scenario steps");
  }

  Diagnostics* diagnostics_;
  std::vector<fs::path> open_;  // being read, outermost first
  std::size_t files_ = 0;
};

}  // namespace

Scenario read_tree(const YamlNode& tree, const fs::path& path, Diagnostics& diagnostics) {
  return FileReader(diagnostics).read(tree, path);
}

namespace {

constexpr std::size_t kMaxVariants = 1000;

/// Keys that a variant cannot change: what names or checks the scenario itself.
constexpr const char* kNotVaried[] = {"id",    "vary",        "expect", "tariffsim",
                                      "sweep", "uncertainty", "goal"};

/// The overrides of a variant, and their words.
std::vector<Override> read_variant(const YamlNode::Entry& variant, std::vector<std::string>& words,
                                   Diagnostics& diagnostics) {
  std::vector<Override> overrides;
  const MappingReader reader = open_mapping(variant.value, variant_keys(), diagnostics);
  for (const YamlNode::Entry* entry : reader.others()) {
    words.push_back(entry->key + "=" + flow_text(entry->value));
    try {
      overrides.push_back(variant_override(*entry));
    } catch (const InputError& error) {
      pass_on(error.diagnostics(), diagnostics);
      continue;
    }
    const std::string& key = overrides.back().path.front().key;
    if (std::find(std::begin(kNotVaried), std::end(kNotVaried), key) != std::end(kNotVaried))
      diagnostics.error(entry->place, fmt::format("a variant cannot change '{}'", key));
  }
  return overrides;
}

/// The scenario of one variant: the tree with its keys changed, read like a file of its own.
Scenario read_varied(YamlNode tree, const YamlNode::Entry& variant, const fs::path& path,
                     const Scenario& scenario, Diagnostics& diagnostics) {
  std::vector<std::string> words;
  std::vector<Override> overrides = read_variant(variant, words, diagnostics);
  const bool has_title = std::any_of(overrides.begin(), overrides.end(), [](const Override& one) {
    return one.path.size() == 1 && one.path.front().key == "title";
  });
  Scenario varied;
  if (diagnostics.has_errors()) return varied;
  std::erase_if(tree.entries, [](const YamlNode::Entry& entry) {
    return entry.key == "vary" || entry.key == "expect" || entry.key == "sweep" ||
           entry.key == "uncertainty" || entry.key == "goal";
  });
  try {
    const std::string unvaried = flow_text(tree);
    apply_variant(tree, std::move(overrides));
    if (flow_text(tree) == unvaried)
      diagnostics.warning(variant.place,
                          fmt::format("variant '{}' is the scenario itself: what it sets stands "
                                      "there already",
                                      variant.key));
    varied = read_tree(tree, path, diagnostics);
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), diagnostics);
  }
  varied.id = variant.key;
  varied.unmentioned.clear();  // another variant may name them
  if (!has_title) varied.title = fmt::format("{}: {}", scenario.title, variant.key);
  varied.overrides = scenario.overrides;
  varied.overrides.insert(varied.overrides.end(), words.begin(), words.end());
  return varied;
}

void check_variant_name(const YamlNode::Entry& variant, const Scenario& scenario,
                        Diagnostics& diagnostics) {
  if (!is_id(variant.key))
    diagnostics.error(variant.place, not_an_id(variant.key, "the name of a variant"),
                      id_hint(variant.key));
  const bool taken = variant.key == scenario.id ||
                     std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                 [&](const StepText& step) { return step.step.id == variant.key; });
  if (taken)
    diagnostics.error(
        variant.place,
        fmt::format("'{}' is the id of the scenario or of a step already", variant.key));
}

/// Errors that a variant shares with the scenario are said once.
void read_variants(const YamlNode& tree, const fs::path& path, ScenarioFile& file) {
  const YamlNode* vary = tree.find("vary");
  if (vary == nullptr || vary->kind != YamlNode::Kind::mapping) return;
  if (vary->entries.size() > kMaxVariants) {
    file.found.error(vary->entries[kMaxVariants].place,
                     fmt::format("over {} variants", kMaxVariants));
    return;
  }
  for (const YamlNode::Entry& variant : vary->entries) {
    check_variant_name(variant, file.scenario, file.found);
    Diagnostics found;
    file.variants.push_back(read_varied(tree, variant, path, file.scenario, found));
    pass_on_new(found.all(), file.found);
  }
}

}  // namespace

ScenarioFile read_scenario_file(const fs::path& path, const std::vector<std::string>& overrides) {
  ScenarioFile file;
  YamlNode tree = parse_scenario(read_file(path, kMaxYamlBytes), file.found);
  for (const std::string& text : overrides) apply_override(tree, text);
  file.scenario = read_tree(tree, path, file.found);
  file.scenario.overrides = overrides;
  read_variants(tree, path, file);
  read_study(tree, path, file);
  return file;
}

Scenario read_scenario(const fs::path& path, const std::vector<std::string>& overrides,
                       Diagnostics& diagnostics) {
  ScenarioFile file = read_scenario_file(path, overrides);
  throw_in_order(file.found);
  pass_on(file.found.all(), diagnostics);
  return std::move(file.scenario);
}

}  // namespace tariffsim

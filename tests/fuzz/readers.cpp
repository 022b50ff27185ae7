#include "fuzz/readers.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "data/baseline_folder.hpp"
#include "data/recipe_reader.hpp"
#include "files/comparison_files.hpp"
#include "importers/importers.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/bind.hpp"
#include "scenario/overrides.hpp"
#include "scenario/scenario_reader.hpp"
#include "studies/study_store.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"
#include "text/yaml_tree.hpp"
#include "unit/scenario_fixtures.hpp"

namespace tariffsim::test {
namespace {

namespace fs = std::filesystem;

/// One for all inputs: what a reader is given lies in files of this process alone.
const TemporaryFolder& folder() {
  static const TemporaryFolder only;
  return only;
}

/// Several files in one input: "=== NAME" begins each. What comes before the first is `before`.
struct Files {
  std::string before;
  std::map<std::string, std::string> by_name;
};

Files files_of(const std::string& bytes) {
  Files out;
  std::string* into = &out.before;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    const std::string line = bytes.substr(at, end - at);
    if (line.starts_with("=== ") && line.size() > 5) {
      const std::string name = fs::path(line.substr(4, line.size() - 5)).filename().string();
      const bool usable = !name.empty() && name != "." && name != ".." && name.size() < 100 &&
                          name.find('\0') == std::string::npos;
      into = &out.by_name[usable ? name : "x"];
    } else {
      *into += line;
    }
    at = end;
  }
  return out;
}

void write_all(const std::map<std::string, std::string>& files, const std::string& under) {
  std::error_code ignored;
  fs::remove_all(folder().path() / under, ignored);
  for (const auto& [name, text] : files) folder().write(under + "/" + name, text);
}

void read_yaml(const std::string& bytes) {
  Diagnostics diagnostics;
  const YamlNode tree =
      parse_yaml(std::make_shared<const SourceText>(SourceText{"in.yaml", bytes}), diagnostics);
  static_cast<void>(flow_text(tree));
}

void bind_to_tiny_world(const fs::path& scenario, const std::vector<std::string>& overrides) {
  Diagnostics diagnostics;
  bind(read_scenario(scenario, overrides, diagnostics), tiny_world(), diagnostics);
  for (const Diagnostic& one : diagnostics.all()) static_cast<void>(render(one));
}

void read_scenario_text(const std::string& bytes) {
  bind_to_tiny_world(folder().write("in.yaml", bytes), {});
}

const fs::path& fixed_scenario() {
  static const fs::path path =
      folder().write("fixed.yaml",
                     "tariffsim: 1\nbaseline: tiny\npolicy:\n"
                     "  - tariff: {importer: USA, exporter: CHN, add: 25%}\n"
                     "  - tariff: {importer: USA, set: rates.csv, on: 2025-04-11}\n");
  return path;
}

void read_override(const std::string& bytes) {
  folder().write("rates.csv", "date,exporter,rate\n2025-01-01,CHN,10%\n");
  bind_to_tiny_world(fixed_scenario(), {bytes});
}

void read_rates(const std::string& bytes) {
  folder().write("rates.csv", bytes);
  for (const char* line : {"policy[1].tariff.on=2025-04-11", "policy[1].tariff.on=null"}) try {
      bind_to_tiny_world(fixed_scenario(), {line});
    } catch (const InputError&) {
    }
}

/// A list of lines under `expect`, and the same as selectors of a policy line.
void read_expectations_and_selectors(const std::string& bytes) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  };
  const std::string line = bytes.substr(0, bytes.find('\n'));
  for (const std::string& override_text :
       {"expect=[" + quoted(line) + "]", "policy[0].tariff.importer=" + quoted(line),
        "policy[0].tariff.exporter=[" + line + "]", "policy[0].tariff.sectors=[" + line + "]"})
    try {
      read_override(override_text);
    } catch (const InputError&) {
    }
}

/// Files that an input does not have are those of a sound baseline.
void read_baseline_folder(const std::string& bytes) {
  static const std::map<std::string, std::string> sound = [] {
    const TemporaryFolder made;
    tests::write_small_baseline(made);
    std::map<std::string, std::string> texts;
    for (const auto& entry : fs::directory_iterator(made.path() / "baseline"))
      texts[entry.path().filename().string()] = tests::read_text(entry.path());
    return texts;
  }();
  std::map<std::string, std::string> files = sound;
  for (const auto& [name, text] : files_of(bytes).by_name) files[name] = text;
  write_all(files, "baseline");
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(folder().path() / "baseline", diagnostics);
  if (baseline.products) static_cast<void>(baseline.products->trade());
}

void read_recipe_text(const std::string& bytes) {
  const fs::path path = folder().write("recipe.yaml", bytes);
  for (const bool import : {false, true}) try {
      Diagnostics diagnostics;
      static_cast<void>(import ? read_import_recipe(path, diagnostics)
                               : read_recipe(path, {}, diagnostics));
    } catch (const InputError&) {
    }
}

void read_store(const std::string& bytes) {
  const fs::path path = folder().write("store.sqlite", bytes);
  for (const char* suffix : {"-wal", "-journal", "-shm"}) fs::remove(fs::path(path) += suffix);
  const auto store = StudyStore::open(path, StudyStore::Access::append);
  if (!store) return;
  const StudyIdentity identity{{{"scenario", "abc"}}, 8, {"AAA"}};
  static_cast<void>(store->differences(identity));
  if (store->soundness(identity).whole) store->for_each([](std::size_t, const PointResult&) {});
}

void read_result(const std::string& bytes) {
  write_all(files_of(bytes).by_name, "result");
  static_cast<void>(compared_folder(folder().path() / "result", FolderSteps::all, "result"));
}

/// The first line names the source.
void read_published(const std::string& bytes) {
  const Files files = files_of(bytes);
  const std::string name = files.before.substr(0, files.before.find('\n'));
  write_all(files.by_name, "published");
  std::vector<fs::path> paths;
  for (const auto& file : files.by_name)
    paths.push_back(folder().path() / "published" / file.first);
  if (paths.empty()) return;
  Diagnostics diagnostics;
  static_cast<void>(imported_from(importer_named(name), paths, {}, diagnostics));
}

}  // namespace

const std::vector<Reader>& foreign_readers() {
  static const std::vector<Reader> all{
      {"yaml", read_yaml},          {"scenario", read_scenario_text},
      {"override", read_override},  {"selector", read_expectations_and_selectors},
      {"rates", read_rates},        {"baseline", read_baseline_folder},
      {"recipe", read_recipe_text}, {"store", read_store},
      {"result", read_result},      {"published", read_published}};
  return all;
}

void feed(const Reader& reader, std::string_view bytes) {
  try {
    reader.read(std::string(bytes));
  } catch (const InputError&) {
  } catch (const OutputError&) {
  }
}

}  // namespace tariffsim::test

#include "runs/study_axis.hpp"

#include <fmt/format.h>

#include <array>
#include <regex>
#include <utility>

#include "policy/wedge.hpp"
#include "scenario/model_options.hpp"
#include "scenario/study_text.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSideBytes = 80;  // bytes of what stands beside the name of an axis
constexpr std::size_t kMostOnASide = 4;     // names

using Word = std::pair<const char*, const char*>;

/// What a key does to the rate of an instrument, with the instrument's name before or after it.
constexpr std::array kVerbs{Word{"set", "{}"},
                            Word{"add", "{} added"},
                            Word{"multiply", "factor on the {}"},
                            Word{"at_least", "lowest {}"},
                            Word{"at_most", "highest {}"},
                            Word{"change", "change of {}s"},
                            Word{"coverage", "share of trade hit by the {}"},
                            Word{"content", "content hit by the {}"}};
constexpr std::array kOthers{Word{"optimum.player", "player"},
                             Word{"agreement.tariffs", "tariff within the agreement"},
                             Word{"agreement.trade_cost", "change of trade costs within it"},
                             Word{"retaliation.share", "share of retaliation"},
                             Word{"quota.amount", "amount of the quota"},
                             Word{"quota.rent", "exporters' part of the rent"},
                             Word{"tariff_rate_quota.amount", "amount of the tariff-rate quota"},
                             Word{"tariff_rate_quota.within", "tariff within the amount"},
                             Word{"tariff_rate_quota.beyond", "tariff beyond the amount"},
                             Word{"tariff_rate_quota.rent", "exporters' part of the rent"}};

template <std::size_t size>
std::string word_of(const std::array<Word, size>& words, const std::string& key) {
  for (const auto& [name, word] : words)
    if (key == name) return word;
  return "";
}

std::string instrument_name(const std::string& key) {
  for (const Wedge& wedge : kWedges)
    if (key == wedge.key) return wedge.name;
  return "";
}

/// "tariff.add" as "tariff added"; empty if there is no word for it.
std::string effect_prose(const std::string& key) {
  if (std::string other = word_of(kOthers, key); !other.empty()) return other;
  const std::size_t dot = std::min(key.find('.'), key.size());
  if (const ModelOption* option = find_model_option(key.substr(std::min(dot + 1, key.size())));
      key.starts_with("model.") && option != nullptr)
    return option->title;
  const std::string instrument = instrument_name(key.substr(0, dot));
  const std::string verb = dot < key.size() ? word_of(kVerbs, key.substr(dot + 1)) : "";
  if (instrument.empty() || verb.empty()) return "";
  return fmt::format(fmt::runtime(verb), instrument);
}

/// "2" of the position "1", counted from one.
std::string from_one(const std::string& position) {
  return std::to_string(std::stoul(position) + 1);
}

/// "VNM, MEX, CAN and 7 more" of a list as written.
std::string few_of_side(const std::string& side) {
  std::size_t count = 1, end = side.size(), at = 0;
  for (at = side.find(", "); at != std::string::npos; at = side.find(", ", at + 1))
    if (++count == kMostOnASide) end = at;
  if (count <= kMostOnASide) return side;
  return fmt::format("{} and {} more", side.substr(0, end), count - kMostOnASide + 1);
}

/// "USA on CHN", "VNM, MEX to USA; C29"; empty if the sides are not written, or take too many
/// words.
std::string sides_prose(const StudyAxis& axis, bool tariff) {
  const std::string exporter = axis.exporter.empty() ? "all" : few_of_side(axis.exporter),
                    importer = few_of_side(axis.importer);
  std::string words = tariff ? importer + " on " + exporter : exporter + " to " + importer;
  if (!axis.sectors.empty() && axis.sectors != "goods" && axis.sectors != "all")
    words += "; " + few_of_side(axis.sectors);
  return axis.importer.empty() || words.size() > kMostSideBytes ? "" : words;
}

/// What holds the key of an axis, or nullptr.
const YamlNode* holder_of(const SweepAxis& axis, const YamlNode& tree) {
  const YamlNode* node = &tree;
  for (std::size_t at = 0; node != nullptr && at + 1 < axis.path.size(); ++at) {
    const PathStep& step = axis.path[at];
    if (!step.key.empty()) node = node->find(step.key);
    if (node == nullptr || !step.position) continue;
    node = *step.position < node->items.size() ? &node->items[*step.position] : nullptr;
  }
  return node;
}

/// "USA", "VNM, MEX"; empty if there is none.
std::string selector_text(const YamlNode* node) {
  if (node == nullptr) return "";
  std::string text = node->text;
  for (const YamlNode& item : node->items) text += (text.empty() ? "" : ", ") + item.text;
  return text;
}

/// Shares of trade and of a rent are between nothing and all; shares that are answered, factors and
/// amounts are not negative.
void set_bounds(const std::string& key, StudyAxis& axis) {
  for (const char* one : {"coverage", "content", "share", "multiply", "amount", "rent"})
    if (key == one) axis.least = 0;
  if (key == "coverage" || key == "content" || key == "rent") axis.most = 1;
}

/// Its sides and sectors as written; `except` is of the exporters if these are several, else of
/// the importers.
void name_sides(const YamlNode& line, const std::vector<Country>& countries, StudyAxis& axis) {
  axis.importer = selector_text(line.find("importer"));
  axis.exporter = selector_text(line.find("exporter"));
  axis.sectors = selector_text(line.find("sectors"));
  const std::string excepted = selector_text(line.find("except"));
  if (excepted.empty()) return;
  const bool one_exporter = find_country(countries, axis.exporter) >= 0;
  std::string& several = one_exporter ? axis.importer : axis.exporter;
  several = (several.empty() ? "all" : several) + " but " + excepted;
}

/// Where its value stands in the line as it is told of.
void name_line(const SweepAxis& axis, const YamlNode& line, StudyAxis& out) {
  const std::string& key = axis.path.back().key;
  const YamlNode* value = line.find(key);
  if (value == nullptr || axis.path.size() < 2) return;
  out.line = fmt::format("{}: {}", axis.path[axis.path.size() - 2].key, flow_text(line));
  out.in_line = fmt::format("{}: {}", key, flow_text(*value));
}

}  // namespace

StudyAxis study_axis(const SweepAxis& axis, const YamlNode& tree,
                     const std::vector<Country>& countries) {
  StudyAxis out;
  out.name = axis.key;
  out.percent = axis.percent();
  out.names.reserve(axis.names ? axis.size() : 0);
  if (axis.names)
    for (std::size_t at = 0; at < axis.size(); ++at) out.names.push_back(axis.name(at));
  set_bounds(axis.path.back().key, out);
  for (std::size_t at = 0; at < axis.size(); ++at) out.values.push_back(axis.value(at));
  if (const YamlNode* line = holder_of(axis, tree)) {
    name_sides(*line, countries, out);
    out.label = selector_text(line->find("label"));
    name_line(axis, *line, out);
  }
  return out;
}

std::string axis_title(const StudyAxis& axis) {
  static const std::regex kLine(
      R"((?:steps\[(\d{1,6})\]\.)?(policy|in_data|reference)\[(\d{1,6})\]\.([a-z_]+\.[a-z_]+))");
  std::smatch parts;
  const std::size_t dot = axis.name.rfind('.');
  const std::string key = dot == std::string::npos ? "" : axis.name.substr(dot + 1);
  if (!axis.label.empty() && (key == "add" || key == "set")) return axis.label;
  if (!std::regex_match(axis.name, parts, kLine)) {
    const std::string words = effect_prose(axis.name);
    return words.empty() ? axis.name : words;
  }
  const std::string words = effect_prose(parts[4]);
  if (words.empty()) return axis.name;
  if (!axis.label.empty()) return fmt::format("{} ({})", words, axis.label);
  const std::string sides = sides_prose(axis, parts[4].str().starts_with("tariff."));
  if (!sides.empty() && !parts[1].matched && parts[2] == "policy")
    return fmt::format("{} ({})", words, sides);
  const std::string step = parts[1].matched ? fmt::format(" of step {}", from_one(parts[1])) : "";
  return fmt::format("{} ({} line {}{})", words, parts[2].str(), from_one(parts[3]), step);
}

}  // namespace tariffsim

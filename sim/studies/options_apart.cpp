#include "studies/options_apart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace tariffsim {
namespace {

/// What a value means; behind "instead of" as `brief`.
struct OptionWords {
  std::string full, brief;
};

struct WordedValue {
  const char* name;  // of the option
  const char* value;
  const char* full;
  const char* brief;
};

/// Values that are words.
constexpr WordedValue kWordedValues[] = {
    {"model.tariffs", "rate", "base tariffs without a name", "those without a name"},
    {"model.horizon", "short", "a short horizon", "a short one"},
    {"model.horizon", "medium", "a medium horizon", "a medium one"},
    {"model.horizon", "long", "a long horizon", "a long one"},
    {"model.horizon", "none", "a long horizon", "a long one"},
    {"model.inputs_by_origin", "true", "inputs told by origin", "inputs told by origin"},
    {"model.inputs_by_origin", "false", "inputs not told by origin", "inputs not told by origin"},
    {"model.nests", "one", "goods that are hit and not hit in one nest", "one nest"},
    {"model.nests", "separate", "goods that are hit and not hit in separate nests",
     "separate nests"},
    {"model.labour_mobility", "perfect", "labour moving freely", "freely"},
    {"model.labour_mobility", "0", "labour staying in its sector", "staying in its sector"},
    {"model.labour_supply", "0", "fixed hours of work", "fixed hours"},
    {"model.revenue", "lump_sum", "border taxes paid back to households",
     "paid back to households"},
    {"model.revenue", "income_tax", "border taxes in place of taxes on wages",
     "in place of taxes on wages"},
    {"model.income_tax_rate", "not given", "no tax on wages given", "none given"},
    {"model.scale", "0", "no economies of scale", "none"},
    {"model.scale", "krugman", "economies of scale as in Krugman", "those of Krugman"},
    {"model.selling", "none", "no selling costs", "none"},
    {"model.deficits", "fixed", "deficits kept", "kept"},
    {"model.deficits", "none", "deficits removed", "removed"},
    {"model.deficits", "proportional", "deficits in proportion to income",
     "in proportion to income"},
};

/// What stands in front of a value that is a number or a name.
constexpr WordedValue kWordedNumbers[] = {
    {"model.tariffs", "", "base tariffs", ""},
    {"model.labour_mobility", "", "labour moving with elasticity", "with elasticity"},
    {"model.labour_supply", "", "hours answering the real wage at", ""},
    {"model.income_tax_rate", "", "a tax on wages before of", ""},
    {"model.scale", "", "economies of scale of", "those of"},
    {"model.selling", "", "selling costs", ""},
};

std::string without_braces(const std::string& value) {
  const bool braced = value.starts_with("{") && value.ends_with("}");
  return braced ? value.substr(1, value.size() - 2) : value;
}

OptionWords words_of(const std::string& name, const std::string& value) {
  for (const WordedValue& one : kWordedValues)
    if (name == one.name && value == one.value) return {one.full, one.brief};
  const std::string plain = without_braces(value);
  for (const WordedValue& one : kWordedNumbers)
    if (name == one.name)
      return {fmt::format("{} {}", one.full, plain),
              *one.brief == '\0' ? plain : fmt::format("{} {}", one.brief, plain)};
  std::string title = name.substr(name.rfind('.') + 1);
  std::replace(title.begin(), title.end(), '_', ' ');
  return {fmt::format("{} {}", title, plain), plain};
}

/// An elasticity of substitution in "{inputs: 0.2}"; those that are not there are 1.
std::string elasticity_in(const std::string& value, std::string_view name) {
  const std::string key = fmt::format("{}: ", name);
  const std::size_t at = value.find(key);
  if (at == std::string::npos) return "1";
  const std::size_t begin = at + key.size();
  return value.substr(begin, value.find_first_of(",}", begin) - begin);
}

void add_substitution(const std::string& value, const std::string& other,
                      std::vector<OptionApart>& out) {
  constexpr const char* kParts[][2] = {{"value_added", "value added and inputs replaced at"},
                                       {"inputs", "inputs replaced at"},
                                       {"final", "goods in final use replaced at"}};
  for (const auto& [name, words] : kParts)
    if (const std::string one = elasticity_in(value, name), two = elasticity_in(other, name);
        one != two)
      out.push_back({fmt::format("{} {}", words, one), two});
}

bool is_of_steps(const std::string& value) { return value.find(", then ") != std::string::npos; }

/// How exactly it is solved moves no figure that is shown.
bool moves_figures(const std::string& option) { return option != "model.tolerance"; }

/// "3.6 %" of a fraction.
std::string as_percent(const std::string& fraction) {
  char* end = nullptr;
  const double value = std::strtod(fraction.c_str(), &end);
  return end == fraction.c_str() + fraction.size() ? fmt::format("{:.4g} %", 100 * value)
                                                   : fraction;
}

std::string without_quotes(const std::string& text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

OptionWords revenue_words(const std::string& name, const std::string& value) {
  const std::string plain = without_quotes(value);
  if (plain == "none") return {name == "offset" ? "no offset of revenue" : "no years", "none"};
  if (name == "years") return {"revenue over years: " + plain, plain};
  if (name == "from") return {"revenue from " + plain + " on", plain};
  if (name == "growth") return {"revenue that grows by " + as_percent(plain), as_percent(plain)};
  if (name == "offset") return {"an offset of revenue of " + as_percent(plain), as_percent(plain)};
  return {"revenue of which is not collected " + as_percent(plain), as_percent(plain)};
}

/// Whether both have it from their horizons, which are told.
bool is_told_by_horizons(const SolvedAs& run, const SolvedAs& than, const std::string& name) {
  return run.set_by_horizon.count(name) > 0 && than.set_by_horizon.count(name) > 0;
}

}  // namespace

std::string instead_of(const OptionApart& option) {
  return fmt::format("{} instead of {}", option.has, option.instead_of);
}

std::vector<OptionApart> options_apart(const SolvedAs& run, const SolvedAs& than) {
  std::vector<OptionApart> out;
  const auto add = [&](const std::string& name, const std::string& value,
                       const std::string& other) {
    const OptionWords one = words_of(name, value), two = words_of(name, other);
    if (one.full == two.full) return;
    out.push_back({one.full, two.brief});
  };
  const auto horizon = run.other_options.find("model.horizon");
  const auto other_horizon = than.other_options.find("model.horizon");
  const bool horizons =
      horizon != run.other_options.end() && other_horizon != than.other_options.end();
  if (horizons) add(horizon->first, horizon->second, other_horizon->second);
  if (run.elasticities != than.elasticities)
    out.push_back({"trade elasticities " + without_braces(run.elasticities),
                   without_braces(than.elasticities)});
  if (run.input_output && than.input_output && *run.input_output != *than.input_output)
    out.push_back(*run.input_output ? OptionApart{"input-output links", "none"}
                                    : OptionApart{"no input-output links", "such links"});
  for (const auto& [name, value] : run.other_options) {
    const auto other = than.other_options.find(name);
    if (name == "model.horizon" || !moves_figures(name) || other == than.other_options.end() ||
        other->second == value || is_told_by_horizons(run, than, name))
      continue;
    if (name == "model.substitution" && !is_of_steps(value) && !is_of_steps(other->second))
      add_substitution(value, other->second, out);
    else
      add(name, value, other->second);
  }
  return out;
}

std::vector<OptionApart> options_and_deficits_apart(const SolvedAs& run, const SolvedAs& than) {
  std::vector<OptionApart> out = options_apart(run, than);
  if (!run.deficits.empty() && !than.deficits.empty() && run.deficits != than.deficits)
    out.push_back({words_of("model.deficits", run.deficits).full,
                   words_of("model.deficits", than.deficits).brief});
  return out;
}

std::vector<OptionApart> revenue_apart(const ComparedRun& run, const ComparedRun& than) {
  std::vector<OptionApart> out;
  for (const auto& [name, value] : run.revenue)
    if (const auto other = than.revenue.find(name);
        other != than.revenue.end() && other->second != value)
      out.push_back({revenue_words(name, value).full, revenue_words(name, other->second).brief});
  return out;
}

std::vector<std::string> what_it_has(const std::vector<OptionApart>& options) {
  std::vector<std::string> out;
  out.reserve(options.size());
  for (const OptionApart& option : options) out.push_back(option.has);
  return out;
}

}  // namespace tariffsim

#include "scenario/schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "scenario/scenario_keys.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {
namespace {

using Json = nlohmann::ordered_json;

/// A name as it stands in `$defs` and in headings.
std::string definition_name(const MappingSpec& spec) {
  std::string name = spec.name;
  for (char& c : name)
    if (c == ' ') c = '_';
  return name;
}

Json reference(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }

/// All tables that a table leads to, itself first, each once.
void collect(const MappingSpec& spec, std::vector<const MappingSpec*>& specs) {
  for (const MappingSpec* known : specs)
    if (known == &spec) return;
  specs.push_back(&spec);
  for (const KeySpec& key : spec.keys)
    if (key.mapping != nullptr) collect(*key.mapping, specs);
}

std::vector<const MappingSpec*> all_specs() {
  std::vector<const MappingSpec*> specs;
  collect(scenario_keys(), specs);
  return specs;
}

/// Any of some schemas (an array), or one of the words of a key.
Json any_of_words(const KeySpec& key, Json any) {
  if (!key.choices.empty()) any.push_back({{"enum", key.choices}});
  return {{"anyOf", any}};
}

/// One case for each kind of value, and so longer than a function should be.
Json schema_of_kind(const KeySpec& key) {
  switch (key.kind) {
    case ValueKind::version:
      return {{"const", 1}};
    case ValueKind::text:
      return {{"type", {"string", "number", "boolean"}}};
    case ValueKind::id:
      return reference("id");
    case ValueKind::day:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case ValueKind::texts:
      return {
          {"anyOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}}};
    case ValueKind::boolean:
      return {{"type", "boolean"}};
    case ValueKind::number:
      return {{"type", "number"}};
    case ValueKind::whole:
      return {{"type", "integer"},
              {"minimum", static_cast<std::int64_t>(key.least)},
              {"maximum", static_cast<std::int64_t>(key.most)}};
    case ValueKind::rate:
      return reference("rate");
    case ValueKind::part:
      return reference("part");
    case ValueKind::part_or_word:
      return any_of_words(key, Json::array({reference("part")}));
    case ValueKind::amount:
      return reference("amount");
    case ValueKind::parts:
      return {{"anyOf",
               {reference("part"),
                {{"type", "array"}, {"minItems", 1}, {"items", reference("part")}}}}};
    case ValueKind::part_by_rate:
      return {
          {"type", "object"}, {"minProperties", 1}, {"additionalProperties", reference("part")}};
    case ValueKind::rate_or_file:
      return {{"anyOf", {reference("rate"), reference("rate_file")}}};
    case ValueKind::policy_or_file:
      return {{"anyOf",
               {{{"type", "string"}},
                {{"type", "array"}, {"items", reference(definition_name(*key.mapping))}}}}};
    case ValueKind::variants:
      return {{"type", "object"},
              {"propertyNames", reference("id")},
              {"additionalProperties", reference(definition_name(*key.mapping))}};
    case ValueKind::selector:
      return reference("selector");
    case ValueKind::choice:
      return {{"enum", key.choices}};
    case ValueKind::choice_or_mapping:
      return any_of_words(key, Json::array({reference(definition_name(*key.mapping))}));
    case ValueKind::mapping:
      return reference(definition_name(*key.mapping));
    case ValueKind::mappings:
      return {{"type", "array"},
              {"minItems", key.filled ? 1 : 0},
              {"items", reference(definition_name(*key.mapping))}};
    case ValueKind::one_or_more:
      return {{"anyOf",
               {reference(definition_name(*key.mapping)),
                {{"type", "array"},
                 {"minItems", 1},
                 {"items", reference(definition_name(*key.mapping))}}}}};
    case ValueKind::aims:
      return {{"anyOf",
               {{{"type", "string"}},
                {{"type", "object"},
                 {"minProperties", 1},
                 {"additionalProperties", {{"type", "number"}}}}}}};
    case ValueKind::named:
      return key.mapping != nullptr
                 ? reference(definition_name(*key.mapping))
                 : Json{{"type", "object"}, {"additionalProperties", reference("selector")}};
    case ValueKind::elasticities:
      return {{"anyOf",
               {{{"type", "string"}},
                {{"type", "number"}, {"exclusiveMinimum", 0}},
                reference(definition_name(*key.mapping))}}};
    case ValueKind::errors:
      return {{"anyOf",
               {reference("rate"),
                {{"type", "object"},
                 {"additionalProperties", {{"type", "number"}, {"exclusiveMinimum", 0}}}}}}};
    case ValueKind::number_or_word:
      return any_of_words(key, {{{"type", "number"}}});
    case ValueKind::numbers:
      return any_of_words(key,
                          {{{"type", "number"}},
                           {{"type", "object"}, {"additionalProperties", {{"type", "number"}}}}});
    case ValueKind::rates:
      return {
          {"anyOf",
           {reference("rate"), {{"type", "object"}, {"additionalProperties", reference("rate")}}}}};
    case ValueKind::weights:
      return {{"type", "object"},
              {"minProperties", 1},
              {"additionalProperties", {{"type", "number"}, {"exclusiveMinimum", 0}}}};
    case ValueKind::axes:
      return {{"type", "object"},
              {"minProperties", 1},
              {"maxProperties", kMostAxes},
              {"properties",
               {{"optimum.player",
                 {{"description", "Who chooses at each point: a list of players."},
                  {"type", "array"},
                  {"minItems", 1},
                  {"items", reference("selector")}}}}},
              {"additionalProperties", reference("axis")}};
  }
  return Json::object();
}

Json schema_of_key(const KeySpec& key) {
  Json schema = schema_of_kind(key);
  schema["description"] = key.description;
  return schema;
}

/// What keys beside those of its table a mapping may have: a schema, or false.
Json further_keys(const MappingSpec& spec) {
  if (&spec == &group_keys()) return reference("selector");
  if (&spec == &variant_keys()) return true;
  if (&spec == &elasticity_keys()) return {{"type", "number"}, {"exclusiveMinimum", 0}};
  return false;
}

Json schema_of(const MappingSpec& spec) {
  Json schema = {
      {"description", spec.description}, {"type", "object"}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const KeySpec& key : spec.keys) {
    schema["properties"][key.name] = schema_of_key(key);
    if (key.required) required.push_back(key.name);
  }
  schema["additionalProperties"] = further_keys(spec);
  if (&spec == &scenario_keys()) schema["patternProperties"] = {{"^x-", true}};
  if (!required.empty()) schema["required"] = required;
  for (const std::string& name : spec.exactly_one)
    schema["oneOf"].push_back({{"required", {name}}});
  for (const std::vector<std::string>& keys : spec.any_of)
    schema["anyOf"].push_back({{"required", keys}});
  return schema;
}

void add_value_definitions(Json& definitions) {
  definitions["selector"] = {
      {"description",
       "A code, a group, `all`, `others`, or a list of these, in which `not CODE` leaves one out. "
       "Codes of products, and numbers of countries (M49), need no quotes."},
      {"anyOf",
       {{{"type", {"string", "integer"}}, {"minLength", 1}},
        {{"type", "array"},
         {"minItems", 1},
         {"items", {{"type", {"string", "integer"}}, {"minLength", 1}}}}}}};
  definitions["rate"] = {
      {"description", "A rate: `25%` or `0.25`. Above 3 in size only with a percent sign."},
      {"anyOf",
       {{{"type", "number"}, {"minimum", -kMaxBareRate}, {"maximum", kMaxBareRate}},
        {{"type", "string"},
         {"pattern", "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?%$"}}}}};
  definitions["part"] = {
      {"description", "A share from 0 % to 100 %: `62%` or `0.62`."},
      {"anyOf",
       {{{"type", "number"}, {"minimum", 0}, {"maximum", 1}},
        {{"type", "string"},
         {"pattern", "^[+]?(100(\\.0*)?|[0-9]{1,2}(\\.[0-9]*)?|\\.[0-9]+)%$"}}}}};
  definitions["amount"] = {
      {"description",
       "An amount: a share of what there is, `53%`, or a number of million above 3."},
      {"anyOf",
       {{{"type", "number"}, {"exclusiveMinimum", kMaxBareRate}},
        {{"type", "string"},
         {"pattern", "^[+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?%$"}}}}};
  definitions["id"] = {
      {"description", "A short name of a-z, 0-9 and '-', fit for a folder; '-' is not the first."},
      {"type", {"string", "number"}},
      {"pattern", "^(?!(con|prn|aux|nul|com[1-9]|lpt[1-9])$)[a-z0-9][a-z0-9-]{0,99}$"}};
  definitions["rate_file"] = {
      {"description",
       "A CSV file with the column `rate` and any of `exporter`, `importer` and `sector`."},
      {"type", "string"},
      {"pattern", "\\.csv(\\.gz)?$"}};
  definitions["axis"] = {
      {"description",
       "The values of a key: `0..245% by 5%`, `2..8 by 0.5`, or a list of numbers or rates."},
      {"anyOf",
       {{{"type", "string"}, {"pattern", "^[^ ]+\\.\\.[^ ]+ by [^ ]+$"}},
        {{"type", "array"},
         {"minItems", 1},
         {"items", {{"anyOf", {{{"type", "number"}}, reference("rate")}}}}}}}};
}

std::string kind_prose(const KeySpec& key) {
  switch (key.kind) {
    case ValueKind::version:
      return "`1`";
    case ValueKind::text:
      return "text";
    case ValueKind::id:
      return "short name";
    case ValueKind::day:
      return "day";
    case ValueKind::texts:
      return "list of texts";
    case ValueKind::boolean:
      return "`true` or `false`";
    case ValueKind::number:
      return "number";
    case ValueKind::whole:
      return "whole number";
    case ValueKind::rate:
      return "rate";
    case ValueKind::part:
      return "0% to 100%";
    case ValueKind::part_or_word:
      return fmt::format("0% to 100% or `{}`", fmt::join(key.choices, "`, `"));
    case ValueKind::amount:
      return "percent or million";
    case ValueKind::parts:
      return "list of 0% to 100%";
    case ValueKind::part_by_rate:
      return "rates, each with 0% to 100%";
    case ValueKind::rate_or_file:
      return "rate or file";
    case ValueKind::policy_or_file:
      return fmt::format("scenario file, or list of [{}](#{})", key.mapping->name,
                         definition_name(*key.mapping));
    case ValueKind::variants:
      return fmt::format("names, each with a [{}](#{})", key.mapping->name,
                         definition_name(*key.mapping));
    case ValueKind::selector:
      return "selector";
    case ValueKind::choice:
      return fmt::format("`{}`", fmt::join(key.choices, "`, `"));
    case ValueKind::choice_or_mapping:
      return fmt::format("`{}`, or [{}](#{})", fmt::join(key.choices, "`, `"), key.mapping->name,
                         definition_name(*key.mapping));
    case ValueKind::mapping:
      return fmt::format("[{}](#{})", key.mapping->name, definition_name(*key.mapping));
    case ValueKind::mappings:
      return fmt::format("list of [{}](#{})", key.mapping->name, definition_name(*key.mapping));
    case ValueKind::one_or_more:
      return fmt::format("[{0}](#{1}), or list of them", key.mapping->name,
                         definition_name(*key.mapping));
    case ValueKind::aims:
      return "word, or names with numbers";
    case ValueKind::named:
      return "names, each with a selector";
    case ValueKind::elasticities:
      return "source, number or mapping";
    case ValueKind::errors:
      return "rate, or sectors with numbers";
    case ValueKind::number_or_word:
      return fmt::format("number or `{}`", fmt::join(key.choices, "`, `"));
    case ValueKind::numbers:
      return key.choices.empty() ? "number, or names with numbers"
                                 : fmt::format("number, `{}`, or names with numbers",
                                               fmt::join(key.choices, "`, `"));
    case ValueKind::rates:
      return "rate, or names with rates";
    case ValueKind::weights:
      return "names with numbers";
    case ValueKind::axes:
      return "paths of keys, each with a range or a list";
  }
  return "";
}

std::string section(const MappingSpec& spec) {
  std::string text = fmt::format("## {}\n\n{}\n\n| key | value | meaning |\n|---|---|---|\n",
                                 definition_name(spec), spec.description);
  for (const KeySpec& key : spec.keys) {
    text += fmt::format("| `{}`{} | {} | {} |\n", key.name, key.required ? " (required)" : "",
                        kind_prose(key), key.description);
  }
  if (!spec.exactly_one.empty()) {
    text +=
        fmt::format("\nExactly one of `{}` must be given.\n", fmt::join(spec.exactly_one, "`, `"));
  }
  return text;
}

}  // namespace

std::string scenario_schema() {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "tariffsim scenario"}};
  schema.update(schema_of(scenario_keys()));
  Json definitions = Json::object();
  for (const MappingSpec* spec : all_specs())
    if (spec != &scenario_keys()) definitions[definition_name(*spec)] = schema_of(*spec);
  add_value_definitions(definitions);
  schema["$defs"] = definitions;
  return schema.dump(2) + "\n";
}

std::string scenario_key_reference() {
  std::vector<std::string> sections;
  for (const MappingSpec* spec : all_specs()) sections.push_back(section(*spec));
  return fmt::format("{}", fmt::join(sections, "\n"));
}

}  // namespace tariffsim

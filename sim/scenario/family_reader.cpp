#include "scenario/family_reader.hpp"

#include <fmt/format.h>

#include <limits>

#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

bool within(double value, const Limits& limits) {
  return (limits.least_open ? value > limits.least : value >= limits.least) &&
         (limits.most_open ? value < limits.most : value <= limits.most);
}

/// "0 to under 100%"
std::string prose(const Limits& limits, bool as_rate) {
  const double times = as_rate ? 100 : 1;
  return fmt::format("{}{:g} to {}{:g}{}", limits.least_open ? "above " : "", times * limits.least,
                     limits.most_open ? "under " : "", times * limits.most, as_rate ? "%" : "");
}

/// A number (or rate) within limits; `what` it is begins the sentence.
std::optional<double> read_figure(const YamlNode& node, const char* what, const Limits& limits,
                                  bool as_rate, Diagnostics& diagnostics) {
  const auto value = as_rate ? read_rate(node, diagnostics) : read_number(node, diagnostics);
  if (!value || within(*value, limits)) return value;
  diagnostics.error(node.place,
                    fmt::format("{} of {}: expected {}", what, node.text, prose(limits, as_rate)));
  return std::nullopt;
}

FiguresText read_figures(const YamlNode& node, const char* what, const Limits& limits, bool as_rate,
                         Diagnostics& diagnostics) {
  FiguresText figures;
  figures.place = node.place;
  if (node.kind != YamlNode::Kind::mapping) {
    figures.all = read_figure(node, what, limits, as_rate, diagnostics);
    return figures;
  }
  if (node.entries.empty())
    diagnostics.error(node.place, "no names: expected at least one with its number");
  for (const YamlNode::Entry& entry : node.entries)
    if (const auto value = read_figure(entry.value, what, limits, as_rate, diagnostics))
      figures.named.emplace_back(Name{entry.key, entry.place}, *value);
  return figures;
}

}  // namespace

void read_horizon(const MappingReader& model, FamilyText& text) {
  const auto word = model.text("horizon");
  if (word == "short") text.horizon = Horizon::short_run;
  if (word == "medium") text.horizon = Horizon::medium_run;
  if (word == "long") text.horizon = Horizon::long_run;
}

void read_substitution(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  const MappingReader mapping(node, substitution_keys(), diagnostics);
  const auto read = [&](const char* key, std::optional<double>& value) {
    if (const YamlNode* given = mapping.find(key))
      value = read_figure(*given, "an elasticity of substitution", kSubstitutionLimits, false,
                          diagnostics);
  };
  read("value_added", text.value_added);
  read("inputs", text.inputs);
  read("final", text.final_use);
}

void read_mobility(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  if (node.text == "perfect") {
    text.labour_mobility = std::numeric_limits<double>::infinity();
    return;
  }
  Diagnostics found;
  text.labour_mobility = read_figure(node, "a labour mobility", kMobilityLimits, false, found);
  for (Diagnostic& one : found.take()) {
    if (one.hint.empty()) one.hint = "or write 'perfect'";
    diagnostics.error(one.place, one.message, one.hint);
  }
}

void read_labour_supply(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  text.labour_supply =
      read_figure(node, "a labour supply", kLabourSupplyLimits, false, diagnostics).value_or(0);
}

void read_tax_rate(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  text.income_tax_rate =
      read_figures(node, "an income tax rate", kTaxRateLimits, true, diagnostics);
}

void read_scale(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  text.scale.reset();
  text.krugman = node.text == "krugman";
  if (text.krugman) {
    text.scale.emplace().place = node.place;
    return;
  }
  text.scale = read_figures(node, "an elasticity of scale", kScaleLimits, false, diagnostics);
}

void read_selling(const YamlNode& node, FamilyText& text, Diagnostics& diagnostics) {
  const MappingReader mapping(node, selling_keys(), diagnostics);
  text.selling_share.reset();
  text.selling_exponent.reset();
  text.selling_pareto.reset();
  if (const YamlNode* share = mapping.find("share"))
    text.selling_share =
        read_figures(*share, "a share of selling costs", kSellingShareLimits, true, diagnostics);
  if (const YamlNode* exponent = mapping.find("exponent"))
    text.selling_exponent =
        read_figures(*exponent, "an exponent of taxes", kExponentLimits, false, diagnostics);
  if (const YamlNode* pareto = mapping.find("pareto")) {
    text.selling_pareto =
        read_figure(*pareto, "a Pareto shape", kExponentLimits, false, diagnostics);
    if (text.selling_exponent)
      diagnostics.error(pareto->place, "'pareto' cannot be used with 'exponent'",
                        "the exponent follows from the Pareto shape");
  }
}

}  // namespace tariffsim

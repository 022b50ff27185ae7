#include "scenario/expectation_reader.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <regex>

#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxExpectationLength = 300;
constexpr const char* kExamples =
    "such as 'USA.welfare_pct < 0', 'CHN->USA[C26].flow_pct < -80' or "
    "'VNM.exports_pct at apr-10 in [0.5, 5]'";

/// Groups: 1 country, group or exporter, 2 importer, 3 sector, 4 measure.
constexpr const char* kMeasureForm =
    R"(\s*([A-Za-z0-9_]+(?:[- ][A-Za-z0-9_]+)*)(?:\s*->\s*([A-Za-z0-9_]+(?:[- ][A-Za-z0-9_]+)*))?)"
    R"((?:\[([A-Za-z0-9_]+)\])?\.([A-Za-z0-9_]+)\s*)";

const std::regex& measure_form() {
  static const std::regex form(kMeasureForm);
  return form;
}

/// Behind those 5 step; 6 sign and 7 number, or 8 and 9 bounds.
const std::regex& expectation_form() {
  static const std::regex form(
      std::string(kMeasureForm) +
      R"((?:\s+at\s+([a-z0-9-]+))?\s*(?:(<=|>=|<|>)\s*(\S+)|in\s*\[\s*([^\s,\]]+)\s*,\s*([^\s,\]]+)\s*\])\s*)");
  return form;
}

/// Behind a measure 5 a number; 6 that it is a part of the baseline.
const std::regex& target_form() {
  static const std::regex form(std::string(kMeasureForm) + R"(=\s*(\S+)(\s+of\s+baseline)?\s*)");
  return form;
}

class ExpectationReader {
 public:
  ExpectationReader(const YamlNode& node, Diagnostics& diagnostics)
      : node_(node), diagnostics_(diagnostics) {}

  std::optional<Expectation> read() {
    if (!matches(expectation_form())) {
      diagnostics_.error(node_.place,
                         "expected a measure, '<', '<=', '>', '>=' and a number, or a measure and "
                         "'in [low, high]'",
                         kExamples);
      return std::nullopt;
    }
    Expectation expectation{node_.text, node_.place, word(1), word(2), word(3), word(4), word(5)};
    read_range(expectation);
    return expectation;
  }

  std::optional<Expectation> read_measure() {
    if (matches(measure_form()))
      return Expectation{node_.text, node_.place, word(1), word(2), word(3), word(4), {}};
    diagnostics_.error(node_.place, "expected a measure of a country, group, sector or pair",
                       "such as 'USA.welfare_pct', 'USA[C26].volume_pct' or 'CHN->USA.flow_musd'");
    return std::nullopt;
  }

  std::optional<TargetText> read_target() {
    if (!matches(target_form())) {
      diagnostics_.error(node_.place, "expected a measure, '=' and a number or a part of baseline",
                         "such as 'USA.tax_revenue_musd = 200000' or 'CHN->USA.flow_musd = 50% of "
                         "baseline'");
      return std::nullopt;
    }
    TargetText text;
    text.measure = {word(1).text, node_.place, word(1), word(2), word(3), word(4), {}};
    text.measure.text = node_.text.substr(0, node_.text.find('='));
    while (text.measure.text.ends_with(' ')) text.measure.text.pop_back();
    text.of_baseline = match_[6].matched;
    if (!text.of_baseline) {
      text.target = number(5);
      return text;
    }
    const auto part = read_rate(word(5).text, word(5).place, diagnostics_);
    text.target = part.value_or(0);
    return part ? std::optional(text) : std::nullopt;
  }

 private:
  bool matches(const std::regex& form) {
    const std::string& text = node_.text;
    return text.size() <= kMaxExpectationLength &&
           std::regex_match(text.cbegin(), text.cend(), match_, form);
  }

  Expectation::Word word(std::size_t group) const {
    Place place = node_.place;
    if (match_[group].matched && place.length >= match_.length()) {
      const bool quoted = place.length > match_.length();
      place.column += static_cast<int>(match_.position(group)) + (quoted ? 1 : 0);
      place.length = static_cast<int>(match_.length(group));
    }
    return {match_[group].str(), place};
  }

  double number(std::size_t group) {
    const Expectation::Word found = word(group);
    const char* const end = found.text.data() + found.text.size();
    const bool plus = found.text.starts_with('+');
    double value = 0;
    const auto [stop, failure] = std::from_chars(found.text.data() + (plus ? 1 : 0), end, value);
    if (failure != std::errc() || stop != end)
      diagnostics_.error(
          found.place, fmt::format("expected a number, found '{}'", found.text),
          found.text.ends_with('%') ? "measures that end in _pct are in percent" : "");
    return value;
  }

  void read_range(Expectation& expectation) {
    const std::string sign = match_[6].str();
    expectation.strict = sign == "<" || sign == ">";
    if (sign.starts_with('<')) {
      expectation.high = number(7);
    } else if (sign.starts_with('>')) {
      expectation.low = number(7);
    } else {
      expectation.low = number(8);
      expectation.high = number(9);
      if (expectation.low > expectation.high)
        diagnostics_.error(word(8).place, "the lower bound is above the upper one");
    }
  }

  const YamlNode& node_;
  Diagnostics& diagnostics_;
  std::smatch match_;
};

}  // namespace

namespace {

using ReadOne = std::optional<Expectation> (ExpectationReader::*)();

std::vector<Expectation> read_each(const YamlNode& node, ReadOne read_one,
                                   Diagnostics& diagnostics) {
  std::vector<Expectation> expectations;
  const auto add = [&](const YamlNode& item) {
    if (!read_text(item, diagnostics)) return;
    ExpectationReader reader(item, diagnostics);
    if (auto one = (reader.*read_one)()) expectations.push_back(std::move(*one));
  };
  if (node.kind == YamlNode::Kind::scalar) add(node);
  for (const YamlNode& item : node.items) add(item);
  return expectations;
}

}  // namespace

std::vector<Expectation> read_expectations(const YamlNode& node, Diagnostics& diagnostics) {
  return read_each(node, &ExpectationReader::read, diagnostics);
}

std::vector<Expectation> read_measures(const YamlNode& node, Diagnostics& diagnostics) {
  return read_each(node, &ExpectationReader::read_measure, diagnostics);
}

std::optional<TargetText> read_target(const YamlNode& node, Diagnostics& diagnostics) {
  return ExpectationReader(node, diagnostics).read_target();
}

}  // namespace tariffsim

#include "scenario/percent_signs.hpp"

#include <fmt/format.h>

#include <cmath>

#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

std::optional<double> number_in(std::string_view text, const Place& place) {
  Diagnostics said_by_whoever_reads_it;
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::string(text);
  node.place = place;
  return read_number(node, said_by_whoever_reads_it);
}

/// "1% or 100%?"
std::string both_readings(std::string_view number, double value) {
  return fmt::format("{}% or {:g}%?", number, 100 * value);
}

/// Whether a bare bound makes sense as a fraction beside the other, a fraction.
bool may_be_fraction(double bare, double other, bool is_least) {
  if (bare == 0 || bare <= -1 || std::abs(bare) > kMaxBareRate) return false;
  return is_least ? bare < other : bare > other;
}

/// The bound with its percent sign, beside `other`, which has one; nothing, and said so, if it can
/// be read in two ways.
std::optional<std::string> in_percent(std::string_view bare, std::string_view other, bool is_least,
                                      const Place& place, Diagnostics& diagnostics) {
  const auto value = number_in(bare, place);
  const auto beside = number_in(other.substr(0, other.size() - 1), place);
  if (value && beside && may_be_fraction(*value, *beside / 100, is_least)) {
    diagnostics.error(place,
                      fmt::format("the bound {} has no percent sign, and {} has one: {}", bare,
                                  other, both_readings(bare, *value)),
                      "write both with a percent sign");
    return std::nullopt;
  }
  return std::string(bare) + "%";
}

}  // namespace

std::optional<BoundsText> read_bounds_text(const YamlNode& node, const char* hint,
                                           Diagnostics& diagnostics) {
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos || dots == 0 || dots + 2 == text.size()) {
    diagnostics.error(node.place, fmt::format("expected two bounds, found {}", describe(node)),
                      hint);
    return std::nullopt;
  }
  const std::string_view first = text.substr(0, dots), last = text.substr(dots + 2);
  BoundsText bounds{std::string(first), std::string(last),
                    first.ends_with('%') || last.ends_with('%')};
  if (!bounds.percent || (first.ends_with('%') && last.ends_with('%'))) return bounds;
  const bool least_is_bare = !first.ends_with('%');
  const auto written = in_percent(least_is_bare ? first : last, least_is_bare ? last : first,
                                  least_is_bare, node.place, diagnostics);
  if (!written) return std::nullopt;
  (least_is_bare ? bounds.least : bounds.most) = *written;
  return bounds;
}

bool has_percent_sign(std::string_view number, const Place& place, Diagnostics& diagnostics) {
  if (number.ends_with('%')) return true;
  const auto value = number_in(number, place);
  if (!value || *value == 0) return true;  // what is no number is told of by whoever reads it
  diagnostics.error(place,
                    fmt::format("{} has no percent sign, and others beside it have one", number),
                    std::abs(*value) <= kMaxBareRate
                        ? both_readings(number, *value) + " Write all with a percent sign"
                        : fmt::format("did you mean {}%?", number));
  return false;
}

}  // namespace tariffsim

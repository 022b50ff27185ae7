#include <fmt/format.h>

#include <algorithm>

#include "scenario/study_text.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

double at_position(const AxisRange& range, std::size_t at) {
  return range.first + static_cast<double>(at) * range.step;
}

}  // namespace

YamlNode SweepAxis::node(std::size_t at) const {
  if (!range) return listed[at];
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  // Twelve digits: 0.3 and not the 0.30000000000000004 of 3 times 0.1.
  node.text = fmt::format("{:.12g}{}", at_position(*range, at) + 0.0, range->percent ? "%" : "");
  node.place = place;
  return node;
}

double SweepAxis::value(std::size_t at) const {
  if (names) return static_cast<double>(at);
  Diagnostics checked_before;
  const YamlNode written = node(at);
  const bool rate = written.text.ends_with('%');
  return (rate ? read_rate(written, checked_before) : read_number(written, checked_before))
      .value_or(0);
}

bool SweepAxis::percent() const {
  if (names) return false;
  if (range) return range->percent;
  return std::any_of(listed.begin(), listed.end(),
                     [](const YamlNode& item) { return item.text.ends_with('%'); });
}

std::string SweepAxis::name(std::size_t at) const {
  std::string name = listed[at].text;
  for (const YamlNode& item : listed[at].items) name += (name.empty() ? "" : "+") + item.text;
  return name;
}

bool is_of_players(const std::vector<PathStep>& path) {
  return path.size() == 2 && path[0].key == "optimum" && path[1].key == "player";
}

std::size_t SweepText::points() const {
  std::size_t points = 1;
  for (const SweepAxis& axis : axes) points *= axis.size();
  return points;
}

std::vector<std::size_t> SweepText::positions(std::size_t point) const {
  std::vector<std::size_t> positions(axes.size());
  for (std::size_t axis = axes.size(); axis-- > 0; point /= axes[axis].size())
    positions[axis] = point % axes[axis].size();
  return positions;
}

}  // namespace tariffsim

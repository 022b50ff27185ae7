#include "policy/claims.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/quadrature/gauss.hpp>

namespace tariffsim {
namespace {

constexpr unsigned kNodes = 20;  // of a segment
constexpr double kNone = -1;

using Rule = boost::math::quadrature::gauss<double, kNodes>;

/// A stretch on which G is a straight line.
struct Segment {
  double from, to;   // margins
  double low, high;  // shares there
  double slope() const { return (high - low) / (to - from); }
};

std::vector<Segment> segments_of(const ClaimShares& shares) {
  std::vector<Segment> segments;
  for (std::size_t k = 0; k + 1 < shares.keys.size(); ++k)
    segments.push_back({shares.keys[k].first, shares.keys[k + 1].first, shares.keys[k].second,
                        shares.keys[k + 1].second});
  return segments;
}

/// The least m on a segment at which (1 - G(m)) m is `collected`, or kNone.
double root_on(const Segment& segment, double collected) {
  const double slope = segment.slope();
  const double at_zero = 1 - segment.low + slope * segment.from;  // 1 - G, continued to m = 0
  if (slope == 0) {
    const double root = collected / at_zero;
    return at_zero > 0 && root >= segment.from && root <= segment.to ? root : kNone;
  }
  const double under = at_zero * at_zero - 4 * slope * collected;
  if (under < 0) return kNone;
  const double root = 2 * collected / (at_zero + std::sqrt(under));  // the lower one
  if (root >= segment.from && root <= segment.to) return root;
  const double upper = (at_zero + std::sqrt(under)) / (2 * slope);
  return upper >= segment.from && upper <= segment.to ? upper : kNone;
}

/// Those whose cost lies on a segment: calls visit(cost, share) at the nodes.
template <class Visit>
void for_each_node(const Segment& segment, const Visit& visit) {
  const double middle = (segment.from + segment.to) / 2, half = (segment.to - segment.from) / 2;
  const double share = segment.high - segment.low;
  for (std::size_t k = 0; k < Rule::abscissa().size(); ++k) {
    const double away = half * Rule::abscissa()[k], weight = share * Rule::weights()[k] / 2;
    visit(middle - away, weight);
    if (away != 0) visit(middle + away, weight);
  }
}

}  // namespace

double ClaimShares::at(double margin) const {
  if (margin <= keys.front().first) return keys.front().second;
  for (std::size_t k = 0; k + 1 < keys.size(); ++k)
    if (margin <= keys[k + 1].first) {
      const auto& [from, low] = keys[k];
      const auto& [to, high] = keys[k + 1];
      return low + (high - low) * (margin - from) / (to - from);
    }
  return keys.back().second;
}

double unclaimed_duty(const ClaimShares& shares, double collected) {
  if (collected <= 0) return 0;
  const auto& [first, few] = shares.keys.front();
  if (few < 1 && collected / (1 - few) <= first) return collected / (1 - few);
  for (const Segment& segment : segments_of(shares))
    if (const double root = root_on(segment, collected); root != kNone) return root;
  const auto& [last, many] = shares.keys.back();
  return many < 1 && collected / (1 - many) >= last ? collected / (1 - many) : kNone;
}

std::vector<ClaimPart> claim_parts(const ClaimShares& shares, double before, double after) {
  const double lower = std::min(before, after), upper = std::max(before, after);
  std::vector<ClaimPart> parts{{shares.at(lower), 0, 0, 1, true, true}};
  for (Segment segment : segments_of(shares)) {
    segment = {std::max(segment.from, lower), std::min(segment.to, upper), 0, 0};
    if (segment.from >= segment.to) continue;
    segment.low = shares.at(segment.from);
    segment.high = shares.at(segment.to);
    for_each_node(segment, [&](double cost, double share) {
      if (after > before)
        parts.push_back({share, before, 0, 1 + cost, false, true});
      else
        parts.push_back({share, 0, after, 1 / (1 + cost), true, false});
    });
  }
  parts.push_back({1 - shares.at(upper), before, after, 1});
  std::erase_if(parts, [](const ClaimPart& part) { return part.share <= 0; });
  return parts;
}

}  // namespace tariffsim

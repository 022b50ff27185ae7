#include "base/near_miss.hpp"

#include <algorithm>
#include <cctype>

namespace tariffsim {
namespace {

constexpr std::size_t kLeastBeginning = 3;
constexpr std::size_t kMaxName = 200;  // longer names are not worth the square of their length

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Edits (insert, delete, replace, swap of neighbours) between two names: optimal string alignment.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

/// The only candidate that begins with the whole name, as 'boehm-2023-long' does with 'boehm'.
std::optional<std::string> begun(std::string_view name,
                                 const std::vector<std::string>& candidates) {
  if (name.size() < kLeastBeginning) return std::nullopt;
  const auto begins = [&](const std::string& candidate) { return candidate.starts_with(name); };
  const auto first = std::find_if(candidates.begin(), candidates.end(), begins);
  if (first == candidates.end()) return std::nullopt;
  const bool only = std::none_of(std::next(first), candidates.end(), begins);
  return only ? std::optional(*first) : std::nullopt;
}

}  // namespace

std::optional<std::string> near_miss(std::string_view name,
                                     const std::vector<std::string>& candidates) {
  const std::vector<std::string> nearest = near_misses(name, candidates);
  return nearest.empty() ? std::nullopt : std::optional(nearest.front());
}

std::vector<std::string> near_misses(std::string_view name,
                                     const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > kMaxName) return {};
  const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
  std::vector<std::string> best;
  std::size_t least = allowed + 1;
  for (const std::string& candidate : candidates) {
    const bool too_long = candidate.size() > name.size() + allowed;
    const bool too_short = candidate.size() + allowed < name.size();
    if (too_long || too_short) continue;
    const std::size_t distance = edits(name, candidate);
    if (distance > least || distance > allowed) continue;
    if (distance < least) best.clear();
    least = distance;
    best.push_back(candidate);
  }
  // Two names of that length without a letter in common are no near ones.
  if (!best.empty() && least >= std::max(name.size(), best.front().size())) best.clear();
  if (!best.empty()) return best;
  const auto longer = begun(name, candidates);
  return longer ? std::vector<std::string>{*longer} : best;
}

}  // namespace tariffsim

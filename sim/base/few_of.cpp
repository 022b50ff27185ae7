#include "base/few_of.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

namespace tariffsim {

std::string few_of(const std::set<std::string>& codes) {
  constexpr std::size_t kMost = 8;
  if (codes.size() <= kMost + 1) return fmt::format("{}", fmt::join(codes, ", "));
  return fmt::format("{} and {} more",
                     fmt::join(codes.begin(), std::next(codes.begin(), kMost), ", "),
                     codes.size() - kMost);
}

}  // namespace tariffsim

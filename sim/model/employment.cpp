#include "model/employment.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

using Quality = EmploymentQuality;

/// What is known of the members of one joined economy.
struct Members {
  Quality best = Quality::unknown, worst = Quality::counted;
  double persons = 0, told = 0;  ///< all; those of members that tell persons

  void add(Quality quality, double employed) {
    best = std::min(best, quality);
    worst = std::max(worst, quality);
    persons += employed;
    if (tells_persons(quality)) told += employed;
  }

  Quality together() const {
    constexpr double kMost = 0.5;
    if (best == worst || worst == Quality::unknown) return worst;
    return told >= kMost * persons ? Quality::partly_imputed : worst;
  }
};

}  // namespace

const char* to_string(EmploymentQuality quality) {
  switch (quality) {
    case Quality::counted:
      return "counted";
    case Quality::partly_imputed:
      return "partly-imputed";
    case Quality::imputed:
      return "imputed";
    case Quality::unverified:
      return "unverified";
    case Quality::unknown:
      break;
  }
  return "unknown";
}

Employment joined_employment(const Employment& employment, const EmploymentJoin& join) {
  Employment out{Table::Zero(join.countries, join.sectors), {}};
  std::vector<Members> members(static_cast<std::size_t>(join.countries));
  for (std::size_t n = 0; n < join.country_of.size(); ++n) {
    const auto old = static_cast<Index>(n);
    const Index now = join.country_of[n];
    for (std::size_t s = 0; s < join.sector_of.size(); ++s)
      out.persons(now, join.sector_of[s]) += employment.persons(old, static_cast<Index>(s));
    members[static_cast<std::size_t>(now)].add(employment.quality[n],
                                               employment.persons.row(old).sum());
  }
  for (const Members& one : members) out.quality.push_back(one.together());
  return out;
}

}  // namespace tariffsim

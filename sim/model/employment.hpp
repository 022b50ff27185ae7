// Who works where.
#pragma once

#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// What an economy's split of employment by sector rests on, the best first.
enum class EmploymentQuality {
  counted,         ///< a survey or census of its own
  partly_imputed,  ///< the same, but for some sectors
  imputed,         ///< other economies' workers per output
  unverified,      ///< figures that nobody has checked against their source
  unknown          ///< no figures: its persons are 0
};

/// "partly-imputed", as in employment.csv.
const char* to_string(EmploymentQuality quality);

/// True for a split that is good enough to tell persons by sector; of others only changes in
/// percent should be told.
inline bool tells_persons(EmploymentQuality quality) {
  return quality <= EmploymentQuality::partly_imputed;
}

struct Employment {
  Table persons;                           ///< N x S, >= 0
  std::vector<EmploymentQuality> quality;  ///< N
};

/// How economies and sectors are joined: old positions to new ones, of which there are so many.
struct EmploymentJoin {
  const std::vector<Index>& country_of;  ///< N
  const std::vector<Index>& sector_of;   ///< S
  Index countries = 0, sectors = 0;
};

/// Persons add up. The quality is that of all members where they agree; unknown where that of one
/// is; else partly imputed where at least half of the persons are of members that tell persons, and
/// that of the worst member where not.
Employment joined_employment(const Employment& employment, const EmploymentJoin& join);

}  // namespace tariffsim

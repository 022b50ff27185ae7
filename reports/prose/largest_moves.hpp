// Who of several economies gains and who loses most, in a sentence.
#pragma once

#include <string>
#include <vector>

namespace tariffsim {

/// What somebody gains or loses. The name is fit to be shown within a sentence.
struct GainOrLoss {
  std::string name;
  double percent = 0, money = 0;  ///< of welfare; equivalent variation, million
};

/// "the largest loss is that of Canada, -5.1 bn USD a year (-0.33 %), in percent that of Ireland
/// (-0.80 %); nobody gains". Precondition: somebody is there.
std::string largest_moves(const std::vector<GainOrLoss>& moves, const std::string& currency);

}  // namespace tariffsim

// Which files a result is written as.
#pragma once

namespace tariffsim {

/// summary.json (compare.json) is written whatever these say.
struct Formats {
  bool csv = true;
  bool json = true;
  bool html = true;
  bool xlsx = false;
  bool netcdf = false;
  bool md = false;
};

}  // namespace tariffsim

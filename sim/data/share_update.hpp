// How an importer's trade has shifted between partners since a baseline's year, as customs counts.
#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.hpp"
#include "data/placed_code.hpp"
#include "model/baseline.hpp"

namespace tariffsim {

struct ShareUpdate {
  PlacedCode importer;
  std::filesystem::path shares;  ///< exporter, sector, share_before, share_after
};

/// By what each exporter's share in the importer's imports of a sector is to be multiplied before
/// the shares are scaled to sum to 1; N x S, row = exporter; the importer's own row is 1.
struct ShareFactors {
  Index importer = -1;
  Table factor;
};

/// share_after over share_before of the exporters with a row; of all others, what the rows leave
/// after over what they leave before. A sector may be a group of sectors; one without rows keeps
/// its shares. Shares are of values before duty. Throws InputError: an unknown code, a sector
/// named twice for an exporter, a share outside 0..1, shares that sum to more than 1, a share that
/// was zero and is no more.
ShareFactors read_share_update(const ShareUpdate& update, const Baseline& baseline,
                               Diagnostics& diagnostics);

}  // namespace tariffsim

#include "outcomes/sector_group.hpp"

namespace tariffsim {

SectorGroupOutcome sector_group_outcome(const Outcome& outcome, Index country,
                                        const std::vector<Index>& sectors) {
  SectorGroupOutcome group;
  const auto sold = [&](const Cube& flow, Index s) {
    return flow.sector(s).row(country).sum() - flow(country, country, s);
  };
  const auto bought = [&](const Cube& flow, Index s) {
    return flow.sector(s).col(country).sum() - flow(country, country, s);
  };
  for (const Index s : sectors) {
    group.output.add(outcome.sector(country, s));
    group.exports_base += sold(outcome.base().flow, s);
    group.exports += sold(outcome.after().flow, s);
    group.imports_base += bought(outcome.base().flow, s);
    group.imports += bought(outcome.after().flow, s);
  }
  return group;
}

}  // namespace tariffsim

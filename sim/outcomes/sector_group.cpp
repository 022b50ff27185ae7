#include "outcomes/sector_group.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

double per_import(double duty, double imports) {
  return imports > 0 ? duty / imports : std::nan("");
}

/// What a member sells to an outsider, and buys from it, of one sector.
void add_trade_with(const Outcome& outcome, Index member, Index outsider, Index s,
                    SectorGroupOutcome& group) {
  const World& base = outcome.base();
  group.add_exports(base.flow(member, outsider, s), outcome.after().flow(member, outsider, s));
  DutySums duty;
  for_each_part(base, outcome.parted_policy(), outcome.after(), outsider, member, s,
                [&](const PartFlow& part) { duty.add(duty_of(part)); });
  group.add_imports(base.flow(outsider, member, s), outcome.after().flow(outsider, member, s),
                    duty.average_base(), duty.average());
}

}  // namespace

double SectorGroupOutcome::average_tariff_base() const {
  return per_import(duty_base, imports_base);
}

double SectorGroupOutcome::average_tariff() const { return per_import(duty, imports_base); }

SectorGroupOutcome sector_group_outcome(const Outcome& outcome, const std::vector<Index>& countries,
                                        const std::vector<Index>& sectors) {
  SectorGroupOutcome group;
  const World& base = outcome.base();
  for (const Index s : sectors)
    for (const Index n : countries) {
      const SectorOutcome sector = outcome.sector(n, s);
      group.output.add(sector);
      group.add_purchases(base.expenditure(n, s), sector.buyer_price,
                          sector.buyer_price_at_own_wages);
      group.persons_base += sector.persons_base;
      group.persons += sector.persons;
      for (Index other = 0; other < base.n_countries(); ++other)
        if (std::find(countries.begin(), countries.end(), other) == countries.end())
          add_trade_with(outcome, n, other, s, group);
    }
  return group;
}

}  // namespace tariffsim

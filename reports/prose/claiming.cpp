#include "prose/claiming.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "outcomes/claiming.hpp"

namespace tariffsim {
namespace {

std::string share(double part, double whole) {
  return whole > 0 ? plain_percent(100 * part / whole) : "no trade";
}

}  // namespace

std::vector<TitledTable> claiming_tables(const Outcome& outcome) {
  const std::vector<ClaimedTrade> pairs = claimed_trade(outcome);
  if (pairs.empty()) return {};
  TextTable table({{"", true},
                   {"trade before"},
                   {"after"},
                   {"claims before"},
                   {"claims after"},
                   {"burnt by claiming"}});
  const auto code = [&](Index n) {
    return shown(outcome.base().countries[static_cast<std::size_t>(n)].code);
  };
  for (const ClaimedTrade& pair : pairs)
    table.add({{fmt::format("{} -> {}", code(pair.exporter), code(pair.importer)), Tone::strong},
               {money(pair.before)},
               {money(pair.after)},
               {share(pair.claimed_before, pair.before)},
               {share(pair.claimed_after, pair.after)},
               {money(pair.burnt)}});
  return {
      {"Who claims a preference",
       std::move(table),
       {"of the trade in goods that a line with 'claims' is about, before by the trade of then, "
        "after by what is left of it: who pays the duty sells less, so that a larger share claims "
        "than the line says",
        "burnt is what claiming costs those who began to claim, less what it cost those who "
        "ceased"}}};
}

}  // namespace tariffsim

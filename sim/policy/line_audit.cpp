#include "policy/line_audit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "policy/rate_move.hpp"

namespace tariffsim {
namespace {

/// Makes averages of the sums.
void average(LineAudit& entry) {
  const double trade = entry.of_rates() ? entry.trade : entry.trade - entry.embargoed;
  if (entry.trade <= 0) return;
  if (trade <= 0) {
    entry.average_before = entry.average_after = std::numeric_limits<double>::infinity();
    return;
  }
  entry.average_before /= trade;
  entry.average_after /= trade;
}

}  // namespace

void AuditTrail::begin(const PolicyLine& line, WedgeKind wedge) {
  entries_.emplace_back();
  entries_.back().text = line.text;
  entries_.back().written = line.written;
  entries_.back().place = line.place;
  entries_.back().since = line.since;
  entries_.back().wedge = wedge;
  entries_.back().nobody = line.nobody;
  tells_moves_ = false;
}

void AuditTrail::record(const Move& move) {
  LineAudit& entry = entries_.back();
  if (is_moved(move.before, move.after)) entry.trade_changed += move.flow;
  if (move.after < 0 && move.hit && entry.of_rates()) ++entry.negative;
  if (move.flow <= 0) return;
  entry.trade += move.flow;
  if (!move.hit) entry.trade_left += move.flow;
  if (entry.of_rates() ? move.hit && std::isinf(move.trade_cost) : std::isinf(move.before))
    entry.embargoed += move.flow;
  if (std::isinf(move.before)) return;
  entry.average_before += move.flow * (move.before - wedge_of(entry.wedge).neutral);
  entry.average_after += move.flow * (move.after - wedge_of(entry.wedge).neutral);
  entry.least_after = std::min(entry.least_after.value_or(move.after), move.after);
  entry.most_after = std::max(entry.most_after.value_or(move.after), move.after);
}

void AuditTrail::count_move(const CellPlace& at, double before, double after, double flow) {
  LineAudit& entry = entries_.back();
  if (entry.common_rates && before == 0 && after > 0 && flow > 0 &&
      (++entry.from_zero == 1 || after > entry.highest_from_zero.rate))
    entry.highest_from_zero = {at.exporter, at.importer, at.sector, after};
  if (!tells_moves_ || flow <= 0) return;
  if (after > before) ++entry.raised;
  if (after >= before) return;
  if (++entry.lowered == 1 || before > entry.highest_lowered.rate)
    entry.highest_lowered = {at.exporter, at.importer, at.sector, before};
}

void AuditTrail::note_implied(const CellPlace& at, double paid, double without_claiming,
                              double flow) {
  LineAudit& entry = entries_.back();
  if (flow <= 0 || without_claiming - paid <= entry.implied_above) return;
  entry.implied_above = without_claiming - paid;
  entry.implied = {at.exporter, at.importer, at.sector, without_claiming};
}

void AuditTrail::note_levelled(const CellPlace& at) {
  if (++entries_.back().levelled == 1) entries_.back().first_levelled = at;
}

void AuditTrail::note_amount() {
  LineAudit& entry = entries_.back();
  entry.fixes_amount = true;
  entry.cells = entry.cells_covered;
  entry.trade_changed = entry.trade;
}

void AuditTrail::note_closed(const Place& line, double flow) {
  for (LineAudit& entry : entries_)
    if (entry.fixes_amount && entry.place.source == line.source && entry.place.line == line.line &&
        entry.place.column == line.column)
      entry.closed += flow;
}

std::vector<LineAudit> AuditTrail::take() {
  for (LineAudit& entry : entries_) average(entry);
  return std::move(entries_);
}

}  // namespace tariffsim

// What each line of a policy did, kept while lines are applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/instrument.hpp"

namespace tariffsim {

/// Why an answer finds nothing to answer.
enum class Unprovoked {
  no,         ///< it finds something, or is no answer
  never,      ///< nothing has been added
  answered,   ///< what was added on those who answer has been answered
  elsewhere,  ///< what was added is on others
  untaxable,  ///< there is something, and no trade on which an answer could lie
};

/// What one policy line did to one kind of wedge.
struct LineAudit {
  std::string text;     ///< PolicyLine::text
  std::string written;  ///< PolicyLine::written
  Place place;          ///< PolicyLine::place
  std::string since;    ///< PolicyLine::since
  WedgeKind wedge = WedgeKind::tariff;
  bool ends_trade = false;    ///< an embargo: a cost without bound
  Index cells = 0;            ///< cells whose rate or cost changed
  Index cells_covered = 0;    ///< cells that the line is about
  double trade_changed = 0;   ///< million, flow of the world in the cells that changed
  double trade = 0;           ///< million, flow of the world in the cells that the line is about
  double embargoed = 0;       ///< million, the part of it on which an embargo lay before the line;
                              ///< of rates only what the line says something of
  double average_before = 0;  ///< rate, weighted by that flow over those cells; of trade costs the
                              ///< cost - 1, over those without embargo, infinity if none is
  double average_after = 0;   ///< infinity for an embargo
  double trade_left = 0;      ///< million, the part of `trade` that the line says nothing of
  std::optional<double> least_after, most_after;  ///< values in cells and parts with trade
  bool too_early = false;  ///< an answer to what only lines below it have added
  Unprovoked unprovoked = Unprovoked::no;
  const char* zero = nullptr;  ///< the key that is 0 % and leaves nothing to do; nullptr: none
  std::string nobody = {};     ///< PolicyLine::nobody
  Index negative = 0;          ///< cells that now carry a negative rate (a subsidy)
  Index lowered = 0;           ///< of a line that sets one rate: cells with trade whose rate fell
  Index raised = 0;            ///< those whose rate rose
  CellRate highest_lowered;    ///< of those that fell the highest, before the line
  bool fixes_amount = false;   ///< a quota: it may bind wherever it is about trade
  double least_amount = 1;  ///< of a quota in million: the amount over what is traded, if that is
                            ///< less; of several the smallest
  std::optional<double> loosest;  ///< of a quota: the amount over what is traded, where it is
                                  ///< tightest
  double closed = 0;          ///< million, of a quota: the part of `trade` on which an embargo lies
                              ///< after all lines
  double matched = 0;         ///< the highest rate that an answer of matched value adds
  double implied_above = 0;   ///< of a line with claims: the most that the duty of those who do not
                              ///< claim is above the mean of the data, in a cell with trade
  CellRate implied;           ///< where that is, and that duty
  bool common_rates = false;  ///< of a customs union
  Index from_zero = 0;        ///< of such a line: cells with trade that paid nothing before
  CellRate highest_from_zero = {};  ///< of these the highest rate, after
  Index levelled = 0;  ///< cells of a customs union that lost rates that differ by product
  CellPlace first_levelled;

  bool of_rates() const { return wedge_of(wedge).collector != Collector::nobody; }
  const char* wedge_name() const { return ends_trade ? "embargo" : wedge_of(wedge).name; }
};

/// What a line did to one cell, or a part of it.
struct Move {
  double before, after;  // of the wedge
  double flow;           // million
  double trade_cost;     // after
  bool hit;
};

class AuditTrail {
 public:
  /// A line, or what it does to a wedge besides others.
  void begin(const PolicyLine& line, WedgeKind wedge);
  /// The entry that was begun last.
  LineAudit& entry() { return entries_.back(); }
  /// Has it tell which tariffs one rate for all raises, and which it lowers.
  void tell_moves() { tells_moves_ = true; }

  void record(const Move& move);
  /// That the rate of a cell moved, or of goods in it; `flow` is the cell's.
  void count_move(const CellPlace& at, double before, double after, double flow);

  /// The mean rate that the data have of a cell, and what it is for those who do not claim.
  void note_implied(const CellPlace& at, double paid, double without_claiming, double flow);
  /// That the members of a customs union levy one rate on goods on which theirs differ by product.
  void note_levelled(const CellPlace& at);
  /// That the line fixes an amount: all trade that it is about counts as changed.
  void note_amount();
  /// That so much of the trade of a quota is under an embargo in the end.
  void note_closed(const Place& line, double flow);

  /// An answer that found nothing to answer.
  void note_idle(const Retaliation& line, Unprovoked why) {
    entry().unprovoked = why;
    idle_.push_back({entries_.size() - 1, &line});
  }
  /// Calls found(line) for each of them: whether there is something to answer now.
  template <class Found>
  void check_idle(const Found& found) {
    for (const IdleAnswer& idle : idle_) entries_[idle.entry].too_early = found(*idle.line);
  }

  /// All entries, with averages where sums were.
  std::vector<LineAudit> take();

 private:
  struct IdleAnswer {
    std::size_t entry;  // of entries_
    const Retaliation* line;
  };

  std::vector<LineAudit> entries_;
  std::vector<IdleAnswer> idle_;
  bool tells_moves_ = false;  // of the line
};

}  // namespace tariffsim

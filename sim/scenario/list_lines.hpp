// Lines of a policy that name lists of the library, which know products of six digits where the
// measure names tariff lines of eight or ten.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/baseline.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

/// A line on the products of lists.
struct ListLine {
  Place place;                     ///< of its products
  std::vector<std::string> lists;  ///< of the library, each once
  std::vector<Index> products;     ///< as PartScope::products
  Cells cells;
};

class ListLines {
 public:
  /// Both must outlive it.
  ListLines(const Baseline& baseline, Diagnostics& diagnostics)
      : baseline_(baseline), diagnostics_(diagnostics) {}

  /// Notes how much of the line's trade is in products of which its lists name some lines only, and
  /// in those that they leave out for that, where it is noticeable.
  void tell_in_part(const ListLine& line);
  /// Warns of goods that the line and one before it hit both although their lists, of one family,
  /// have no tariff line in common.
  void add_tariff(ListLine line);

 private:
  double trade_of(const std::string& product, const Cells& cells) const;
  void warn_of_overlap(const ListLine& first, const ListLine& second);

  const Baseline& baseline_;
  Diagnostics& diagnostics_;
  std::vector<ListLine> tariffs_;
  std::set<std::string> told_;
};

}  // namespace tariffsim

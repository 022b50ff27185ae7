// Amounts of trade that governments fix (sim/model.md, section 2.9): quotas and tariff-rate quotas.
#pragma once

#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/trade_parts.hpp"

namespace tariffsim {

/// Who fixes the amount: the importer, or the exporter (a voluntary restraint).
enum class QuotaSide { importer, exporter };

/// What is counted: goods at the border prices of the world, or money in units of the numeraire.
/// On the importer's side before duty, on the exporter's before the export tax.
enum class QuotaMeasure { volume, value };

/// One amount for all of its cells together, and one price for a licence to trade within it.
struct Quota {
  std::string name;              ///< for people
  std::vector<CellPlace> cells;  ///< no country's trade with itself, none of them twice
  std::map<CellPlace, std::vector<PartPlace>> goods =
      {};  ///< of the cells of which it is on some goods only: which, at least one place;
           ///< no part of such a cell lies across their borders
  double amount = 0;         ///< Q, million, above 0
  double amount_before = 0;  ///< the world's own, in the same unit
  QuotaSide side = QuotaSide::importer;
  QuotaMeasure measure = QuotaMeasure::volume;
  /// m, what the duty beyond the amount is above the one within it; nothing comes in beyond a plain
  /// quota, and nothing goes out beyond one of the exporter.
  double margin = std::numeric_limits<double>::infinity();
  double exporters_share = 0;  ///< phi, of the rent; of the importer's side only
  Place place = {};            ///< of its line

  bool has_duty_beyond() const { return margin < std::numeric_limits<double>::infinity(); }

  /// Whether it is on the goods in one place of a cell; nullptr: on all of the cell's.
  /// Precondition: `at` is one of its cells.
  bool is_on(const CellPlace& at, const PartPlace* in_cell) const;
};

/// What makes trade keep to a quota.
struct Licence {
  double price = 0;  ///< lambda, per unit of value; 0..m
  double fill = 1;   ///< omega, the part of the trade that lies within the amount

  /// What is paid for licences, per unit of value.
  double rent() const { return price * fill; }
};

/// m (1 - omega): by how much the mean duty is above the one within the amount.
inline double duty_beyond(const Quota& quota, const Licence& licence) {
  return licence.fill < 1 ? quota.margin * (1 - licence.fill) : 0;
}

struct PartedPolicy;

/// The rates under which trade is what it is under quotas at these licence prices. What buyers pay
/// for a licence is paid like a duty (t + lambda in place of t) or like an export tax (e +
/// lambda); a part a = phi lambda omega of the value that goes to the exporter is a tax of his:
///
///   1 + e'' = (1 + e')(1 + a),  1 + t'' = (1 + t' + lambda) / (1 + a),
///
/// on the value F'' = (1 + a) F', and everybody pays and receives the same. One licence for each
/// quota of the policy.
PartedPolicy under_licences(PartedPolicy policy, std::span<const Licence> licences);

/// The duties that are paid beside licences: t' + m (1 - omega).
PartedPolicy with_duties_beyond(PartedPolicy policy, std::span<const Licence> licences);

}  // namespace tariffsim

// From data to a country model whose baseline is an equilibrium.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/baseline.hpp"
#include "model/parameters.hpp"
#include "model/world.hpp"

namespace tariffsim {

struct CalibrationOptions {
  ModelParameters parameters;
  bool input_output = true;       ///< use the baseline's input shares, if it has any
  Vector selling_share = {};      ///< nu, N, by importer, 0 to under 1; empty: no selling costs
  bool inputs_by_origin = false;  ///< users buy at home in parts of their own, which the baseline
                                  ///< then has; not with selling costs
};

/// Least share of a good's spending that is final use; if input use leaves less, input shares
/// are scaled down.
inline constexpr double kMinFinalUse = 0.02;
/// A cell at the floor may fall under it by this part of it before it counts: committed numbers
/// have six digits.
inline constexpr double kFinalUseSlack = 1e-4;

/// What calibration changed to keep final use positive.
struct FinalUseAdjustment {
  int cells = 0;       ///< country-input pairs whose input use was scaled down
  double value = 0;    ///< million, input use moved to value added
  double largest = 0;  ///< million, in one cell
  std::string where;   ///< "DEU C19", the largest
};

/// Scales input shares down if final use of a good would fall under kMinFinalUse of its spending
/// (sim/model.md, section 1.2), `selling_share` being CalibrationOptions::selling_share. Does
/// nothing if final shares are given. Precondition: input_share not empty.
FinalUseAdjustment keep_final_use_positive(Baseline& baseline, const Vector& selling_share = {});

/// What calibration changed so that home's sales are those of home's goods to all users.
struct OriginAdjustment {
  int untold = 0;          ///< countries of whose inputs the baseline tells no origin
  int cells = 0;           ///< country-input pairs in which inputs of one origin were scaled
  double value = 0;        ///< million, input use moved from one origin to the other
  double imports_pct = 0;  ///< the same in percent of the world's imports, duty included
  double largest = 0;      ///< million, in one cell
  std::string where;       ///< "DEU C19", the largest
};

struct Calibration {
  std::shared_ptr<const World> world;  ///< shared by all that is solved from it
  ModelParameters parameters;          ///< CalibrationOptions::parameters
  FinalUseAdjustment adjustment;
  OriginAdjustment origin_adjustment;  ///< with CalibrationOptions::inputs_by_origin
  /// True when final shares are given and the accounts do not close to 1e-9: the world is then not
  /// an equilibrium at its own tariffs, and must be re-solved before a policy is applied
  /// (sim/model.md, section 1.2).
  bool needs_resolve = false;
  double account_gap =
      0;  ///< largest |X_n^s - final - input use| / income, 0 if final shares are derived
};

/// Shares, spending, output and incomes follow from flows, tariffs and input shares (sim/model.md,
/// section 1.2). Throws InputError if no model follows: a country that sells nothing, income
/// that is not positive.
Calibration calibrate(Baseline baseline, const CalibrationOptions& options);

}  // namespace tariffsim

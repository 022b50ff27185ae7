// What became of quotas, as rows: each number that any report shows of them.
#pragma once

#include <string>
#include <vector>

#include "outcomes/quota_outcome.hpp"
#include "results/measure.hpp"

namespace tariffsim {

struct QuotaRow {
  std::string quota, regime;
  double licence_price = 0, amount = 0, fill = 0;
  double duty_musd = 0, rent_musd = 0, rent_importer_musd = 0, rent_exporter_musd = 0;
  double amount_base = 0;
};

const std::vector<Measure<QuotaRow>>& quota_measures();
/// In the order of the lines; two of one name are told apart by a number.
std::vector<QuotaRow> quota_rows(const Outcome& outcome);

}  // namespace tariffsim

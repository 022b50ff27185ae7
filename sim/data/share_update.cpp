#include "data/share_update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/file.hpp"
#include "data/built_in_groups.hpp"
#include "model/code_index.hpp"
#include "model/groups.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr double kSumSlack = 1e-6;
/// Shares of customs values and of a baseline differ by some points; not by this.
constexpr double kFarOff = 0.2;

class ShareReader {
 public:
  ShareReader(const CsvTable& table, const Baseline& baseline, Diagnostics& diagnostics)
      : table_(table),
        baseline_(baseline),
        countries_(index_countries(baseline.countries)),
        sectors_(index_sectors(baseline.sectors)),
        diagnostics_(diagnostics),
        factor_(Table::Constant(countries_.size(), sectors_.size(), kNoRow)),
        before_(Vector::Zero(sectors_.size())),
        after_(Vector::Zero(sectors_.size())) {}

  Table read(Index importer) {
    for (std::size_t row = 0; row < table_.rows(); ++row) read_row(row, importer);
    if (surprising_ > 0)
      diagnostics_.note(first_surprise_, surprise_,
                        surprising_ == 1 ? "" : fmt::format("and {} more rows", surprising_ - 1));
    for (Index s = 0; s < sectors_.size(); ++s) move_the_others(s);
    factor_.row(importer).setOnes();
    return std::move(factor_);
  }

 private:
  static constexpr double kNoRow = -1;

  Place place(std::size_t row, const char* column) const {
    return table_.place(row, table_.column(column));
  }

  double share(std::size_t row, const char* column) {
    const double value = table_.number(row, table_.column(column), diagnostics_);
    if (value >= 0 && value <= 1) return value;
    diagnostics_.error(place(row, column),
                       fmt::format("a share must lie between 0 and 1, found {}", value));
    return 0;
  }

  Index exporter(std::size_t row, Index importer) {
    const std::string code(table_.field(row, table_.column("exporter")));
    const Index at = countries_.find(code);
    if (at < 0)
      diagnostics_.error(place(row, "exporter"), countries_.unknown(code), countries_.hint(code));
    if (at == importer)
      diagnostics_.error(place(row, "exporter"),
                         fmt::format("{} is the importer: shares are those of its partners", code));
    return at == importer ? -1 : at;
  }

  std::vector<Index> sectors(std::size_t row) {
    const std::string name(table_.field(row, table_.column("sector")));
    if (const Index at = sectors_.find(name); at >= 0) return {at};
    Groups known = built_in_groups().sectors;
    for (const Sector& sector : baseline_.sectors) {
      known["all"].push_back(sector.code);
      known[sector.kind == SectorKind::goods ? "goods" : "services"].push_back(sector.code);
    }
    for (const auto& [group, members] : baseline_.sector_groups) known[group] = members;
    std::vector<Index> out;
    for (const std::string& member : expand_group(known, name))
      if (const Index at = sectors_.find(member); at >= 0) out.push_back(at);
    if (out.empty())
      diagnostics_.error(place(row, "sector"), sectors_.unknown(name), sectors_.hint(name));
    return out;
  }

  void read_row(std::size_t row, Index importer) {
    const Index i = exporter(row, importer);
    const double before = share(row, "share_before"), after = share(row, "share_after");
    if (before == 0 && after > 0)
      diagnostics_.error(place(row, "share_before"),
                         "a share that was 0 cannot be multiplied to what it is now",
                         "leave the row out: the exporter then moves with all others");
    for (const Index s : sectors(row)) {
      if (i < 0) continue;
      compare(row, i, importer, s, before);
      if (factor_(i, s) != kNoRow)
        diagnostics_.error(place(row, "sector"), fmt::format("{} {} has a row already",
                                                             countries_.code(i), sectors_.code(s)));
      factor_(i, s) = before > 0 ? after / before : 1;
      before_(s) += before;
      after_(s) += after;
      if (before_(s) > 1 + kSumSlack || after_(s) > 1 + kSumSlack)
        diagnostics_.error(place(row, "share_before"),
                           fmt::format("shares in {} sum to more than 1", sectors_.code(s)));
    }
  }

  /// A share of before that is far from the baseline's is probably one of something else.
  void compare(std::size_t row, Index exporter, Index importer, Index s, double before) {
    double total = 0;
    for (Index i = 0; i < countries_.size(); ++i)
      if (i != importer) total += baseline_.flow(i, importer, s);
    const double now = total > 0 ? baseline_.flow(exporter, importer, s) / total : 0;
    if (std::abs(now - before) < kFarOff) return;
    if (surprising_++ > 0) return;
    first_surprise_ = place(row, "share_before");
    surprise_ = fmt::format(
        "{:.1f} % of imports of {} came from {} before; in the baseline it is "
        "{:.1f} %",
        100 * before, sectors_.code(s), countries_.code(exporter), 100 * now);
  }

  void move_the_others(Index s) {
    const double left = 1 - before_(s);
    const double factor = left > kSumSlack ? std::max(0.0, 1 - after_(s)) / left : 1;
    for (Index i = 0; i < countries_.size(); ++i)
      if (factor_(i, s) == kNoRow) factor_(i, s) = factor;
  }

  const CsvTable& table_;
  const Baseline& baseline_;
  CodeIndex countries_, sectors_;
  Diagnostics& diagnostics_;
  Table factor_;
  Vector before_, after_;  // sums over the rows of each sector
  int surprising_ = 0;     // rows whose share of before is far from the baseline's
  Place first_surprise_;
  std::string surprise_;
};

}  // namespace

ShareFactors read_share_update(const ShareUpdate& update, const Baseline& baseline,
                               Diagnostics& diagnostics) {
  Diagnostics own;
  const CodeIndex countries = index_countries(baseline.countries);
  ShareFactors out;
  out.importer = countries.find(update.importer.text);
  if (out.importer < 0)
    own.error(update.importer.place, countries.unknown(update.importer.text),
              countries.hint(update.importer.text));
  own.throw_if_errors();
  const CsvTable table(read_file(update.shares, kMaxSmallTableBytes),
                       {{"exporter", "sector", "share_before", "share_after"}, {}, false});
  out.factor = ShareReader(table, baseline, own).read(out.importer);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return out;
}

}  // namespace tariffsim

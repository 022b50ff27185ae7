// GTAP data bases as header arrays, formats of version 7 (GTAP 10 and 11) and 6 (up to GTAP 10).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <map>

#include "data/iso_countries.hpp"
#include "importers/gtap_arrays.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/input_output_table.hpp"
#include "model/aggregation.hpp"

namespace tariffsim {
namespace {

using Names = ElementNames;

constexpr const char* kInvestment = "CGDS";

class GtapReader {
 public:
  GtapReader(const ImportRequest& request, Diagnostics& diagnostics)
      : arrays_(request), request_(request), diagnostics_(diagnostics) {}

  Imported read() {
    seven_ = arrays_.find("VCIF") != nullptr;
    if (!seven_ && arrays_.find("VIWS") == nullptr) arrays_.need("VCIF");
    find_sets();
    check_identities();
    Imported out;
    out.baseline.currency = request_.currency;
    take_labels(out.baseline);
    take_trade(out);
    take_inputs(out);
    take_elasticities(out.baseline);
    join(out);
    clean_flows(out, request_.cleaning, 0, diagnostics_);
    limit_shares(out, request_.cleaning, diagnostics_);
    sum_inputs(out);
    take_release(out);
    return out;
  }

 private:
  /// The header of a name of version 7 in the files' version.
  const HarArray& need(const char* seven, const char* six) const {
    return arrays_.need(seven_ ? seven : six);
  }
  ByName trade(const char* seven, const char* six) const {
    return {arrays_, need(seven, six), {goods_, regions_, regions_}};
  }
  ByName firms(const char* seven, const char* six) const {
    return {arrays_, need(seven, six), {goods_, activities_, regions_}};
  }
  ByName users(const char* seven, const char* six) const {
    return {arrays_, need(seven, six), {goods_, regions_}};
  }

  void find_sets() {
    const HarArray& imports = need("VCIF", "VIWS");
    goods_ = arrays_.elements(imports, 0);
    regions_ = arrays_.elements(imports, 1);
    const HarArray& firms = need("VDFB", "VDFM");
    for (const std::string& activity : arrays_.elements(firms, 1))
      (key_of(activity) == kInvestment ? investment_ : activities_).push_back(activity);
    find_activity_of_goods();
    if (const HarArray* margins = arrays_.find("VST")) margins_ = arrays_.elements(*margins, 0);
  }

  /// By name, else by the make matrix, in which each activity must make one commodity.
  void find_activity_of_goods() {
    std::map<std::string, std::size_t> at;
    for (std::size_t a = 0; a < activities_.size(); ++a) at.emplace(key_of(activities_[a]), a);
    for (const std::string& good : goods_)
      if (const auto found = at.find(key_of(good)); found != at.end())
        activity_of_.push_back(found->second);
    const bool same_names =
        activity_of_.size() == goods_.size() && activities_.size() == goods_.size();
    if (const HarArray* make = arrays_.find("MAKB")) return find_by_make_matrix(*make);
    if (!same_names)
      throw InputError({}, fmt::format("{} activities and {} commodities are not the same, and no "
                                       "make matrix (MAKB) says which makes which",
                                       activities_.size(), goods_.size()));
  }

  void find_by_make_matrix(const HarArray& array) {
    const ByName make(arrays_, array, {goods_, activities_, regions_});
    std::vector<std::size_t> found(goods_.size(), activities_.size());
    std::vector<std::size_t> maker_of(activities_.size(), goods_.size());
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t a = 0; a < activities_.size(); ++a)
        for (std::size_t r = 0; r < regions_.size(); ++r) {
          if (make(c, a, r) <= kNoticed) continue;
          const bool other = (found[c] != a && found[c] < activities_.size()) ||
                             (maker_of[a] != c && maker_of[a] < goods_.size());
          if (other)
            arrays_.refuse(array, fmt::format("activity {} makes {} beside other goods, or others "
                                              "make it too: only a table in which each activity "
                                              "makes one commodity is read",
                                              activities_[a], goods_[c]));
          found[c] = a;
          maker_of[a] = c;
        }
    for (std::size_t c = 0; c < goods_.size(); ++c)
      if (found[c] == activities_.size()) {
        if (activity_of_.size() != goods_.size())
          arrays_.refuse(array, fmt::format("no activity makes {}", goods_[c]));
        found[c] = activity_of_[c];
      }
    activity_of_ = std::move(found);
  }

  // ---- identities (LAYOUT of GTAP: what enters a market leaves it)

  void check_identities() const {
    check_imports();
    check_transport();
    if (arrays_.find("MAKB") != nullptr) check_output();
    if (arrays_.find("MAKS") != nullptr) check_cost();
  }

  void check_imports() const {
    const ByName paid = trade("VMSB", "VIMS"), firm = firms("VMFB", "VIFM");
    const ByName households = users("VMPB", "VIPM"), government = users("VMGB", "VIGM");
    const Table investment = invested("M");
    Identity same("imports with duty by source, and by user,");
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t d = 0; d < regions_.size(); ++d) {
        double by_source = 0, by_user = households(c, d) + government(c, d) +
                                        investment(static_cast<Index>(c), static_cast<Index>(d));
        for (std::size_t s = 0; s < regions_.size(); ++s) by_source += paid(c, s, d);
        for (std::size_t a = 0; a < activities_.size(); ++a) by_user += firm(c, a, d);
        same.compare(by_source, by_user, goods_[c] + " " + regions_[d]);
      }
    same.check();
  }

  void check_transport() const {
    const HarArray* margins = arrays_.find("VTWR");
    if (margins == nullptr) return;
    const ByName fob = trade("VFOB", "VXWD"), cif = trade("VCIF", "VIWS");
    const ByName used(arrays_, *margins,
                      {arrays_.elements(*margins, 0), goods_, regions_, regions_});
    const std::size_t kinds = margins->dimensions.front().size;
    Identity same("imports cif, and exports fob with transport,");
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t s = 0; s < regions_.size(); ++s)
        for (std::size_t d = 0; d < regions_.size(); ++d) {
          double with_transport = fob(c, s, d);
          for (std::size_t m = 0; m < kinds; ++m) with_transport += used(m, c, s, d);
          same.compare(cif(c, s, d), with_transport,
                       fmt::format("{} {} -> {}", goods_[c], regions_[s], regions_[d]));
        }
    same.check();
  }

  void check_output() const {
    const ByName make(arrays_, arrays_.need("MAKB"), {goods_, activities_, regions_});
    const ByName exports = trade("VXSB", "VXMD");
    const Table at_home = domestic_sales(), transport = transport_sold();
    Identity same("output and sales");
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t r = 0; r < regions_.size(); ++r) {
        const auto good = static_cast<Index>(c), region = static_cast<Index>(r);
        double output = 0, sales = at_home(good, region) + transport(good, region);
        for (std::size_t a = 0; a < activities_.size(); ++a) output += make(c, a, r);
        for (std::size_t d = 0; d < regions_.size(); ++d) sales += exports(c, r, d);
        same.compare(output, sales, goods_[c] + " " + regions_[r]);
      }
    same.check();
  }

  void check_cost() const {
    const Table made = made_at_cost(), paid = paid_by_firms();
    Identity same("cost and what is paid for inputs and factors");
    for (Index a = 0; a < made.rows(); ++a)
      for (Index r = 0; r < made.cols(); ++r)
        same.compare(
            made(a, r), paid(a, r),
            activities_[static_cast<std::size_t>(a)] + " " + regions_[static_cast<std::size_t>(r)]);
    same.check();
  }

  // ---- sums

  /// Investment: headers of its own in version 7, the column CGDS of firms in version 6. `from`:
  /// "D" domestic, "M" imported.
  Table invested(const std::string& from) const {
    Table out = goods_by_regions();
    if (!seven_ && investment_.empty()) return out;
    const HarArray& array = arrays_.need(seven_        ? "V" + from + "IB"
                                         : from == "D" ? "VDFM"
                                                       : "VIFM");
    const std::vector<Names> sets = seven_ ? std::vector<Names>{goods_, regions_}
                                           : std::vector<Names>{goods_, investment_, regions_};
    const ByName values(arrays_, array, sets);
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t r = 0; r < regions_.size(); ++r)
        out(static_cast<Index>(c), static_cast<Index>(r)) = seven_ ? values(c, r) : values(c, 0, r);
    return out;
  }

  /// Sales at home by commodity and region.
  Table domestic_sales() const {
    const ByName firm = firms("VDFB", "VDFM");
    const ByName households = users("VDPB", "VDPM"), government = users("VDGB", "VDGM");
    Table sums = invested("D");
    for (std::size_t c = 0; c < goods_.size(); ++c)
      for (std::size_t r = 0; r < regions_.size(); ++r) {
        double& sum = sums(static_cast<Index>(c), static_cast<Index>(r));
        sum += households(c, r) + government(c, r);
        for (std::size_t a = 0; a < activities_.size(); ++a) sum += firm(c, a, r);
      }
    return sums;
  }

  /// What each region sells of a commodity to the world's pool of transport.
  Table transport_sold() const {
    Table sold = goods_by_regions();
    const HarArray* array = arrays_.find("VST");
    if (array == nullptr) return sold;
    const ByName margin(arrays_, *array, {margins_, regions_});
    for (std::size_t m = 0; m < margins_.size(); ++m)
      for (std::size_t c = 0; c < goods_.size(); ++c)
        for (std::size_t r = 0; r < regions_.size(); ++r)
          if (key_of(margins_[m]) == key_of(goods_[c]))
            sold(static_cast<Index>(c), static_cast<Index>(r)) += margin(m, r);
    return sold;
  }

  /// Output before tax by activity and region.
  Table made_at_cost() const {
    const ByName make(arrays_, arrays_.need("MAKS"), {goods_, activities_, regions_});
    Table sums = activities_by_regions();
    for (std::size_t a = 0; a < activities_.size(); ++a)
      for (std::size_t r = 0; r < regions_.size(); ++r)
        for (std::size_t c = 0; c < goods_.size(); ++c)
          sums(static_cast<Index>(a), static_cast<Index>(r)) += make(c, a, r);
    return sums;
  }

  /// Inputs and factors at the prices that firms pay, by activity and region.
  Table paid_by_firms() const {
    const ByName home = firms("VDFP", "VDFA"), abroad = firms("VMFP", "VIFA");
    const HarArray& factors = need("EVFP", "EVFA");
    const Names kinds = arrays_.elements(factors, 0);
    const ByName factor(arrays_, factors, {kinds, activities_, regions_});
    Table sums = activities_by_regions();
    for (std::size_t a = 0; a < activities_.size(); ++a)
      for (std::size_t r = 0; r < regions_.size(); ++r) {
        double& sum = sums(static_cast<Index>(a), static_cast<Index>(r));
        for (std::size_t c = 0; c < goods_.size(); ++c) sum += home(c, a, r) + abroad(c, a, r);
        for (std::size_t e = 0; e < kinds.size(); ++e) sum += factor(e, a, r);
      }
    return sums;
  }

  Table goods_by_regions() const {
    return Table::Zero(static_cast<Index>(goods_.size()), static_cast<Index>(regions_.size()));
  }
  Table activities_by_regions() const {
    return Table::Zero(static_cast<Index>(activities_.size()), static_cast<Index>(regions_.size()));
  }

  // ---- tables

  void take_labels(Baseline& out) const {
    for (const std::string& region : regions_) {
      const std::string code = boost::to_upper_copy(region);
      const bool iso = find_iso_country(code) != nullptr || code == "ROW";
      const std::string& kept = iso ? code : region;
      out.countries.push_back({kept, kept});
    }
    for (const std::string& good : goods_) out.sectors.push_back({good, good});
    describe_countries(out.countries);
    for (Sector& sector : out.sectors)  // transport is sold to the world by services
      for (const std::string& margin : margins_)
        if (key_of(margin) == key_of(sector.code)) sector.kind = SectorKind::services;
    describe_sectors(out.sectors, diagnostics_);
  }

  void take_trade(Imported& out) {
    const auto n = static_cast<Index>(regions_.size()), k = static_cast<Index>(goods_.size());
    Baseline& baseline = out.baseline;
    baseline.flow = baseline.tariff = baseline.export_tax = Cube(n, k);
    const ByName basic = trade("VXSB", "VXMD"), fob = trade("VFOB", "VXWD");
    const ByName cif = trade("VCIF", "VIWS"), paid = trade("VMSB", "VIMS");
    const Table at_home = domestic_sales();
    double lapsed = 0, within = 0;
    for (Index c = 0; c < k; ++c)
      for (Index d = 0; d < n; ++d)
        for (Index s = 0; s < n; ++s) {
          const auto good = static_cast<std::size_t>(c), from = static_cast<std::size_t>(s),
                     to = static_cast<std::size_t>(d);
          const double value = cif(good, from, to);
          baseline.flow(s, d, c) = value + (s == d ? at_home(c, d) : 0);
          if (s == d) {
            within += value;
            lapsed += paid(good, from, to) - value;
            continue;
          }
          baseline.tariff(s, d, c) = rate(paid(good, from, to), value, "VMSB", s, d, c);
          baseline.export_tax(s, d, c) =
              rate(fob(good, from, to), basic(good, from, to), "VFOB", s, d, c);
        }
    if (within > 0)
      say(out, diagnostics_,
          fmt::format("regions trade {:.6g} million USD with themselves: domestic sales now, and "
                      "their duties of {:.4g} million lapse",
                      within, lapsed));
  }

  /// Value with a tax over value without, less one.
  double rate(double with, double without, const char* name, Index s, Index d, Index c) const {
    if (without <= 0) return 0;
    if (with > 0) return with / without - 1;
    throw InputError(
        {}, fmt::format("{} of {} from {} to {} is {:g}, without the tax {:g}", name,
                        goods_[static_cast<std::size_t>(c)], regions_[static_cast<std::size_t>(s)],
                        regions_[static_cast<std::size_t>(d)], with, without));
  }

  void take_inputs(Imported& out) const {
    const auto n = static_cast<Index>(regions_.size()), k = static_cast<Index>(goods_.size());
    out.inputs = {InputShares(n, k), InputShares(n, k)};
    const ByName home = firms("VDFB", "VDFM"), abroad = firms("VMFB", "VIFM");
    const Table cost = arrays_.find("MAKS") != nullptr ? made_at_cost() : paid_by_firms();
    for (std::size_t u = 0; u < goods_.size(); ++u)
      for (std::size_t r = 0; r < regions_.size(); ++r) {
        const std::size_t a = activity_of_[u];
        const double all = cost(static_cast<Index>(a), static_cast<Index>(r));
        if (all <= 0) continue;
        for (std::size_t c = 0; c < goods_.size(); ++c) {
          const auto at = [&](InputShares& shares) -> double& {
            return shares(static_cast<Index>(r), static_cast<Index>(c), static_cast<Index>(u));
          };
          at(out.inputs.domestic) = home(c, a, r) / all;
          at(out.inputs.imported) = abroad(c, a, r) / all;
        }
      }
  }

  /// theta = ESUBM - 1 (Armington among sources), weighted by imports where regions differ.
  void take_elasticities(Baseline& out) {
    const HarArray* array = arrays_.find("ESBM");
    if (array == nullptr) return;
    const bool by_region = array->dimensions.size() > 1;
    const std::vector<Names> sets =
        by_region ? std::vector<Names>{goods_, regions_} : std::vector<Names>(1, goods_);
    const ByName sigma(arrays_, *array, sets);
    Vector theta(static_cast<Index>(goods_.size()));
    for (std::size_t c = 0; c < goods_.size(); ++c) {
      double sum = 0, weight = 0;
      for (std::size_t d = 0; d < regions_.size(); ++d) {
        const double imports = std::max(1e-9, imported_by(out, c, d));
        sum += imports * sigma(c, by_region ? d : 0);
        weight += imports;
      }
      theta(static_cast<Index>(c)) = sum / weight - 1;
      if (!(sum / weight > 1)) {
        diagnostics_.warning({}, fmt::format("ESBM of {} is {:g}: a trade elasticity (ESBM - 1) "
                                             "must be above 0, so that elasticities are left out",
                                             goods_[c], sum / weight));
        return;
      }
    }
    out.elasticities.push_back({"gtap", theta});
  }

  static double imported_by(const Baseline& baseline, std::size_t c, std::size_t d) {
    double sum = 0;
    for (Index s = 0; s < baseline.flow.countries(); ++s)
      if (s != static_cast<Index>(d))
        sum += baseline.flow(s, static_cast<Index>(d), static_cast<Index>(c));
    return sum;
  }

  /// As the recipe says; both kinds of inputs by the output whose cost they are part of.
  void join(Imported& out) const {
    const Aggregation to = request_.join(out.baseline.countries, out.baseline.sectors);
    out.baseline.input_share = std::move(out.inputs.imported);
    Baseline joined = aggregate(out.baseline, to);
    out.inputs.imported = std::move(joined.input_share);
    out.baseline.input_share = std::move(out.inputs.domestic);
    out.inputs.domestic = aggregate(out.baseline, to).input_share;
    out.baseline = std::move(joined);
  }

  /// DREL: "v11.1", "Y2017".
  void take_release(Imported& out) const {
    const HarArray* release = arrays_.find("DREL");
    if (release == nullptr) return;
    for (const std::string& text : release->strings) {
      if (text.size() > 1 && text.front() == 'v') out.edition = "release " + text.substr(1);
      if (const auto year = year_in_name(text.substr(0, 5)); year && text.front() == 'Y')
        out.year = *year;
    }
  }

  GtapArrays arrays_;
  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  bool seven_ = true;
  Names goods_, regions_, activities_, investment_, margins_;
  std::vector<std::size_t> activity_of_;  // of each commodity
};

}  // namespace

Imported import_gtap(const ImportRequest& request, Diagnostics& diagnostics) {
  Imported out = GtapReader(request, diagnostics).read();
  std::optional<int> year;
  if (out.year > 0) year = out.year;
  for (const SourceFile& file : request.files)
    if (!year) year = year_in_name(file.name);
  out.year = agreed_year(request, year, request.files.front());
  add_note(
      out,
      "Imports are at cif value before duty (VCIF), tariffs VMSB / VCIF - 1, export taxes VFOB / "
      "VXSB - 1; input shares at basic prices in the cost of the activity, value added holds "
      "taxes on inputs. Trade elasticities are ESUBM - 1.");
  return out;
}

}  // namespace tariffsim

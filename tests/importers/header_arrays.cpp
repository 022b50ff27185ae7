// GTAP's files, small: what they give, and that no damage to their bytes does worse than a refusal.
#include <catch2/catch.hpp>

#include <random>

#include "har_writer.hpp"
#include "imported_folder.hpp"
#include "importers/har_file.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

const std::vector<std::string> kGoods{"Food", "svces"};
const std::vector<std::string> kRegions{"usa", "EU_28"};

/// Two goods, two regions, the format of version 7. Everything is sold at basic prices; usa sells
/// 10 of each good to EU_28 at 12 with transport, and 15 with duty.
struct SmallBase {
  std::vector<std::string> activities = kGoods;
  std::vector<std::string> regions_of_households = kRegions;
  std::vector<float> make;  // by default diagonal
  float duty_paid_by_users = 15;
  bool sparse = false, split_sets = false;

  std::string bytes() const {
    const HarSet c{"COMM", kGoods}, r{"REG", kRegions}, a{"ACTS", activities};
    const HarSet h{"REG", regions_of_households}, e{"ENDW", {"Labour"}}, m{"MARG", {"svces"}};
    const std::vector<float> firms{5, 1, 2, 4, 6, 3, 1, 5};  // c, a, r
    const std::vector<float> households{20, 30, 40, 50};     // c, r
    const std::vector<float> none(4, 0);
    // To EU_28 only, from usa: index c + 2 s + 4 d.
    const auto trade = [](float value) {
      std::vector<float> out(8, 0);
      out[4] = out[5] = value;
      return out;
    };
    HarWriter har;
    har.split_sets = split_sets;
    har.text("XXCR", {"history"});
    har.real("VDFB", {c, a, r}, firms, sparse);
    har.real("VDFP", {c, a, r}, firms);
    har.real("VMFB", {c, a, r}, {0, 0, 0, 0, 3, 2, 4, 1});
    har.real("VMFP", {c, a, r}, {0, 0, 0, 0, 3, 2, 4, 1});
    std::vector<float> at_home = households;
    if (regions_of_households != kRegions) at_home = {40, 50, 20, 30};
    har.real("VDPB", {c, h}, at_home);
    har.real("VMPB", {c, r}, {0, 0, duty_paid_by_users - 7, duty_paid_by_users - 3});
    for (const char* name : {"VDGB", "VMGB", "VDIB", "VMIB"}) har.real(name, {c, r}, none, true);
    har.real("EVFP", {e, a, r}, {20, 30, 25, 35});
    har.real("VXSB", {c, r, r}, trade(10));
    har.real("VFOB", {c, r, r}, trade(11));
    har.real("VTWR", {m, c, r, r}, trade(1), true);
    har.real("VCIF", {c, r, r}, trade(12));
    har.real("VMSB", {c, r, r}, trade(15));
    har.real("VST", {m, r}, {2, 0});
    if (!make.empty()) har.real("MAKB", {c, a, r}, make);
    har.real("ESBM", {c, r}, {5, 3, 5, 4});
    har.text("DREL", {"v11.1", "Y2017"});
    return har.bytes();
  }
};

ImportedFolder import_base(const SmallBase& base) {
  const TemporaryFolder folder;
  return ImportedFolder("gtap-har", {folder.write("basedata.har", base.bytes())});
}
std::string refused_base(const std::string& bytes) {
  return refusal_of_file("gtap-har", "basedata.har", bytes);
}

}  // namespace

TEST_CASE("GTAP by hand: sales at home, imports before duty, rates, inputs in cost, elasticities") {
  const ImportedFolder imported = import_base({});
  check_cells(imported.flows(),
              {{"USA USA Food", 5 + 2 + 20},
               {"USA USA svces", 1 + 4 + 30},
               {"EU_28 EU_28 Food", 6 + 1 + 40},
               {"EU_28 EU_28 svces", 3 + 5 + 50},
               {"USA EU_28 Food", 12},
               {"USA EU_28 svces", 12}},
              1e-6);
  check_cells(imported.rates("tariffs.csv", "sector"),
              {{"USA EU_28 Food", 0.25}, {"USA EU_28 svces", 0.25}}, 1e-6);
  check_cells(imported.rates("export_taxes.csv", "sector"),
              {{"USA EU_28 Food", 0.1}, {"USA EU_28 svces", 0.1}}, 1e-6);
  const TableCells inputs = imported.inputs();
  CHECK(inputs.at("USA Food svces domestic") == Approx(2.0 / (2 + 4 + 30)));
  CHECK(inputs.at("EU_28 svces Food imported") == Approx(2.0 / (6 + 3 + 3 + 2 + 25)));
  CHECK(inputs.count("USA Food Food imported") == 0);
  const Baseline baseline = imported.baseline();
  // Only EU_28 imports: 5 and 4 are its elasticities among sources.
  CHECK(baseline.elasticities.at(0).trade_elasticity(0) == Approx(4));
  CHECK(baseline.elasticities.at(0).trade_elasticity(1) == Approx(3));
  CHECK(baseline.year == 2017);
  CHECK(baseline.regions.empty());  // nobody says who is in EU_28
  CHECK(baseline.countries.at(0).name == "United States");
  CHECK(baseline.sectors.at(1).kind == SectorKind::services);  // transport is sold by it
}

TEST_CASE("GTAP: elements are found by name, in whatever order an array has them") {
  SmallBase base;
  base.regions_of_households = {"EU_28", "usa"};
  CHECK(import_base(base).flows() == import_base({}).flows());
  base.sparse = true;
  CHECK(import_base(base).flows() == import_base({}).flows());
  base.regions_of_households = {"EU_27", "usa"};
  CHECK_THAT(refused_base(base.bytes()),
             Contains("header 'VDPB': its dimension 2 (REG) has no 'EU_28'"));
}

TEST_CASE("GTAP: activities under other names by the make matrix, which must be diagonal") {
  SmallBase base;
  base.activities = {"a_services", "a_food"};
  CHECK_THAT(refused_base(base.bytes()), Contains("no make matrix (MAKB) says which makes which"));
  // c, a, r: a_food, the second, makes Food. Food: 27 at home and 10 abroad; svces: 35, 10 and the
  // 2 of transport; EU_28: 47 and 58.
  base.make = {0, 47, 37, 0, 0, 58, 47, 0};
  const TableCells inputs = import_base(base).inputs();
  CHECK(inputs.at("USA Food svces domestic") == Approx(5.0 / (5 + 1 + 20)));
  base.make[0] = 3;
  base.make[2] -= 3;
  CHECK_THAT(refused_base(base.bytes()),
             Contains("header 'MAKB'") && Contains("makes one commodity"));
  base.make = {0, 47, 47, 0, 0, 58, 47, 0};
  CHECK_THAT(refused_base(base.bytes()),
             Contains("the data base does not balance: output and sales"));
}

TEST_CASE("GTAP: imports by source and by user must be the same") {
  SmallBase base;
  const std::string bytes = base.bytes();
  base.duty_paid_by_users = 16;
  CHECK_THAT(refused_base(base.bytes()),
             Contains("the data base does not balance: imports with duty by source, and by user"));
  const std::string cut = bytes.substr(0, bytes.find("VMSB") - 4);
  CHECK_THAT(refused_base(cut), Contains("no header 'VMSB'"));
}

TEST_CASE("GTAP: a header of the right name and another shape is refused") {
  HarWriter strings;
  strings.text("VCIF", {"not", "numbers"});
  CHECK_THAT(refused_base(strings.bytes()), Contains("header 'VCIF'"));
  SmallBase base;
  base.regions_of_households = {"usa", "usa"};
  CHECK_THAT(refused_base(base.bytes()), Contains("an element of its dimension 2 comes twice"));
}

TEST_CASE("header array files that are none, or of other machines and programs") {
  CHECK_THAT(refused_base("region,value\n"), Contains("this is not a header array file"));
  CHECK_THAT(refused_base(std::string("\xFD\x04VDFB", 6)), Contains("save it with ViewHAR"));
  CHECK_THAT(refused_base(std::string("\0\0\0\4VDFB\0\0\0\4", 12)), Contains("byte 0: a record"));
}

TEST_CASE("a header array file cut off at any byte is refused, and never does harm") {
  const std::string bytes = SmallBase{}.bytes();
  for (std::size_t size = 1; size < bytes.size(); size += 7) {
    const std::string said = refused_base(bytes.substr(0, size));
    INFO(size << ": " << said);
    const bool between_headers = bytes.substr(size, 4) == std::string("\4\0\0\0", 4);
    CHECK((said != "imported" || between_headers));
  }
}

TEST_CASE("a header array file with wrong bytes is read or refused, and never does harm") {
  const std::string bytes = SmallBase{}.bytes();
  std::mt19937 random(20261129);
  for (int round = 0; round < 400; ++round) {
    std::string damaged = bytes;
    for (int hit = 0; hit < 3; ++hit)
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    INFO("round " << round);
    CHECK_FALSE(refused_base(damaged).empty());
  }
}

TEST_CASE("a set of a header array may lie in several records", "[regression]") {
  // The number of records was taken for the number of sets: "6 records of elements for 3 sets".
  SmallBase base;
  base.split_sets = true;
  CHECK(import_base(base).flows() == import_base({}).flows());
}

TEST_CASE("GTAP: a sector called 'goods' gets a code that scenarios can tell apart",
          "[regression]") {
  // It was written, and the folder refused by the next command.
  std::string bytes = SmallBase{}.bytes();
  for (std::size_t at = 0; (at = bytes.find("Food ", at)) != std::string::npos; ++at)
    bytes.replace(at, 6, "goods ");
  const TemporaryFolder folder;
  const ImportedFolder imported("gtap-har", {folder.write("basedata.har", bytes)});
  CHECK_THAT(imported.said(), Contains("'goods' is 'goods-sector'"));
  CHECK(imported.baseline().sectors.at(0).code == "goods-sector");
}

TEST_CASE("GTAP: a base that does not say its year asks for it", "[regression]") {
  // Release 6 has no DREL; such a base was of the year 0.
  std::string bytes = SmallBase{}.bytes();
  bytes.replace(bytes.find("Y2017"), 5, "-----");
  CHECK_THAT(refused_base(bytes),
             Contains("says of which year the figures are") && Contains("such as --year 2020"));
  const TemporaryFolder folder;
  CHECK(ImportedFolder("gtap-har", {folder.write("basedata.har", bytes)}, {2001, std::nullopt})
            .baseline()
            .year == 2001);
}

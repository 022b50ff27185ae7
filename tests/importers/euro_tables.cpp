// FIGARO, WIOD and EXIOBASE, small: labels, editions and accounts that are easily got wrong.
#include <catch2/catch.hpp>

#include "imported_folder.hpp"
#include "small_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

/// The small table as a FIGARO matrix: no totals, and value added in six rows.
Rows figaro_rows(const std::vector<std::string>& areas = {"DE", "EL", "FIGW1"}) {
  SmallTable table;
  table.countries = areas;
  table.sectors = {"A01", "C31_32"};
  table.final_use = {"P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"};
  Rows rows = table.rows();
  rows[0][0] = "rowLabels";
  for (auto& row : rows) row.pop_back();
  rows.pop_back();  // OUT
  row_of(rows, "TLS")[0] = "W2_D21X31";
  row_of(rows, "VA")[0] = "W2_B2A3G";
  for (const std::string name : {"W2_OP_RES", "W2_OP_NRES", "W2_D1", "W2_D29X39"}) {
    rows.emplace_back(rows[0].size(), "0");
    rows.back()[0] = name;
  }
  return rows;
}

std::string flat(const Rows& matrix) {
  std::string out = "icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue\n";
  const auto parts = [](const std::string& label) {
    return label.substr(0, label.find('_')) + "," + label.substr(label.find('_') + 1);
  };
  for (std::size_t r = 1; r < matrix.size(); ++r)
    for (std::size_t c = 1; c < matrix[r].size(); ++c)
      out += matrix[r][0] + "," + matrix[0][c] + "," + parts(matrix[r][0]) + "," +
             parts(matrix[0][c]) + "," + matrix[r][c] + "\n";
  return out;
}

TableCells figaro_flows() {
  SmallTable table;
  table.final_use = {"1", "2", "3", "4", "5"};
  const std::vector<std::string> areas{"DEU", "GRC", "ROW"}, sectors{"A01", "C31_32"};
  TableCells out;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t n = 0; n < 3; ++n)
      for (std::size_t k = 0; k < 2; ++k)
        out[areas[i] + " " + areas[n] + " " + sectors[k]] = table.flow(i, n, k);
  return out;
}

ImportedFolder import(const std::string& source, const std::string& name, const std::string& text) {
  const TemporaryFolder folder;
  return ImportedFolder(source, {folder.write(name, text)});
}

const std::string kMatrix = "matrix_eu-ic-io_ind-by-ind_25ed_2020.csv";
const std::string kFlat = "flatfile_eu-ic-io_ind-by-ind_26ed_2020_v2.csv";

/// The small table as the sheet of the release of 2013.
Rows wiod_rows() {
  SmallTable table;
  table.countries = {"AUS", "ROM", "RoW"};
  table.sectors = {"c1", "c28"};
  table.final_use = {"c37", "c38", "c39", "c41", "c42"};
  const Rows plain = table.rows();
  const std::size_t width = plain[0].size() + 3;
  const std::vector<std::string> blank(width);
  Rows out(6, blank);
  out[0][0] = "World Input-Output Table at current prices, 2009";
  out[3][width - 1] = "Total output";
  for (std::size_t c = 1; c + 1 < plain[0].size(); ++c) {
    out[4][c + 3] = plain[0][c].substr(0, 3);
    out[5][c + 3] = plain[0][c].substr(4);
    if (c <= 6) out[2][c + 3] = plain[0][c].substr(4) == "c1" ? "AtB" : "J";
    out[3][c + 3] = "Name, with a comma";
  }
  const std::map<std::string, std::pair<std::string, std::string>> below{
      {"TLS", {"taxes less subsidies on products", "r99"}},
      {"VA", {"Value added at basic prices", "r64"}},
      {"OUT", {"Output at basic prices", "r69"}}};
  for (std::size_t r = 1; r < plain.size(); ++r) {
    std::vector<std::string> row;
    if (const auto at = below.find(plain[r][0]); at != below.end())
      row = {"", at->second.first, "TOT", at->second.second};
    else
      row = {plain[r][0].substr(4) == "c1" ? "AtB" : "J", "Name, with a comma",
             plain[r][0].substr(0, 3), plain[r][0].substr(4)};
    row.insert(row.end(), plain[r].begin() + 1, plain[r].end());
    out.push_back(row);
  }
  return out;
}

std::string with_quotes(const Rows& rows) {
  return text_of(rows, ",", "\r\n", [](const std::string& field) {
    return field.find(',') == std::string::npos ? field : "\"" + field + "\"";
  });
}

}  // namespace

TEST_CASE("FIGARO: EL and GR, UK and GB, a rest of the world of five letters, no totals") {
  const ImportedFolder imported = import("figaro", kMatrix, text_of(figaro_rows()));
  check_cells(imported.flows(), figaro_flows(), 1e-14);
  CHECK_THAT(imported.text("baseline.yaml"), Contains("unit: million EUR"));
  const Rows greek = figaro_rows({"DE", "GR", "FIGW1"});
  CHECK(import("figaro", kMatrix, text_of(greek)).flows() == imported.flows());
  CHECK(import("figaro", kFlat, flat(greek)).flows() == imported.flows());
  CHECK(import("figaro", kFlat, flat(greek)).inputs() == imported.inputs());
  const Rows british = figaro_rows({"UK", "GR", "FIGW1"});
  CHECK(import("figaro", kMatrix, text_of(british)).flows().count("GBR ROW A01") == 1);
}

TEST_CASE("FIGARO: groups of areas are left out; supply tables and unknown areas are refused") {
  Rows rows = figaro_rows();
  auto group = rows[1];
  group[0] = "EU27_2020_A01";
  rows.push_back(group);
  for (auto& row : rows) row.push_back(row[0] == "rowLabels" ? "WRL_REST_A01" : "1");
  const ImportedFolder imported = import("figaro", kMatrix, text_of(rows));
  check_cells(imported.flows(), figaro_flows(), 1e-14);
  CHECK_THAT(imported.said(), Contains("left out as totals: EU27_2020_A01, WRL_REST_A01"));
  const std::string more = "a,b,EU27_2020,A01,DE,A01,7\nc,d,DE,A01,DE,TOTAL,7\n";
  const ImportedFolder flat_one = import("figaro", kFlat, flat(figaro_rows()) + more);
  check_cells(flat_one.flows(), figaro_flows(), 1e-14);
  CHECK_THAT(flat_one.said(), Contains("2 lines of totals and groups of areas left out"));
  CHECK_THAT(refusal_of_file("figaro", "supply.csv",
                             "icsupRow,icsupCol,refArea,rowPi,counterpartArea,colIi,obsValue\n"),
             Contains("supply or use table"));
  CHECK_THAT(refusal_of_file("figaro", kMatrix, text_of(figaro_rows({"DE", "XY", "FIGW1"}))),
             Contains("unknown economy 'XY'"));
  const std::string twice = flat(figaro_rows()) + "a,b,DE,A01,EL,A01,7\n";
  CHECK_THAT(refusal_of_file("figaro", kFlat, twice),
             Contains("a second value for DE A01 -> EL A01"));
  CHECK_THAT(refusal_of_file("figaro", kFlat, flat(figaro_rows()) + "a,b,DE,A02,EL,A01,7\n"),
             Contains("DEU A02 sells, but never buys"));
}

TEST_CASE("FIGARO: totals follow from value added alone, and damage is found") {
  Rows rows = figaro_rows();
  rows[1][2] = "400";
  CHECK_THAT(refusal_of_file("figaro", kMatrix, text_of(rows)),
             Contains("inputs, taxes and value added add up to"));
  CHECK_THAT(refusal_of_file("figaro", kFlat, flat(rows)),
             Contains("inputs, taxes and value added add up to"));
}

TEST_CASE("WIOD 2013: Romania's and the rest's codes, names with commas, rows by their names") {
  const ImportedFolder imported = import("wiod", "wiot09_row_sep12.csv", with_quotes(wiod_rows()));
  SmallTable table;
  table.final_use = {"1", "2", "3", "4", "5"};
  CHECK(imported.flows().at("ROU ROW c28") == Approx(table.flow(1, 2, 1)).epsilon(1e-14));
  const Baseline baseline = imported.baseline();
  CHECK(baseline.year == 2009);
  CHECK(baseline.sectors.at(0).name == "Name, with a comma");
  CHECK(baseline.sectors.at(1).kind == SectorKind::services);
  Rows totals_first = wiod_rows();
  std::rotate(totals_first.begin() + 6, totals_first.end() - 3, totals_first.end());
  CHECK(import("wiod", "wiot09_row_sep12.csv", with_quotes(totals_first)).flows() ==
        imported.flows());
  const std::string semicolons = text_of(wiod_rows(), ";", "\n", [](const std::string& field) {
    const bool number =
        !field.empty() && field.find_first_not_of("0123456789.-") == std::string::npos;
    return number ? replaced(field, '.', ',') : field;
  });
  CHECK(import("wiod", "WIOT09_ROW_Apr12.CSV", semicolons).flows() == imported.flows());
}

TEST_CASE("WIOD: --year did not find years of two digits in names of files", "[regression]") {
  const TemporaryFolder folder;
  std::vector<std::filesystem::path> files;
  for (const std::string year : {"2007", "2008"}) {
    Rows rows = wiod_rows();
    rows[0][0] = "World Input-Output Table at current prices, " + year;
    files.push_back(folder.write("WIOT" + year.substr(2) + "_ROW_Sep12.csv", with_quotes(rows)));
  }
  CHECK_THAT(refusal("wiod", files, {}), Contains("2 files could be") && Contains("--year"));
  CHECK(ImportedFolder("wiod", files, {2008, std::nullopt}).baseline().year == 2008);
  CHECK_THAT(refusal("wiod", files, {2009, std::nullopt}), Contains("none of that year"));
}

TEST_CASE("WIOD: other data bases and prices are refused") {
  Rows rows = wiod_rows();
  for (auto& field : rows[5])
    if (field == "c37") field = "F1";
  CHECK_THAT(refusal_of_file("wiod", "adb-2020.csv", with_quotes(rows)),
             Contains("Asian Development Bank"));
  CHECK_THAT(refusal_of_file("wiod", "WIOT2014_PYP_Nov16_ROW.csv", with_quotes(wiod_rows())),
             Contains("previous year"));
  rows = wiod_rows();
  rows[0][0] = "World Input-Output Table in previous year's prices, 2009";
  CHECK_THAT(refusal_of_file("wiod", "wiot09.csv", with_quotes(rows)), Contains("previous year"));
  rows = wiod_rows();
  rows[5][4] = "c36";
  CHECK_THAT(refusal_of_file("wiod", "wiot09.csv", with_quotes(rows)),
             Contains("c36, which the release of 2013 does not have"));
  rows = wiod_rows();
  rows[7][2] = "AUT";
  CHECK_THAT(refusal_of_file("wiod", "wiot09.csv", with_quotes(rows)), Contains("row AUT c28"));
}

TEST_CASE(
    "EXIOBASE: names are whole, whatever is in them, and three-letter regions of some years") {
  SmallTable table;
  const std::string odd = "Motor vehicles, trailers: \"parts\" & more (34)";
  const std::vector<std::string> regions{"AUT", "ROM", "WWA"},
      sectors{"Paddy rice", odd, "Air transport services (62)"};
  const auto lines = [&](const std::vector<std::string>& second, const char* name) {
    std::string a = "region\t", b = std::string(name) + "\t", c = "region\tsector";
    for (const auto& region : regions)
      for (const auto& item : second) {
        a += "\t" + region;
        b += "\t" + item;
        c += "\t";
      }
    return a + "\n" + b + "\n" + c + "\n";
  };
  std::string z = lines(sectors, "sector"),
              y = lines({"Households", "Changes in inventories"}, "category");
  std::string x = "region\tsector\tindout\n";
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) {
      z += regions[i] + "\t" + sectors[k];
      y += regions[i] + "\t" + sectors[k];
      double output = 0;
      for (std::size_t n = 0; n < 3; ++n) {
        for (std::size_t s = 0; s < 3; ++s) {
          z += "\t" + SmallTable::number(SmallTable::input(i, k, n, s));
          output += SmallTable::input(i, k, n, s);
        }
        for (const std::size_t f : {std::size_t{0}, std::size_t{4}}) {
          y += "\t" + SmallTable::number(SmallTable::use(i, k, n, f));
          output += SmallTable::use(i, k, n, f);
        }
      }
      z += "\n";
      y += "\n";
      x += regions[i] + "\t" + sectors[k] + "\t" + SmallTable::number(output) + "\n";
    }
  const TemporaryFolder folder;
  folder.write("IOT_2011_pxp/Z.txt", z);
  folder.write("IOT_2011_pxp/Y.txt", y);
  folder.write("IOT_2011_pxp/x.txt", x);
  folder.write("IOT_2011_pxp/satellite/unit.txt", "stressor\tunit\n");
  const ImportedFolder imported("exiobase", {folder.path() / "IOT_2011_pxp"});
  double flow = 0;
  for (std::size_t s = 0; s < 3; ++s) flow += SmallTable::input(1, 1, 2, s);
  flow += SmallTable::use(1, 1, 2, 0) + SmallTable::use(1, 1, 2, 4);
  CHECK(imported.flows().at("ROU WA " + odd) == Approx(flow).epsilon(1e-14));
  const Baseline baseline = imported.baseline();
  CHECK(baseline.year == 2011);
  CHECK(baseline.sectors.at(0).kind == SectorKind::goods);
  CHECK(baseline.sectors.at(2).kind == SectorKind::services);
  folder.write("IOT_2011_pxp/x.txt", x.substr(0, x.rfind('\t')) + "\t1\n");
  CHECK_THAT(refusal("exiobase", {folder.path() / "IOT_2011_pxp"}),
             Contains("its output in the file is 1"));
  CHECK_THAT(refusal("exiobase", {folder.path() / "IOT_2011_pxp" / "Y.txt"}),
             Contains("neither Z.txt nor A.txt"));
}

TEST_CASE("a mistake in every line costs no more than reading it") {
  std::string text = "icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue\n";
  for (int line = 0; line < 60'000; ++line) text += "a,b,DE,A01,XQ,A01,7\nc,d,DE,A01,DE,A01,x\n";
  const std::string said = refusal_of_file("figaro", kFlat, text);
  CHECK_THAT(said, Contains("unknown area 'XQ'") && Contains("more errors"));
}

TEST_CASE("WIOD: a data frame of several years gives the last, or the one asked for",
          "[regression]") {
  // Rows of other years were refused as repeats, also with --year.
  const std::string text =
      "IndustryCode,IndustryDescription,Country,RNr,Year,vAUS1,vCHN1,vAUS57,vCHN57,TOT\n"
      "A01,Crops,AUS,1,2013,10,2,20,3,35\nA01,Crops,CHN,1,2013,1,30,4,40,75\n"
      "A01,Crops,AUS,1,2014,10,5,20,3,38\nA01,Crops,CHN,1,2014,1,30,4,40,75\n";
  const TemporaryFolder folder;
  const auto file = folder.write("wiot.csv", text);
  const ImportedFolder last("wiod", {file}), first("wiod", {file}, {2013, std::nullopt});
  CHECK(last.flows().at("AUS CHN A01") == 8);
  CHECK(first.flows().at("AUS CHN A01") == 5);
  CHECK(first.baseline().year == 2013);
  CHECK_THAT(last.said(), Contains("the years 2013, 2014: 2014 is used (--year takes another)"));
  CHECK_THAT(refusal("wiod", {file}, {2012, std::nullopt}), Contains("no rows of 2012"));
}

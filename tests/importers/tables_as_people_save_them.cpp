// One small table in all the ways in which spreadsheets and people write it: the same result. And
// spoiled: refused, with what is wrong.
#include <catch2/catch.hpp>

#include <numeric>
#include <random>

#include "imported_folder.hpp"
#include "small_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

const SmallTable kTable;

TableCells expected_flows(const SmallTable& table = kTable) {
  TableCells out;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t n = 0; n < 3; ++n)
      for (std::size_t k = 0; k < 2; ++k)
        out[table.countries[i] + " " + table.countries[n] + " " + table.sectors[k]] =
            table.flow(i, n, k);
  return out;
}

void check_text(const std::string& text, const std::string& name = "2020_SML.csv") {
  const TemporaryFolder folder;
  const ImportedFolder imported("icio", {folder.write(name, text)});
  check_cells(imported.flows(), expected_flows(), 1e-14);
  TableCells inputs;
  for (std::size_t n = 0; n < 3; ++n)
    for (std::size_t k = 0; k < 2; ++k)
      for (std::size_t s = 0; s < 2; ++s) {
        const std::string cell =
            kTable.countries[n] + " " + kTable.sectors[k] + " " + kTable.sectors[s];
        double abroad = 0;
        for (std::size_t i = 0; i < 3; ++i)
          if (i != n) abroad += SmallTable::input(i, k, n, s);
        inputs[cell + " domestic"] = SmallTable::input(n, k, n, s) / kTable.output(n, s);
        inputs[cell + " imported"] = abroad / kTable.output(n, s);
      }
  check_cells(imported.inputs(), inputs, 1e-14);
}

std::string plain(const std::string& field) { return field; }
std::string quoted(const std::string& field) { return "\"" + field + "\""; }

bool is_number(const std::string& field) {
  return !field.empty() && field.find_first_not_of("0123456789.-") == std::string::npos;
}

std::string said_of(const Rows& rows, const ImportOptions& options = {}) {
  const TemporaryFolder folder;
  return ImportedFolder("icio", {folder.write("2020_SML.csv", text_of(rows))}, options).said();
}

std::string refused_table(const std::string& text, const std::string& name = "2020_SML.csv") {
  return refusal_of_file("icio", name, text);
}
std::string refused_table(const Rows& rows) { return refused_table(text_of(rows)); }

}  // namespace

TEST_CASE("a table as it is published") { check_text(text_of(kTable.rows())); }

TEST_CASE("separators, line ends, quotes, byte order mark and blanks do not matter") {
  const Rows rows = kTable.rows();
  check_text("\xEF\xBB\xBF" + text_of(rows, ",", "\r\n", quoted));
  check_text(text_of(rows, "\t", "\n", plain));
  check_text(text_of(rows, " , ", "\n", plain));
  check_text(text_of(rows, ",", "\r", plain));
  check_text(text_of(rows, ",", ",\n", plain) + "\n,,,,\n\n");
  check_text("sep=;\n" + text_of(rows, ";", "\r\n", plain));
  std::string last_line_open = text_of(rows);
  last_line_open.pop_back();
  check_text(last_line_open);
}

TEST_CASE("a decimal comma, and thousands in groups") {
  const Rows rows = kTable.rows();
  check_text(text_of(rows, ";", "\r\n", [](const std::string& field) {
    return is_number(field) ? replaced(field, '.', ',') : field;
  }));
  const auto grouped = [](const std::string& field, char group, char decimal) {
    if (!is_number(field)) return field;
    std::string out = replaced(field, '.', decimal);
    const std::size_t whole = std::min(out.find(decimal), out.size());
    if (whole > 3 && out[0] != '-') out.insert(whole - 3, 1, group);
    return out;
  };
  // 1000 times all: sums of thousands have groups.
  Rows large = rows;
  for (std::size_t r = 1; r < large.size(); ++r)
    for (std::size_t c = 1; c < large[r].size(); ++c)
      large[r][c] = SmallTable::number(100 * std::stod(large[r][c]));
  const TemporaryFolder folder;
  TableCells expected = expected_flows();
  for (auto& [cell, value] : expected) value *= 100;
  const auto comma = folder.write(
      "a-2020.csv", text_of(large, ",", "\n",
                            [&](const std::string& f) { return quoted(grouped(f, ',', '.')); }));
  check_cells(ImportedFolder("icio", {comma}).flows(), expected, 1e-14);
  const auto point = folder.write(
      "b-2020.csv",
      text_of(large, ";", "\n", [&](const std::string& f) { return grouped(f, '.', ','); }));
  check_cells(ImportedFolder("icio", {point}).flows(), expected, 1e-14);
}

TEST_CASE("where every number has three digits behind its comma, the totals decide") {
  // 12,250 in one file is a decimal comma, in another thousands; whole numbers tell them apart.
  const Rows rows = kTable.rows();
  const auto three = [](double value) {
    std::string text = std::to_string(value);
    return replaced(text.substr(0, text.find('.') + 4), '.', ',');
  };
  Rows decimals = rows, thousands = rows;
  for (std::size_t r = 1; r < rows.size(); ++r)
    for (std::size_t c = 1; c < rows[r].size(); ++c) {
      const double value = std::stod(rows[r][c]);
      const bool whole = value == std::floor(value);
      decimals[r][c] = whole ? rows[r][c] : three(value);
      const auto units = static_cast<long>(std::lround(1000 * value));
      std::string text = std::to_string(std::abs(units));
      for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
      thousands[r][c] = (units < 0 ? "-" : "") + text;
    }
  check_text(text_of(decimals, ";", "\n", plain));
  const TemporaryFolder folder;
  TableCells expected = expected_flows();
  for (auto& [cell, value] : expected) value *= 1000;
  const auto file = folder.write("2020.csv", text_of(thousands, ";", "\n", plain));
  check_cells(ImportedFolder("icio", {file}).flows(), expected, 1e-14);
}

TEST_CASE("rows and columns in any order") {
  Rows rows = kTable.rows();
  const auto seed = GENERATE(1U, 2U, 3U);
  std::mt19937 random(seed);
  std::shuffle(rows.begin() + 1, rows.end(), random);
  std::vector<std::size_t> order(rows[0].size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin() + 1, order.end(), random);
  Rows shuffled = rows;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < order.size(); ++c) shuffled[r][c] = rows[r][order[c]];
  const TemporaryFolder folder;
  const ImportedFolder imported("icio", {folder.write("2020.csv", text_of(shuffled))});
  check_cells(imported.flows(), expected_flows(), 1e-14);
}

TEST_CASE("missing cells are 0, and counted") {
  Rows rows = kTable.rows();
  const char* const marks[] = {"", "-", "NA", "na", "NaN", "N/A", "..", " "};
  std::size_t next = 0;
  for (std::size_t r = 7; r < rows.size(); ++r)  // taxes, value added, output
    for (std::size_t c = 7; c + 1 < rows[r].size(); ++c) rows[r][c] = marks[next++ % 8];
  check_text(text_of(rows));
  std::string& cell = row_of(rows, "AUS_A01_02")[column_of(rows, "CHN_INVNT")];
  cell = "NA";
  CHECK_THAT(said_of(rows), Contains("1 cell without a number is read as 0"));
}

TEST_CASE("totals and groups that somebody added are left out, and named") {
  Rows rows = kTable.rows();
  rows.push_back(rows.back());
  rows.back()[0] = "TOTAL";
  auto world = rows[1];
  world[0] = "WLD_A01_02";
  rows.push_back(world);
  for (auto& row : rows) {
    row.insert(row.begin() + 3, row[0] == "V1" ? "AUS_TOTAL" : "999");
    row.insert(row.begin() + 1, row[0] == "V1" ? "WLD_HFCE" : "999");
  }
  check_text(text_of(rows));
  CHECK_THAT(said_of(rows), Contains("left out as totals: AUS_TOTAL, TOTAL, WLD_A01_02, WLD_HFCE"));
}

TEST_CASE("labels that mean nothing are refused with their place and the nearest") {
  Rows rows = kTable.rows();
  rows[0][1] = "AUT1_A01_02";
  CHECK_THAT(refused_table(rows),
             Contains(":1:4: error: unknown economy 'AUT1' in 'AUT1_A01_02'") &&
                 Contains("did you mean 'AUT' (Austria)?"));
  rows = kTable.rows();
  row_of(rows, "CHN_C10T12")[0] = "CHN_C10T2";
  CHECK_THAT(refused_table(rows),
             Contains("row 'CHN_C10T2' is neither an industry of the header") &&
                 Contains("did you mean 'CHN_C10T12'?"));
  rows = kTable.rows();
  rows[0].back() = "OUTT";
  CHECK_THAT(refused_table(rows),
             Contains("unknown column 'OUTT'") && Contains("did you mean 'OUT'?"));
  rows = kTable.rows();
  rows[0][column_of(rows, "AUS_HFCE")] = "AUS_HFC";
  CHECK_THAT(refused_table(rows), Contains("AUS HFC has a column but no row"));
}

TEST_CASE("a row that comes twice is refused, or added up where a recipe says so") {
  Rows rows = kTable.rows();
  rows.insert(rows.begin() + 2, rows[1]);
  CHECK_THAT(refused_table(rows), Contains(":3:1: error: 'AUS_A01_02' comes twice: line 2 has it"));
  rows = kTable.rows();
  auto& row = row_of(rows, "AUS_A01_02");
  auto half = row;
  for (std::size_t c = 1; c < row.size(); ++c) half[c] = SmallTable::number(std::stod(row[c]) / 2);
  row = half;
  row.back() = SmallTable::number(2 * std::stod(half.back()));
  half.back() = row.back();
  rows.push_back(half);
  const TemporaryFolder folder;
  const auto recipe = folder.write("r.yaml", "tariffsim-recipe: 1\nclean: {rows: sum}\n");
  const ImportedFolder imported("icio", {folder.write("2020.csv", text_of(rows))},
                                {std::nullopt, recipe});
  check_cells(imported.flows(), expected_flows(), 1e-14);
  for (auto& line : rows) line.push_back(line[1]);
  CHECK_THAT(refused_table(rows), Contains("'AUS_A01_02' comes twice"));
}

TEST_CASE("totals that are not those of the cells: a warning below one percent, then refused") {
  Rows rows = kTable.rows();
  auto& out = row_of(rows, "CHN_A01_02").back();
  const double total = std::stod(out);
  out = SmallTable::number(total * 1.005);
  CHECK_THAT(said_of(rows), Contains("warning: totals differ beyond rounding, most in CHN A01_02"));
  out = SmallTable::number(total * 1.02);
  CHECK_THAT(refused_table(rows), Contains("the totals of the file are not those of its cells: "
                                           "CHN A01_02"));
  rows = kTable.rows();
  row_of(rows, "ROW_C10T12")[3] = "4000";
  CHECK_THAT(refused_table(rows),
             Contains("error: the totals of the file are not those of its cells"));
  rows = kTable.rows();
  auto& value_added = row_of(rows, "VA")[2];
  value_added = SmallTable::number(1.2 * std::stod(value_added));
  CHECK_THAT(refused_table(rows), Contains("inputs, taxes and value added add up to"));
  rows = kTable.rows();  // decimal marks lost on the way: quarters become hundreds
  for (std::size_t r = 1; r < rows.size(); ++r)
    for (std::size_t c = 1; c < rows[r].size(); ++c)
      rows[r][c].erase(std::remove(rows[r][c].begin(), rows[r][c].end(), '.'), rows[r][c].end());
  CHECK_THAT(refused_table(rows), Contains("a lost decimal mark"));
}

TEST_CASE("a file that is cut off") {
  const std::string text = text_of(kTable.rows());
  CHECK_THAT(refused_table(text.substr(0, text.find("\nCHN_C10T12,"))), Contains("but no row"));
  CHECK_THAT(refused_table(text.substr(0, text.rfind(",0,0,"))),
             Contains("is the file cut off there?"));
  CHECK_THAT(refused_table(""), Contains("the file is empty"));
  CHECK_THAT(refused_table("\"V1\",\"AUS_A01_02\n1,2\n"), Contains("never closed"));
  CHECK_THAT(refused_table("a,b\n1,2\n"), Contains("unknown column 'b'"));
}

TEST_CASE("files of other programs are refused with the command that turns them into CSV") {
  CHECK_THAT(refused_table("RDX3\nX\n", "icio.RData"), Contains("write.csv(get(name[1])"));
  CHECK_THAT(refused_table(std::string("\xD0\xCF\x11\xE0", 4), "icio.xls"),
             Contains("libreoffice"));
  CHECK_THAT(refused_table(std::string("\xFF\xFEV\0001", 5)), Contains("UTF-16"));
  CHECK_THAT(refused_table(std::string("V1,AUS\0_A", 9)), Contains("this is neither text"));
}

TEST_CASE(
    "China in parts: their industries are China's, whose final use stands under its own code") {
  SmallTable parts;
  parts.countries = {"AUS", "CN1", "CN2"};
  Rows rows = parts.rows();
  for (auto& label : rows[0])
    for (const std::string& use : parts.final_use) {
      if (label == "CN1_" + use) label = "CHN_" + use;
      if (label == "CN2_" + use) label = "ROW_" + use;
    }
  const TemporaryFolder folder;
  const ImportedFolder imported("icio", {folder.write("2020.csv", text_of(rows))});
  double home = 0;
  for (std::size_t i = 1; i < 3; ++i) {
    for (std::size_t n = 1; n < 3; ++n)
      for (std::size_t s = 0; s < 2; ++s) home += SmallTable::input(i, 0, n, s);
    for (std::size_t f = 0; f < 6; ++f) home += SmallTable::use(i, 0, 1, f);
  }
  CHECK(imported.flows().at("CHN CHN A01_02") == Approx(home).epsilon(1e-14));
  CHECK(imported.flows().count("CN1 AUS A01_02") == 0);
}

TEST_CASE("CHN that sells what its parts sell would count twice") {
  SmallTable table;
  table.countries = {"CN1", "CHN", "AUS"};
  table.as = {0, 0, 2};
  CHECK_THAT(refused_table(table.rows()),
             Contains("CHN sells of A01_02 what its parts (CN1, CN2) sell"));
  table.as = {0, 1, 2};  // what the parts leave is added to them
  CHECK_THAT(refused_table(table.rows()), Contains("imported"));
}

TEST_CASE("CHN that buys and sells what its parts do was told of as a damaged file",
          "[regression]") {
  // Cause: totals were compared first, and differ since purchases count twice.
  SmallTable table;
  table.countries = {"CN1", "CN2", "AUS"};
  Rows rows = table.rows();
  const auto sum = [](const std::string& a, const std::string& b) {
    return SmallTable::number(std::stod(a) + std::stod(b));
  };
  for (const std::string& sector : table.sectors) {
    std::vector<std::string> whole = row_of(rows, "CN1_" + sector);
    const std::vector<std::string>& second = row_of(rows, "CN2_" + sector);
    whole[0] = "CHN_" + sector;
    for (std::size_t c = 1; c < whole.size(); ++c) whole[c] = sum(whole[c], second[c]);
    rows.push_back(std::move(whole));
  }
  for (std::size_t c = 1, width = rows[0].size(); c < width; ++c) {
    if (!rows[0][c].starts_with("CN1_")) continue;
    const std::string of = rows[0][c].substr(4);
    const std::size_t second = column_of(rows, "CN2_" + of);
    rows[0].push_back("CHN_" + of);
    for (std::size_t row = 1; row < rows.size(); ++row)
      rows[row].push_back(sum(rows[row][c], rows[row][second]));
  }
  CHECK_THAT(refused_table(rows),
             Contains("CHN sells of A01_02 what its parts (CN1, CN2) sell together: "
                      "all would count twice"));
}

TEST_CASE("the year is that of the name, or the one asked for") {
  const TemporaryFolder folder;
  const std::string text = text_of(kTable.rows());
  CHECK(ImportedFolder("icio", {folder.write("ICIO2018_2010.CSV", text)}).baseline().year == 2010);
  const auto nameless = folder.write("table.csv", text);
  CHECK(ImportedFolder("icio", {nameless}, {1999, std::nullopt}).baseline().year == 1999);
  CHECK_THAT(refusal("icio", {nameless}),
             Contains("says of which year the figures are") && Contains("such as --year 2020"));
  CHECK_THAT(refusal("icio", {folder.write("2010.csv", text)}, {2011, std::nullopt}),
             Contains("the file is of 2010, and --year asks for 2011"));
  const auto other = folder.write("2011.csv", text);
  CHECK_THAT(refusal("icio", {folder.path() / "2010.csv", other}), Contains("give one of them"));
  CHECK(ImportedFolder("icio", {folder.path() / "2010.csv", other}, {2011, std::nullopt})
            .baseline()
            .year == 2011);
}

TEST_CASE("negative flows and inputs above cost: cleaned by default, refused on request") {
  Rows rows = kTable.rows();
  const auto change = [&](const std::string& row, const std::string& column, double by) {
    for (const auto& at : {column_of(rows, column), rows[0].size() - 1}) {
      std::string& cell = row_of(rows, row)[at];
      cell = SmallTable::number(std::stod(cell) + by);
    }
    for (const std::string account : {"OUT", "VA"}) {
      std::string& cell = row_of(rows, account)[column_of(rows, row)];
      cell = SmallTable::number(std::stod(cell) + by);
    }
  };
  change("AUS_A01_02", "CHN_INVNT", -200);
  const TemporaryFolder folder;
  const auto file = folder.write("2020.csv", text_of(rows));
  const ImportedFolder imported("icio", {file});
  CHECK(imported.flows().count("AUS CHN A01_02") == 0);
  CHECK_THAT(imported.said(), Contains("1 flow is below 0") && Contains("AUS -> CHN A01_02") &&
                                  Contains("% of trade") && Contains("set to 0"));
  CHECK_THAT(imported.text("baseline.yaml"), Contains("set to 0"));
  const auto recipe = folder.write("r.yaml", "tariffsim-recipe: 1\nclean: {negative: refuse}\n");
  CHECK_THAT(refusal("icio", {file}, {std::nullopt, recipe}), Contains("clean: {negative: zero}"));

  rows = kTable.rows();
  change("AUS_A01_02", "ROW_C10T12", 900);  // more inputs than it sells
  std::string& left = row_of(rows, "VA")[column_of(rows, "ROW_C10T12")];
  left = SmallTable::number(std::stod(left) - 900);
  const auto costly = folder.write("2020.csv", text_of(rows));
  const ImportedFolder scaled("icio", {costly});
  CHECK_THAT(scaled.said(), Contains("inputs cost more than the output in 1 industry, most in ROW "
                                     "C10T12") &&
                                Contains("scaled down"));
  double sum = 0;
  for (const auto& [cell, share] : scaled.inputs())
    if (cell.starts_with("ROW") && cell.find(" C10T12 ", 10) != std::string::npos) sum += share;
  CHECK(sum == Approx(1).epsilon(1e-12));
}

TEST_CASE("a recipe joins countries and sectors; inputs among members are domestic") {
  const TemporaryFolder folder;
  const auto file = folder.write("2020.csv", text_of(kTable.rows()));
  const auto recipe = folder.write("r.yaml", R"(tariffsim-recipe: 1
title: Two regions
keep: [AUS]
join_countries: [{code: REST, name: All others, members: others}]
join_sectors: [{code: ALL, name: Everything, members: [A01_02, C10T12]}]
services: [ALL]
elasticities: [{name: mine, goods: 4, services: 3}]
)");
  const ImportedFolder imported("icio", {file}, {std::nullopt, recipe});
  double flow = 0, inputs = 0, output = 0;
  for (std::size_t k = 0; k < 2; ++k)
    for (std::size_t i = 1; i < 3; ++i) {
      output += kTable.output(i, k);
      for (std::size_t n = 1; n < 3; ++n) {
        flow += kTable.flow(i, n, k);
        for (std::size_t s = 0; s < 2; ++s) inputs += SmallTable::input(i, k, n, s);
      }
    }
  CHECK(imported.flows().at("REST REST ALL") == Approx(flow).epsilon(1e-14));
  CHECK(imported.inputs().at("REST ALL ALL domestic") == Approx(inputs / output).epsilon(1e-14));
  const Baseline baseline = imported.baseline();
  CHECK(baseline.title == "Two regions");
  CHECK(baseline.elasticities.at(0).trade_elasticity(0) == 3);
  CHECK(baseline.countries.at(1).name == "All others");
  const auto& rest = baseline.regions.at("REST");  // with the rest of the world
  CHECK(std::count(rest.begin(), rest.end(), "CHN") == 1);
  CHECK(std::count(rest.begin(), rest.end(), "KHM") == 1);
  CHECK(std::count(rest.begin(), rest.end(), "AUS") == 0);
  const auto wrong = folder.write("w.yaml", "tariffsim-recipe: 1\nkeep: [AUT, CHN, ROW]\n");
  CHECK_THAT(
      refusal("icio", {file}, {std::nullopt, wrong}),
      Contains("w.yaml:2:8: error: unknown country 'AUT'") && Contains("did you mean 'AUS'"));
}

TEST_CASE("labels are readable: names of countries and sectors, goods apart from services") {
  const TemporaryFolder folder;
  SmallTable table;
  table.sectors = {"A01_02", "J62_63"};
  const ImportedFolder imported("icio", {folder.write("2020.csv", text_of(table.rows()))});
  const Baseline baseline = imported.baseline();
  CHECK(baseline.countries.at(0).name == "Australia");
  CHECK(baseline.countries.at(2).name == "Rest of the world");
  CHECK(baseline.sectors.at(0).name == "Agriculture and forestry");
  CHECK(baseline.sectors.at(0).kind == SectorKind::goods);
  CHECK(baseline.sectors.at(1).kind == SectorKind::services);
  CHECK(std::find(baseline.regions.at("ROW").begin(), baseline.regions.at("ROW").end(), "KHM") !=
        baseline.regions.at("ROW").end());
  CHECK_THAT(imported.said(), !Contains("no known list"));
  // A misspelt code made goods of a service, in a note that named no way out.
  table.sectors = {"A01_02", "J62_36"};
  const ImportedFolder misspelt("icio", {folder.write("2020.csv", text_of(table.rows()))});
  CHECK_THAT(misspelt.said(), Contains("warning: 1 sector is of no known list of industries, and "
                                       "taken as goods: J62_36"));
}

TEST_CASE("a table without totals is read, and said not to be checked", "[regression]") {
  // One cell a thousand times too large passed, and nothing said that nothing was compared.
  Rows rows = kTable.rows();
  rows.resize(rows.size() - 3);
  for (auto& row : rows) row.pop_back();
  CHECK_THAT(said_of(rows), Contains("its cells could not be checked"));
  CHECK_THAT(said_of(kTable.rows()), !Contains("could not be checked"));
}

TEST_CASE("zeros that codes of sectors have lost are put back", "[regression]") {
  // A spreadsheet made AUS_9 and AUS_1T2 of AUS_09 and AUS_01T02: two new sectors of goods.
  SmallTable table;
  table.sectors = {"01T02", "09"};
  Rows rows = table.rows();
  const auto lose = [](std::string& label) {
    for (const auto& [whole, lost] : {std::pair{"_01T02", "_1T2"}, {"_09", "_9"}})
      if (label.ends_with(whole)) label.replace(label.rfind('_'), std::string::npos, lost);
  };
  for (std::string& label : rows[0]) lose(label);
  for (auto& row : rows) lose(row[0]);
  const TemporaryFolder folder;
  const ImportedFolder imported("icio", {folder.write("2018.csv", text_of(rows))});
  check_cells(imported.flows(), expected_flows(table), 1e-14);
  CHECK_THAT(imported.said(), Contains("1T2 is 01T02, 9 is 09"));
}

TEST_CASE("a table in another layout does not fill the screen", "[regression]") {
  // Every column of the wrong layout was an error of its own, up to a hundred.
  std::string header = "V1";
  for (int c = 0; c < 60; ++c) header += ",W2_X" + std::to_string(c);
  const std::string said = refused_table(header + "\n");
  CHECK(static_cast<std::size_t>(std::count(said.begin(), said.end(), '^')) <= 11);
  CHECK_THAT(said, Contains("more errors"));
}

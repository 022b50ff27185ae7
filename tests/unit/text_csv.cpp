#include <catch2/catch.hpp>

#include "text/csv_table.hpp"

using namespace tariffsim;

namespace {

const CsvColumns kColumns{{"code", "value"}, {"name"}, false};

CsvTable table(const std::string& text, const CsvColumns& columns = kColumns) {
  return {std::make_shared<SourceText>(SourceText{"t.csv", text}), columns};
}

std::string table_failure(const std::string& text, const CsvColumns& columns = kColumns) {
  try {
    table(text, columns);
  } catch (const InputError& error) {
    return error.what();
  }
  return "read";
}

}  // namespace

TEST_CASE("Columns are found by name, fields are unquoted") {
  const CsvTable t = table("value,name,code\r\n1.5,\"Korea, \"\"South\"\"\",KOR\r\n-2e3,,\"USA\"");
  REQUIRE(t.rows() == 2);
  CHECK(t.field(0, t.column("name")) == "Korea, \"South\"");
  CHECK(t.field(0, t.column("code")) == "KOR");
  CHECK(t.field(1, t.column("name")).empty());
  CHECK(t.field(1, t.column("code")) == "USA");
  CHECK(t.column("rate") == -1);
  Diagnostics diagnostics;
  CHECK(t.number(0, 0, diagnostics) == 1.5);
  CHECK(t.number(1, 0, diagnostics) == -2000);
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("Lines stay right with blank lines, quoted line breaks and a byte order mark") {
  const CsvTable t = table(
      "\xEF\xBB\xBF"
      "code,name,value\n\n\"A\nA\",\"x\n\ny\",1\r\n  \nB,\"\",  é2 \n\n");
  REQUIRE(t.rows() == 2);
  CHECK(t.field(0, 0) == "A\nA");
  CHECK(t.place(0, 0).line == 3);
  CHECK(t.place(0, 0).column == 1);
  CHECK(t.place(0, 1).line == 4);
  CHECK(t.place(0, 1).column == 4);
  CHECK(t.place(0, 2).line == 6);
  CHECK(t.place(0, 2).column == 4);
  CHECK(t.place(0, 2).length == 1);
  CHECK(t.place(1, 0).line == 8);
  CHECK(t.place(1, 2).column == 8);
  CHECK(t.place(1, 2).length == 3);
}

TEST_CASE("What is not a finite number is marked where it stands") {
  const CsvTable t = table("code,value\nA,25%\nB,nan\nC,1e999\nD,\nE,1 2\nF,\"1,5\"\n");
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < t.rows(); ++row) CHECK(t.number(row, 1, diagnostics) == 0);
  std::string text;
  for (const auto& diagnostic : diagnostics.all()) text += render(diagnostic);
  CHECK(text ==
        "t.csv:2:3: error: expected a number, found '25%'\n"
        "    2 | A,25%\n      |   ^~~ a fraction: 25 % is 0.25\n"
        "t.csv:3:3: error: expected a number, found 'nan'\n"
        "    3 | B,nan\n      |   ^~~\n"
        "t.csv:4:3: error: '1e999' is beyond the range of numbers\n"
        "    4 | C,1e999\n      |   ^~~~~\n"
        "t.csv:5:3: error: expected a number, found ''\n"
        "    5 | D,\n      |   ^\n"
        "t.csv:6:3: error: expected a number, found '1 2'\n"
        "    6 | E,1 2\n      |   ^~~ a decimal point, no thousands separators\n"
        "t.csv:7:3: error: expected a number, found '1,5'\n"
        "    7 | F,\"1,5\"\n      |   ^~~~~ a decimal point, no thousands separators\n");
}

TEST_CASE("Wrong columns are reported together, with what was probably meant") {
  CHECK(table_failure("cod,nam,extra,nam\n") ==
        "t.csv:1:1: error: unknown column 'cod'\n"
        "    1 | cod,nam,extra,nam\n      | ^~~ did you mean 'code'?\n"
        "t.csv:1:5: error: unknown column 'nam'\n"
        "    1 | cod,nam,extra,nam\n      |     ^~~ did you mean 'name'?\n"
        "t.csv:1:9: error: unknown column 'extra'\n"
        "    1 | cod,nam,extra,nam\n      |         ^~~~~ known: code, value, name\n"
        "t.csv:1:15: error: repeated column 'nam'\n"
        "    1 | cod,nam,extra,nam\n      |               ^~~\n"
        "t.csv:1: error: missing column 'value'\n"
        "    1 | cod,nam,extra,nam\n");
  CHECK(table_failure("") == "t.csv: error: no header row; expected code,value,name\n");
  CHECK(table_failure("\n\n") == "t.csv: error: no header row; expected code,value,name\n");
  CHECK(table_failure("code,other,value\n", {{"code"}, {}, true}) == "read");
}

TEST_CASE("Rows of the wrong length are reported together") {
  CHECK(table_failure("code,value\nA\nB,1\nC,1,2\n") ==
        "t.csv:2: error: 1 fields where the header has 2\n    2 | A\n"
        "t.csv:4: error: 3 fields where the header has 2\n    4 | C,1,2\n");
}

TEST_CASE("Broken quotes and broken text are refused where they break") {
  CHECK(table_failure("code,value\nA,\"1\nB,2\n") ==
        "t.csv:2:3: error: this quote is never closed\n    2 | A,\"1\n      |   ^\n");
  CHECK(table_failure("code,value\nA\"B,1\n") ==
        "t.csv:2:2: error: a quote inside a field: quote the whole field and double the quotes in "
        "it\n    2 | A\"B,1\n      |  ^\n");
  CHECK(table_failure("code,value\n\xC3,1\n") ==
        "t.csv:2:1: error: text that is not UTF-8\n    2 | <C3>,1\n      | ^~~~ save the file with "
        "the encoding UTF-8\n");
  CHECK(table_failure("code,value\rA,1\rB,2\r") ==
        "t.csv:1: error: a line break that is neither LF nor CRLF\n    1 | code,value␍A,1␍B,2\n    "
        "  | save the file with the line ends of Unix or Windows\n");
}

TEST_CASE("A field is quoted where RFC 4180 or a careful reader needs it") {
  CHECK(csv_field("USA") == "USA");
  CHECK(csv_field("Bolivia, Plurinational State of") == "\"Bolivia, Plurinational State of\"");
  CHECK(csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv_field(" x") == "\" x\"");
  CHECK(csv_field("").empty());
}

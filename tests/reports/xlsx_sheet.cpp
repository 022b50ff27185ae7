// Sheets at the edge of what Excel has.
#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "files/xlsx_book.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;

TEST_CASE("a sheet knows where its rows end, and nothing is written beyond without a word") {
  const tests::TemporaryFolder folder;
  Book book(folder.path() / "b.xlsx");
  Sheet sheet(book, "Rows");
  for (std::size_t row = 0; row + 1 < kSheetRows; ++row) sheet.end_row();
  CHECK(sheet.has_room(1));
  CHECK_FALSE(sheet.has_room(2));
  CHECK_NOTHROW(sheet.text(0, "the last row"));
  sheet.end_row();
  CHECK_FALSE(sheet.has_room(1));
  CHECK_THROWS_AS(sheet.text(0, "one more"), OutputError);
  CHECK_THROWS_AS(sheet.number(0, 1, nullptr), OutputError);
}

TEST_CASE("rows that find no room are told with where all of them are") {
  CHECK(room_note("Flows", kSheetRows - 1, "flows.csv has all").empty());
  CHECK(room_note("Flows", kSheetRows, "flows.csv has all") ==
        "; the sheet Flows holds the first 1,048,575, as many as Excel has rows for; flows.csv has "
        "all");
}

#include <catch2/catch.hpp>

#include "base/near_miss.hpp"

using namespace tariffsim;

TEST_CASE("A near miss is found whatever its case, by insertion, deletion, replacement or swap") {
  const std::vector<std::string> codes{"USA", "CHN", "CHE", "importer", "exporter"};
  CHECK(near_miss("CNH", codes) == "CHN");
  CHECK(near_miss("usa", codes) == "USA");
  CHECK(near_miss("exportr", codes) == "exporter");
  CHECK(near_miss("imporrter", codes) == "importer");
  CHECK(near_miss("inporter", codes) == "importer");
}

TEST_CASE("Names too far away are not suggested") {
  const std::vector<std::string> codes{"USA", "CHN", "A", "importer"};
  CHECK_FALSE(near_miss("XYZ", codes));
  CHECK_FALSE(near_miss("B", codes));
  CHECK_FALSE(near_miss("", codes));
  CHECK_FALSE(near_miss("imxxxxxx", codes));
}

TEST_CASE("Ties go to the first candidate") {
  CHECK(near_miss("CHX", {"CHN", "CHE"}) == "CHN");
  CHECK(near_miss("CHX", {"CHE", "CHN"}) == "CHE");
}

TEST_CASE("all candidates that are equally near are found") {
  CHECK(near_misses("CHM", {"USA", "CHN", "CHL", "MEX", "CHE"}) ==
        std::vector<std::string>{"CHN", "CHL", "CHE"});
  CHECK(near_misses("XYZ", {"CHN"}).empty());
}

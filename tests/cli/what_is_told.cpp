// What trials found to be told in a way that only its author understands, or not at all.
#include <catch2/catch.hpp>

#include "support/program.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

TEST_CASE("imports of a group that are not known by product were told as those of one member",
          "[regression]") {
  // Cause: the sentence named the first country of the importers.
  const Ran ran = run({"describe", "world-2024", "--products", "EU27", "CHN", "C29"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Contains("imports into EU27 are not known by product in world-2024: those into USA "
                      "are"));
}

// Errors of reading and of looking up names come in one go, in the file's order.
#include <catch2/catch.hpp>

#include "support/program.hpp"

using namespace tariffsim::tests;

TEST_CASE("a wrong key, a wrong rate and an unknown country of one file are reported together") {
  const TemporaryFolder folder;
  folder.write("bad.yaml",
               "tariffsim: 1\n"
               "titel: x\n"
               "baseline: world-2022\n"
               "policy:\n"
               "  - tariff: {importer: USA, exporter: CNH, add: 145%}\n"
               "  - tariff: {importer: USA, exporter: CHN, add: 25}\n"
               "  - embargo: {between: [IND, PAKK]}\n");
  const Ran ran = run({"validate", "bad.yaml"}, {.folder = folder.path()});
  CHECK(ran.status == 2);
  CHECK(ran.err ==
        "bad.yaml:2:1: error: unknown key 'titel' in a scenario\n"
        "    2 | titel: x\n"
        "      | ^~~~~ did you mean 'title'?\n"
        "bad.yaml:5:39: error: unknown country 'CNH'\n"
        "    5 |   - tariff: {importer: USA, exporter: CNH, add: 145%}\n"
        "      |                                       ^~~ did you mean 'CHN' (China)?\n"
        "bad.yaml:6:49: error: a rate of 25 is 2500 %\n"
        "    6 |   - tariff: {importer: USA, exporter: CHN, add: 25}\n"
        "      |                                                 ^~ did you mean 25%?\n"
        "bad.yaml:7:30: error: unknown country 'PAKK'\n"
        "    7 |   - embargo: {between: [IND, PAKK]}\n"
        "      |                              ^~~~ did you mean 'PAK' (Pakistan)?\n");
}

// Recipes on imported folders, and what published tables hold that a model cannot.
#include <catch2/catch.hpp>

#include "data/recipe_reader.hpp"
#include "imported_folder.hpp"
#include "small_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kMetadata =
    "tariffsim-recipe: 1\nid: made\ntitle: Made\nyear: 2020\nunit: million USD\n"
    "valuation: net-of-duty\nflows: source\nkeep: [USA, CHN]\n";

void write_source(const TemporaryFolder& folder, const std::string& flows,
                  const std::string& inputs) {
  folder.write("source/countries.csv", "code\nUSA\nCHN\n");
  folder.write("source/sectors.csv", "code\nA\nB\n");
  folder.write("source/flows.csv", "exporter,importer,sector,value\n" + flows);
  folder.write("source/inputs.csv", "country,input,sector,origin,share\n" + inputs);
}

const std::string kFlows =
    "USA,USA,A,100\nUSA,USA,B,50\nCHN,CHN,A,80\nCHN,CHN,B,70\nUSA,CHN,A,-5\nCHN,USA,A,7\n";
const std::string kInputs =
    "USA,A,B,domestic,0.2\nUSA,A,B,imported,0.1\nCHN,A,B,domestic,0.9\nCHN,B,B,domestic,0.3\n";

std::string built(const TemporaryFolder& folder, const std::string& more, Baseline& out) {
  Diagnostics diagnostics;
  try {
    const auto recipe = read_recipe(folder.write("r.yaml", kMetadata + more), {}, diagnostics);
    out = build_baseline(recipe, diagnostics).baseline;
  } catch (const InputError& error) {
    return error.what();
  }
  std::string said;
  for (const Diagnostic& one : diagnostics.all()) said += render(one);
  return said;
}

}  // namespace

TEST_CASE("data build refuses what `clean` would do away with, and does it on request") {
  const TemporaryFolder folder;
  Baseline out;
  write_source(folder, kFlows, kInputs);
  CHECK_THAT(built(folder, "", out), Contains("a flow must not be negative, found -5") &&
                                         Contains("the inputs of CHN B sum to 1.2 of its cost"));
  const std::string said =
      built(folder, "clean: {negative: zero, inputs_above_cost: scale}\n", out);
  CHECK_THAT(said, Contains("1 flow below 0, 1.6 % of trade in all, set to 0") &&
                       Contains("inputs cost more than the output in 1 sector of a country"));
  CHECK(out.flow(0, 1, 0) == 0);
  CHECK(out.flow(1, 0, 0) == 7);
  write_source(folder, kFlows + "CHN,USA,A,3\n", kInputs);
  CHECK_THAT(built(folder, "clean: {negative: zero, inputs_above_cost: scale}\n", out),
             Contains("repeated cell CHN USA A"));
  built(folder, "clean: {negative: zero, inputs_above_cost: scale, rows: sum}\n", out);
  CHECK(out.flow(1, 0, 0) == 10);
  CHECK_THAT(built(folder, "clean: {negative: drop}\n", out), Contains("zero"));
}

TEST_CASE("inputs.csv tells domestic from imported inputs, whose sum is used unless asked") {
  const TemporaryFolder folder;
  write_source(folder, "USA,USA,A,100\nUSA,USA,B,50\nCHN,CHN,A,80\nCHN,CHN,B,70\n",
               "USA,A,B,domestic,0.2\nUSA,A,B,imported,0.1\nCHN,B,A,imported,0.25\n");
  folder.write("source/baseline.yaml",
               "id: x\ntitle: x\nyear: 2020\nunit: million USD\nvaluation: net-of-duty\n");
  folder.write("source/products.csv", "exporter,importer,product,sector,value\n");
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(folder.path() / "source", diagnostics);
  CHECK(baseline.input_share(0, 0, 1) == Approx(0.3).epsilon(1e-15));
  CHECK(baseline.input_share(1, 1, 0) == 0.25);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK_THAT(
      diagnostics.all()[0].message,
      Contains("domestic and imported inputs are told apart") && Contains("else by their sum"));
  folder.write("source/inputs.csv", "country,input,sector,origin,share\nUSA,A,B,foreign,0.2\n");
  try {
    read_baseline(folder.path() / "source", diagnostics);
    FAIL("an unknown origin was read");
  } catch (const InputError& error) {
    CHECK_THAT(error.what(), Contains("unknown origin 'foreign'"));
  }
}

TEST_CASE("an imported folder is a source of `data build`, in which `others` are all the rest") {
  const TemporaryFolder folder;
  const ImportedFolder imported("icio", {folder.write("2020.csv", text_of(SmallTable{}.rows()))});
  Diagnostics diagnostics;
  const auto path =
      folder.write("r.yaml",
                   "tariffsim-recipe: 1\nid: made\ntitle: Made\nyear: 2020\nunit: million USD\n"
                   "valuation: net-of-duty\nflows: " +
                       imported.path().string() +
                       "\nkeep: [CHN]\njoin_countries: [{code: REST, name: All others, members: "
                       "others}]\ndigits: 17\n");
  const Baseline built = build_baseline(read_recipe(path, {}, diagnostics), diagnostics).baseline;
  REQUIRE(built.countries.size() == 2);
  double flow = 0;
  for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) flow += SmallTable{}.flow(i, 1, 0);
  CHECK(built.flow(1, 0, 0) == Approx(flow).epsilon(1e-14));
}

TEST_CASE("a recipe of imports says nothing of sources of its own") {
  const TemporaryFolder folder;
  const auto table = folder.write("2020.csv", text_of(SmallTable{}.rows()));
  const auto recipe = folder.write("r.yaml",
                                   "tariffsim-recipe: 1\ninputs: {from: x, elsewhere: ROW, "
                                   "parents: {A: A}}\n");
  CHECK_THAT(refusal("icio", {table}, {std::nullopt, recipe}),
             Contains("'inputs' is for 'data build'"));
  const auto whole = folder.write("w.yaml", "tariffsim-recipe: 1\nid: mine\nflows: nowhere\n");
  const ImportedFolder imported("icio", {table}, {std::nullopt, whole});
  CHECK_THAT(imported.said(), Contains("'flows' is ignored"));
  CHECK(imported.baseline().id == "mine");
}

TEST_CASE("a recipe of imports needs no key", "[regression]") {
  // 'tariffsim-recipe' was wanted, which the README's example does not have.
  const TemporaryFolder folder;
  const auto table = folder.write("2020.csv", text_of(SmallTable{}.rows()));
  const auto recipe = folder.write(
      "r.yaml", "join_countries: [{code: REST, name: All others, members: others}]\nkeep: [CHN]\n");
  CHECK(refusal("icio", {table}, {std::nullopt, recipe}) == "imported");
}

TEST_CASE("means.csv of an import fills a baseline that lacks some of its importers",
          "[regression]") {
  // Each importer that the baseline lacks was an error, and so was the group 'goods'.
  const TemporaryFolder folder;
  Baseline out;
  write_source(folder, "USA,USA,A,100\nCHN,USA,A,40\nUSA,CHN,A,20\nCHN,CHN,A,80\nUSA,USA,B,1\n",
               "USA,A,B,domestic,0.2\n");
  folder.write("means.csv",
               "importer,group,mean_pct,moves,source\nALB,goods,1,both,x\nEUN,goods,2,both,x\n"
               "USA,goods,3,both,x\n");
  const std::string said = built(folder, "rates: {means: means.csv}\n", out);
  CHECK_THAT(said, Contains("the baseline does not have 2 importers: ALB, EUN"));
  CHECK(out.tariff(1, 0, 0) == Approx(0.03));
  CHECK(out.tariff(0, 1, 0) == 0);
  folder.write("means.csv", "importer,group,mean_pct,moves,source\nEUN,goods,2,both,x\n");
  CHECK_THAT(built(folder, "rates: {means: means.csv, unions: {EU27: [CHN]}}\n", out),
             Contains("read 'EUN' as 'EU27'"));
  CHECK(out.tariff(0, 1, 0) == Approx(0.02));
  folder.write("means.csv", "importer,group,mean_pct,moves,source\nUSS,gods,2,both,x\n");
  CHECK_THAT(built(folder, "rates: {means: means.csv}\n", out),
             Contains("unknown importer 'USS'") && Contains("unknown group 'gods'"));
}

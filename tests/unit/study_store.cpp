#include <catch2/catch.hpp>

#include <fstream>

#include "studies/study_store.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using tariffsim::tests::read_text;
using tariffsim::tests::TemporaryFolder;

namespace {

const StudyIdentity kIdentity{{{"scenario", "abc"}, {"baseline", "def"}}, 6, {"AAA"}};

PointResult result(double first) { return {{first, 0.1, -0.0, 1e-300, 5}, "", 1e-11, 3}; }

PointResult failure() {
  PointResult failed;
  failed.message = "not solved: no supplier";
  return failed;
}

std::vector<PointResult> all_points(const StudyStore& store) {
  std::vector<PointResult> all;
  store.for_each([&](std::size_t point, const PointResult& one) {
    CHECK(point == all.size());
    all.push_back(one);
  });
  return all;
}

}  // namespace

TEST_CASE("a store gives back what was put in, in the order of points") {
  const TemporaryFolder folder;
  StudyStore store = StudyStore::create(folder.path() / "s", kIdentity);
  store.append(1, 3, std::vector{result(4), failure(), result(6)});
  store.append(0, 0, std::vector{result(1), result(2), result(3)});
  const std::vector<PointResult> all = all_points(store);
  REQUIRE(all.size() == 6);
  CHECK(all[0].values == result(1).values);
  CHECK(all[5].values == result(6).values);
  CHECK(all[5].iterations == 3);
  CHECK(all[5].residual == 1e-11);
  CHECK(all[4].values.empty());
  CHECK(all[4].message == "not solved: no supplier");
  CHECK(store.find(3)->values == result(4).values);
  CHECK_FALSE(store.find(6));
}

TEST_CASE("a store that was left says which chunks it has and of what it is") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "s";
  StudyStore::create(path, kIdentity).append(1, 3, std::vector{result(1), result(2), result(3)});
  const auto store = StudyStore::open(path, StudyStore::Access::append);
  REQUIRE(store);
  CHECK(store->chunks(2) == std::vector{false, true});
  CHECK(store->points_done() == 3);
  CHECK(store->differences(kIdentity).empty());
  StudyIdentity other = kIdentity;
  other.parts[1].value = "xyz";
  CHECK(store->differences(other) == std::vector<std::string>{"baseline"});
}

TEST_CASE("what is no store is none, and two programs do not share one") {
  const TemporaryFolder folder;
  CHECK_FALSE(StudyStore::open(folder.path() / "none", StudyStore::Access::append));
  std::ofstream(folder.path() / "empty");
  CHECK_FALSE(StudyStore::open(folder.path() / "empty", StudyStore::Access::append));
  StudyStore store = StudyStore::create(folder.path() / "s", kIdentity);
  store.append(0, 0, std::vector{result(1)});
  CHECK_THROWS_WITH(StudyStore::open(folder.path() / "s", StudyStore::Access::append),
                    Catch::Contains("another run is working on this study"));
  CHECK_THROWS_AS(store.append(0, 0, std::vector{result(1)}), OutputError);  // nothing twice
}

TEST_CASE("the order in which chunks came does not show in a copy") {
  const TemporaryFolder folder;
  for (const bool forward : {true, false}) {
    const std::string name = forward ? "forward" : "backward";
    StudyStore store = StudyStore::create(folder.path() / name, kIdentity);
    for (std::size_t at = 0; at < 200; ++at) {
      const std::size_t chunk = forward ? at : 199 - at;
      store.append(chunk, chunk, std::vector{result(static_cast<double>(chunk))});
    }
    store.copy_to(folder.path() / (name + "-copy"));
  }
  CHECK(read_text(folder.path() / "forward-copy") == read_text(folder.path() / "backward-copy"));
}

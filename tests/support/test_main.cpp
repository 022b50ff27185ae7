#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "support/skipped.hpp"

// As Catch's own, but for tests whose data are not there: nothing has failed, yet not all was said.
int main(int argc, char** argv) {
  const int result = Catch::Session().run(argc, argv);
  const auto& missing = tariffsim::test::missing_data();
  if (result != 0 || missing.empty()) return result;
  for (const std::string& path : missing)
    std::cout << "skipped: tests that need " << path << ", which is not there\n";
  return tariffsim::test::kSkipped;
}

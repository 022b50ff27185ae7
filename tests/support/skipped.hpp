// Tests that need data from outside the repository, where these are not there.
#pragma once

#include <filesystem>
#include <iostream>
#include <set>
#include <string>

namespace tariffsim::test {

/// The exit status by which ctest and automake know a test that could not be done.
inline constexpr int kSkipped = 77;

/// What tests asked for in vain; the test program names it at its end.
inline std::set<std::string>& missing_data() {
  static std::set<std::string> paths;
  return paths;
}

/// True when data are not there and the test should return. Such tests carry the tag [shared].
inline bool skip_without(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) return false;
  missing_data().insert(path.lexically_normal().string());
  return true;
}

}  // namespace tariffsim::test

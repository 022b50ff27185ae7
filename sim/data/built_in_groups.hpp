// Groups of countries and sectors that come with the program.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/labels.hpp"

namespace tariffsim {

/// Who joined or left on a day.
struct MembershipChange {
  std::string date;  ///< 2020-02-01
  std::vector<std::string> members;
};

struct GroupHistory {
  std::string title;
  std::string since;  ///< a day, or empty
  std::vector<MembershipChange> joined;
  std::vector<MembershipChange> left;
};

struct BuiltInGroups {
  Groups countries;
  Groups sectors;
  std::map<std::string, GroupHistory> history;  ///< by name of the group, of either kind
};

/// From the library's groups.yaml, read once; empty if the program was installed without its
/// library. Throws InputError for a broken file.
const BuiltInGroups& built_in_groups();

}  // namespace tariffsim

// Groups of countries and sectors that come with the program.
#pragma once

#include <map>
#include <set>
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

/// Who was in a group on a day and is not today, and the reverse.
struct Membership {
  std::set<std::string> still, not_yet;
};
/// `day` as 2018-08-23.
Membership membership_on(const GroupHistory& history, const std::string& day);

/// From the library's groups.yaml, read once; empty if the program was installed without its
/// library. Throws InputError for a broken file.
const BuiltInGroups& built_in_groups();

}  // namespace tariffsim

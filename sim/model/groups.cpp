#include "model/groups.hpp"

namespace tariffsim {
namespace {

void expand(const Groups& groups, const std::string& name, std::set<std::string>& codes,
            std::set<std::string>& seen) {
  const auto group = groups.find(name);
  if (group == groups.end()) {
    codes.insert(name);
    return;
  }
  if (!seen.insert(name).second) return;
  for (const std::string& member : group->second) expand(groups, member, codes, seen);
}

}  // namespace

std::set<std::string> expand_group(const Groups& groups, const std::string& name) {
  std::set<std::string> codes;
  std::set<std::string> seen;
  expand(groups, name, codes, seen);
  return codes;
}

}  // namespace tariffsim

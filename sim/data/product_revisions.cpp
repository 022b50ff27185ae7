#include "data/product_revisions.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

using Revisions = std::map<std::string, SucceedingProducts, std::less<>>;  // by code of six digits

Revisions read_revisions() {
  Revisions revisions;
  for (const std::filesystem::path& library : library_folders()) {
    const auto path = library / "baselines" / "published" / "hs-revisions.csv";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMaxSmallTableBytes), {{"revision", "code", "now"}, {}});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      SucceedingProducts& found = revisions[std::string(table.field(row, table.column("code")))];
      found.revision = table.field(row, table.column("revision"));
      found.codes.emplace_back(table.field(row, table.column("now")));
    }
    break;
  }
  return revisions;
}

const Revisions& known_revisions() {
  static const Revisions revisions = read_revisions();
  return revisions;
}

}  // namespace

SucceedingProducts succeeding_products(std::string_view code) {
  const Revisions& revisions = known_revisions();
  SucceedingProducts all;
  std::set<std::string> codes;
  for (auto at = revisions.lower_bound(code); at != revisions.end() && at->first.starts_with(code);
       ++at) {
    all.revision = std::max(all.revision, at->second.revision);
    codes.insert(at->second.codes.begin(), at->second.codes.end());
  }
  all.codes.assign(codes.begin(), codes.end());
  return all;
}

PrecedingProducts preceding_products(std::string_view code) {
  PrecedingProducts all;
  for (const auto& [old, became] : known_revisions()) {
    const auto begins_so = [&](const std::string& now) { return now.starts_with(code); };
    if (std::none_of(became.codes.begin(), became.codes.end(), begins_so)) continue;
    all.revision = std::max(all.revision, became.revision);
    all.codes.push_back(old);
  }
  return all;
}

}  // namespace tariffsim

#include "scenario/region_members.hpp"

#include <fmt/format.h>

#include <vector>

#include "data/country_trade.hpp"

namespace tariffsim {
namespace {

using Codes = std::vector<std::string>;

Codes all_of(const NameTable& countries, const Trader& trader) {
  const std::string& code = countries.codes[static_cast<std::size_t>(trader.position)];
  const auto region = countries.regions.find(code);
  return region == countries.regions.end() ? Codes{code} : region->second;
}

Codes named_of(const NameTable& countries, const Trader& trader) {
  return trader.member.empty() ? all_of(countries, trader) : Codes{trader.member};
}

double goods(const Codes& exporters, const Codes& importers) {
  double sum = 0;
  for (const std::string& exporter : exporters)
    for (const std::string& importer : importers)
      if (const auto flow = country_trade().goods.find({exporter, importer});
          flow != country_trade().goods.end())
        sum += flow->second;
  return sum;
}

double gdp(const Codes& countries) {
  double sum = 0;
  for (const std::string& country : countries)
    if (const auto value = country_trade().gdp.find(country); value != country_trade().gdp.end())
      sum += value->second;
  return sum;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

double gdp_share(const NameTable& countries, const Trader& trader) {
  if (trader.member.empty()) return 1;
  return share(gdp({trader.member}), gdp(all_of(countries, trader)));
}

}  // namespace

double share_of_members(const NameTable& countries, const Trader& exporter,
                        const Trader& importer) {
  const double traded = goods(all_of(countries, exporter), all_of(countries, importer));
  if (traded > 0)
    return goods(named_of(countries, exporter), named_of(countries, importer)) / traded;
  return gdp_share(countries, exporter) * gdp_share(countries, importer);
}

std::string name_of_members(const Trader& exporter, const Trader& importer) {
  if (importer.member.empty()) return exporter.member;
  if (exporter.member.empty()) return importer.member;
  return fmt::format("{}->{}", exporter.member, importer.member);
}

}  // namespace tariffsim

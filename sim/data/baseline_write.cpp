#include <fmt/format.h>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/stlemitter.h>

#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/output_folder.hpp"
#include "data/baseline_folder.hpp"
#include "data/deflator_file.hpp"
#include "data/employment_file.hpp"
#include "data/product_file.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

using Buffer = fmt::memory_buffer;

std::string_view view(const Buffer& buffer) { return {buffer.data(), buffer.size()}; }

void write_regions(YAML::Emitter& yaml, const char* key, const Groups& groups) {
  yaml << YAML::Key << key << YAML::Value << YAML::BeginMap;
  for (const auto& [code, members] : groups) {
    yaml << YAML::Key << code << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const std::string& member : members) yaml << member;
    yaml << YAML::EndSeq;
  }
  yaml << YAML::EndMap;
}

void write_text(YAML::Emitter& yaml, const char* key, const std::string& text) {
  if (text.empty()) return;
  yaml << YAML::Key << key << YAML::Value;
  if (text.find('\n') != std::string::npos) yaml << YAML::Literal;
  yaml << text;
}

/// A figure of the countries of which it is known.
void write_customs(YAML::Emitter& yaml, const char* key, const CustomsByCountry& customs,
                   double CustomsTotals::*figure) {
  std::map<std::string, double> known;
  for (const auto& [country, totals] : customs)
    if (totals.*figure > 0) known.emplace(country, totals.*figure);
  if (!known.empty()) yaml << YAML::Key << key << YAML::Value << known;
}

std::string metadata_yaml(const Baseline& baseline, const BaselineForm& form) {
  YAML::Emitter yaml;
  yaml << YAML::BeginMap;
  yaml << YAML::Key << "id" << YAML::Value << baseline.id;
  yaml << YAML::Key << "title" << YAML::Value << baseline.title;
  yaml << YAML::Key << "year" << YAML::Value << baseline.year;
  if (baseline.price_year != baseline.year)
    yaml << YAML::Key << "prices" << YAML::Value << baseline.price_year;
  yaml << YAML::Key << "unit" << YAML::Value << form.unit + baseline.currency;
  yaml << YAML::Key << "valuation" << YAML::Value << "net-of-duty";
  if (!baseline.sources.empty()) yaml << YAML::Key << "sources" << YAML::Value << baseline.sources;
  write_text(yaml, "licence", baseline.licence);
  write_text(yaml, "notes", baseline.notes);
  write_text(yaml, "stands_alone", baseline.stands_alone);
  if (baseline.mark_exports_above > 0)
    yaml << YAML::Key << "mark_exports_above" << YAML::Value << baseline.mark_exports_above;
  if (baseline.tariff_name != Baseline().tariff_name)
    write_text(yaml, "tariffs", baseline.tariff_name);
  write_customs(yaml, "customs_imports", baseline.customs, &CustomsTotals::imports);
  write_customs(yaml, "customs_duties", baseline.customs, &CustomsTotals::duties);
  if (baseline.products != nullptr && baseline.products_year != baseline.year)
    yaml << YAML::Key << "products_year" << YAML::Value << baseline.products_year;
  if (!baseline.regions.empty()) write_regions(yaml, "regions", baseline.regions);
  yaml << YAML::EndMap;
  return std::string(yaml.c_str()) + "\n";
}

std::string groups_yaml(const Baseline& baseline) {
  YAML::Emitter yaml;
  yaml << YAML::BeginMap;
  for (const auto& [name, members] : baseline.country_groups)
    yaml << YAML::Key << name << YAML::Value << YAML::Flow << members;
  if (!baseline.sector_groups.empty()) write_regions(yaml, "sectors", baseline.sector_groups);
  if (!baseline.product_groups.empty()) write_regions(yaml, "products", baseline.product_groups);
  yaml << YAML::EndMap;
  return std::string(yaml.c_str()) + "\n";
}

/// Columns of numbers that are known of some countries.
struct HeadCount {
  const char* name;
  double Country::*count;
};

std::vector<HeadCount> known_counts(const std::vector<Country>& countries) {
  std::vector<HeadCount> out{{"population", &Country::population},
                             {"households", &Country::households}};
  std::erase_if(out, [&](const HeadCount& column) {
    return std::none_of(countries.begin(), countries.end(),
                        [&](const Country& c) { return c.*column.count > 0; });
  });
  return out;
}

std::string countries_csv(const Baseline& baseline) {
  const std::vector<HeadCount> counts = known_counts(baseline.countries);
  std::string out = "code,name,iso_numeric";
  for (const HeadCount& column : counts) out += fmt::format(",{}", column.name);
  out += '\n';
  for (const Country& c : baseline.countries) {
    out += fmt::format("{},{},{}", csv_field(c.code), csv_field(c.name),
                       c.iso_numeric == 0 ? "" : fmt::format("{:03}", c.iso_numeric));
    for (const HeadCount& column : counts)
      out += c.*column.count > 0 ? fmt::format(",{:.0f}", c.*column.count) : ",";
    out += '\n';
  }
  return out;
}

std::string sectors_csv(const Baseline& baseline) {
  std::string out = "code,name,kind\n";
  for (const Sector& s : baseline.sectors)
    out += fmt::format("{},{},{}\n", csv_field(s.code), csv_field(s.name),
                       s.kind == SectorKind::services ? "services" : "goods");
  return out;
}

/// A cube in a unit, without its zeros, exporter by exporter.
Buffer cells_csv(const Baseline& baseline, const Cube& cube, std::string_view value, int digits,
                 double unit = 1) {
  Buffer out;
  fmt::format_to(std::back_inserter(out), "exporter,importer,sector,{}\n", value);
  for (std::size_t i = 0; i < baseline.countries.size(); ++i)
    for (std::size_t n = 0; n < baseline.countries.size(); ++n)
      for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
        const double x = cube(static_cast<Index>(i), static_cast<Index>(n), static_cast<Index>(s));
        if (x == 0) continue;
        fmt::format_to(std::back_inserter(out), "{},{},{},{:.{}g}\n",
                       csv_field(baseline.countries[i].code), csv_field(baseline.countries[n].code),
                       csv_field(baseline.sectors[s].code), x / unit, digits);
      }
  return out;
}

/// Whether no set has a rate there.
bool is_free(const Baseline& baseline, Index i, Index n, Index s) {
  return baseline.tariff(i, n, s) == 0 &&
         std::all_of(baseline.tariff_sets.begin(), baseline.tariff_sets.end(),
                     [&](const TariffSet& set) { return set.tariff(i, n, s) == 0; });
}

/// Tariffs and the sets beside them, a column each, without cells in which all are zero.
Buffer tariffs_csv(const Baseline& baseline, int digits) {
  if (baseline.tariff_sets.empty()) return cells_csv(baseline, baseline.tariff, "rate", digits);
  Buffer out;
  const auto into = std::back_inserter(out);
  fmt::format_to(into, "exporter,importer,sector,rate");
  for (const TariffSet& set : baseline.tariff_sets)
    fmt::format_to(into, ",{}", csv_field(set.name));
  for (Index i = 0; i < baseline.tariff.countries(); ++i)
    for (Index n = 0; n < baseline.tariff.countries(); ++n)
      for (Index s = 0; s < baseline.tariff.sectors(); ++s) {
        if (is_free(baseline, i, n, s)) continue;
        fmt::format_to(into, "\n{},{},{},{:.{}g}",
                       csv_field(baseline.countries[static_cast<std::size_t>(i)].code),
                       csv_field(baseline.countries[static_cast<std::size_t>(n)].code),
                       csv_field(baseline.sectors[static_cast<std::size_t>(s)].code),
                       baseline.tariff(i, n, s), digits);
        for (const TariffSet& set : baseline.tariff_sets) {
          out.push_back(',');
          if (const double x = set.tariff(i, n, s); x != 0)
            fmt::format_to(into, "{:.{}g}", x, digits);
        }
      }
  out.push_back('\n');
  return out;
}

/// One row of inputs.csv; nothing for a share of 0. `origin` has its comma, or is empty.
void add_input(const Baseline& baseline, std::size_t country, std::size_t input, std::size_t sector,
               std::string_view origin, double share, int digits, Buffer& out) {
  if (share == 0) return;
  fmt::format_to(std::back_inserter(out), "{},{},{},{}{:.{}g}\n",
                 csv_field(baseline.countries[country].code),
                 csv_field(baseline.sectors[input].code), csv_field(baseline.sectors[sector].code),
                 origin, share, digits);
}

/// The rows of an input of which the baseline tells the origin, or of any.
void add_by_origin(const Baseline& baseline, std::size_t country, std::size_t input,
                   std::size_t sector, int digits, Buffer& out) {
  const auto n = static_cast<Index>(country), k = static_cast<Index>(input),
             s = static_cast<Index>(sector);
  const double share = baseline.input_share(n, k, s), home = baseline.home_input(n, k, s);
  if (home == kUntold)
    return add_input(baseline, country, input, sector, "any,", share, digits, out);
  add_input(baseline, country, input, sector, "domestic,", home * share, digits, out);
  add_input(baseline, country, input, sector, "imported,", (1 - home) * share, digits, out);
}

Buffer inputs_csv(const Baseline& baseline, const InputsByOrigin* parts, int digits) {
  Buffer out;
  fmt::format_to(std::back_inserter(out), "country,input,sector,{}share\n",
                 parts == nullptr && baseline.home_input.empty() ? "" : "origin,");
  for (std::size_t n = 0; n < baseline.countries.size(); ++n)
    for (std::size_t k = 0; k < baseline.sectors.size(); ++k)
      for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
        const auto add = [&](const InputShares& shares, std::string_view origin) {
          add_input(baseline, n, k, s, origin,
                    shares(static_cast<Index>(n), static_cast<Index>(k), static_cast<Index>(s)),
                    digits, out);
        };
        if (parts != nullptr) {
          add(parts->domestic, "domestic,");
          add(parts->imported, "imported,");
        } else if (baseline.home_input.empty()) {
          add(baseline.input_share, "");
        } else {
          add_by_origin(baseline, n, k, s, digits, out);
        }
      }
  return out;
}

/// Shares keep all their digits: they must sum to 1.
Buffer final_demand_csv(const Baseline& baseline) {
  Buffer out;
  fmt::format_to(std::back_inserter(out), "country,sector,share\n");
  for (std::size_t n = 0; n < baseline.countries.size(); ++n)
    for (std::size_t s = 0; s < baseline.sectors.size(); ++s)
      fmt::format_to(std::back_inserter(out), "{},{},{:.17g}\n",
                     csv_field(baseline.countries[n].code), csv_field(baseline.sectors[s].code),
                     (*baseline.final_share)(static_cast<Index>(n), static_cast<Index>(s)));
  return out;
}

Buffer elasticities_csv(const Baseline& baseline, int digits) {
  Buffer out;
  fmt::format_to(std::back_inserter(out), "sector");
  for (const ElasticitySource& source : baseline.elasticities)
    fmt::format_to(std::back_inserter(out), ",{}", csv_field(source.name));
  for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
    fmt::format_to(std::back_inserter(out), "\n{}", csv_field(baseline.sectors[s].code));
    for (const ElasticitySource& source : baseline.elasticities)
      fmt::format_to(std::back_inserter(out), ",{:.{}g}",
                     source.trade_elasticity(static_cast<Index>(s)), digits);
  }
  out.push_back('\n');
  return out;
}

}  // namespace

void write_baseline(const Baseline& baseline, const std::filesystem::path& path,
                    const BaselineForm& form, const std::vector<BaselineFile>& more) {
  OutputFolder folder(path, "baseline.yaml");
  const int digits = form.digits;
  folder.write("baseline.yaml", metadata_yaml(baseline, form));
  folder.write("countries.csv", countries_csv(baseline));
  folder.write("sectors.csv", sectors_csv(baseline));
  folder.write("flows.csv",
               view(cells_csv(baseline, baseline.flow, "value", digits, form.unit_in_million)));
  folder.write("tariffs.csv", view(tariffs_csv(baseline, digits)));
  if (baseline.export_tax.countries() > 0)
    folder.write("export_taxes.csv",
                 view(cells_csv(baseline, baseline.export_tax, "rate", digits)));
  if (!baseline.input_share.empty())
    folder.write("inputs.csv", view(inputs_csv(baseline, form.inputs, digits)));
  if (baseline.final_share) folder.write("final_demand.csv", view(final_demand_csv(baseline)));
  if (!baseline.elasticities.empty())
    folder.write("elasticities.csv", view(elasticities_csv(baseline, digits)));
  if (baseline.employment != nullptr) folder.write("employment.csv", employment_csv(baseline));
  if (!baseline.deflators.empty()) folder.write("deflators.csv", deflators_csv(baseline));
  if (baseline.products != nullptr)
    folder.write("products.csv.gz", gzipped(products_csv(baseline, digits)));
  if (!baseline.country_groups.empty() || !baseline.sector_groups.empty() ||
      !baseline.product_groups.empty())
    folder.write("groups.yaml", groups_yaml(baseline));
  for (const BaselineFile& file : more) folder.write(file.name, file.text);
  folder.commit();
}

}  // namespace tariffsim

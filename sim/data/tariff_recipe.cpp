#include "data/tariff_recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/file.hpp"
#include "data/baseline_tables.hpp"
#include "data/built_in_groups.hpp"
#include "data/mean_tariffs.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxRatesBytes = std::size_t{1} << 26U;
/// Cells above this are named in the baseline's notes.
constexpr double kHighRate = 0.30;
/// A published mean counts as met within this.
constexpr double kMeanSlack = 0.0005;

/// Makes the rates of one baseline, step by step.
class TariffMaker {
 public:
  TariffMaker(const TariffRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics)
      : recipe_(recipe),
        baseline_(baseline),
        codes_{index_countries(baseline.countries), index_sectors(baseline.sectors)},
        diagnostics_(diagnostics) {}

  std::vector<std::string> make() {
    read_codes();
    const Cube published = baseline_.tariff;
    baseline_.tariff_sets.clear();
    find_treatments();
    origin_.assign(baseline_.countries.size(),
                   recipe_.means ? "as published, scaled to means" : "as in what it is made from");
    fill_unrated();
    free_agreements();
    levy_nothing();
    if (recipe_.means) scale();
    for (const auto& path : recipe_.collected) replace(path);
    if (!recipe_.published_as.empty())
      baseline_.tariff_sets.push_back({recipe_.published_as, published});
    for (const auto& [name, path] : recipe_.more) add_set(name, path);
    note_high_rates();
    return std::move(notes_);
  }

 private:
  std::vector<Index> positions(const std::vector<PlacedCode>& list, const CodeIndex& codes) {
    std::vector<Index> out;
    for (const PlacedCode& code : list) {
      const Index at = codes.find(code.text);
      if (at >= 0)
        out.push_back(at);
      else
        diagnostics_.error(code.place, codes.unknown(code.text), codes.hint(code.text));
    }
    return out;
  }

  void read_codes() {
    free_ = positions(recipe_.free, codes_.sectors);
    unrated_ = positions(recipe_.no_rates_on, codes_.countries);
    for (const auto& [name, sectors] : recipe_.sector_groups)
      groups_.emplace_back(name.text, positions(sectors, codes_.sectors));
    add_built_in_groups();
    for (const auto& [name, members] : recipe_.unions)
      units_.push_back({name.text, positions(members, codes_.countries)});
    for (Index n = 0; n < codes_.countries.size(); ++n)
      if (std::none_of(units_.begin(), units_.end(),
                       [n](const ImportingUnit& unit) { return unit.has(n); }))
        units_.push_back({std::string(codes_.countries.code(n)), {n}});
    if (recipe_.agreements_free) {
      free_importers_ = positions(recipe_.agreements_free->importers, codes_.countries);
      free_sectors_ = positions(recipe_.agreements_free->sectors, codes_.sectors);
    }
    for (const FreeEntry& entry : recipe_.nothing_on)
      nothing_on_.emplace_back(positions(entry.importers, codes_.countries),
                               positions(entry.sectors, codes_.sectors));
    diagnostics_.throw_if_errors();
  }

  /// `goods`, `services`, and the groups of sectors that come with the program, unless the recipe
  /// has one of that name.
  void add_built_in_groups() {
    const auto add = [&](const std::string& name, std::vector<Index> sectors) {
      const bool is_there = std::any_of(groups_.begin(), groups_.end(),
                                        [&](const auto& group) { return group.first == name; });
      if (!is_there && !sectors.empty()) groups_.emplace_back(name, std::move(sectors));
    };
    std::vector<Index> goods, services;
    for (Index s = 0; s < codes_.sectors.size(); ++s)
      (baseline_.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods ? goods : services)
          .push_back(s);
    add("goods", goods);
    add("services", services);
    for (const auto& [name, members] : built_in_groups().sectors) {
      std::vector<Index> here;
      for (const std::string& member : members)
        if (const Index s = codes_.sectors.find(member); s >= 0) here.push_back(s);
      add(name, here);
    }
  }

  /// Of each unit, over the sectors on which duties are levied.
  void find_treatments() {
    std::vector<Index> levied;
    for (Index s = 0; s < codes_.sectors.size(); ++s)
      if (std::find(free_.begin(), free_.end(), s) == free_.end()) levied.push_back(s);
    for (const ImportingUnit& unit : units_)
      treatment_.push_back(treatments(baseline_, unit, levied, unrated_));
  }

  /// An exporter without rates pays what those pay who have no agreement, weighted by their flows.
  void fill_unrated() {
    for (std::size_t u = 0; u < units_.size(); ++u)
      for_each_outside_pair(
          units_[u], codes_.countries.size(), [&](Index exporter, Index importer) {
            if (std::find(unrated_.begin(), unrated_.end(), exporter) == unrated_.end()) return;
            for (Index s = 0; s < codes_.sectors.size(); ++s)
              baseline_.tariff(exporter, importer, s) = full_rate(u, importer, s);
          });
  }

  double full_rate(std::size_t u, Index importer, Index s) const {
    double trade = 0, duty = 0;
    for (Index i = 0; i < codes_.countries.size(); ++i) {
      const bool rated = std::find(unrated_.begin(), unrated_.end(), i) == unrated_.end();
      if (!rated || units_[u].has(i) ||
          treatment_[u][static_cast<std::size_t>(i)] != Treatment::full)
        continue;
      trade += baseline_.flow(i, importer, s);
      duty += baseline_.flow(i, importer, s) * baseline_.tariff(i, importer, s);
    }
    return trade > 0 ? duty / trade : 0;
  }

  void free_agreements() {
    for (std::size_t u = 0; u < units_.size(); ++u)
      for_each_outside_pair(
          units_[u], codes_.countries.size(), [&](Index exporter, Index importer) {
            const bool named = std::find(free_importers_.begin(), free_importers_.end(),
                                         importer) != free_importers_.end();
            if (!named || treatment_[u][static_cast<std::size_t>(exporter)] == Treatment::full)
              return;
            for (const Index s : free_sectors_) baseline_.tariff(exporter, importer, s) = 0;
          });
  }

  void levy_nothing() {
    for (const Index s : free_) baseline_.tariff.sector(s).setZero();
    for (const auto& [importers, sectors] : nothing_on_)
      for (const Index n : importers)
        for (const Index s : sectors) baseline_.tariff.sector(s).col(n).setZero();
  }

  void scale() {
    const Cube full = baseline_.tariff;
    for (const MeanTariff& mean :
         read_mean_tariffs(*recipe_.means, units_, codes_.countries, groups_, diagnostics_)) {
      const double reached =
          scale_to_mean(mean, units_[mean.unit], treatment_[mean.unit], full, baseline_);
      if (mean.may_move == MayMove::both_ways && std::abs(reached - mean.mean) > kMeanSlack)
        notes_.push_back(fmt::format("{} {}: {:.2f} % where {:.2f} % is published ({}).",
                                     units_[mean.unit].name, mean.group, 100 * reached,
                                     100 * mean.mean, mean.source));
    }
  }

  Cube read_cells(const std::filesystem::path& path) {
    Diagnostics own;
    Cube out = read_rates(read_file(path, kMaxRatesBytes), codes_, own);
    own.throw_if_errors();
    diagnostics_.append(std::move(own));
    return out;
  }

  /// The importers that a file names levy what it says, and nothing where it says nothing.
  void replace(const std::filesystem::path& path) {
    const Cube rates = read_cells(path);
    const Index countries = codes_.countries.size(), sectors = codes_.sectors.size();
    for (Index n = 0; n < countries; ++n) {
      double largest = 0;
      for (Index s = 0; s < sectors; ++s)
        largest = std::max(largest, rates.sector(s).col(n).cwiseAbs().maxCoeff());
      if (largest == 0) continue;
      for (Index s = 0; s < sectors; ++s)
        baseline_.tariff.sector(s).col(n) = rates.sector(s).col(n);
      origin_[static_cast<std::size_t>(n)] = path.filename().string();
    }
  }

  void add_set(const std::string& name, const std::filesystem::path& path) {
    TariffSet set{name, baseline_.tariff};
    const Cube added = read_cells(path);
    for (std::size_t at = 0; at < set.tariff.values().size(); ++at)
      set.tariff.values()[at] += added.values()[at];
    baseline_.tariff_sets.push_back(std::move(set));
  }

  /// By importer and sector, for most of them are rates on all partners without an agreement.
  void note_high_rates() {
    std::string cells;
    for (Index n = 0; n < codes_.countries.size(); ++n)
      for (Index s = 0; s < codes_.sectors.size(); ++s) {
        const std::string found = high_rates(n, s);
        if (!found.empty()) cells += (cells.empty() ? "" : "; ") + found;
      }
    if (!cells.empty()) notes_.push_back("Rates above 30 %: " + cells + ".");
  }

  /// "PAK 38 % and NZL 31 % on C24A into USA (us-collected-2022.csv)", or nothing.
  std::string high_rates(Index importer, Index sector) const {
    constexpr std::size_t kMostNamed = 3;
    std::vector<std::string> partners;
    double least = 0, largest = 0;
    for (Index i = 0; i < codes_.countries.size(); ++i) {
      const double rate = baseline_.tariff(i, importer, sector);
      if (rate <= kHighRate) continue;
      least = partners.empty() ? rate : std::min(least, rate);
      largest = std::max(largest, rate);
      partners.push_back(fmt::format("{} {:.0f} %", codes_.countries.code(i), 100 * rate));
    }
    if (partners.empty()) return "";
    const std::string who = partners.size() <= kMostNamed
                                ? fmt::format("{}", fmt::join(partners, ", "))
                                : fmt::format("{:.0f} to {:.0f} % on {} partners", 100 * least,
                                              100 * largest, partners.size());
    return fmt::format("{} {}: {} ({})", codes_.countries.code(importer),
                       codes_.sectors.code(sector), who,
                       origin_[static_cast<std::size_t>(importer)]);
  }

  const TariffRecipe& recipe_;
  Baseline& baseline_;
  Codes codes_;
  Diagnostics& diagnostics_;
  std::vector<Index> free_, unrated_, free_importers_, free_sectors_;
  std::vector<std::pair<std::vector<Index>, std::vector<Index>>> nothing_on_;
  std::vector<std::pair<std::string, std::vector<Index>>> groups_;
  std::vector<ImportingUnit> units_;
  std::vector<std::vector<Treatment>> treatment_;  // of each unit, by exporter
  std::vector<std::string> origin_;                // of each importer's rates
  std::vector<std::string> notes_;
};

}  // namespace

std::vector<std::string> set_tariffs(const TariffRecipe& recipe, Baseline& baseline,
                                     Diagnostics& diagnostics) {
  return TariffMaker(recipe, baseline, diagnostics).make();
}

}  // namespace tariffsim

// What changed: the reported measures of sim/model.md, section 3, for every country, sector, pair
// and cell.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "outcomes/certificate.hpp"
#include "outcomes/duty_incidence.hpp"
#include "outcomes/first_order.hpp"
#include "outcomes/levels.hpp"
#include "outcomes/policy_solution.hpp"
#include "outcomes/real_gdp.hpp"

namespace tariffsim {

/// Changes are fractions (0.01 = 1 %); money in million of the baseline's currency, unless said
/// otherwise. NaN marks what is not defined (the change of a flow that was zero).
struct CountryOutcome {
  double welfare = 0;                 ///< outcomes/measures.hpp: I-hat / P^C-hat - 1 in most models
  double welfare_base = 0;            ///< what it is a fraction of, million
  double welfare_without_rebate = 0;  ///< as welfare, the change of revenue spent on nobody
  double equivalent_variation = 0;    ///< I (W - 1), million
  double employment = 0;              ///< L - 1, hours
  double real_wage = 0;
  double real_spending = 0;        ///< I-hat / P^C-hat - 1; welfare, unless hours move
  double real_wage_after_tax = 0;  ///< h w / P^C - 1: as it is kept
  double consumer_price = 0;
  double nominal_wage = 0;
  double value_added = 0;
  double terms_of_trade = 0;  ///< export over import price index, before duty, Laspeyres
  double exports = 0;         ///< value before duty, without domestic sales
  double imports = 0;
  double real_exports = 0;  ///< volume: exports at baseline prices
  double real_imports = 0;
  double exports_base = 0, exports_new = 0;  ///< million
  double imports_base = 0, imports_new = 0;
  double tax_revenue_base = 0, tax_revenue = 0;
  double duty_revenue_base = 0, duty_revenue = 0;
  double rent = 0;                  ///< million, what it gets for licences under quotas
  double rent_paid = 0;             ///< million, what its buyers pay for licences of exporters
  double revenue_lost_to_base = 0;  ///< new rates x old flows - tax revenue, million; duties and
                                    ///< export taxes, the latter on flows less the old tax
  /// Averages of rates are weighted by baseline flows, so that before and after differ by policy
  /// alone; NaN if there are no such flows.
  double average_tariff_base = 0;
  double average_tariff = 0;
  double average_tariff_goods_base = 0;  ///< the same of goods alone
  double average_tariff_goods = 0;
  double effective_tariff_goods = 0;  ///< duty collected on goods over imports of goods, both new
  double tariff_faced_base = 0;       ///< average on its exports abroad
  double tariff_faced = 0;
  double average_export_tax_base = 0;  ///< e on its exports
  double average_export_tax = 0;
  double simple_average_tariff_base = 0;  ///< over pairs and sectors with trade before
  double simple_average_tariff = 0;
  FirstOrderWelfare first_order;
  double income_base = 0, income = 0;
  double deficit_base = 0, deficit = 0;
  double value_added_base = 0, value_added_new = 0;  ///< V, million
  double imports_targeted_change =
      0;  ///< million: partners and sectors whose tariff or trade cost rose
  double imports_other_change = 0;    ///< million: all other imports (diversion if positive)
  double domestic_sales_change = 0;   ///< million
  double production = 0;              ///< volume of output: OutputSums::volume over all sectors
  double producer_price = 0;          ///< OutputSums::price over all sectors
  double tax_revenue_share_base = 0;  ///< R / V: border taxes over value added
  double tax_revenue_share = 0;
  double trade_openness_base = 0;  ///< exports and imports over value added
  double trade_openness = 0;
  double population = 0;                             ///< persons; NaN if not known
  double equivalent_variation_per_person = 0;        ///< in the currency itself; NaN if not known
  double households = 0;                             ///< NaN if not known
  double equivalent_variation_per_household = 0;     ///< as of a person
  double goods_balance_base = 0, goods_balance = 0;  ///< exports less imports of goods, million
  GdpSums gdp;
  DutyIncidence incidence;  ///< of its own duties: over its imports
};

/// P^C / w - 1: consumer prices at unchanged wages of the country itself.
inline double price_at_own_wages(const CountryOutcome& country) {
  return 1 / (1 + country.real_wage) - 1;
}

struct SectorOutcome {                 ///< of one country and sector
  double output_base = 0, output = 0;  ///< million
  double output_change = 0, volume = 0, price = 0, value_added = 0, exports = 0, imports = 0;
  /// Of its labour: v - 1, and hours. NaN if none worked there.
  double wage = 0, employment = 0;
  double real_wage = 0;                  ///< v / P^C - 1, at the economy's consumer prices
  double persons_base = 0, persons = 0;  ///< who work there; NaN where that is not told
  /// M / VA: the part of its labour that sells, whatever the goods' origin; NaN without selling
  /// costs.
  double selling_labour_base = 0, selling_labour = 0;
  double buyer_price = 0;               ///< P_n^s - 1, duty included; NaN if nothing was bought
  double buyer_price_at_own_wages = 0;  ///< P_n^s / w_n - 1: at the economy's mean wage
  double average_tariff_base = 0;  ///< on imports of the sector, as CountryOutcome's of all sectors
  double average_tariff = 0;
};

struct WorldOutcome {
  double real_income = 0;                    ///< change, V-weighted
  double equivalent_variation = 0;           ///< million, the sum of all countries'
  double trade_base = 0, trade = 0;          ///< million, value without domestic sales
  double trade_value = 0, trade_volume = 0;  ///< changes
  double average_tariff_base = 0, average_tariff = 0;
  double average_tariff_goods_base = 0, average_tariff_goods = 0;  ///< NaN without trade in goods
  double effective_tariff_goods = 0;
  double tax_revenue_base = 0, tax_revenue = 0;
  GdpSums gdp;  ///< of all countries, added up
};

/// A result that is fit to be shown: solved, and certified. Only make_outcome makes one.
class Outcome {
 public:
  const World& base() const { return *base_; }
  const std::shared_ptr<const World>& shared_base() const { return base_; }
  const ModelParameters& parameters() const { return parameters_; }
  /// As it is levied: of a cell with parts the means, weighted by trade before.
  const TradePolicy& policy() const { return policy_.average; }
  const PartedPolicy& parted_policy() const { return policy_; }
  /// One tariff, export tax and trade cost for each cell that stand for its parts (weigh_parts).
  const TradePolicy& effective_policy() const { return effective_; }
  const Equilibrium& equilibrium() const { return equilibrium_; }
  const Levels& after() const { return after_; }
  /// Of the quotas of parted_policy(), in their order.
  const std::vector<Licence>& licences() const { return licences_; }
  const Certificate& certificate() const { return certificate_; }
  const std::vector<CountryOutcome>& countries() const { return countries_; }  ///< N
  const SectorOutcome& sector(Index country, Index sector) const {
    return sectors_[static_cast<std::size_t>(country * base_->n_sectors() + sector)];
  }
  const WorldOutcome& world() const { return world_; }

 private:
  friend class OutcomeBuilder;
  Outcome(std::shared_ptr<const World> base, ModelParameters parameters, PartedPolicy policy,
          TradePolicy effective, Equilibrium equilibrium)
      : base_(std::move(base)),
        parameters_(std::move(parameters)),
        policy_(std::move(policy)),
        effective_(std::move(effective)),
        equilibrium_(std::move(equilibrium)) {}

  std::shared_ptr<const World> base_;
  ModelParameters parameters_;
  PartedPolicy policy_;
  TradePolicy effective_;
  Equilibrium equilibrium_;
  Levels after_;
  Certificate certificate_;
  std::vector<Licence> licences_;
  std::vector<CountryOutcome> countries_;
  std::vector<SectorOutcome> sectors_;
  WorldOutcome world_;
};

struct OutcomeResult {
  std::optional<Outcome> outcome;  ///< absent when the certificate does not hold
  Certificate certificate;
};

/// Derives every reported measure of a policy that has been solved, if its certificate holds.
OutcomeResult make_outcome(std::shared_ptr<const World> base, ModelParameters parameters,
                           PolicySolution solution);

/// Certifies first. `policy` is what the equilibrium was solved for, by part; `tolerance` is the
/// solver's. Parts compete within their cell, and the policy has no quotas.
OutcomeResult make_outcome(std::shared_ptr<const World> base, ModelParameters parameters,
                           PartedPolicy policy, Equilibrium equilibrium, double tolerance);

}  // namespace tariffsim

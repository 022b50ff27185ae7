// A baseline as its folder says it: data, not yet a model.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/cube.hpp"
#include "model/deflator.hpp"
#include "model/employment.hpp"
#include "model/input_shares.hpp"
#include "model/labels.hpp"
#include "model/product_trade.hpp"
#include "model/trade_parts.hpp"

namespace tariffsim {

/// Of an input of which the baseline does not tell how much is domestic.
inline constexpr double kUntold = -1;

/// One column of elasticities.csv.
struct ElasticitySource {
  std::string name;
  Vector trade_elasticity;  ///< S, theta > 0
};

/// A column of tariffs.csv: rates that an importer could be said to levy.
struct TariffSet {
  std::string name;
  Cube tariff;  ///< as Baseline::tariff
};

/// Values are in million of the currency whatever the folder's unit; flows are net of duty whatever
/// its valuation.
struct Baseline {
  std::string id;
  std::string title;
  int year = 0;
  int price_year = 0;    ///< in whose prices values are
  std::string currency;  ///< "USD"
  std::vector<std::string> sources;
  std::string licence;
  std::string notes;
  std::string stands_alone;       ///< why results are not set beside those of other baselines, said
                                  ///< with each of them; empty: they are
  double mark_exports_above = 0;  ///< economies whose exports are above this part of their value
                                  ///< added are marked; 0: none is

  std::vector<Country> countries;  ///< N
  std::vector<Sector> sectors;     ///< S

  Cube flow;  ///< F, N x N x S, million, at the border before duty; exporter = importer is domestic
              ///< sales; >= 0
  bool duty_observed = false;  ///< buyers' spending (1 + t) F is what was observed, and stays when
                               ///< t is replaced; else F is
  Cube tariff;                 ///< t, fraction; 0 if exporter = importer
  std::string tariff_name = "rate";          ///< of the set that `tariff` holds
  std::string default_tariff_name = "rate";  ///< of the one that the folder gives first
  std::vector<TariffSet> tariff_sets;        ///< other sets to choose from, in the file's order
  Cube export_tax;    ///< e, fraction; empty (0 countries) if the baseline has none
  PartedCells parts;  ///< as in World
  std::shared_ptr<const ProductSource> products;  ///< nullptr if trade by product is not known
  int products_year = 0;                          ///< of that trade
  InputShares input_share;                        ///< g; empty if the baseline has none
  /// h, the domestic part of each input, kUntold where the baseline does not tell; empty if it
  /// tells of none.
  InputShares home_input;
  std::optional<Table>
      final_share;  ///< alpha, N x S, rows sum to 1; derived from the accounts if absent
  std::vector<ElasticitySource> elasticities;  ///< in the file's order; the first is the default

  std::shared_ptr<const Employment> employment;  ///< nullptr if it is not known
  DeflatorByCountry deflators;                   ///< of the countries of which one is known
  CustomsByCountry customs;  ///< country -> million, goods imports as its customs values them

  Groups country_groups;
  Groups sector_groups;
  Groups product_groups;  ///< name -> codes of products, ranges of them, and names of lists
  Groups regions;  ///< a country code that stands for several -> the ISO codes of its members

  std::string
      hash;  ///< SHA-256 over the folder's files; empty for a baseline not read from a folder
};

}  // namespace tariffsim

// Countries with what a policy does to each, as a table of text.
#pragma once

#include <string>
#include <vector>

#include "results/rows.hpp"

namespace tariffsim {

/// What a table of countries tells that not all do.
struct ToldOfCountries {
  bool real_gdp, persons;  ///< `persons`: as counts_persons
  bool short_run;          ///< the real wage, and income without the rebate, stand first
};

/// A row for each country, in their order, without a heading. What is kept of wages after tax has a
/// column where it moves otherwise than they do.
std::string countries_table(const std::vector<CountryRow>& rows, const ToldOfCountries& told,
                            bool color);

}  // namespace tariffsim

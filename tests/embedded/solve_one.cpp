// The library in another program, without its command line: what a scenario does to Canada.
#include <fmt/core.h>

#include "results/rows.hpp"
#include "runs/prepared_run.hpp"

using namespace tariffsim;

int main(int count, char** arguments) {
  if (count != 2) return 2;
  try {
    Diagnostics diagnostics;
    const auto scenarios = prepare_scenarios({arguments[1]}, {}, diagnostics);
    solve_scenarios(
        scenarios, 1, [](const std::string&) {},
        [](const PreparedScenario& scenario, const SolvedScenario& solved) {
          const std::string failure = what_failed(scenario, solved);
          if (!failure.empty()) throw std::runtime_error(failure);
          for (const CountryRow& row : country_rows(*solved.front().back().result.outcome))
            if (row.country == "CAN") fmt::print("{} {:.2f} %\n", row.country, row.welfare_pct);
        });
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}

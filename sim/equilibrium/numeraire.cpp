#include "equilibrium/numeraire.hpp"

#include <cmath>

namespace tariffsim {

void Numeraire::set(const World& world, const std::vector<Index>& components) {
  component_ = components;
  largest_.clear();
  for (Index c = 0; c < world.n_countries(); ++c) {
    Index largest = -1;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] != c) continue;
      if (largest < 0 || world.value_added(n) > world.value_added(largest)) largest = n;
    }
    if (largest >= 0) largest_.push_back(largest);
  }
}

void Numeraire::impose(const World& world, Vector& log_wage) const {
  for (const Index largest : largest_) {
    const Index component = component_[static_cast<std::size_t>(largest)];
    double before = 0;
    double after = 0;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] != component) continue;
      before += world.value_added(n);
      after += world.value_added(n) * std::exp(log_wage(n));
    }
    if (after == before) continue;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] == component)
        log_wage(n) += std::log(before / after);
    }
  }
}

void Numeraire::drop_redundant(Vector& clearance) const {
  for (const Index n : largest_) clearance(n) = 0;
}

void Numeraire::replace_redundant(const World& world, const Vector& log_wage,
                                  const Vector& wage_change, Vector& clearance_change) const {
  for (const Index largest : largest_) {
    const Index component = component_[static_cast<std::size_t>(largest)];
    double bill_change = 0;
    double bill = 0;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] != component) continue;
      const double wage_bill = std::exp(log_wage(n)) * world.value_added(n);
      bill += wage_bill;
      bill_change += wage_bill * wage_change(n);
    }
    clearance_change(largest) = bill_change / bill;
  }
}

void Numeraire::replace_redundant_transposed(const World& world, const Vector& log_wage,
                                             Vector& clearance_bar, Vector& wage_bar) const {
  const Vector bill = log_wage.array().exp() * world.value_added.array();
  for (const Index largest : largest_) {
    const Index component = component_[static_cast<std::size_t>(largest)];
    double of_all = 0;
    for (Index n = 0; n < world.n_countries(); ++n)
      if (component_[static_cast<std::size_t>(n)] == component) of_all += bill(n);
    for (Index n = 0; n < world.n_countries(); ++n)
      if (component_[static_cast<std::size_t>(n)] == component)
        wage_bar(n) += clearance_bar(largest) * bill(n) / of_all;
    clearance_bar(largest) = 0;
  }
}

}  // namespace tariffsim

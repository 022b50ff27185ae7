#include "model/technology.hpp"

#include <map>

namespace tariffsim {
namespace {

using Parents = std::vector<Index>;

/// sum_i X_in^k, duty included. N x S.
Table absorption(const Baseline& baseline) {
  Table out(baseline.flow.countries(), baseline.flow.sectors());
  for (Index k = 0; k < out.cols(); ++k) {
    const auto spent = baseline.flow.sector(k).array() * (1 + baseline.tariff.sector(k).array());
    out.col(k) = spent.matrix().colwise().sum().transpose();
  }
  return out;
}

/// Sales of each sector. N x S.
Table sales(const Baseline& source) {
  Table out(source.flow.countries(), source.flow.sectors());
  for (Index s = 0; s < out.cols(); ++s) out.col(s) = source.flow.sector(s).rowwise().sum();
  return out;
}

/// Each sector's part of what is spent on all sectors with its parents. N x S; equal parts if
/// nothing is spent.
Table split_of_parents(const Baseline& baseline, const std::vector<Parents>& parents_of) {
  const Table spent = absorption(baseline);
  std::map<Parents, std::vector<Index>> families;
  for (std::size_t k = 0; k < parents_of.size(); ++k)
    families[parents_of[k]].push_back(static_cast<Index>(k));
  Table out(spent.rows(), spent.cols());
  for (const auto& [ignored, children] : families)
    for (Index n = 0; n < spent.rows(); ++n) {
      const double total = spent(n, children).sum();
      for (const Index k : children)
        out(n, k) = total > 0 ? spent(n, k) / total : 1 / static_cast<double>(children.size());
    }
  return out;
}

/// The mean column of several parents, weighted by output, over the source's sectors as inputs.
Vector parent_column(const Baseline& source, const Table& output, Index country,
                     const Parents& parents) {
  Vector column = Vector::Zero(output.cols());
  const double total = output(country, parents).sum();
  for (const Index j : parents)
    for (Index k = 0; k < column.size(); ++k)
      column(k) += output(country, j) / total * source.input_share(country, k, j);
  return column;
}

}  // namespace

InputShares map_technology(const Baseline& baseline, const Baseline& source,
                           const TechnologyMap& map) {
  const Index countries = baseline.flow.countries();
  const Index sectors = baseline.flow.sectors();
  const Table output = sales(source);
  const Table split = split_of_parents(baseline, map.parents_of);
  InputShares out(countries, sectors);
  for (Index n = 0; n < countries; ++n)
    for (Index s = 0; s < sectors; ++s) {
      const Parents& parents = map.parents_of[static_cast<std::size_t>(s)];
      const Index own = map.country_of[static_cast<std::size_t>(n)];
      const bool has_sector = output(own, parents).sum() > 0;
      const Vector column =
          parent_column(source, output, has_sector ? own : map.elsewhere, parents);
      for (Index k = 0; k < sectors; ++k)
        out(n, k, s) = split(n, k) * column(map.parents_of[static_cast<std::size_t>(k)]).sum();
    }
  return out;
}

}  // namespace tariffsim

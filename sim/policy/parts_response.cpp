#include "policy/parts_response.hpp"

#include <cmath>

namespace tariffsim {
namespace {

/// A part that is traded.
struct Traded {
  const PolicyPart& part;
  double share;   ///< s_j, of what buyers spend on the cell
  double border;  ///< s_j / (1 + t'_j), over the sum of these
  double seller;  ///< s_j / ((1 + t'_j)(1 + e'_j)), over the sum of these
};

std::vector<Traded> traded_parts(const std::vector<PolicyPart>& parts) {
  std::vector<Traded> traded;
  double spent = 0, received = 0;
  for (const PolicyPart& part : parts) {
    if (!(part.flow_share > 0) || std::isinf(part_wedge(part))) continue;
    const double bought = part.flow_share * (1 + part_rate(part, Collector::importer));
    const double sold = part.flow_share / (1 + part_rate(part, Collector::exporter));
    traded.push_back({part, bought, part.flow_share, sold});
    spent += bought;
    received += sold;
  }
  for (Traded& one : traded) {
    one.share /= spent;
    one.seller /= received;
  }
  return traded;
}

/// What the cell makes of changes of its parts: `taxed` by log(1+t'), `exported` by log(1+e') and
/// `turned` by log s, each by part.
CellResponse together(const std::vector<Traded>& parts, const std::vector<double>& taxed,
                      const std::vector<double>& exported, const std::vector<double>& turned,
                      double wedge, double phi) {
  double border = 0, seller = 0;  // of the logs of sums over parts
  for (std::size_t j = 0; j < parts.size(); ++j) {
    border += parts[j].border * (turned[j] - taxed[j]);
    seller += parts[j].seller * (turned[j] - taxed[j] - exported[j]);
  }
  return {-border, border - seller, wedge + phi * seller};
}

}  // namespace

CellResponse response_to_rate(const std::vector<PolicyPart>& parts, WedgeKind kind, double theta,
                              double phi) {
  return response_along(parts, kind, std::vector<double>(parts.size(), 1.0), theta, phi);
}

/// The wedge of the cell changes by sum_j s_j d log T_j, and d log s_j = -theta (d log T_j less
/// that).
CellResponse response_along(const std::vector<PolicyPart>& parts, WedgeKind kind,
                            const std::vector<double>& moved, double theta, double phi) {
  const std::vector<Traded> traded = traded_parts(parts);
  const bool taxes = wedge_of(kind).collector != Collector::nobody;
  std::vector<double> by_level, turned;
  const std::vector<double> none(traded.size(), 0.0);
  double mean = 0;
  for (const Traded& one : traded) {
    const double change = moved[static_cast<std::size_t>(&one.part - parts.data())];
    by_level.push_back(taxes ? change / (1 + one.part.level(kind)) : change);
    mean += one.share * by_level.back();
  }
  const double exponent = taxes ? phi : 1;
  for (const double change : by_level) turned.push_back(-theta * exponent * (change - mean));
  return together(traded, kind == WedgeKind::tariff ? by_level : none,
                  kind == WedgeKind::export_tax ? by_level : none, turned, exponent * mean, phi);
}

/// log T = -log(sum_j b_j T_j^-theta) / theta, b_j the shares of before.
CellResponse response_to_elasticity(const std::vector<PolicyPart>& parts, double theta,
                                    double phi) {
  const std::vector<Traded> traded = traded_parts(parts);
  std::vector<double> log_wedge, none(traded.size(), 0.0), turned;
  double mean = 0, before = 0, now = 0;
  for (const Traded& one : traded) {
    log_wedge.push_back(std::log(part_wedge(one.part, phi)));
    mean += one.share * log_wedge.back();
    now += one.part.before.flow_share * (1 + part_rate(one.part.before, Collector::importer)) *
           std::exp(-theta * log_wedge.back());
  }
  for (const PolicyPart& part : parts)
    before += part.before.flow_share * (1 + part_rate(part.before, Collector::importer));
  if (traded.empty()) return {};
  for (const double wedge : log_wedge) turned.push_back(mean - wedge);
  return together(traded, none, none, turned, (mean + std::log(now / before) / theta) / theta, phi);
}

}  // namespace tariffsim

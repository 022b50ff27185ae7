#include "policy/part_contents.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

constexpr double kRounding = 1e-9;  // of sums of shares that people write

double mean_rate(const std::vector<LeviedContent>& contents) {
  double mean = 0;
  for (const LeviedContent& content : contents) mean += content.share * content.rate;
  return mean;
}

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

PartContents::PartContents(const std::vector<PartContent>& of_world) {
  contents_.reserve(of_world.size());
  for (const PartContent& content : of_world) contents_.push_back({content, content.rate});
}

bool PartContents::fit(const std::vector<std::string>& names,
                       const std::vector<double>& shares) const {
  double sum = 0;
  for (const double share : shares) sum += share;
  for (const LeviedContent& content : contents_)
    if (!is_named(names, content.name)) sum += content.share;
  return sum <= 1 + kRounding;
}

/// What has no name, with the rates that make up those of the part.
LeviedContent PartContents::rest_of(double rate, double start) const {
  LeviedContent rest{{"", 1, rate}, start};
  for (const LeviedContent& content : contents_) {
    rest.share -= content.share;
    rest.rate -= content.share * content.rate;
    rest.start -= content.share * content.start;
  }
  if (rest.share < kRounding) return {};
  rest.rate /= rest.share;
  rest.start /= rest.share;
  return rest;
}

double PartContents::change(const std::vector<std::string>& names,
                            const std::vector<double>& shares, bool rest, double rate, double start,
                            const Change& change) {
  const LeviedContent before = rest_of(rate, start);
  for (std::size_t at = 0; at < names.size(); ++at) {
    const auto has_name = [&](const LeviedContent& content) { return content.name == names[at]; };
    if (shares[at] > 0 && std::none_of(contents_.begin(), contents_.end(), has_name))
      contents_.push_back({{names[at], shares[at], before.rate}, before.start});
  }
  std::vector<LeviedContent> all = contents_;
  all.push_back(rest_of(rate, start));
  for (LeviedContent& content : all)
    if (content.share > 0 && is_named(names, content.name) != rest)
      content.rate = change(content.rate, content.start);
  const double after = mean_rate(all);
  all.pop_back();
  contents_ = std::move(all);
  return after;
}

double PartContents::change_whole(double rate, double start, const Change& change) {
  const double after = change(rate, start);
  std::vector<LeviedContent> all = contents_;
  all.push_back(rest_of(rate, start));
  for (LeviedContent& content : all)
    if (content.share > 0) content.rate = change(content.rate, content.start);
  const bool divides = std::abs(mean_rate(all) - after) < kRounding;
  all.pop_back();
  if (divides)
    contents_ = std::move(all);
  else if (after != rate)
    contents_.clear();
  return after;
}

void PartContents::begin_scenario() {
  for (LeviedContent& content : contents_) content.start = content.rate;
}

}  // namespace tariffsim

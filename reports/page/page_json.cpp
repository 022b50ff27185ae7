#include "page/page_json.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "prose/map_places.hpp"
#include "prose/papers.hpp"

namespace tariffsim {

namespace {

OrderedJson visible(OrderedJson json) {
  if (json.is_string()) return show_lines(json.get_ref<const std::string&>());
  if (json.is_structured())
    for (OrderedJson& part : json) part = visible(std::move(part));
  return json;
}

/// Null without a range.
OrderedJson range_json(const RangeSummary& range) {
  if (range.lines.empty()) return nullptr;
  OrderedJson lines = OrderedJson::array();
  for (const RangeLine& line : range.lines) {
    OrderedJson cells = OrderedJson::array();
    for (const RangeCell& cell : line.cells)
      cells.push_back({{"own", json_number(cell.own)},
                       {"low", json_number(cell.low)},
                       {"high", json_number(cell.high)},
                       {"text", range_cell(cell).text}});
    OrderedJson closures = OrderedJson::array();
    for (const double percent : line.by_closure) closures.push_back(json_number(percent));
    lines.push_back({{"economy", line.economy},
                     {"measure", line.measure},
                     {"cells", cells},
                     {"closures", closures}});
  }
  return {{"horizons", range.horizons},
          {"closures", range.closures},
          {"lines", lines},
          {"notes", range.notes},
          {"closure_notes", range.closure_notes}};
}

/// Where notes begin that are no cautions: these stand first among them.
std::ptrdiff_t behind_cautions(const RunRecord& record) {
  return static_cast<std::ptrdiff_t>(std::min(record.cautions.size(), record.notes.size()));
}

}  // namespace

std::string page_text(OrderedJson data) { return json_text(visible(std::move(data)), -1); }

OrderedJson method_json(const RunRecord& record, const std::vector<std::string>& varied) {
  OrderedJson papers = OrderedJson::array();
  for (const Paper& paper : papers_of(record, varied))
    papers.push_back({{"title", paper.title}, {"link", paper.link}});
  return {{"papers", papers},
          {"cite", model_cited(record, varied)},
          {"equations", whose_equations(record, varied)}};
}

OrderedJson headline_json(const RunRecord& record, const Headline& told) {
  OrderedJson figures = OrderedJson::array();
  for (const HeadlineFigure& figure : told.figures)
    figures.push_back({{"label", figure.label},
                       {"value", figure.value},
                       {"detail", figure.detail},
                       {"change", json_number(figure.change)}});
  return {
      {"policy", told.policy},
      {"figures", figures},
      {"sentences", told.sentences},
      {"cautions", record.cautions},
      {"notes", std::vector(record.notes.begin() + behind_cautions(record), record.notes.end())},
      {"range", range_json(told.range)}};
}

OrderedJson places_json(const std::vector<Country>& countries, const Groups& regions) {
  OrderedJson out = OrderedJson::array();
  for (const Country& country : countries)
    out.push_back(
        {{"code", country.code}, {"name", country.name}, {"iso", iso_numbers(country, regions)}});
  return out;
}

}  // namespace tariffsim

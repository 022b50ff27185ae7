#include "page/page_json.hpp"

#include "prose/map_places.hpp"

namespace tariffsim {

OrderedJson headline_json(const Headline& told) {
  OrderedJson figures = OrderedJson::array();
  for (const HeadlineFigure& figure : told.figures)
    figures.push_back({{"label", figure.label},
                       {"value", figure.value},
                       {"detail", figure.detail},
                       {"change", json_number(figure.change)}});
  return {{"policy", told.policy}, {"figures", figures}, {"sentences", told.sentences}};
}

OrderedJson places_json(const std::vector<Country>& countries, const Groups& regions) {
  OrderedJson out = OrderedJson::array();
  for (const Country& country : countries)
    out.push_back(
        {{"code", country.code}, {"name", country.name}, {"iso", iso_numbers(country, regions)}});
  return out;
}

}  // namespace tariffsim

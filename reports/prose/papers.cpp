#include "prose/papers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// An option that changes equations, and its source as in sim/model.md, section 2.7.
struct PaperOfOption {
  std::string_view option;
  const char* words;
  const char* authors;  ///< empty: the paper of the model without options
  const char* year;
  const char* work;
};

constexpr const char* kIgnatenko = "Ignatenko, Lashkaripour, Macedoni and Simonovska";
constexpr const char* kLiberationDay =
    "Making America Great Again? The Economic Impacts of Liberation Day Tariffs";

constexpr PaperOfOption kPapersOfOptions[] = {
    {"horizon", "trade elasticities by horizon", "Boehm, Levchenko and Pandalai-Nayar", "2023",
     "The Long and Short (Run) of Trade Elasticities, American Economic Review 113(4)"},
    {"substitution", "elasticities of substitution", "Baqaee and Farhi", "2024",
     "Networks, Barriers, and Trade, Econometrica 92(2)"},
    {"labour_mobility", "labour mobility", "Galle, Rodríguez-Clare and Yi", "2023",
     "Slicing the Pie: Quantifying the Aggregate and Distributional Effects of Trade, Review of "
     "Economic Studies 90(1)"},
    {"labour_supply", "labour supply", kIgnatenko, "2025", kLiberationDay},
    {"revenue", "the use of border taxes", kIgnatenko, "2025", kLiberationDay},
    {"scale", "economies of scale", "Kucheryavyy, Lyn and Rodríguez-Clare", "2023",
     "Grounded by Gravity: A Well-Behaved Trade Model with Industry-Level Economies of Scale, "
     "American Economic Journal: Microeconomics 15(2)"},
    {"selling", "selling costs", kIgnatenko, "2025", kLiberationDay},
    {"nests", "nests", "", "", ""},
    {"inputs_by_origin", "inputs by origin", "", "", ""},
};
constexpr PaperOfOption kKrugman{
    "scale", "economies of scale", "Krugman", "1980",
    "Scale Economies, Product Differentiation, and the Pattern of Trade, American Economic Review "
    "70(5)"};

std::vector<PaperOfOption> in_use(const RunRecord& record, const std::vector<std::string>& varied) {
  std::vector<PaperOfOption> out;
  for (const PaperOfOption& one : kPapersOfOptions) {
    const auto is_it = [&](const RunOption& option) {
      return option.name == fmt::format("model.{}", one.option) && !option.is_default;
    };
    const bool set = std::any_of(record.options.begin(), record.options.end(), is_it);
    const bool varies = std::any_of(varied.begin(), varied.end(), [&](const std::string& name) {
      return name.find(one.option) != std::string::npos;
    });
    if (!set && !varies) continue;
    if (one.option == "horizon" && value_of(record.options, "model.horizon") == "long" && !varies)
      continue;  // it sets nothing
    const bool krugman =
        one.option == "scale" &&
        value_of(record.options, "model.scale").find("krugman") != std::string::npos;
    out.push_back(krugman ? kKrugman : one);
  }
  return out;
}

}  // namespace

std::vector<Paper> papers_of(const RunRecord& record, const std::vector<std::string>& varied) {
  std::vector<Paper> out{
      {"Caliendo and Parro (2015), Estimates of the Trade and Welfare Effects of NAFTA",
       "https://doi.org/10.1093/restud/rdu035"},
      {"Dekle, Eaton and Kortum (2008), Global Rebalancing with Gravity",
       "https://doi.org/10.1057/imfsp.2008.17"},
      {"Eaton and Kortum (2002), Technology, Geography, and Trade",
       "https://doi.org/10.1111/1468-0262.00352"},
      {"Arkolakis, Costinot and Rodríguez-Clare (2012), New Trade Models, Same Old Gains?",
       "https://doi.org/10.1257/aer.102.1.94"}};
  for (const PaperOfOption& one : in_use(record, varied)) {
    const std::string title = fmt::format("{} ({}), {}", one.authors, one.year, one.work);
    const bool known = std::any_of(out.begin(), out.end(),
                                   [&](const Paper& paper) { return paper.title == title; });
    if (one.authors[0] != '\0' && !known) out.push_back({title, ""});
  }
  return out;
}

std::vector<std::string> references_of(const RunRecord& record,
                                       const std::vector<std::string>& varied) {
  std::vector<std::string> out;
  for (const Paper& paper : papers_of(record, varied))
    out.push_back(paper.link.empty() ? paper.title : paper.title + ", " + paper.link);
  return out;
}

std::string model_cited(const RunRecord& record, const std::vector<std::string>& varied) {
  std::vector<std::string> options;
  for (const PaperOfOption& one : in_use(record, varied))
    options.push_back(one.authors[0] == '\0'
                          ? one.words
                          : fmt::format("{} ({} {})", one.words, one.authors, one.year));
  const std::string model = "model of Caliendo and Parro (2015), Review of Economic Studies 82(1)";
  return options.empty() ? model : fmt::format("{}, with {}", model, enumerated(options));
}

std::string whose_equations(const RunRecord& record, const std::vector<std::string>& varied) {
  std::vector<std::string> options;
  for (const PaperOfOption& one : in_use(record, varied)) options.emplace_back(one.words);
  if (options.empty()) return "The equations of the long run without options.";
  return fmt::format(
      "These are the equations without options: this run's differ by {}, as sim/model.md of "
      "tariffsim, section 2.7, says.",
      enumerated(options));
}

}  // namespace tariffsim

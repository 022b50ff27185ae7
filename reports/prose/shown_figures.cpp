#include "prose/shown_figures.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <string_view>

#include "base/numbers.hpp"
#include "model/labels.hpp"
#include "runs/checked_expectation.hpp"

namespace tariffsim {
namespace {

std::string value_text(double value, const MeasureText& measure, const std::string& currency) {
  const std::string_view name = measure.name;
  if (std::isnan(value)) return "not defined";
  const bool money = name.ends_with("_musd") || name.ends_with("_usd");
  return measure_value(value, name, measure.meaning) + (money ? " " + currency : "");
}

/// "average_tariff_goods_base_pct" of average_tariff_goods_pct.
std::string name_before(std::string_view measure) {
  const std::size_t unit = measure.rfind('_');
  if (unit == std::string_view::npos) return "";
  return fmt::format("{}_base{}", measure.substr(0, unit), measure.substr(unit));
}

class ShownFigures {
 public:
  ShownFigures(const RunRecord& record, std::span<const SolvedStep> steps)
      : record_(record), steps_(steps), world_(steps.back().result.outcome->base()) {}

  HeadlineFigure figure(const Expectation& asked) const {
    const MeasureText& measure = measure_text(asked, record_.shown_groups);
    std::string label = title_of(measure);
    label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
    return {fmt::format("{}, {}", label, subject(asked)),
            value_text(value(asked), measure, record_.currency), before(asked) + measure.meaning,
            std::nan("")};
  }

 private:
  double value(const Expectation& asked) const {
    return check_expectations({asked}, record_.shown_groups, steps_, record_.revenue).front().value;
  }

  /// "2.99 % before: ", where the measure has a level before.
  std::string before(const Expectation& asked) const {
    Expectation base = asked;
    base.measure.text = name_before(asked.measure.text);
    const bool of_group = is_about_group(asked, record_.shown_groups);
    for (const std::string& name : measure_names(base, of_group))
      if (name == base.measure.text)
        return value_text(value(base), measure_text(base, record_.shown_groups), record_.currency) +
               " before: ";
    return "";
  }

  std::string subject(const Expectation& asked) const {
    if (asked.of_world()) return "world";
    std::string text = country(asked.country.text);
    if (!asked.importer.text.empty())
      text += " to " + name_in_sentence(country(asked.importer.text));
    const Index sector = find_sector(world_.sectors, asked.sector.text);
    if (sector >= 0)
      text = fmt::format("{}, {}", world_.sectors[static_cast<std::size_t>(sector)].name, text);
    return text;
  }

  /// Its name; of a group its own.
  std::string country(const std::string& code) const {
    const Index at = find_country(world_.countries, code);
    return at < 0 ? code : world_.countries[static_cast<std::size_t>(at)].name;
  }

  const RunRecord& record_;
  std::span<const SolvedStep> steps_;
  const World& world_;
};

}  // namespace

std::string measure_value(double value, std::string_view measure, std::string_view meaning) {
  const bool has_sign = meaning.starts_with("change") ||
                        meaning.starts_with("first-order effect") ||
                        meaning.find("equivalent variation") != std::string_view::npos ||
                        measure.find("balance") != std::string_view::npos;
  if (measure.ends_with("_pct")) return has_sign ? signed_percent(value) : plain_percent(value);
  if (measure.ends_with("_musd")) return has_sign ? signed_money(value) : money(value);
  if (measure.ends_with("_usd")) return signed_amount(value);
  return fmt::format("{:.6g}", value);
}

std::vector<HeadlineFigure> shown_figures(const RunRecord& record,
                                          std::span<const SolvedStep> steps) {
  const ShownFigures figures(record, steps);
  std::vector<HeadlineFigure> out;
  out.reserve(record.shown.size());
  for (const Expectation& asked : record.shown) out.push_back(figures.figure(asked));
  return out;
}

}  // namespace tariffsim

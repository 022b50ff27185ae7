#include "scenario/policy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_paths.hpp"
#include "scenario/selector_text.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

std::optional<Selector> optional_selector(const MappingReader& line, std::string_view key,
                                          Diagnostics& diagnostics) {
  const YamlNode* node = line.find(key);
  return node == nullptr ? std::nullopt : std::optional(read_selector(*node, diagnostics));
}

RateChange rate_change(std::string_view key) {
  if (key == "set") return RateChange::set;
  if (key == "multiply") return RateChange::multiply;
  if (key == "at_least") return RateChange::at_least;
  if (key == "at_most") return RateChange::at_most;
  return RateChange::add;
}

bool is_rate_file(const YamlNode& node) {
  std::string name = node.text;
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name.ends_with(".csv") || name.ends_with(".csv.gz");
}

/// A bare number of 1 or more may be percent; percent below 1 may be a fraction.
void remark_on_unit(const YamlNode& node, double rate, Diagnostics& diagnostics) {
  constexpr double kOnePercent = 0.01;
  const bool percent = node.text.ends_with('%');
  if (!percent && rate >= 1) {
    diagnostics.warning(
        node.place, fmt::format("a rate of {} is {:g} %", node.text, 100 * rate),
        fmt::format(
            "for {} %, write {}%{}", node.text, node.text,
            rate == 1 ? fmt::format("; if {:g} % is meant, {:g}%", 100 * rate, 100 * rate) : ""));
  } else if (percent && rate > 0 && rate < kOnePercent) {
    diagnostics.note(node.place, fmt::format("a rate of {} is less than 1 %", node.text),
                     fmt::format("for {:g} %, write {:g}%", 100 * 100 * rate, 100 * 100 * rate));
  }
}

/// Who writes 2 may mean 2 percent more.
void note_factor(const YamlNode& node, double factor, Diagnostics& diagnostics) {
  if (node.text.ends_with('%') || factor <= 1) return;
  diagnostics.note(
      node.place,
      fmt::format("each rate is multiplied by {}: 5 % becomes {:g} %", node.text, 5 * factor),
      fmt::format("for {} % more of each, write {:g}%", node.text, 100 + factor));
}

RateValue read_rate_value(const YamlNode& node, RateChange change, const ScenarioFolder& folder,
                          Diagnostics& diagnostics) {
  if (is_rate_file(node)) {
    const Name name{node.text, node.place};
    const auto path = resolve_rate_file(name, folder, diagnostics);
    return RateFile{path.value_or(fs::path()), shown_path(name, folder), node.place};
  }
  const double rate = read_rate(node, diagnostics).value_or(0);
  check_rate(change, rate, node.place, diagnostics);
  if (change == RateChange::multiply)
    note_factor(node, rate, diagnostics);
  else
    remark_on_unit(node, rate, diagnostics);
  return rate;
}

/// What a file of rates may leave to its columns, a single rate must say.
void need_both_sides(const MappingReader& line, const Place& place, Diagnostics& diagnostics) {
  for (const char* side : {"importer", "exporter"}) {
    if (line.has(side) || line.has_probably(side)) continue;
    diagnostics.error(place, fmt::format("the key '{}' is missing", side),
                      "for every country, write 'all'");
  }
}

/// Which of a file's rates count.
void read_file_choice(const MappingReader& line, RateFile& file) {
  file.on = line.text("on").value_or("");
  file.on_place = line.place("on");
  file.collected = line.boolean("collected").value_or(false);
  file.collected_place = line.place("collected");
}

void refuse_file_keys(const MappingReader& line, Diagnostics& diagnostics) {
  for (const char* key : {"on", "collected"})
    if (line.has(key))
      diagnostics.error(
          line.place(key),
          fmt::format("'{}' chooses among the rates of a file; this line has one "
                      "rate",
                      key),
          std::string_view(key) != "on" ? ""
          : line.has("exporter")
              ? "the day from which one rate is in force is the 'date' of a step"
              : "write a partner as 'exporter: CHN', and a day as the 'date' of a step");
}

/// `steel`, `[steel, copper]`, `not steel`, or `40%`; errors go to the diagnostics.
ContentText read_content(const YamlNode& node, Diagnostics& diagnostics) {
  ContentText content{{}, false, {}, node.place};
  std::vector<const YamlNode*> items;
  items.reserve(1 + node.items.size());
  if (node.kind == YamlNode::Kind::scalar) items.push_back(&node);
  for (const YamlNode& item : node.items) items.push_back(&item);
  std::size_t excluded = 0;
  content.names.reserve(items.size());
  for (const YamlNode* item : items) {
    constexpr std::string_view kNot = "not ";
    const bool is_share = item->text.ends_with('%') || is_written_as_number(item->text);
    if (is_share && items.size() == 1) {
      content.share = read_rate(*item, diagnostics);
      if (content.share && (*content.share < 0 || *content.share > 1))
        diagnostics.error(item->place,
                          fmt::format("a content of {} is not from 0% to 100%", item->text));
      return content;
    }
    const bool leaves_out = item->text.starts_with(kNot);
    excluded += leaves_out ? 1 : 0;
    content.names.push_back(
        {leaves_out ? item->text.substr(kNot.size()) : item->text, item->place});
  }
  content.rest = excluded > 0;
  if (excluded > 0 && excluded < items.size())
    diagnostics.error(node.place,
                      "'content' says what a line is about, or with 'not' what it is not about, "
                      "but not both",
                      "all but several is [not steel, not copper]");
  if (items.empty()) diagnostics.error(node.place, "'content' is empty", "such as steel");
  return content;
}

/// What `content` needs, and what it cannot stand beside.
void check_content(const MappingReader& line, Diagnostics& diagnostics) {
  if (!line.has("products") && !line.has_probably("products"))
    diagnostics.error(line.place("content"), "'content' needs 'products', whose content it is",
                      "where trade is not known by product, write the rate on all of the value: "
                      "50% on a content of 30% is 15%");
  if (line.has("part"))
    diagnostics.error(line.place("part"), "'part' cannot be used with 'content'",
                      "'coverage' without 'part' says how much of the trade is hit");
}

/// Which goods of its cells a line is about.
GoodsText read_goods(const MappingReader& line, Diagnostics& diagnostics,
                     bool takes_content = false) {
  GoodsText goods;
  goods.takes_content = takes_content;
  goods.coverage = line.rate("coverage");
  goods.independent = line.text("overlap") == "independent";
  goods.part = line.text("part").value_or("");
  if (goods.independent && !goods.part.empty())
    diagnostics.error(line.place("overlap"),
                      "'overlap: independent' cannot be used with 'part': goods with a name are "
                      "the same in every line");
  if (line.has("overlap") && !goods.coverage)
    diagnostics.warning(line.place("overlap"),
                        "'overlap' has no effect in a line that hits all goods",
                        "'coverage' says which share of the trade is hit");
  goods.independent = goods.independent && goods.coverage;
  goods.products = optional_selector(line, "products", diagnostics);
  if (const YamlNode* content = line.find("content")) {
    goods.content = read_content(*content, diagnostics);
    check_content(line, diagnostics);
  }
  return goods;
}

/// Margins and shares, both ascending; errors go to the diagnostics.
ClaimShares read_claims(const YamlNode& node, Diagnostics& diagnostics) {
  ClaimShares claims;
  for (const YamlNode::Entry& entry : node.entries) {
    const double margin = read_rate(entry.key, entry.place, diagnostics).value_or(0);
    const double share = read_rate(entry.value, diagnostics).value_or(0);
    if (margin > 1 && !entry.key.ends_with('%'))
      diagnostics.warning(entry.place,
                          fmt::format("a duty of {} is {:g} %", entry.key, 100 * margin),
                          fmt::format("for {} %, write {}%", entry.key, entry.key));
    if (margin <= 0) diagnostics.error(entry.place, "a duty that claiming saves must be above 0");
    if (!claims.keys.empty() && (margin <= claims.keys.back().first))
      diagnostics.error(entry.place, "the duties of 'claims' must rise from one to the next");
    if (!claims.keys.empty() && share < claims.keys.back().second)
      diagnostics.error(entry.value.place,
                        "where more duty is saved, as many claim or more: the shares of 'claims' "
                        "must not fall");
    claims.keys.emplace_back(margin, share);
  }
  if (claims.keys.empty())
    diagnostics.error(node.place, "'claims' is empty", "such as {2.5%: 38%, 25%: 85%}");
  return claims;
}

/// What a preference that is claimed cannot stand beside.
void check_claims(const MappingReader& line, const Wedge& wedge, Diagnostics& diagnostics) {
  if (line.has("content"))
    diagnostics.error(line.place("content"),
                      "'content' cannot be used with 'claims': content tells the value of a good "
                      "apart, claims the goods",
                      "leave 'content' out and multiply the rate by the share of the content");
  if (wedge.kind != WedgeKind::tariff)
    diagnostics.error(line.place("claims"), "only a preference on tariffs can be claimed");
}

LevyText read_levy(const YamlNode& node, const Wedge& wedge, const ScenarioFolder& folder,
                   Diagnostics& diagnostics) {
  const MappingReader line(node, levy_keys(wedge), diagnostics);
  const CellsText cells = read_cells(line, diagnostics);
  LevyText levy{wedge.kind, cells, RateChange::add,
                0.0,        {},    read_goods(line, diagnostics, wedge.kind == WedgeKind::tariff)};
  if (const YamlNode* claims = line.find("claims")) {
    levy.claims = read_claims(*claims, diagnostics);
    check_claims(line, wedge, diagnostics);
  }
  if (line.the_one() == nullptr) return levy;
  levy.change = rate_change(line.the_one()->name);
  if (const YamlNode* value = line.find(line.the_one()->name))
    levy.rate = read_rate_value(*value, levy.change, folder, diagnostics);
  if (auto* file = std::get_if<RateFile>(&levy.rate)) {
    read_file_choice(line, *file);
  } else {
    need_both_sides(line, node.place, diagnostics);
    refuse_file_keys(line, diagnostics);
  }
  return levy;
}

double read_cost_change(const MappingReader& line, std::string_view key, Diagnostics& diagnostics) {
  const double change = line.rate(key).value_or(0);
  const YamlNode* written = line.find(key);
  if (change >= 1 && !written->text.ends_with('%'))
    diagnostics.warning(
        written->place, fmt::format("a change of {} is {:+g} %", written->text, 100 * change),
        fmt::format("for {} times the cost, write {:+g}%", written->text, 100 * (change - 1)));
  if (change >= 1 && written->text.ends_with('%'))
    diagnostics.note(
        written->place,
        fmt::format("a change of {} makes the cost {:g} times what it was", written->text,
                    1 + change),
        fmt::format("for {:g} times the cost, write {:+g}%", change, 100 * (change - 1)));
  if (change <= -1)
    diagnostics.error(line.place(key), "a trade cost can fall by less than 100% only");
  return change;
}

TradeCostText read_trade_cost(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, trade_cost_keys(), diagnostics);
  const CellsText cells = read_cells(line, diagnostics);
  return {cells, read_cost_change(line, "change", diagnostics), read_goods(line, diagnostics)};
}

ExemptText read_exempt(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, exempt_keys(), diagnostics);
  const CellsText cells = read_cells(line, diagnostics);
  return {cells, read_goods(line, diagnostics, true)};
}

void check_between(const MappingReader& line, const Selector& between,
                   std::initializer_list<const char*> not_beside, Diagnostics& diagnostics) {
  for (const char* key : not_beside) {
    if (line.has(key))
      diagnostics.error(line.place(key), fmt::format("'{}' cannot be used with 'between'", key));
  }
  if (between.include.size() == 1)  // of none the selector has said what is wrong
    diagnostics.error(between.place, "expected at least two countries or groups in 'between'");
}

EmbargoText read_embargo(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, embargo_keys(), diagnostics);
  EmbargoText embargo;
  embargo.between = optional_selector(line, "between", diagnostics);
  embargo.cells = read_cells(line, diagnostics);
  embargo.goods = read_goods(line, diagnostics);
  if (embargo.between)
    check_between(line, *embargo.between, {"importer", "exporter", "except"}, diagnostics);
  return embargo;
}

/// Without an 'external' beside 'between', which is refused, so that nothing is asked for beside
/// it.
YamlNode without_refused(YamlNode agreement, Diagnostics& diagnostics) {
  const YamlNode* external = agreement.find("external");
  if (external == nullptr || agreement.find("between") == nullptr) return agreement;
  diagnostics.error(external->place, "'external' cannot be used with 'between'",
                    "a customs union is one of 'members': write these in place of 'between'");
  std::erase_if(agreement.entries,
                [](const YamlNode::Entry& entry) { return entry.key == "external"; });
  return agreement;
}

AgreementText read_agreement(const YamlNode& written, Diagnostics& diagnostics) {
  const YamlNode node = without_refused(written, diagnostics);
  const MappingReader line(node, agreement_keys(), diagnostics);
  AgreementText agreement;
  agreement.between = optional_selector(line, "between", diagnostics);
  if (agreement.between) check_between(line, *agreement.between, {"members"}, diagnostics);
  if (const auto members = optional_selector(line, "members", diagnostics))
    agreement.members = *members;
  agreement.tariffs = line.rate("tariffs");
  if (agreement.tariffs) {
    check_rate(RateChange::at_most, *agreement.tariffs, line.place("tariffs"), diagnostics);
    remark_on_unit(*line.find("tariffs"), *agreement.tariffs, diagnostics);
  }
  agreement.trade_cost = read_cost_change(line, "trade_cost", diagnostics);
  if (agreement.trade_cost > 0)
    diagnostics.warning(
        line.place("trade_cost"), "an agreement that makes trade among its members costlier",
        fmt::format("what makes it cheaper is '{:g}%'", -100 * agreement.trade_cost));
  agreement.common_external = line.text("external") == "common";
  agreement.sectors = optional_selector(line, "sectors", diagnostics);
  return agreement;
}

RetaliationText read_retaliation(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, retaliation_keys(), diagnostics);
  RetaliationText answer;
  if (const auto by = optional_selector(line, "by", diagnostics)) answer.by = *by;
  if (const auto against = optional_selector(line, "against", diagnostics))
    answer.against = *against;
  answer.share = line.rate("share").value_or(1);
  if (answer.share < 0) diagnostics.error(line.place("share"), "'share' must not be negative");
  if (answer.share > 1)
    diagnostics.warning(
        line.place("share"),
        fmt::format("a 'share' of {:g} % answers with more than was levied", 100 * answer.share));
  answer.sectors = optional_selector(line, "sectors", diagnostics);
  if (answer.sectors && answer.sectors->include.size() == 1 &&
      answer.sectors->include.front().text == "same")
    answer.sectors.reset();
  answer.matched = line.text("value") == "matched";
  return answer;
}

/// "5 bn" in million; nothing for a text that is no number with a word of money.
std::optional<double> worded_million(const std::string& text) {
  static const std::map<std::string, double> kWords{
      {"m", 1},          {"mn", 1},          {"million", 1}, {"millions", 1},  {"bn", 1000},
      {"billion", 1000}, {"billions", 1000}, {"tn", 1e6},    {"trillion", 1e6}};
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  std::string word;
  for (const char* at = end; at != text.data() + text.size(); ++at)
    if (*at != ' ') word += static_cast<char>(std::tolower(static_cast<unsigned char>(*at)));
  const auto found = kWords.find(word);
  return found == kWords.end() ? std::nullopt : std::optional(number * found->second);
}

/// A share in percent, or million: a bare number as small as a share is neither.
void read_amount(const MappingReader& line, QuotaText& quota, Diagnostics& diagnostics) {
  const YamlNode* node = line.find("amount");
  if (node == nullptr) return;
  quota.of_trade = node->text.ends_with('%');
  if (const auto million = worded_million(node->text)) {
    diagnostics.error(node->place,
                      fmt::format("expected a number in million, found '{}'", node->text),
                      fmt::format("write {}", *million));
    return;
  }
  const auto amount =
      quota.of_trade ? read_rate(*node, diagnostics) : read_number(*node, diagnostics);
  if (!amount) return;
  quota.amount = *amount;
  if (quota.amount == 0) {
    diagnostics.error(node->place, "an amount of 0 is no trade at all", "write an 'embargo'");
  } else if (quota.amount < 0) {
    diagnostics.error(node->place, fmt::format("an amount must be above 0, not {}", node->text),
                      "a share of what is traded, such as 53%, or million, such as 5000");
  } else if (!quota.of_trade && quota.amount <= kMaxBareRate) {
    diagnostics.error(
        node->place, fmt::format("an amount of {} would be {} million", node->text, node->text),
        fmt::format("for a share of what is traded, write {:g}%", 100 * quota.amount));
  }
}

/// The exporter's share.
double read_rent(const MappingReader& line) {
  const YamlNode* node = line.find("rent");
  if (node == nullptr || node->text == "importer") return 0;
  if (node->text == "exporter") return 1;
  Diagnostics said_already;  // by the table, of what is neither a word nor a rate
  return read_rate(*node, said_already).value_or(0);
}

/// What stands under a key, in one line; nothing if it is not there.
std::string written_under(const MappingReader& line, const char* key) {
  const YamlNode* node = line.find(key);
  return node == nullptr ? std::string() : flow_text(*node);
}

/// Which goods a line is about, in its own words: "C24A", "part of us-232-steel in C24A".
std::string goods_name(const MappingReader& line) {
  std::string name = written_under(line, "sectors");
  if (const std::string products = written_under(line, "products"); !products.empty())
    name = name.empty() ? products : products + " in " + name;
  if (name.empty()) name = "goods";
  // Without the share, which may be swept: the name is that of the quota at every point.
  const std::string part = written_under(line, "part");
  if (part.empty() && !line.has("coverage")) return name;
  return fmt::format("{} of {}", part.empty() ? "part" : part, name);
}

/// What a line says of an amount, whatever its kind.
QuotaText read_amounts(const MappingReader& line, Diagnostics& diagnostics) {
  QuotaText quota;
  quota.cells = read_cells(line, diagnostics);
  quota.goods = read_goods(line, diagnostics);
  const auto written = [&](const char* key) { return written_under(line, key); };
  quota.importer = written("importer");
  quota.exporter = written("exporter");
  quota.goods_name = goods_name(line);
  if (const std::string except = written("except"); !except.empty())
    quota.exporter += " except " + except;
  read_amount(line, quota, diagnostics);
  if (line.text("measure") == "value") quota.measure = QuotaMeasure::value;
  quota.exporters_share = read_rent(line);
  quota.by_partner = line.boolean("each").value_or(false);
  quota.each_place = line.place("each");
  return quota;
}

QuotaText read_quota(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, quota_keys(), diagnostics);
  QuotaText quota = read_amounts(line, diagnostics);
  if (line.text("side") != "export") return quota;
  quota.side = QuotaSide::exporter;
  if (line.has("rent") && quota.exporters_share < 1)
    diagnostics.error(line.place("rent"),
                      "what licences of an exporter's quota are worth stays with the exporter",
                      "leave 'rent' out");
  quota.exporters_share = 0;
  return quota;
}

QuotaText read_tariff_rate_quota(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, tariff_rate_quota_keys(), diagnostics);
  QuotaText quota = read_amounts(line, diagnostics);
  quota.within = line.rate("within");
  quota.beyond = line.rate("beyond").value_or(1);
  if (quota.within) check_rate(RateChange::set, *quota.within, line.place("within"), diagnostics);
  for (const char* key : {"within", "beyond"})
    if (const auto rate = line.rate(key)) remark_on_unit(*line.find(key), *rate, diagnostics);
  if (quota.within && line.has("beyond") && *quota.beyond <= *quota.within)
    diagnostics.error(line.place("beyond"),
                      "the tariff beyond the amount must be above the one within it",
                      "one tariff for all is a 'tariff'; no trade beyond it is a 'quota'");
  return quota;
}

/// A list of parts, or one; their range is the table's business.
std::vector<double> read_parts(const YamlNode& node, Diagnostics& diagnostics) {
  std::vector<double> parts;
  if (node.kind == YamlNode::Kind::scalar)
    parts.push_back(read_rate(node, diagnostics).value_or(1));
  for (const YamlNode& part : node.items) parts.push_back(read_rate(part, diagnostics).value_or(1));
  return parts;
}

/// What tables and legends call a line in place of its YAML.
std::optional<std::string> label_of(const YamlNode& body, Diagnostics& diagnostics) {
  const YamlNode* label = body.find("label");
  if (label == nullptr || label->kind != YamlNode::Kind::scalar) return std::nullopt;
  if (label->text.empty()) diagnostics.error(label->place, "'label' is empty");
  return label->text;
}

bool is_instrument(std::string_view name) {
  const auto& keys = policy_line_keys().keys;
  return std::any_of(keys.begin(), keys.end(),
                     [&](const KeySpec& key) { return key.name == name; });
}

/// The keys of an instrument that do not stand inside it: without its name, beside it or, if it
/// has a rate as its value, after it. True when that is so, and has been said.
bool refuse_loose_keys(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.find("importer") == nullptr && node.find("exporter") == nullptr) return false;
  const char* example = "such as '- tariff: {importer: USA, exporter: CHN, add: 25%}'";
  const auto named = std::find_if(node.entries.begin(), node.entries.end(),
                                  [](const auto& entry) { return is_instrument(entry.key); });
  if (named == node.entries.end()) {
    diagnostics.error(node.place, "this line says on whom, but not what is done", example);
  } else if (named->value.kind == YamlNode::Kind::null) {
    diagnostics.error(named->place,
                      fmt::format("the keys of '{}' are beside it, not inside it", named->key),
                      "indent the lines below it by two more blanks");
  } else if (named->value.kind == YamlNode::Kind::scalar) {
    diagnostics.error(named->place,
                      fmt::format("the keys of '{}' are beside it, not inside it", named->key),
                      example);
  } else {
    return false;
  }
  return true;
}

/// Whether the line once more is twice the change.
bool adds_up(const PolicyText& line) {
  if (const auto* levy = std::get_if<LevyText>(&line.instrument))
    return levy->change == RateChange::add || levy->change == RateChange::multiply;
  if (const auto* agreement = std::get_if<AgreementText>(&line.instrument))
    return agreement->trade_cost != 0;
  return std::holds_alternative<TradeCostText>(line.instrument);
}

/// The lines of one list so far.
class LinesAbove {
 public:
  /// Warns if a line is the same as one above it, or is called the same, and remembers it.
  void check(const PolicyText& line, Diagnostics& diagnostics) {
    if (line.written.empty()) return;
    const auto [same, is_new] = by_text_.emplace(line.written, Above{line.place});
    if (!is_new) {
      if (adds_up(line) && !std::exchange(same->second.told, true))
        diagnostics.warning(line.place,
                            fmt::format("this line is the same as that in {}: its change is made "
                                        "twice",
                                        where(same->second.place, line.place)),
                            "if that is meant, write the whole change in one line");
      return;
    }
    if (line.text == line.written) return;
    const auto [called, is_first] = by_label_.emplace(line.text, Above{line.place});
    if (!is_first && !std::exchange(called->second.told, true))
      diagnostics.warning(line.place,
                          fmt::format("the label '{}' is that of {} too: tables and charts cannot "
                                      "tell the two apart",
                                      line.text, where(called->second.place, line.place)));
  }

 private:
  struct Above {
    Place place;
    bool told = false;  // once for all that are the same
  };

  static std::string where(const Place& above, const Place& line) {
    return above.line == line.line ? fmt::format("column {}", above.column)
                                   : fmt::format("line {}", above.line);
  }

  std::unordered_map<std::string, Above> by_text_, by_label_;
};

using Instrument = decltype(PolicyText::instrument);

Instrument read_instrument(const std::string& kind, const YamlNode& body,
                           const ScenarioFolder& folder, Diagnostics& diagnostics) {
  if (kind == "trade_cost") return read_trade_cost(body, diagnostics);
  if (kind == "exempt") return read_exempt(body, diagnostics);
  if (kind == "embargo") return read_embargo(body, diagnostics);
  if (kind == "agreement") return read_agreement(body, diagnostics);
  if (kind == "retaliation") return read_retaliation(body, diagnostics);
  if (kind == "quota") return read_quota(body, diagnostics);
  if (kind == "tariff_rate_quota") return read_tariff_rate_quota(body, diagnostics);
  for (const Wedge& wedge : kWedges)
    if (kind == wedge.key) return read_levy(body, wedge, folder, diagnostics);
  throw std::logic_error("no reader for '" + kind + "'");
}

}  // namespace

CellsText read_cells(const MappingReader& line, Diagnostics& diagnostics) {
  return {optional_selector(line, "importer", diagnostics),
          optional_selector(line, "exporter", diagnostics),
          optional_selector(line, "sectors", diagnostics),
          optional_selector(line, "except", diagnostics)};
}

void check_rate(RateChange change, double rate, const Place& place, Diagnostics& diagnostics) {
  if (change == RateChange::multiply && rate < 0) {
    diagnostics.error(place,
                      fmt::format("a rate cannot be multiplied by {:g}: expected 0 or more", rate),
                      "'multiply: 0.5' halves a rate, 'multiply: 2' doubles it");
  } else if (change != RateChange::add && change != RateChange::multiply && rate <= -1) {
    diagnostics.error(place, fmt::format("a rate of {:g} %: expected one above -100 %", 100 * rate),
                      "at -100 % goods would be free");
  }
}

std::vector<PolicyText> read_policy(const YamlNode& list, const ScenarioFolder& scenario_folder,
                                    Diagnostics& diagnostics) {
  std::vector<PolicyText> policy;
  LinesAbove above;
  for (const YamlNode& line : list.items) {
    policy.push_back(read_policy_line(line, scenario_folder, diagnostics));
    above.check(policy.back(), diagnostics);
  }
  return policy;
}

PolicyText read_policy_line(const YamlNode& node, const ScenarioFolder& scenario_folder,
                            Diagnostics& diagnostics) {
  if (refuse_loose_keys(node, diagnostics)) return {};
  const MappingReader line(node, policy_line_keys(), diagnostics);
  PolicyText policy;
  policy.place = node.place;
  if (line.the_one() == nullptr) return policy;
  const std::string& kind = line.the_one()->name;
  const YamlNode* body = line.find(kind);
  if (body == nullptr) return policy;
  policy.written = fmt::format("{}: {}", kind, flow_text(*body));
  policy.text = label_of(*body, diagnostics).value_or(policy.written);
  policy.instrument = read_instrument(kind, *body, scenario_folder, diagnostics);
  if (const YamlNode* schedule = body->find("schedule"); schedule != nullptr && kind != "embargo") {
    policy.schedule = read_parts(*schedule, diagnostics);
    policy.schedule_place = schedule->place;
  }
  return policy;
}

}  // namespace tariffsim

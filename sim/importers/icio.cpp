// OECD Inter-Country Input-Output tables: editions of 2016 to 2025, extended and small.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/labelled_matrix.hpp"

namespace tariffsim {
namespace {

/// Households, NPISH, government, fixed capital, inventories, purchases abroad: all editions.
constexpr std::array<std::string_view, 10> kIcioFinalUse{"HFCE",  "NPISH", "NPS", "GGFC",  "GFCF",
                                                         "INVNT", "INV",   "P33", "DPABR", "DIRP"};
/// What CHN or MEX sells beside its parts is their sum where it is this near.
constexpr double kSameSales = 1e-3;

bool is_icio_final_use(std::string_view code) {
  return std::find(kIcioFinalUse.begin(), kIcioFinalUse.end(), code) != kIcioFinalUse.end();
}

/// China and Mexico are split by trade regime in extended tables: CN1 to CN4, MX1 to MX3.
std::string whole_of_part(const std::string& code) {
  const bool numbered = code.size() == 3 && std::isdigit(static_cast<unsigned char>(code[2])) != 0;
  if (numbered && code.starts_with("CN")) return "CHN";
  if (numbered && code.starts_with("MX")) return "MEX";
  return code;
}

std::optional<std::string> icio_economy(std::string_view code) {
  const std::string text(code);
  return whole_of_part(text) != text ? text : area_of_three_letters(code);
}

/// "AUS_HFCE", or "HFCE_AUS" as in the edition of 2016.
std::optional<std::string> icio_final_user(std::string_view label) {
  const auto parts = split_label(label);
  if (!parts) return std::nullopt;
  if (is_icio_final_use(parts->second)) return std::string(parts->first);
  if (is_icio_final_use(parts->first)) return std::string(parts->second);
  return std::nullopt;
}

std::optional<Account> icio_account(std::string_view label) {
  const auto parts = split_label(label);
  if (label == "TLS" || label == "TAXSUB" || (parts && parts->second == "TAXSUB"))
    return Account::taxes;
  if (label == "VA" || label == "VALU" || label == "VA+TAXSUB") return Account::value_added;
  return std::nullopt;
}

/// "01T02" of "1T2", "09" of "9", where only the code with its zeros is known.
std::string with_zeros(std::string_view code) {
  const auto digit = [&](std::size_t at) {
    return at < code.size() && std::isdigit(static_cast<unsigned char>(code[at])) != 0;
  };
  std::string out;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const bool alone = digit(at) && !digit(at + 1) && (at == 0 || !digit(at - 1));
    if (alone) out += '0';
    out += code[at];
  }
  return !is_known_industry(code) && is_known_industry(out) ? out : std::string(code);
}

MatrixLabels icio_labels() {
  MatrixLabels labels;
  labels.what = "a table of the OECD's ICIO";
  labels.economy = icio_economy;
  labels.final_user = icio_final_user;
  labels.account = icio_account;
  labels.whole = whole_of_part;
  labels.sector = with_zeros;
  labels.totals = {"OUT", "OUTPUT", "TOTAL", "TOT"};
  labels.unplaced = "DISC";
  labels.examples = {"TLS", "VA", "VALU", "OUT", "OUTPUT"};
  return labels;
}

/// CHN beside CN1 and CN2 is empty, or what they leave; where it is their sum, all counts twice.
void check_parts(const LabelledMatrix& matrix, const std::string& whole, const std::string& part_of,
                 const Place& file) {
  const IndustryList& list = matrix.list();
  for (const Sector& sector : list.sectors) {
    const Index own = list.find(whole, sector.code);
    const double sales = own < 0 ? 0 : matrix.table().sales(own);
    if (sales <= 0) continue;
    double parts = 0;
    for (const Country& country : list.countries) {
      if (country.code == whole || whole_of_part(country.code) != whole) continue;
      if (const Index part = list.find(country.code, sector.code); part >= 0)
        parts += matrix.table().sales(part);
    }
    if (parts > 0 && std::abs(parts / sales - 1) < kSameSales)
      throw InputError(file,
                       fmt::format("{} sells of {} what its parts ({}1, {}2) sell together: all "
                                   "would count twice",
                                   whole, sector.code, part_of, part_of),
                       "leave out the rows and columns of one of them, or give the small table");
  }
}

/// By sectors that no other edition has.
std::string icio_edition(const IndustryList& list) {
  for (const auto& [code, year] : {std::pair{"A01_02", 2023},
                                   {"B05_06", 2023},
                                   {"A01", 2025},
                                   {"C24A", 2025},
                                   {"C01T05AGR", 2016},
                                   {"01T03", 2018},
                                   {"01T02", 2021}})
    for (const Sector& sector : list.sectors)
      if (sector.code == code) return fmt::format("edition of {}", year);
  return "";
}

}  // namespace

Imported import_icio(const ImportRequest& request, Diagnostics& diagnostics) {
  static const MatrixLabels labels = icio_labels();
  const SourceFile& file = only_table(request, {".csv"}, "a table of ICIO");
  Imported out = read_in_fitting_style(file, diagnostics, [&](NumberStyle style, Diagnostics& own) {
    LabelledMatrix matrix(file, labels, request, style, own);
    matrix.read([&] {
      check_parts(matrix, "CHN", "CN", place_in(file));
      check_parts(matrix, "MEX", "MX", place_in(file));
    });
    Imported read = matrix.take();
    read.edition = icio_edition(matrix.list());
    return read;
  });
  out.year = agreed_year(request, year_in_name(file.name), file);
  add_note(out, "Basic prices. Value added holds taxes less subsidies on inputs.");
  return out;
}

}  // namespace tariffsim

// products.csv of a baseline folder: trade by product of the Harmonized System.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/diagnostic.hpp"
#include "data/baseline_tables.hpp"
#include "model/baseline.hpp"
#include "model/product_trade.hpp"

namespace tariffsim {

/// Columns exporter, importer, product (six digits), sector and value (>= 0, in the unit of the
/// baseline); a cell's product once. Errors go to `diagnostics`.
ProductTrade read_products(const SourcePointer& source, const Codes& codes, double unit_in_million,
                           Diagnostics& diagnostics);

/// What a file of products says once somebody asks, in the codes of the baseline; it is checked
/// then: InputError. `unit_in_million` is that of its values.
std::shared_ptr<const ProductSource> products_in(const std::filesystem::path& path,
                                                 const Baseline& baseline, double unit_in_million);

/// Whether a baseline's folder holds trade by product.
bool has_products(const std::filesystem::path& folder);

/// Gives the baseline the products of a file in its codes, values in million. Throws InputError.
void set_products(const std::filesystem::path& path, Baseline& baseline);

/// The file that read_products reads, with `digits` significant digits.
std::string products_csv(const Baseline& baseline, int digits);

}  // namespace tariffsim

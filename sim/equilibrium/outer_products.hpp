// Sums of outer products, with the widest instructions that the machine has.
#pragma once

#include "model/types.hpp"

namespace tariffsim {

/// sum += a b^T. a, b: N x K; sum: N x N. The order of the sums is that of the columns on every
/// machine; where it has fused products they round once in place of twice.
void add_outer_products(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b, Eigen::MatrixXd& sum);

}  // namespace tariffsim

// Number types of the rooms. Tables are N x S: row = country, column = sector, a sector's countries
// contiguous.
#pragma once

#include <Eigen/Core>

namespace tariffsim {

using Index = Eigen::Index;
using Vector = Eigen::VectorXd;
using Table = Eigen::MatrixXd;

}  // namespace tariffsim

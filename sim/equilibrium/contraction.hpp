// Sums over sectors with a coefficient for each country: the input-output products.
#pragma once

#include "model/input_shares.hpp"

namespace tariffsim {

/// out(n, s) += sum_k g(n, k, s) x(n, k): what inputs mean for their users. Tables N x S.
void add_over_inputs(const InputShares& g, const Table& x, Table& out);

/// out(n, k) += sum_s g(n, k, s) x(n, s): what users mean for their inputs. Tables N x S.
void add_over_users(const InputShares& g, const Table& x, Table& out);

}  // namespace tariffsim

// What equations compute on their way from unknowns to what they leave open.
#pragma once

#include "model/types.hpp"

namespace tariffsim {

/// How these change along a direction; or, of one number that depends on them, its derivatives by
/// each, what comes before in this list being held.
struct Effects {
  Vector wage;       ///< log w, N
  Table labour;      ///< log v, N x S
  Table made, cost;  ///< log k, log c, N x S
  Table share;       ///< log beta', N x S
  Table index;       ///< log of the index of costs, which shares of trade are relative to, N x S
                     ///< (that of imports, log P_M, where the world tells origins)
  Table sold;        ///< Y', N x S
  Table received;    ///< share of spending that sellers receive, N x S; if labour sells
  Vector revenue;    ///< R', N
  Vector income;     ///< I', N
  Table earned;      ///< VA', N x S
  /// theta, S: where equations beside those of trade depend on it, and it is asked for; else empty.
  Vector trade_elasticity;
};

inline Effects no_effects(Index countries, Index sectors) {
  Effects none;
  for (Vector* v : {&none.wage, &none.revenue, &none.income}) v->setZero(countries);
  for (Table* t : {&none.labour, &none.made, &none.cost, &none.share, &none.index, &none.sold,
                   &none.received, &none.earned})
    t->setZero(countries, sectors);
  return none;
}

}  // namespace tariffsim

// Many right sides of one linear system.
#include "equilibrium/shared_directions.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace tariffsim;

namespace {

/// diag(1, 2, ..., n), and how often it was applied.
struct CountedDiagonal {
  int products = 0;
  std::optional<Vector> solve(SharedDirections& known, const Vector& b, Index most = 50) {
    products = 0;
    return known.solve(
        [&](const Vector& v) -> Vector {
          ++products;
          return v.cwiseProduct(diagonal(v.size()));
        },
        [](const Vector& v) { return v; }, b, 1e-13, most);
  }
  static Vector diagonal(Index n) { return Vector::LinSpaced(n, 1, static_cast<double>(n)); }
};

/// A product for each new direction, and one that checks.
constexpr int kCheck = 1;

void check_solution(const std::optional<Vector>& x, const Vector& b) {
  REQUIRE(x);
  // 1e-13 of |b|, as asked for, over the smallest entry of the diagonal, 1.
  CHECK((*x - b.cwiseQuotient(CountedDiagonal::diagonal(b.size()))).norm() <= 1e-13 * b.norm());
}

}  // namespace

TEST_CASE("what right sides have in common is solved once") {
  CountedDiagonal a;
  SharedDirections known;
  const Vector first = Vector::Ones(4), second = Vector::Unit(4, 2);
  check_solution(a.solve(known, first), first);
  CHECK(a.products == 4 + kCheck);  // four different entries of the diagonal
  // All directions of four unknowns are known now.
  for (const Vector& b : {second, Vector(2 * first - second), Vector(Vector::Unit(4, 0))}) {
    check_solution(a.solve(known, b), b);
    CHECK(a.products <= 1 + kCheck);
  }
}

TEST_CASE("a right side adds the directions that others lack, and no more than it may") {
  CountedDiagonal a;
  SharedDirections known;
  const Vector low = Vector::Unit(6, 0) + Vector::Unit(6, 1), high = Vector::Unit(6, 5);
  check_solution(a.solve(known, low), low);
  CHECK(a.products == 2 + kCheck);
  check_solution(a.solve(known, high), high);
  CHECK(a.products == 1 + kCheck);
  CHECK_FALSE(a.solve(known, Vector::Ones(6), 1));  // wants three more
}

TEST_CASE("nothing is found of what is no number, and zero of zero") {
  CountedDiagonal a;
  SharedDirections known;
  CHECK_FALSE(a.solve(known, Vector::Constant(4, std::numeric_limits<double>::quiet_NaN())));
  CHECK(a.solve(known, Vector::Zero(4)) == Vector(Vector::Zero(4)));
}

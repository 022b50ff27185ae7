// When the search for the solution of a linear system begins and ends.
#include "equilibrium/gmres.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace tariffsim;

namespace {

struct GmresSolution {
  Vector x;
  int products = 0;
};

/// diag(1, 2, ..., n) x = b, without a preconditioner.
GmresSolution solve_diagonal(const Vector& b, double tolerance, int max_products = 50) {
  GmresSolution out;
  const auto apply = [&](const Vector& v) -> Vector {
    ++out.products;
    return v.cwiseProduct(Vector::LinSpaced(v.size(), 1, static_cast<double>(v.size())));
  };
  out.x = gmres(
      apply, [](const Vector& v) { return v; }, b, tolerance, max_products);
  return out;
}

}  // namespace

TEST_CASE("a system without a right-hand side, or with none that is a number, is not searched") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Vector& b : {Vector(Vector::Zero(4)), Vector(Vector::Constant(4, infinity)),
                          Vector(Vector::Constant(4, std::nan("")))}) {
    const GmresSolution solved = solve_diagonal(b, 1e-12);
    CHECK(solved.products == 0);
    CHECK(solved.x == Vector::Zero(4));
  }
}

TEST_CASE("a search ends when its residual is small enough, or exactly zero") {
  // An eigenvector is found at once; of four different ones each takes a product; rough is less.
  CHECK(solve_diagonal(Vector::Unit(4, 2), 1e-12).products == 1);
  CHECK(solve_diagonal(Vector::Unit(4, 2), 0).products == 1);
  CHECK(solve_diagonal(Vector::Ones(4), 1e-12).products == 4);
  CHECK(solve_diagonal(Vector::Ones(4), 0.9).products == 1);
}

TEST_CASE(
    "as many products as there are unknowns suffice, and fewer give the nearest of their span") {
  Vector solution(4);
  solution << 1, 1.0 / 2, 1.0 / 3, 1.0 / 4;
  const GmresSolution solved = solve_diagonal(Vector::Ones(4), 0, 4);
  CHECK((solved.x - solution).cwiseAbs().maxCoeff() < 1e-12);
  // One product: x is along b = (1, 1, 1, 1), A x along (1, 2, 3, 4), of which b is nearest to
  // (1 + 2 + 3 + 4) / (1 + 4 + 9 + 16) = 1/3.
  const GmresSolution nearest = solve_diagonal(Vector::Ones(4), 0, 1);
  CHECK(nearest.products == 1);
  CHECK((nearest.x - Vector::Constant(4, 1.0 / 3)).cwiseAbs().maxCoeff() < 1e-15);
}

// Tests of the products of matrices: against sums in double precision, the same bits for every number of threads.
#include <cmath>
#include <cstring>
#include <vector>

#include "cells.h"
#include "pool.h"
#include "test.h"

namespace unroll {
namespace {

std::vector<float> drawNumbers(size_t size) {
  std::vector<float> numbers(size);
  for (float& number : numbers) number = static_cast<float>(pick(-1000, 1000)) / 1000;
  return numbers;
}

std::string describe(const Matrices& m) {
  return std::to_string(m.count) + " × " + std::to_string(m.rows) + " × " + std::to_string(m.depth) + " × " + std::to_string(m.columns) + (m.transposedA ? " aᵀ" : "") + (m.transposedB ? " bᵀ" : "");
}

void checkProduct(const Cells& cells, Matrices m) {
  const size_t sizeA = (size_t)m.rows * m.depth, sizeB = (size_t)m.depth * m.columns, sizeC = (size_t)m.rows * m.columns;
  const std::vector<float> a = drawNumbers(m.count * sizeA), b = drawNumbers(m.count * sizeB);
  m.a = a.data(), m.b = b.data();
  std::vector<float> first;
  for (int threads = 1; threads <= 4; threads++) {
    setThreadCount(threads);
    // What lies behind is nobody's.
    std::vector<float> c(m.count * sizeC + 1, NAN);
    m.c = c.data();
    cells.multiply(m);
    expect(std::isnan(c.back()), "nothing is written behind the product of " + describe(m));
    if (threads == 1) first = c;
    expect(!std::memcmp(c.data(), first.data(), m.count * sizeC * sizeof(float)), "the same bits on " + std::to_string(threads) + " threads in the product of " + describe(m));
  }
  setThreadCount(4);
  double off = 0;
  for (int at = 0; at < m.count; at++) {
    for (int row = 0; row < m.rows; row++) {
      for (int column = 0; column < m.columns; column++) {
        double sum = 0;
        for (int k = 0; k < m.depth; k++) {
          sum += (double)a[at * sizeA + (m.transposedA ? (size_t)k * m.rows + row : (size_t)row * m.depth + k)] * b[at * sizeB + (m.transposedB ? (size_t)column * m.depth + k : (size_t)k * m.columns + column)];
        }
        const double found = first[at * sizeC + (size_t)row * m.columns + column];
        // So that a sum that was not written counts too.
        off = std::isnan(found) ? INFINITY : std::fmax(off, std::fabs(found - sum));
      }
    }
  }
  expect(off <= 1e-5 * (1 + m.depth), "the product of " + describe(m) + " is off by " + std::to_string(off));
}

}  // namespace

void checkMultiply(const Cells& cells) {
  for (int number = 0; number < 60; number++) {
    const bool several = pick(0, 2) == 0;
    checkProduct(cells, {several ? pick(2, 6) : 1, pick(1, 70), pick(1, 60), pick(1, 70), nullptr, nullptr, pick(0, 1) == 1, pick(0, 1) == 1, nullptr});
  }
  // Enough to be shared: by rows, by columns, by products; and a sum that is added up in several rounds.
  for (const bool transposed : {false, true}) {
    checkProduct(cells, {1, 403, 61, 67, nullptr, nullptr, transposed, false, nullptr});
    checkProduct(cells, {1, 13, 90, 1001, nullptr, nullptr, false, transposed, nullptr});
    checkProduct(cells, {7, 40, 70, 65, nullptr, nullptr, transposed, transposed, nullptr});
    checkProduct(cells, {1, 48, 900, 64, nullptr, nullptr, transposed, false, nullptr});
  }
}

}  // namespace unroll

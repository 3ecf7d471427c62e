// Products of matrices as layers without a recurrence ask for them, one or a batch of them, by the product under every cell.
#pragma once

#include "multiply_names.h"
#include "product.h"

namespace unroll {
namespace UNROLL_ISA {

// Multiplications and additions below which they are done before another thread has begun.
constexpr double kWorthSharing = 1 << 20;

// One product of the batch. Which thread works on which part of it does not show: every number of C is one sum.
class Multiplication {
 public:
  Multiplication(const Matrices& m, int at) : m_(m), a_(m.a + (size_t)at * m.rows * m.depth), c_(m.c + (size_t)at * m.rows * m.columns) {}

  // Some rows of the product, and some panels of columns.
  void run(const Packed& b, Range rows, Range panels) const {
    const ptrdiff_t rowStride = m_.transposedA ? 1 : m_.depth, stepStride = m_.transposedA ? m_.rows : 1;
    const Term term = {{a_ + rows.from * rowStride, rowStride, stepStride}, &b};
    const int count = rows.to - rows.from, whole = m_.columns / kPanel;
    float* const to = c_ + (ptrdiff_t)rows.from * m_.columns;
    Product{to, m_.columns, &term, 1, nullptr, false}.run(count, {panels.from, panels.to < whole ? panels.to : whole});
    if (panels.to <= whole) return;
    // Sums of the last panel reach behind the last column.
    const Buffer wide((size_t)count * kPanel);
    const int first = whole * kPanel, left = m_.columns - first;
    Product{wide.data() - first, kPanel, &term, 1, nullptr, false}.run(count, {whole, whole + 1});
    for (int row = 0; row < count; row++) std::memcpy(to + (ptrdiff_t)row * m_.columns + first, &wide[(size_t)row * kPanel], left * sizeof(float));
  }

 private:
  const Matrices& m_;
  const float* a_;
  float* c_;
};

inline void multiply(const Matrices& m) {
  const int groups = roundUp(m.rows, kRows) / kRows;
  const auto rightOf = [&](int at) { return m.b + (size_t)at * m.depth * m.columns; };
  const int stride = m.transposedB ? m.depth : m.columns;
  const bool isShared = (double)m.count * m.rows * m.depth * m.columns >= kWorthSharing;
  if (m.count > 1) {
    runShares(isShared ? sharesUpTo(m.count) : 1, [&](int share, int all) {
      const Range own = shareOf(m.count, share, all);
      for (int at = own.from; at < own.to; at++) {
        Packed b;
        packAlone(b, rightOf(at), m.depth, m.columns, stride, m.transposedB);
        Multiplication(m, at).run(b, {0, m.rows}, {0, b.panels()});
      }
    });
    return;
  }
  Packed b;
  pack(b, rightOf(0), m.depth, m.columns, stride, m.transposedB);
  // Along whichever side has more to share.
  const bool byRows = groups >= b.panels();
  runShares(isShared ? sharesUpTo(byRows ? groups : b.panels()) : 1, [&](int share, int all) {
    const Range own = shareOf(byRows ? groups : b.panels(), share, all);
    const int end = own.to * kRows < m.rows ? own.to * kRows : m.rows;
    if (byRows) Multiplication(m, 0).run(b, {own.from * kRows, end}, {0, b.panels()});
    else Multiplication(m, 0).run(b, {0, m.rows}, own);
  });
}

}  // namespace UNROLL_ISA
}  // namespace unroll

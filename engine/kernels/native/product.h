// The one matrix product under every cell: C (+)= A · B, a few rows of A by a few vectors of columns of B at a time.
// Each number of C is one sum over k from first to last, whatever the number of rows or threads: the same bits every time.
#pragma once

#include <type_traits>

#include "pool.h"
#include "vector.h"

namespace unroll {
namespace UNROLL_ISA {

#if defined(UNROLL_AVX512)
constexpr int kVectors = 2, kRows = 8;  // 16 sums in 32 registers: more would wait for no less
#elif defined(UNROLL_AVX2)
constexpr int kVectors = 2, kRows = 6;  // 12 sums in 16 registers
#else
constexpr int kVectors = 2, kRows = 4;
#endif
constexpr int kPanel = kVectors * kWidth;

inline int roundUp(int n, int step) { return (n + step - 1) / step * step; }

// B with its columns in panels of `kPanel`, each panel row after row, zeros behind the last column.
struct Packed {
  int rows = 0, columns = 0;
  Buffer cells;
  const float* panel(int index) const { return cells.data() + (size_t)index * rows * kPanel; }
  int panels() const { return roundUp(columns, kPanel) / kPanel; }
};

// b: [rows, columns] at row stride `stride`; with `transposed` b is [columns, rows].
inline void pack(Packed& into, const float* b, int rows, int columns, int stride, bool transposed = false) {
  into.rows = rows;
  into.columns = columns;
  const size_t size = (size_t)roundUp(columns, kPanel) * rows;
  into.cells = columns % kPanel == 0 ? Buffer(size) : Buffer::zeros(size);
  const int panels = into.panels();
  runShares(sharesOfNumbers(size, panels), [&](int share, int all) {
    const Range own = shareOf(panels, share, all);
    for (int panel = own.from; panel < own.to; panel++) {
      float* to = into.cells.data() + (size_t)panel * rows * kPanel;
      const int first = panel * kPanel, count = columns - first < kPanel ? columns - first : kPanel;
      for (int k = 0; !transposed && k < rows; k++) std::memcpy(to + (size_t)k * kPanel, b + (size_t)k * stride + first, count * sizeof(float));
      // A few rows at a time, so that what is written side by side is written at once.
      for (int k = 0; transposed && k < rows; k += kWidth) {
        const int rowsNow = rows - k < kWidth ? rows - k : kWidth;
        for (int j = 0; j < count; j++) {
          for (int i = 0; i < rowsNow; i++) to[(size_t)(k + i) * kPanel + j] = b[(size_t)(first + j) * stride + k + i];
        }
      }
    }
  });
}

// A as the product reads it: element (row, k) stands at a[row * rowStride + k * stepStride].
struct Left {
  const float* cells;
  ptrdiff_t rowStride, stepStride;
};

// C[kRowsNow, kPanel] += A · B over k in [0, depth). b: rows of kPanel numbers, `bStride` apart.
template <int kRowsNow>
inline void productTile(Left a, const float* b, ptrdiff_t bStride, int depth, Vec (&sum)[kRowsNow][kVectors]) {
  for (int k = 0; k < depth; k++) {
    Vec column[kVectors];
    for (int v = 0; v < kVectors; v++) column[v] = load(b + k * bStride + v * kWidth);
    const float* at = a.cells + k * a.stepStride;
    for (int r = 0; r < kRowsNow; r++) {
      const Vec factor = all(at[r * a.rowStride]);
      for (int v = 0; v < kVectors; v++) sum[r][v] += factor * column[v];
    }
  }
}

// A product to be added: C += left · right.
struct Term {
  Left left;
  const Packed* right;
};

// Calls work with how many rows there are, kMost at most, as a constant that the compiler knows.
template <int kMost, typename Work>
inline void withRows(int rows, const Work& work) {
  if constexpr (kMost > 1) {
    if (rows < kMost) return withRows<kMost - 1>(rows, work);
  }
  work(std::integral_constant<int, kMost>());
}

// Rows [0, rows) of C = start + Σ terms, all columns. start: one row of numbers for every row of C, or null for zeros;
// `onto`: C holds numbers to add to, in place of `start`. cStride: at least the columns rounded up to a whole panel.
template <int kRowsNow>
inline void productRows(float* c, ptrdiff_t cStride, const Term* terms, int termCount, const float* start, bool onto, int row) {
  const int panels = terms[0].right->panels();
  for (int panel = 0; panel < panels; panel++) {
    Vec sum[kRowsNow][kVectors];
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) {
        const int column = panel * kPanel + v * kWidth;
        sum[r][v] = onto ? load(c + (row + r) * cStride + column) : start ? load(start + column) : all(0.0f);
      }
    }
    for (int t = 0; t < termCount; t++) {
      Left a = terms[t].left;
      a.cells += row * a.rowStride;
      productTile<kRowsNow>(a, terms[t].right->panel(panel), kPanel, terms[t].right->rows, sum);
    }
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) store(c + (row + r) * cStride + panel * kPanel + v * kWidth, sum[r][v]);
    }
  }
}

inline void product(float* c, ptrdiff_t cStride, int rows, const Term* terms, int termCount, const float* start, bool onto = false) {
  for (int row = 0; row < rows; row += kRows) {
    withRows<kRows>(rows - row, [&](auto rowsNow) { productRows<decltype(rowsNow)::value>(c, cStride, terms, termCount, start, onto, row); });
  }
}

// Steps of a long sum that are done at once: what both sides need of them stays close at hand.
constexpr int kStepsAtOnce = 128;

// C[rows, columns] = Aᵀ · B summed over `depth` rows of both: weight gradients. a: [depth, rows], b: [depth, columns padded to
// whole vectors, and room for a panel]. Panels of columns [firstPanel, lastPanel), so that threads share them.
struct TransposedProduct {
  const float* a;
  ptrdiff_t aStride;
  const float* b;
  ptrdiff_t bStride;
  int rows, columns, depth;
  float* c;
  ptrdiff_t cStride;

  int panels() const { return (columns + kPanel - 1) / kPanel; }

  // Both sides are copied to where their numbers lie in the order they are read: in place they would push each other out of the cache.
  void run(int firstPanel, int lastPanel) const {
    Buffer left((size_t)roundUp(rows, kRows) * kStepsAtOnce), right((size_t)kStepsAtOnce * kPanel);
    for (int start = 0; start < depth; start += kStepsAtOnce) {
      const int steps = depth - start < kStepsAtOnce ? depth - start : kStepsAtOnce;
      for (int row = 0; row < rows; row += kRows) {
        const int count = rows - row < kRows ? rows - row : kRows;
        float* to = left.data() + (size_t)row * kStepsAtOnce;
        for (int k = 0; k < steps; k++) {
          for (int r = 0; r < count; r++) to[k * kRows + r] = a[(start + k) * aStride + row + r];
        }
      }
      for (int panel = firstPanel; panel < lastPanel; panel++) {
        for (int k = 0; k < steps; k++) std::memcpy(right.data() + k * kPanel, b + (start + k) * bStride + panel * kPanel, kPanel * sizeof(float));
        for (int row = 0; row < rows; row += kRows) {
          const float* own = left.data() + (size_t)row * kStepsAtOnce;
          withRows<kRows>(rows - row, [&](auto rowsNow) { runRows<decltype(rowsNow)::value>(row, panel * kPanel, own, right.data(), start == 0, steps); });
        }
      }
    }
  }

 private:
  template <int kRowsNow>
  void runRows(int row, int column, const float* left, const float* right, bool first, int steps) const {
    Vec sum[kRowsNow][kVectors];
    const int width = columns - column;
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) {
        const int rest = width - v * kWidth;
        sum[r][v] = first || rest <= 0 ? all(0.0f) : loadFirst(c + (row + r) * cStride + column + v * kWidth, rest);
      }
    }
    productTile<kRowsNow>({left, 1, kRows}, right, kPanel, steps, sum);
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) {
        const int rest = width - v * kWidth;
        if (rest > 0) storeFirst(c + (row + r) * cStride + column + v * kWidth, sum[r][v], rest);
      }
    }
  }
};

}  // namespace UNROLL_ISA
}  // namespace unroll

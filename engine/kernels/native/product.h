// The one matrix product under every cell: C (+)= A · B, a few rows of A by a few vectors of columns of B at a time.
// Each number of C is one sum over k from first to last, whatever the number of rows or threads: the same bits every time.
#pragma once

#include "vector.h"

namespace unroll {
namespace UNROLL_ISA {

#if defined(UNROLL_AVX512)
constexpr int kVectors = 4, kRows = 6;  // 24 sums in 32 registers
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
  into.cells = Buffer::zeros((size_t)roundUp(columns, kPanel) * rows);
  for (int panel = 0; panel < into.panels(); panel++) {
    float* to = into.cells.data() + (size_t)panel * rows * kPanel;
    const int first = panel * kPanel, count = columns - first < kPanel ? columns - first : kPanel;
    for (int k = 0; k < rows; k++) {
      for (int j = 0; j < count; j++) {
        to[(size_t)k * kPanel + j] = transposed ? b[(size_t)(first + j) * stride + k] : b[(size_t)k * stride + first + j];
      }
    }
  }
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
  int row = 0;
  for (; row + kRows <= rows; row += kRows) productRows<kRows>(c, cStride, terms, termCount, start, onto, row);
  switch (rows - row) {
    case 5:
      if constexpr (kRows > 5) productRows<5>(c, cStride, terms, termCount, start, onto, row);
      break;
    case 4:
      if constexpr (kRows > 4) productRows<4>(c, cStride, terms, termCount, start, onto, row);
      break;
    case 3:
      productRows<3>(c, cStride, terms, termCount, start, onto, row);
      break;
    case 2:
      productRows<2>(c, cStride, terms, termCount, start, onto, row);
      break;
    case 1:
      productRows<1>(c, cStride, terms, termCount, start, onto, row);
      break;
  }
}

// Steps of a long sum that are done while their rows of B are close at hand.
constexpr int kStepsAtOnce = 128;

// C[rows, columns] = Aᵀ · B summed over `depth` rows of both: weight gradients. a: [depth, rows], b: [depth, columns padded to
// whole vectors]. Tiles [firstTile, lastTile) of the grid of row blocks by panels, so that threads share it.
struct TransposedProduct {
  const float* a;
  ptrdiff_t aStride;
  const float* b;
  ptrdiff_t bStride;
  int rows, columns, depth;
  float* c;
  ptrdiff_t cStride;

  int rowBlocks() const { return (rows + kRows - 1) / kRows; }
  int panels() const { return (columns + kPanel - 1) / kPanel; }
  int tiles() const { return rowBlocks() * panels(); }

  void run(int firstTile, int lastTile) const {
    for (int start = 0; start < depth; start += kStepsAtOnce) {
      const int steps = depth - start < kStepsAtOnce ? depth - start : kStepsAtOnce;
      for (int tile = firstTile; tile < lastTile; tile++) {
        const int panel = tile / rowBlocks(), block = tile % rowBlocks();
        runTile(block * kRows, panel * kPanel, start, steps);
      }
    }
  }

 private:
  void runTile(int row, int column, int start, int steps) const {
    switch (rows - row < kRows ? rows - row : kRows) {
      case 6:
        return runRows<6>(row, column, start, steps);
      case 5:
        return runRows<5>(row, column, start, steps);
      case 4:
        return runRows<4>(row, column, start, steps);
      case 3:
        return runRows<3>(row, column, start, steps);
      case 2:
        return runRows<2>(row, column, start, steps);
      default:
        return runRows<1>(row, column, start, steps);
    }
  }

  template <int kRowsNow>
  void runRows(int row, int column, int start, int steps) const {
    Vec sum[kRowsNow][kVectors];
    const int width = columns - column;
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) {
        const int left = width - v * kWidth;
        sum[r][v] = start == 0 || left <= 0 ? all(0.0f) : loadFirst(c + (row + r) * cStride + column + v * kWidth, left);
      }
    }
    const Left rowsOfA = {a + (ptrdiff_t)start * aStride + row, 1, aStride};
    productTile<kRowsNow>(rowsOfA, b + (ptrdiff_t)start * bStride + column, bStride, steps, sum);
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) {
        const int left = width - v * kWidth;
        if (left > 0) storeFirst(c + (row + r) * cStride + column + v * kWidth, sum[r][v], left);
      }
    }
  }
};

}  // namespace UNROLL_ISA
}  // namespace unroll

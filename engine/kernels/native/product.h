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

inline void makeRoom(Packed& into, int rows, int columns) {
  into.rows = rows;
  into.columns = columns;
  const size_t size = (size_t)roundUp(columns, kPanel) * rows;
  into.cells = columns % kPanel == 0 ? Buffer(size) : Buffer::zeros(size);
}

inline void packPanels(Packed& into, const float* b, int stride, bool transposed, Range panels) {
  const int rows = into.rows, columns = into.columns;
  for (int panel = panels.from; panel < panels.to; panel++) {
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
}

// b: [rows, columns] at row stride `stride`; with `transposed` b is [columns, rows].
inline void pack(Packed& into, const float* b, int rows, int columns, int stride, bool transposed = false) {
  makeRoom(into, rows, columns);
  const int panels = into.panels();
  runShares(sharesOfNumbers((long)into.cells.size(), panels), [&](int share, int all) { packPanels(into, b, stride, transposed, shareOf(panels, share, all)); });
}

// The same on this thread alone: work that is shared shares none itself.
inline void packAlone(Packed& into, const float* b, int rows, int columns, int stride, bool transposed) {
  makeRoom(into, rows, columns);
  packPanels(into, b, stride, transposed, {0, into.panels()});
}

// A as the product reads it: element (row, k) stands at a[row * rowStride + k * stepStride].
struct Left {
  const float* cells;
  ptrdiff_t rowStride, stepStride;
};

// How many rows of a panel ahead of its use it is asked for: the cache behind the nearest takes as long to answer.
constexpr int kAhead = 16;

// C[kRowsNow, kPanel] += A · B over k in [0, depth). b: rows of kPanel numbers.
template <int kRowsNow>
inline void productTile(Left a, const float* b, int depth, Vec (&sum)[kRowsNow][kVectors]) {
  for (int k = 0; k < depth; k++, b += kPanel) {
    Vec column[kVectors];
    for (int v = 0; v < kVectors; v++) {
      column[v] = load(b + v * kWidth);
      __builtin_prefetch(b + kAhead * kPanel + v * kWidth);
    }
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

// Numbers of a sum that are added up at once: so much of a panel stays in the nearest cache while all rows go past it.
constexpr int kDepthAtOnce = 256;

// C = start + Σ terms. start: one row of numbers for every row of C, or null for zeros; `onto`: C holds numbers to add to, in place
// of `start`. cStride: at least the columns rounded up to a whole panel.
struct Product {
  float* c;
  ptrdiff_t cStride;
  const Term* terms;
  int termCount;
  const float* start;
  bool onto;

  void run(int rows) const { run(rows, {0, terms[0].right->panels()}); }

  // Some panels of columns alone.
  void run(int rows, Range panels) const {
    int depth = 0;
    for (int t = 0; t < termCount; t++) depth += terms[t].right->rows;
    // One group of rows needs a panel once: nothing is gained by stopping halfway.
    const int rounds = rows <= kRows ? 1 : depth / kDepthAtOnce > 1 ? depth / kDepthAtOnce : 1;
    for (int round = 0; round < rounds; round++) {
      const Range part = shareOf(depth, round, rounds);
      for (int panel = panels.from; panel < panels.to; panel++) {
        for (int row = 0; row < rows; row += kRows) {
          withRows<kRows>(rows - row, [&](auto rowsNow) { add<decltype(rowsNow)::value>(row, panel, part); });
        }
      }
    }
  }

 private:
  // A few rows, one panel and a part of the depth that all terms have together.
  template <int kRowsNow>
  void add(int row, int panel, Range part) const {
    float* const to = c + row * cStride + panel * kPanel;
    const ptrdiff_t stride = cStride;
    const bool adds = onto || part.from > 0;
    Vec sum[kRowsNow][kVectors];
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) sum[r][v] = adds ? load(to + r * stride + v * kWidth) : start ? load(start + panel * kPanel + v * kWidth) : all(0.0f);
    }
    for (int t = 0, before = 0; t < termCount; before += terms[t].right->rows, t++) {
      const int depth = terms[t].right->rows, from = part.from > before ? part.from - before : 0, to = part.to - before < depth ? part.to - before : depth;
      if (from >= to) continue;
      Left a = terms[t].left;
      a.cells += row * a.rowStride + from * a.stepStride;
      productTile<kRowsNow>(a, terms[t].right->panel(panel) + (size_t)from * kPanel, to - from, sum);
    }
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) store(to + r * stride + v * kWidth, sum[r][v]);
    }
  }
};

}  // namespace UNROLL_ISA
}  // namespace unroll

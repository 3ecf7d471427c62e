// What all recurrent cells share on the way back: gradients through the products, and of the weights over all steps.
#pragma once

#include "recurrence.h"

namespace unroll {
namespace UNROLL_ISA {

// Some gates of a weight, transposed: [count·padded, rows], which takes gradients of gates back to the inputs.
inline Packed packTransposed(const float* weight, int rows, int units, int allBlocks, int first, int count) {
  const int padded = paddedUnits(units);
  Packed packed;
  if (padded == units) {
    pack(packed, weight + first * units, count * units, rows, allBlocks * units, true);
  } else {
    const Buffer wide = spread(weight, rows, units, allBlocks);
    pack(packed, wide.data() + first * padded, count * padded, rows, allBlocks * padded, true);
  }
  return packed;
}

// The way back: gradients of gates times the transposed weights, [rows, columns].
class GateGradients {
 public:
  // weight: [size, allBlocks·units]. factors: what the gates saw was multiplied by them.
  GateGradients(const Sequence& s, const float* weight, int size, int allBlocks, int first, int count, const float* factors)
      : size_(size), stride_(roundUp(size, kPanel)), units_(s.units), perGate_(s.draws > 1 && factors), draws_(perGate_ ? count : 1), batch_(s.batch), first_(first), factors_(factors) {
    for (int draw = 0; draw < draws_; draw++) packed_[draw] = packTransposed(weight, size, units_, allBlocks, first + draw, perGate_ ? 1 : count);
  }
  int stride() const { return stride_; }

  // Steps of one sample: like `run`, but every row has the factors of that sample.
  void runSample(float* to, int sample, int steps, const float* gates, ptrdiff_t gatesStride, Buffer& scratch) const {
    run(to, sample, steps, gates, gatesStride, false, scratch, 0);
  }

  // to (+)= gradients · weightᵀ, times the factors. gates: rows of blocks at vectors, `gatesStride` apart, the first at block `first`.
  void run(float* to, int firstRow, int rows, const float* gates, ptrdiff_t gatesStride, bool onto, Buffer& scratch, int factorRowStep = 1) const {
    if (!factors_) {
      const Term term = {{gates, gatesStride, 1}, &packed_[0]};
      return product(to, stride_, rows, &term, 1, nullptr, onto);
    }
    if (scratch.size() < (size_t)rows * stride_) scratch = Buffer((size_t)rows * stride_);
    for (int draw = 0; draw < draws_; draw++) {
      const Term term = {{gates + draw * paddedUnits(units_), gatesStride, 1}, &packed_[draw]};
      product(scratch.data(), stride_, rows, &term, 1, nullptr);
      const float* factors = factors_ + ((size_t)(perGate_ ? first_ + draw : 0) * batch_ + firstRow) * size_;
      const bool adds = onto || draw > 0;
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < size_; i++) {
          const float value = scratch[(size_t)r * stride_ + i] * factors[(size_t)r * factorRowStep * size_ + i];
          float& cell = to[(size_t)r * stride_ + i];
          cell = adds ? cell + value : value;
        }
      }
    }
  }

 private:
  int size_, stride_, units_;
  bool perGate_;
  int draws_, batch_, first_;
  const float* factors_;
  Packed packed_[kMaxBlocks];
};

// The state of one row before a step: what the step before it left, what the sequence began with, or null for zeros.
inline const float* stateBefore(const float* kept, const float* initial, const Sequence& s, int row, int step) {
  if (step > 0) return kept + ((size_t)row * s.time + step - 1) * s.units;
  return initial ? initial + (size_t)row * s.units : nullptr;
}

// Copies `units` numbers, or zeros where there are none.
inline void copyOrZero(float* to, const float* from, int units) {
  if (from) std::memcpy(to, from, units * sizeof(float));
  else std::memset(to, 0, units * sizeof(float));
}

// Rows of [batch, units] into rows `stride` apart, and back. Does nothing where there are none.
inline void takeRows(Buffer& to, int stride, const float* from, int firstRow, int rows, int units) {
  for (int r = 0; from && r < rows; r++) std::memcpy(&to[(size_t)r * stride], from + (size_t)(firstRow + r) * units, units * sizeof(float));
}
inline void giveRows(float* to, const Buffer& from, int stride, int firstRow, int rows, int units) {
  for (int r = 0; to && r < rows; r++) std::memcpy(to + (size_t)(firstRow + r) * units, &from[(size_t)r * stride], units * sizeof(float));
}

// Adds the gradient that goes past a step which does not count to the one that came through the products.
inline void addPassed(const Sequence& s, Buffer& dh, int stride, const float* passed, int passedStride, int firstRow, int rows, int time) {
  for (int r = 0; s.mask && r < rows; r++) {
    if (counts(s, firstRow + r, time)) continue;
    for (int u = 0; u < s.units; u += kWidth) {
      float* to = &dh[(size_t)r * stride + u];
      store(to, load(to) + load(passed + (size_t)r * passedStride + u));
    }
  }
}

// Gradients of gates over all samples and steps, with the rows that the products read beside them: made by the backward pass of
// every row, and summed up into weight gradients behind it. Row b·time + t.
struct Collected {
  int stride;
  Buffer gates;   // [batch·time, stride], and room for a panel behind the last row
  Buffer before;  // [batch·time, units]: the state before each step
  Collected(const Sequence& s, int blocks) : stride(paddedColumns(s.units, blocks)), before((size_t)s.batch * s.time * s.units) {
    const size_t size = (size_t)s.batch * s.time * stride + kPanel;
    // Zeros stand behind the last block, and at steps that do not count.
    const bool isFull = !s.mask && stride == blocks * paddedUnits(s.units);
    gates = isFull ? Buffer(size) : Buffer::zeros(size);
  }
};

// Rows of `from`, [batch·time, size], each times the factors of its sample.
inline Buffer factoredRows(const Sequence& s, const float* from, int size, const float* factors, int draw) {
  Buffer to((size_t)s.batch * s.time * size);
  overRows(s.batch, [&](int first, int last) {
    for (int b = first; b < last; b++) {
      const float* own = factors + ((size_t)draw * s.batch + b) * size;
      for (size_t row = (size_t)b * s.time; row < (size_t)(b + 1) * s.time; row++) {
        for (int i = 0; i < size; i++) to[row * size + i] = from[row * size + i] * own[i];
      }
    }
  });
  return to;
}

// Sums the columns of [rows, stride] from first row to last: gradients of biases. to: [blocks·units].
inline void sumColumns(const float* from, int rows, int stride, int units, int blocks, float* to) {
  const int padded = paddedUnits(units), vectors = blocks * padded / kWidth;
  // Side by side, so that a row is read from one end to the other.
  constexpr int kAtOnce = 8;
  const int groups = (vectors + kAtOnce - 1) / kAtOnce;
  Buffer sums((size_t)groups * kAtOnce * kWidth);
  runShares(sharesUpTo(groups), [&](int share, int shares) {
    const Range range = shareOf(groups, share, shares);
    for (int group = range.from; group < range.to; group++) {
      const int first = group * kAtOnce, count = vectors - first < kAtOnce ? vectors - first : kAtOnce;
      Vec sum[kAtOnce] = {};
      for (int row = 0; row < rows; row++) {
        const float* at = from + (size_t)row * stride + first * kWidth;
        if (count == kAtOnce) for (int v = 0; v < kAtOnce; v++) sum[v] += load(at + v * kWidth);
        else for (int v = 0; v < count; v++) sum[v] += load(at + v * kWidth);
      }
      for (int v = 0; v < count; v++) store(&sums[(size_t)(first + v) * kWidth], sum[v]);
    }
  });
  for (int block = 0; block < blocks; block++) std::memcpy(to + (size_t)block * units, &sums[(size_t)block * padded], units * sizeof(float));
}

// Weight gradient [rows, blocks·units] = aᵀ · b over all samples and steps. a: [depth, rows], b: [depth, stride] with blocks at
// vectors, from block `first` on.
inline void weightGradient(const float* a, int rows, const float* b, int bStride, int depth, int units, int first, int count, int allBlocks, float* to) {
  const int padded = paddedUnits(units), columns = count * padded;
  // Straight to its place where no block has room behind its units.
  const bool isStraight = padded == units;
  Buffer wide(isStraight ? 0 : (size_t)rows * columns);
  float* const c = isStraight ? to + (size_t)first * units : wide.data();
  const TransposedProduct gradient = {a, rows, b + first * padded, bStride, rows, columns, depth, c, isStraight ? (ptrdiff_t)allBlocks * units : columns};
  runShares(sharesUpTo(gradient.panels()), [&](int share, int shares) {
    const Range panels = shareOf(gradient.panels(), share, shares);
    gradient.run(panels.from, panels.to);
  });
  for (int row = 0; !isStraight && row < rows; row++) {
    for (int block = 0; block < count; block++) {
      std::memcpy(to + (size_t)row * allBlocks * units + (first + block) * units, &wide[(size_t)row * columns + block * padded], units * sizeof(float));
    }
  }
}

// Gradients of kernel or recurrent kernel for some gates: what they read, with its dropout, times the gradients of the gates.
inline void weightGradients(const Sequence& s, const float* read, int size, const float* factors, const Collected& collected, int first, int count, int allBlocks, float* to) {
  const int depth = s.batch * s.time;
  const bool perGate = factors && s.draws > 1;
  for (int draw = 0; draw < (perGate ? count : 1); draw++) {
    const Buffer scaled = factors ? factoredRows(s, read, size, factors, perGate ? first + draw : 0) : Buffer();
    weightGradient(factors ? scaled.data() : read, size, collected.gates.data(), collected.stride, depth, s.units, first + draw, perGate ? 1 : count, allBlocks, to);
  }
}

// Gradient of x from the gradients of some gates. `onto` adds to what dx holds.
inline void inputGradients(const Sequence& s, const float* kernel, const Collected& collected, int first, int count, int allBlocks, float* dx, bool onto) {
  if (!dx) return;
  const GateGradients toInput(s, kernel, s.features, allBlocks, first, count, s.inputFactors);
  overRows(s.batch, [&](int from, int to) {
    Buffer wide((size_t)s.time * toInput.stride()), scratch;
    for (int b = from; b < to; b++) {
      // Factors are per sample: one sample at a time, so that they are those of row 0 of it at every step.
      const float* gates = &collected.gates[(size_t)b * s.time * collected.stride + first * paddedUnits(s.units)];
      toInput.runSample(wide.data(), b, s.time, gates, collected.stride, scratch);
      for (int t = 0; t < s.time; t++) {
        float* to = dx + ((size_t)b * s.time + t) * s.features;
        const float* values = &wide[(size_t)t * toInput.stride()];
        for (int i = 0; i < s.features; i++) to[i] = onto ? to[i] + values[i] : values[i];
      }
    }
  });
}

}  // namespace UNROLL_ISA
}  // namespace unroll

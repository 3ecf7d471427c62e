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
      return Product{to, stride_, &term, 1, nullptr, onto}.run(rows);
    }
    if (scratch.size() < (size_t)rows * stride_) scratch = Buffer((size_t)rows * stride_);
    for (int draw = 0; draw < draws_; draw++) {
      const Term term = {{gates + draw * paddedUnits(units_), gatesStride, 1}, &packed_[draw]};
      Product{scratch.data(), stride_, &term, 1, nullptr, false}.run(rows);
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

// Gradients of gates over all samples and steps, made by the backward pass of every row. Row b·time + t.
struct Collected {
  int stride;
  Buffer gates;  // [batch·time, stride], and room for a panel behind the last row
  Collected(const Sequence& s, int blocks) : stride(paddedColumns(s.units, blocks)) {
    const size_t size = (size_t)s.batch * s.time * stride + kPanel;
    // Zeros stand behind the last block, and at steps that do not count.
    const bool isFull = !s.mask && stride == blocks * paddedUnits(s.units);
    gates = isFull ? Buffer(size) : Buffer::zeros(size);
  }
};

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

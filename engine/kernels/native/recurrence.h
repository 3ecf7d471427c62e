// What all recurrent cells share: padded weights, rows of a thread, states between steps.
#pragma once

#include "activation.h"
#include "cells.h"
#include "pool.h"
#include "product.h"

namespace unroll {
namespace UNROLL_ISA {

// No cell has more gates than this.
constexpr int kMaxBlocks = 4;

// Units of a gate, rounded up to whole vectors: every gate begins at a vector.
inline int paddedUnits(int units) { return roundUp(units, kWidth); }

// Columns of `blocks` gates, rounded up to whole panels.
inline int paddedColumns(int units, int blocks) { return roundUp(blocks * paddedUnits(units), kPanel); }

// Copies [rows, blocks·units] so that every block begins at a vector. → [rows, blocks·padded]
inline Buffer spread(const float* from, int rows, int units, int blocks) {
  const int padded = paddedUnits(units);
  Buffer to = Buffer::zeros((size_t)rows * blocks * padded);
  for (int row = 0; row < rows; row++) {
    for (int block = 0; block < blocks; block++) {
      std::memcpy(&to[((size_t)row * blocks + block) * padded], from + ((size_t)row * blocks + block) * units, units * sizeof(float));
    }
  }
  return to;
}

// Some gates of a weight, [rows, allBlocks·units], packed for the product with blocks at vectors.
inline Packed packBlocks(const float* weight, int rows, int units, int allBlocks, int first, int count) {
  const int padded = paddedUnits(units);
  const Buffer wide = spread(weight, rows, units, allBlocks);
  Packed packed;
  pack(packed, wide.data() + first * padded, rows, count * padded, allBlocks * padded);
  return packed;
}

// The same, transposed: [count·padded, rows], which takes gradients of gates back to the inputs.
inline Packed packTransposed(const float* weight, int rows, int units, int allBlocks, int first, int count) {
  const int padded = paddedUnits(units);
  const Buffer wide = spread(weight, rows, units, allBlocks);
  Packed packed;
  pack(packed, wide.data() + first * padded, count * padded, rows, allBlocks * padded, true);
  return packed;
}

// A bias, [blocks·units], or zeros, at vectors and up to whole panels.
inline Buffer padBias(const float* bias, int units, int blocks) {
  Buffer padded = Buffer::zeros(paddedColumns(units, blocks));
  for (int block = 0; bias && block < blocks; block++) {
    std::memcpy(&padded[(size_t)block * paddedUnits(units)], bias + (size_t)block * units, units * sizeof(float));
  }
  return padded;
}

// Splits the batch over the threads. Each row is worked on by one thread alone, from the first step to the last.
template <typename Work>
inline void overRows(int batch, const Work& work) {
  const int shares = batch < threadCount() ? batch : threadCount();
  runShares(shares, [&](int share, int all) {
    const Range rows = shareOf(batch, share, all);
    work(rows.from, rows.to);
  });
}

// States of some rows between steps, [rows, padded units].
struct State {
  int rows, units, padded;
  Buffer cells;
  State(int rows, int units) : rows(rows), units(units), padded(paddedUnits(units)), cells(Buffer::zeros((size_t)rows * padded)) {}
  float* row(int index) { return cells.data() + (size_t)index * padded; }
  void read(const float* from, int firstRow) {
    if (!from) return;
    for (int r = 0; r < rows; r++) std::memcpy(row(r), from + (size_t)(firstRow + r) * units, units * sizeof(float));
  }
  void write(float* to, int firstRow) {
    if (!to) return;
    for (int r = 0; r < rows; r++) std::memcpy(to + (size_t)(firstRow + r) * units, row(r), units * sizeof(float));
  }
};

// The time step that is read at `step`.
inline int timeOf(const Sequence& s, int step) { return s.goBackwards ? s.time - 1 - step : step; }

inline bool counts(const Sequence& s, int row, int time) { return !s.mask || s.mask[(size_t)row * s.time + time]; }

// a · factors, row by row, where there are factors. draw: which of them.
inline void scaleRows(float* to, int toStride, const float* from, ptrdiff_t fromStride, const float* factors, int rows, int size) {
  for (int r = 0; r < rows; r++) {
    for (int i = 0; i < size; i++) to[(size_t)r * toStride + i] = from[r * fromStride + i] * factors[(size_t)r * size + i];
  }
}

// What the products read: x and the state of some rows at one step, after dropout. With one draw for each gate there is a
// copy for each.
class Factored {
 public:
  Factored(const float* factors, int draws, int batch, int firstRow, int rows, int size)
      : factors_(factors), draws_(factors ? draws : 1), batch_(batch), firstRow_(firstRow), rows_(rows), size_(size) {
    if (factors) cells_ = Buffer((size_t)rows * size);
  }
  // The rows of `from` as a gate sees them.
  Left at(const float* from, ptrdiff_t stride, int gate) {
    if (!factors_) return {from, stride, 1};
    const float* factors = factors_ + ((size_t)(draws_ > 1 ? gate : 0) * batch_ + firstRow_) * size_;
    scaleRows(cells_.data(), size_, from, stride, factors, rows_, size_);
    return {cells_.data(), size_, 1};
  }

 private:
  const float* factors_;
  int draws_, batch_, firstRow_, rows_, size_;
  Buffer cells_;
};

// The products of all gates for some rows at one step: one product for all gates where they see the same, else one for each.
class GateProducts {
 public:
  GateProducts(const Sequence& s, const float* kernel, const float* recurrent, const float* bias, int allBlocks, int first, int count)
      : units_(s.units), draws_(s.draws > 1 ? count : 1), first_(first), count_(count) {
    for (int draw = 0; draw < draws_; draw++) {
      const int block = first + draw, blocks = draws_ > 1 ? 1 : count;
      if (kernel) kernel_[draw] = packBlocks(kernel, s.features, units_, allBlocks, block, blocks);
      if (recurrent) recurrent_[draw] = packBlocks(recurrent, units_, units_, allBlocks, block, blocks);
      bias_[draw] = padBias(bias ? bias + (size_t)block * units_ : nullptr, units_, blocks);
    }
  }

  // Where the sums of some rows stand.
  struct Sums {
    Buffer cells;
    ptrdiff_t blockStride, rowStride;
    float* at(int row, int block) { return cells.data() + block * blockStride + row * rowStride; }
  };
  Sums sums(int rows) const {
    const int columns = paddedColumns(units_, draws_ > 1 ? 1 : count_);
    const ptrdiff_t blockStride = draws_ > 1 ? (ptrdiff_t)rows * columns : paddedUnits(units_);
    return {Buffer((size_t)rows * columns * draws_), blockStride, columns};
  }

  // sums = bias + x · kernel + state · recurrent; either may be missing. `onto` adds to what the sums hold.
  void run(Sums& sums, int rows, Factored* x, const float* xRows, ptrdiff_t xStride, Factored* state, const float* stateRows, ptrdiff_t stateStride, bool onto = false) const {
    for (int draw = 0; draw < draws_; draw++) {
      Term terms[2];
      int count = 0;
      if (x) terms[count++] = {x->at(xRows, xStride, first_ + draw), &kernel_[draw]};
      if (state) terms[count++] = {state->at(stateRows, stateStride, first_ + draw), &recurrent_[draw]};
      product(sums.at(0, draws_ > 1 ? draw : 0), sums.rowStride, rows, terms, count, bias_[draw].data(), onto);
    }
  }

 private:
  int units_, draws_, first_, count_;
  Packed kernel_[kMaxBlocks], recurrent_[kMaxBlocks];
  Buffer bias_[kMaxBlocks];
};

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

// Puts the output of one row at one step where it belongs; a step that does not count repeats the one before, or is zero.
inline void writeOutput(const Sequence& s, float* output, const float* h, size_t at, bool counted) {
  if (!output) return;
  float* to = output + at * s.units;
  if (counted || !s.zeroMasked) std::memcpy(to, h, s.units * sizeof(float));
  else std::memset(to, 0, s.units * sizeof(float));
}

inline void keepState(float* kept, const float* state, size_t at, int units) {
  if (kept) std::memcpy(kept + at * units, state, units * sizeof(float));
}

// Gradients of gates over all samples and steps, with the rows that the products read beside them: made by the backward pass of
// every row, and summed up into weight gradients behind it. Row b·time + t.
struct Collected {
  int stride;
  Buffer gates;   // [batch·time, stride], and room for a panel behind the last row
  Buffer before;  // [batch·time, units]: the state before each step
  Collected(const Sequence& s, int blocks)
      : stride(paddedColumns(s.units, blocks)), gates(Buffer::zeros((size_t)s.batch * s.time * stride + kPanel)), before((size_t)s.batch * s.time * s.units) {}
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
  const int padded = paddedUnits(units);
  runShares(threadCount() < blocks ? threadCount() : blocks, [&](int share, int shares) {
    const Range range = shareOf(blocks, share, shares);
    for (int block = range.from; block < range.to; block++) {
      for (int u = 0; u < units; u += kWidth) {
        Vec sum = all(0.0f);
        for (int row = 0; row < rows; row++) sum += load(from + (size_t)row * stride + block * padded + u);
        storeFirst(to + block * units + u, sum, units - u);
      }
    }
  });
}

// Weight gradient [rows, blocks·units] = aᵀ · b over all samples and steps. a: [depth, rows], b: [depth, stride] with blocks at
// vectors, from block `first` on.
inline void weightGradient(const float* a, int rows, const float* b, int bStride, int depth, int units, int first, int count, int allBlocks, float* to) {
  const int padded = paddedUnits(units), columns = count * padded;
  Buffer wide((size_t)rows * columns);
  const TransposedProduct gradient = {a, rows, b + first * padded, bStride, rows, columns, depth, wide.data(), columns};
  runShares(threadCount() < gradient.tiles() ? threadCount() : gradient.tiles(), [&](int share, int shares) {
    const Range tiles = shareOf(gradient.tiles(), share, shares);
    gradient.run(tiles.from, tiles.to);
  });
  for (int row = 0; row < rows; row++) {
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

// What all recurrent cells share on the way forward: padded weights, rows of a thread, states between steps.
#pragma once

#include "activation.h"
#include "cells.h"
#include "kept.h"
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
inline Packed packBlocks(const float* weight, const PackedPart& part) {
  const auto [rows, units, allBlocks, first, count] = part;
  const int padded = paddedUnits(units);
  Packed packed;
  if (padded == units) {
    pack(packed, weight + first * units, rows, count * units, allBlocks * units);
  } else {
    const Buffer wide = spread(weight, rows, units, allBlocks);
    pack(packed, wide.data() + first * padded, rows, count * padded, allBlocks * padded);
  }
  return packed;
}

// A pack for one call, or one that is kept between calls.
class Pack {
 public:
  Pack() = default;
  Pack(const float* weight, const PackedPart& part) : pack_(static_cast<const Packed*>(keptPack(weight, part))) {
    if (pack_) return;
    Packed* const made = new Packed(packBlocks(weight, part));
    isOwn_ = !keepPack(weight, part, made, [](void* pack) { delete static_cast<Packed*>(pack); });
    pack_ = made;
  }
  Pack(const Pack&) = delete;
  Pack& operator=(Pack&& other) noexcept {
    const Packed* const pack = pack_;
    const bool isOwn = isOwn_;
    pack_ = other.pack_, isOwn_ = other.isOwn_;
    other.pack_ = pack, other.isOwn_ = isOwn;
    return *this;
  }
  ~Pack() {
    if (isOwn_) delete pack_;
  }
  const Packed* get() const { return pack_; }

 private:
  const Packed* pack_ = nullptr;
  bool isOwn_ = false;
};

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
  runShares(sharesUpTo(batch), [&](int share, int all) {
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

// Asks for numbers that are read or written a step later, so that they are near by then. There may be none at that place.
UNROLL_INLINE void askFor(const float* numbers) { __builtin_prefetch(numbers, 0, 2); }

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
      if (kernel) kernel_[draw] = Pack(kernel, {s.features, units_, allBlocks, block, blocks});
      if (recurrent) recurrent_[draw] = Pack(recurrent, {units_, units_, allBlocks, block, blocks});
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
      if (x) terms[count++] = {x->at(xRows, xStride, first_ + draw), kernel_[draw].get()};
      if (state) terms[count++] = {state->at(stateRows, stateStride, first_ + draw), recurrent_[draw].get()};
      Product{sums.at(0, draws_ > 1 ? draw : 0), sums.rowStride, terms, count, bias_[draw].data(), onto}.run(rows);
    }
  }

 private:
  int units_, draws_, first_, count_;
  Pack kernel_[kMaxBlocks], recurrent_[kMaxBlocks];
  Buffer bias_[kMaxBlocks];
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

}  // namespace UNROLL_ISA
}  // namespace unroll

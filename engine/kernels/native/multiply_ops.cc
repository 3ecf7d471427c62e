// Products of matrices as one operation of TensorFlow, whose numbers are the same on however many threads.
#include "multiply_ops.h"

#include <limits>

#include "cells.h"
#include "context.h"

namespace unroll {
namespace {

// Inputs: a [..., rows, depth] and b [..., depth, columns], either with its last two axes changed over; the axes before are the same.
// Output: [..., rows, columns].
struct MultiplyKernel {
  bool transposedA, transposedB;
  explicit MultiplyKernel(Construction attributes) : transposedA(attributes.flag("transpose_a")), transposedB(attributes.flag("transpose_b")) {}

  void run(Context& call) const {
    const Tensor a = call.input(0), b = call.input(1);
    const int rank = a.rank();
    std::vector<int64_t> shape = a.dimensions();
    if (rank < 2 || b.rank() != rank) throw BadInput("Matrices cannot be multiplied: " + a.shape() + " and " + b.shape() + ".");
    const int64_t rows = a.size(rank - (transposedA ? 1 : 2)), depth = a.size(rank - (transposedA ? 2 : 1));
    const int64_t columns = b.size(rank - (transposedB ? 2 : 1));
    int64_t count = 1;
    bool fits = b.size(rank - (transposedB ? 1 : 2)) == depth;
    for (int axis = 0; axis < rank - 2; axis++) {
      fits = fits && a.size(axis) == b.size(axis);
      count *= a.size(axis);
    }
    if (!fits) throw BadInput("Matrices cannot be multiplied: " + a.shape() + " and " + b.shape() + ".");
    shape[rank - 2] = rows, shape[rank - 1] = columns;
    for (const int64_t size : {count, rows, depth, columns}) {
      if (size > std::numeric_limits<int>::max()) throw BadInput("Matrices are too large to be multiplied: " + a.shape() + " and " + b.shape() + ".");
    }
    const Tensor c = call.output(0, shape);
    if (c.elements() == 0) return;
    cells().multiply({static_cast<int>(count), static_cast<int>(rows), static_cast<int>(depth), static_cast<int>(columns), a.data(), b.data(), transposedA, transposedB, c.data()});
  }
};

}  // namespace

void registerMultiplyOperation() {
  registerOperation<MultiplyKernel>("UnrollMatMul", {"a: float", "b: float"}, {"product: float"}, {"transpose_a: bool", "transpose_b: bool"});
}

}  // namespace unroll

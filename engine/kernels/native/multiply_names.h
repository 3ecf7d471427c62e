// Products of matrices, whatever machine code they are compiled for.
#pragma once

namespace unroll {

// c = a · b, `count` times one after the other.
struct Matrices {
  int count, rows, depth, columns;
  // [count, rows, depth] or, transposed, [count, depth, rows]; the same of b: [count, depth, columns] or [count, columns, depth].
  const float *a, *b;
  bool transposedA, transposedB;
  // [count, rows, columns]
  float* c;
};

}  // namespace unroll

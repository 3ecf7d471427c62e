// Activations by number, the same as in engine/kernels/fused/activations.ts.
#pragma once

namespace unroll {

enum class Activation : int {
  kLinear = 0,
  kTanh = 1,
  kSigmoid = 2,
  kRelu = 3,
  kElu = 4,
  kSelu = 5,
  kSoftplus = 6,
  kSoftsign = 7,
  kHardSigmoid = 8,
  kGelu = 9,
  kSwish = 10,
  kCount = 11,
};

}  // namespace unroll

#pragma once

namespace unroll {

// UnrollKeepWeights. Throws std::runtime_error where TensorFlow refuses it.
void registerKeepOperation();

}  // namespace unroll

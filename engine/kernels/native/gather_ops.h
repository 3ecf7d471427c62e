#pragma once

namespace unroll {

// UnrollGather and UnrollGathered. Throws std::runtime_error where TensorFlow refuses it.
void registerGatherOperations();

}  // namespace unroll

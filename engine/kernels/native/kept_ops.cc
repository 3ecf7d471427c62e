// Whoever asks a network for one step after the other says so beforehand: its weights are packed once.
#include "kept_ops.h"

#include "context.h"
#include "kept.h"

namespace unroll {
namespace {

// Inputs: weights, which stay as they are until they are named again with `keep` false. Output: how many they are.
struct KeepKernel {
  bool keep;
  explicit KeepKernel(Construction attributes) : keep(attributes.flag("keep")) {}

  void run(Context& call) const {
    for (int i = 0; i < call.inputs(); i++) {
      const float* weight = call.input(i).data();
      if (keep) keepPacks(weight);
      else forgetPacks(weight);
    }
    call.output(0, {}).data()[0] = static_cast<float>(call.inputs());
  }
};

}  // namespace

void registerKeepOperation() {
  registerOperation<KeepKernel>("UnrollKeepWeights", {"weights: inputs * float"}, {"count: float"}, {"keep: bool", "inputs: int"});
}

}  // namespace unroll

// Loaded into Node by `require`, which keeps it loaded; registers the operations with the TensorFlow that is there already.
#include <cstdio>
#include <exception>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "gather_ops.h"
#include "kept_ops.h"
#include "loss_ops.h"
#include "multiply_ops.h"
#include "recurrent_ops.h"
#include "update_ops.h"

namespace {

// Every training step asks for the same few megabytes and gives them back. Kept in the process they need not be cleared by the
// system each time, which takes up to a tenth of a step.
void keepFreedMemory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

}  // namespace

extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) {
  static bool registered = false;
  if (!registered) {
    registered = true;
    keepFreedMemory();
    try {
      unroll::registerRecurrentOperations();
      unroll::registerUpdateOperation();
      unroll::registerLossOperation();
      unroll::registerKeepOperation();
      unroll::registerGatherOperations();
      unroll::registerMultiplyOperation();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "Unroll's kernels could not be registered: %s\n", error.what());
    }
  }
  return exports;
}

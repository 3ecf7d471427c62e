// Loaded into Node by `require`, which keeps it loaded; registers the operations with the TensorFlow that is there already.
#include <cstdio>
#include <exception>

#include "recurrent_ops.h"
#include "update_ops.h"

extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) {
  static bool registered = false;
  if (!registered) {
    registered = true;
    try {
      unroll::registerRecurrentOperations();
      unroll::registerUpdateOperation();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "Unroll's kernels could not be registered: %s\n", error.what());
    }
  }
  return exports;
}

// Picks the machine code that this processor runs.
#include <cstdlib>
#include <cstring>
#include <initializer_list>

#include "cells.h"

namespace unroll {

#if defined(__x86_64__)
namespace avx512 {
extern const Cells kCells;
}
namespace avx2 {
extern const Cells kCells;
}
#endif
namespace plain {
extern const Cells kCells;
}

namespace {

bool runsHere(const char* name) {
#if defined(__x86_64__)
  if (!std::strcmp(name, "avx512")) return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (!std::strcmp(name, "avx2")) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return !std::strcmp(name, "plain");
}

}  // namespace

const Cells* cellsNamed(const char* name) {
  if (!runsHere(name)) return nullptr;
#if defined(__x86_64__)
  if (!std::strcmp(name, "avx512")) return &avx512::kCells;
  if (!std::strcmp(name, "avx2")) return &avx2::kCells;
#endif
  return &plain::kCells;
}

const Cells& cells() {
  static const Cells* const chosen = [] {
    const char* asked = std::getenv("UNROLL_ISA");
    if (const Cells* found = asked ? cellsNamed(asked) : nullptr) return found;
    for (const char* name : {"avx512", "avx2"}) {
      if (const Cells* found = cellsNamed(name)) return found;
    }
    return cellsNamed("plain");
  }();
  return *chosen;
}

}  // namespace unroll

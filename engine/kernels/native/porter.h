// A thread that carries numbers together while others work: the next batch, while this one runs.
#pragma once

#include <cstdint>
#include <functional>

namespace unroll {

// What a sample reads: `count` rows from `first` on, standing from time step `at`. All other steps read row 0.
struct Span {
  int32_t first, count, at;
};

// Samples to be gathered. Cells are four bytes each, whatever they stand for.
struct Gathering {
  const uint32_t* cells;
  // Numbers of a row.
  long width;
  const Span* spans;
  int samples, steps;
};

// into: samples × steps × width.
void gatherRows(const Gathering& gathering, uint32_t* into);

// Cells are class numbers, a row is one of them. into: samples × steps × classes, all 0 but a 1 where the class stands.
void gatherOneHot(const Gathering& gathering, int classes, float* into);

// Runs `work` after all that was begun before, on a thread of its own. What it reads and writes has to stay until it was waited for.
void beginWork(std::function<void()> work);
// Returns when all that was begun until now is done.
void awaitWork();

}  // namespace unroll

// Threads that wait for work. They never meet while they work: each takes its share, and the caller waits for the last.
#pragma once

namespace unroll {

// How many threads, the caller among them, share a piece of work. Set once by UNROLL_THREADS, else the processors there are.
int threadCount();

// For tests: work is shared among this many from now on, up to the number of processors or of UNROLL_THREADS.
void setThreadCount(int count);

// Runs work(context, share, shares) for every share in [0, shares) and returns when all are done. shares: at most threadCount().
// A plain function, so that no template is compiled for several kinds of machine code under one name.
using Work = void (*)(const void* context, int share, int shares);
void runWork(int shares, Work work, const void* context);

// The part of [0, size) that falls to a share.
struct Range {
  int from, to;
};
inline Range shareOf(int size, int share, int shares) {
  return {static_cast<int>(static_cast<long>(size) * share / shares), static_cast<int>(static_cast<long>(size) * (share + 1) / shares)};
}

// As many shares as there are threads, `most` at most.
inline int sharesUpTo(int most) { return threadCount() < most ? threadCount() : most; }

// The same for work on so many numbers; less than this is done before another thread is awake.
inline int sharesOfNumbers(long numbers, int most) { return numbers < 16384 ? 1 : sharesUpTo(most); }

}  // namespace unroll

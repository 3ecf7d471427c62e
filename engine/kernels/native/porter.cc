#include "porter.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace unroll {
namespace {

class Porter {
 public:
  Porter() {
    std::thread([this] { serve(); }).detach();
  }

  void begin(std::function<void()> work) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      waiting_.push_back(std::move(work));
      begun_++;
    }
    wake_.notify_one();
  }

  void await() {
    std::unique_lock<std::mutex> lock(mutex_);
    // Not for what others begin meanwhile.
    done_.wait(lock, [this, last = begun_] { return ended_ >= last; });
  }

 private:
  void serve() {
    for (;;) {
      std::function<void()> work;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        wake_.wait(lock, [this] { return !waiting_.empty(); });
        work = std::move(waiting_.front());
        waiting_.pop_front();
      }
      work();
      const std::lock_guard<std::mutex> lock(mutex_);
      ended_++;
      done_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<std::function<void()>> waiting_;
  uint64_t begun_ = 0, ended_ = 0;
};

// Never destroyed: its thread may outlive everything else.
Porter& porter() {
  static Porter* made = new Porter;
  return *made;
}

}  // namespace

void gatherRows(const Gathering& g, uint32_t* into) {
  const size_t rowBytes = sizeof(uint32_t) * static_cast<size_t>(g.width);
  for (int sample = 0; sample < g.samples; sample++, into += g.steps * g.width) {
    const Span& span = g.spans[sample];
    const int end = span.at + span.count;
    for (int step = 0; step < span.at; step++) std::memcpy(into + step * g.width, g.cells, rowBytes);
    std::memcpy(into + span.at * g.width, g.cells + span.first * g.width, rowBytes * static_cast<size_t>(span.count));
    for (int step = end; step < g.steps; step++) std::memcpy(into + step * g.width, g.cells, rowBytes);
  }
}

void gatherOneHot(const Gathering& g, int classes, float* into) {
  for (int sample = 0; sample < g.samples; sample++) {
    const Span& span = g.spans[sample];
    for (int step = 0; step < g.steps; step++, into += classes) {
      const bool isPadding = step < span.at || step >= span.at + span.count;
      const uint32_t found = g.cells[isPadding ? 0 : span.first + step - span.at];
      std::fill(into, into + classes, 0.0f);
      // A negative class is a large one here; neither has a place.
      if (found < static_cast<uint32_t>(classes)) into[found] = 1;
    }
  }
}

void beginWork(std::function<void()> work) { porter().begin(std::move(work)); }
void awaitWork() { porter().await(); }

}  // namespace unroll

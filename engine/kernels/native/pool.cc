#include "pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace unroll {
namespace {

// Looks this often for new work before a thread goes to sleep, some millisecond in all: to be woken takes longer than most of
// what lies between two runs of a training step. Between looks it gives way to whoever else wants the processor.
constexpr int kLooksBeforeSleep = 4000;

int chosenCount() {
  const char* given = std::getenv("UNROLL_THREADS");
  const int asked = given ? std::atoi(given) : static_cast<int>(std::thread::hardware_concurrency());
  return std::max(1, std::min(asked, 64));
}

class Pool {
 public:
  explicit Pool(int size) : size_(size), count_(size) {
    for (int i = 1; i < size; i++) threads_.emplace_back([this, i] { serve(i); });
    for (auto& thread : threads_) thread.detach();
  }

  int count() const { return count_; }
  void setCount(int count) { count_ = std::max(1, std::min(count, size_)); }

  void run(int shares, Work work, const void* context) {
    if (shares <= 1) {
      if (shares == 1) work(context, 0, 1);
      return;
    }
    std::lock_guard<std::mutex> one(caller_);
    left_.store(shares - 1, std::memory_order_relaxed);
    {
      std::lock_guard<std::mutex> guard(mutex_);
      work_ = work;
      context_ = context;
      shares_ = shares;
      round_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    work(context, 0, shares);
    while (left_.load(std::memory_order_acquire) > 0) std::this_thread::yield();
  }

 private:
  void serve(int index) {
    for (unsigned seen = 0;;) {
      for (int look = 0; look < kLooksBeforeSleep && round_.load(std::memory_order_acquire) == seen; look++) std::this_thread::yield();
      Work work;
      const void* context;
      int shares;
      {
        std::unique_lock<std::mutex> guard(mutex_);
        wake_.wait(guard, [&] { return round_.load(std::memory_order_relaxed) != seen; });
        seen = round_.load(std::memory_order_relaxed);
        work = work_;
        context = context_;
        shares = shares_;
      }
      if (index >= shares) continue;
      work(context, index, shares);
      left_.fetch_sub(1, std::memory_order_release);
    }
  }

  const int size_;
  std::atomic<int> count_;
  std::vector<std::thread> threads_;
  std::mutex caller_, mutex_;
  std::condition_variable wake_;
  Work work_ = nullptr;
  const void* context_ = nullptr;
  int shares_ = 0;
  std::atomic<unsigned> round_{0};
  std::atomic<int> left_{0};
};

// Never destroyed: its threads may outlive everything else.
Pool& pool() {
  static Pool* made = new Pool(chosenCount());
  return *made;
}

}  // namespace

int threadCount() { return pool().count(); }
void setThreadCount(int count) { pool().setCount(count); }
void runWork(int shares, Work work, const void* context) { pool().run(shares, work, context); }

}  // namespace unroll

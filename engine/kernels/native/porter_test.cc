// Tests of the thread that gathers batches, and of what it gathers.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <future>
#include <thread>
#include <vector>

#include "porter.h"
#include "test.h"

namespace unroll {
namespace {

struct Drawn {
  int rows = pick(1, 30), width = pick(1, 9), steps = pick(1, 12);
  std::vector<uint32_t> cells;
  std::vector<Span> spans;

  Drawn() {
    for (int i = 0; i < rows * width; i++) cells.push_back(static_cast<uint32_t>(pick(-1, 12)));
    for (int sample = pick(1, 8); sample > 0; sample--) {
      const int count = pick(0, std::min(rows, steps));
      spans.push_back({pick(0, rows - count), count, pick(0, steps - count)});
    }
  }
  Gathering gathering() const { return {cells.data(), width, spans.data(), static_cast<int>(spans.size()), steps}; }
  // The row that a step of a sample reads.
  int rowOf(const Span& span, int step) const { return step < span.at || step >= span.at + span.count ? 0 : span.first + step - span.at; }

  std::vector<uint32_t> expected() const {
    std::vector<uint32_t> all;
    for (const Span& span : spans) {
      for (int step = 0; step < steps; step++) {
        for (int column = 0; column < width; column++) all.push_back(cells[rowOf(span, step) * width + column]);
      }
    }
    return all;
  }
};

void checkRows() {
  for (int number = 0; number < 300; number++) {
    const Drawn drawn;
    const std::vector<uint32_t> expected = drawn.expected();
    std::vector<uint32_t> found(expected.size(), 77);
    gatherRows(drawn.gathering(), found.data());
    expect(found == expected, "the rows of a span, row 0 around it");
  }
}

void checkOneHot() {
  for (int number = 0; number < 300; number++) {
    Drawn drawn;
    drawn.width = 1;
    const int classes = pick(1, 10);
    std::vector<float> found(drawn.spans.size() * drawn.steps * classes, 77);
    gatherOneHot(drawn.gathering(), classes, found.data());
    const std::vector<uint32_t> expected = drawn.expected();
    for (size_t i = 0; i < found.size(); i++) {
      const bool isThere = expected[i / classes] == i % classes;
      expect(found[i] == (isThere ? 1.0f : 0.0f), "a one where the class stands, and nothing for what is no class");
    }
  }
}

// Whoever begins goes on at once: this work ends only after its beginner has said so.
void checkBesides() {
  std::promise<void> go;
  std::atomic<bool> ended{false};
  beginWork([&] {
    go.get_future().wait();
    ended = true;
  });
  expect(!ended, "work is begun, not waited for");
  go.set_value();
  awaitWork();
  expect(ended, "work that was begun has ended when it was waited for");
}

// Many begin and wait at once, as two runs do that train beside each other.
void checkManyCallers() {
  std::vector<std::thread> callers;
  std::atomic<int> wrong{0};
  for (int caller = 0; caller < 4; caller++) {
    callers.emplace_back([&wrong] {
      for (int turn = 0; turn < 200; turn++) {
        std::vector<int> written;
        for (int i = 0; i < 3; i++) beginWork([&written, i] { written.push_back(i); });
        awaitWork();
        if (written != std::vector<int>{0, 1, 2}) wrong++;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  expect(wrong == 0, "work is done in its order, for every caller");
}

}  // namespace

void checkPorter() {
  checkRows();
  checkOneHot();
  checkBesides();
  checkManyCallers();
}

}  // namespace unroll

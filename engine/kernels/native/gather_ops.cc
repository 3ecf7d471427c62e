// A batch gathered beside the step before it: one operation begins, another waits.
#include "gather_ops.h"

#include <memory>
#include <utility>

#include "context.h"
#include "porter.h"

namespace unroll {
namespace {

// Fewer numbers are gathered sooner than another thread wakes up.
constexpr int64_t kWorthHandingOver = 16384;

// Every tensor that the porter reads or writes.
struct Held {
  Tensor cells, spans, batch;
};

// What this thread began and has not waited for yet. The porter lets go of none itself: behind a tensor of tfjs-node stands an array
// of JavaScript, which is to be given back on its own thread. Never destroyed: as the process ends nobody is left to take it.
std::vector<std::unique_ptr<Held>>& held() {
  static thread_local auto* mine = new std::vector<std::unique_ptr<Held>>;
  return *mine;
}

void checkSpans(const Tensor& spans, int64_t rows, int64_t steps) {
  if (spans.rank() != 2 || spans.size(1) != 3) throw BadInput("Spans have the shape " + spans.shape() + " where [samples, 3] is wanted.");
  const Span* span = reinterpret_cast<const Span*>(spans.data<int32_t>());
  for (int64_t sample = 0; sample < spans.size(0); sample++) {
    const auto [first, count, at] = span[sample];
    if (first < 0 || count < 0 || at < 0 || int64_t{first} + count > rows || int64_t{at} + count > steps) {
      throw BadInput("Sample " + std::to_string(sample) + " reads " + std::to_string(count) + " rows from " + std::to_string(first) + " at step " + std::to_string(at) + ", of " + std::to_string(rows) + " rows and " + std::to_string(steps) + " steps.");
    }
  }
}

// Inputs: cells [rows, columns] or [rows]; spans int32 [samples, 3]; the shape of one sample, int32, which holds steps × columns
// numbers, or steps × classes where there are any. Output: [samples, ...shape]; not to be read before UnrollGathered.
struct GatherKernel {
  int steps, classes;
  explicit GatherKernel(Construction attributes) : steps(attributes.whole("steps")), classes(attributes.whole("classes")) {}

  void run(Context& call) const {
    Tensor cells = call.input(0), spans = call.input(1);
    if (cells.rank() < 1 || cells.rank() > 2 || cells.elements() == 0) throw BadInput("There are no rows to gather from: " + cells.shape() + ".");
    if (classes > 0 && cells.rank() != 1) throw BadInput("Classes have the shape " + cells.shape() + " where [rows] is wanted.");
    checkSpans(spans, cells.size(0), steps);
    const Tensor sample = call.input(2);
    std::vector<int64_t> shape = {spans.size(0)};
    int64_t numbers = 1;
    for (int64_t axis = 0; axis < sample.elements(); axis++) {
      shape.push_back(sample.data<int32_t>()[axis]);
      numbers *= shape.back();
    }
    if (numbers != steps * (classes > 0 ? classes : cells.size(1))) throw BadInput("A sample of " + std::to_string(numbers) + " numbers is wanted from " + std::to_string(steps) + " steps of " + cells.shape() + ".");
    Tensor batch = call.output(0, std::move(shape), classes > 0 ? TF_FLOAT : cells.type());
    const Gathering gathering = {cells.data<uint32_t>(), cells.size(1), reinterpret_cast<const Span*>(spans.data<int32_t>()), static_cast<int>(spans.size(0)), steps};
    const auto gather = [gathering, classes = classes, into = batch.data<uint32_t>()] {
      if (classes > 0) gatherOneHot(gathering, classes, reinterpret_cast<float*>(into));
      else gatherRows(gathering, into);
    };
    if (batch.elements() < kWorthHandingOver) return gather();
    held().push_back(std::make_unique<Held>(Held{std::move(cells), std::move(spans), std::move(batch)}));
    beginWork(gather);
  }
};

// Waits for all that this thread began. Output: 0.
struct GatheredKernel {
  explicit GatheredKernel(Construction) {}
  void run(Context& call) const {
    awaitWork();
    held().clear();
    call.output(0, {}).data()[0] = 0;
  }
};

}  // namespace

void registerGatherOperations() {
  registerOperation<GatherKernel>("UnrollGather", {"cells: Cell", "spans: int32", "shape: int32"}, {"batch: Number"}, {"Cell: {float, int32}", "Number: {float, int32}", "steps: int", "classes: int"});
  registerOperation<GatheredKernel>("UnrollGathered", {}, {"none: float"}, {});
}

}  // namespace unroll

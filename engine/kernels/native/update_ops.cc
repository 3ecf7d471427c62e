// All weights' changes of a training step as one operation of TensorFlow.
#include "update_ops.h"

#include <cmath>
#include <vector>

#include "context.h"
#include "update.h"

namespace unroll {
namespace {

// Inputs: hyper [9] = rate, first, second, epsilon, 1 − first, 1 − second, limit of values, of each norm, of the global norm (0 for none); then `count`
// weights, their gradients, and as many slots as the rule has.
// Outputs: norm of all gradients before clipping, a scalar; then weights and slots.
enum Hyperparameter { kRate, kFirst, kSecond, kEpsilon, kFirstRest, kSecondRest, kValueLimit, kNormLimit, kGlobalLimit, kHyperparameters };

void expectSizeOf(const Tensor& weight, const Tensor& own, const char* what) {
  if (own.elements() == weight.elements()) return;
  throw BadInput(std::string(what) + " of the optimiser's update has the shape " + own.shape() + " for a weight of " + weight.shape() + ".");
}

struct UpdateKernel {
  Rule rule;
  int count;
  explicit UpdateKernel(Construction attributes) : rule(static_cast<Rule>(attributes.whole("rule"))), count(attributes.whole("count")) {
    if (rule < Rule::kSgd || rule >= Rule::kCount) throw BadInput("The rule of the optimiser is unknown.");
  }

  void run(Context& call) const {
    const int slots = slotsOf(rule);
    std::vector<Tensor> inputs, outputs;
    for (int i = 0; i < call.inputs(); i++) inputs.push_back(call.input(i));
    if (static_cast<int>(inputs.size()) != 1 + count * (2 + slots)) {
      throw BadInput("The update of " + std::to_string(count) + " weights was given " + std::to_string(inputs.size()) + " tensors.");
    }
    const Tensor& given = inputs[0];
    if (given.elements() != kHyperparameters) throw BadInput("The hyperparameters have the shape " + given.shape() + ".");
    const float* hyper = given.data();
    const auto weight = [&](int i) -> const Tensor& { return inputs[1 + i]; };
    const auto gradient = [&](int i) -> const Tensor& { return inputs[1 + count + i]; };
    const auto slot = [&](int which, int i) -> const Tensor& { return inputs[1 + count * (2 + which) + i]; };

    std::vector<const float*> gradients;
    std::vector<long> sizes;
    for (int i = 0; i < count; i++) {
      expectSizeOf(weight(i), gradient(i), "A gradient");
      for (int which = 0; which < slots; which++) expectSizeOf(weight(i), slot(which, i), "A slot");
      gradients.push_back(gradient(i).data());
      sizes.push_back(static_cast<long>(weight(i).elements()));
    }
    std::vector<double> raw(count), own(count);
    squareSums(gradients.data(), sizes.data(), count, 0, raw.data());
    double total = 0;
    for (double sum : raw) total += sum;
    const float norm = static_cast<float>(std::sqrt(total));
    const Tensor normOut = call.output(0, {});
    normOut.data()[0] = norm;

    // First values, then each weight's norm, then all together.
    const bool shrinks = hyper[kNormLimit] > 0 || hyper[kGlobalLimit] > 0;
    if (hyper[kValueLimit] > 0 && shrinks) squareSums(gradients.data(), sizes.data(), count, hyper[kValueLimit], own.data());
    else own = raw;
    std::vector<float> scales(count, 1.0f);
    double clipped = 0;
    for (int i = 0; i < count; i++) {
      const double length = std::sqrt(own[i]);
      if (hyper[kNormLimit] > 0 && length > hyper[kNormLimit]) scales[i] = static_cast<float>(hyper[kNormLimit] / length);
      clipped += own[i] * scales[i] * scales[i];
    }
    const double length = std::sqrt(clipped);
    if (hyper[kGlobalLimit] > 0 && length > hyper[kGlobalLimit]) {
      for (float& scale : scales) scale *= static_cast<float>(hyper[kGlobalLimit] / length);
    }

    std::vector<Change> changes;
    for (int i = 0; i < count; i++) outputs.push_back(call.output(1 + i, weight(i).dimensions()));
    for (int which = 0; which < slots; which++) {
      for (int i = 0; i < count; i++) outputs.push_back(call.output(1 + count * (1 + which) + i, weight(i).dimensions()));
    }
    for (int i = 0; i < count; i++) {
      const auto slotIn = [&](int which) { return which < slots ? slot(which, i).data() : nullptr; };
      const auto slotOut = [&](int which) { return which < slots ? outputs[count * (1 + which) + i].data() : nullptr; };
      changes.push_back({sizes[i], weight(i).data(), gradients[i], slotIn(0), slotIn(1), outputs[i].data(), slotOut(0), slotOut(1), scales[i], hyper[kValueLimit]});
    }
    update(rule, {hyper[kRate], hyper[kFirst], hyper[kSecond], hyper[kEpsilon], hyper[kFirstRest], hyper[kSecondRest]}, changes.data(), count);
  }
};

}  // namespace

void registerUpdateOperation() {
  registerOperation<UpdateKernel>("UnrollUpdate", {"tensors: inputs * float"}, {"results: outputs * float"}, {"rule: int", "count: int", "inputs: int", "outputs: int"});
}

}  // namespace unroll

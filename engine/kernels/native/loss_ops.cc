// A loss as one operation of TensorFlow, with its gradient and what metrics can be read off the same numbers.
#include "loss_ops.h"

#include "cells.h"
#include "context.h"

namespace unroll {
namespace {

// Inputs: predictions [..., width]; targets of the same shape, or none; classes [...], or none; mask over the first axes, or none.
// Outputs: the gradient, then scalars: loss, mean absolute and mean squared difference, accuracy.
struct LossKernel {
  LossKind kind;
  explicit LossKernel(Construction attributes) : kind(static_cast<LossKind>(attributes.whole("kind"))) {
    if (kind < LossKind::kMeanSquaredError || kind >= LossKind::kCount) throw BadInput("The loss is unknown.");
  }

  void run(Context& call) const {
    const Tensor output = call.input(0), target = call.input(1), classes = call.input(2), mask = call.input(3);
    const int64_t width = output.rank() > 0 ? output.size(output.rank() - 1) : 0;
    const int64_t rows = width > 0 ? output.elements() / width : 0;
    const bool byClass = kind == LossKind::kClassEntropy;
    const Tensor& truth = byClass ? classes : target;
    if (rows == 0) throw BadInput("There are no predictions to measure: " + output.shape() + ".");
    if (truth.elements() != (byClass ? rows : rows * width)) throw BadInput("Targets have the shape " + truth.shape() + " for predictions of " + output.shape() + ".");
    if (mask.elements() > 0 && rows % mask.elements() != 0) throw BadInput("The mask has the shape " + mask.shape() + " for predictions of " + output.shape() + ".");

    const Tensor gradient = call.output(0, output.dimensions());
    const int rowsEach = mask.elements() > 0 ? static_cast<int>(rows / mask.elements()) : 1;
    const Predictions predictions = {kind, static_cast<int>(rows), static_cast<int>(width), output.data(), byClass ? nullptr : target.data(), byClass ? classes.data<int32_t>() : nullptr, mask.orNull<uint8_t>(), rowsEach};
    const Measured measured = cells().measureLoss(predictions, gradient.data());
    int at = 1;
    for (const float value : {measured.loss, measured.absolute, measured.squared, measured.accuracy}) call.output(at++, {}).data()[0] = value;
  }
};

}  // namespace

void registerLossOperation() {
  registerOperation<LossKernel>("UnrollLoss", {"output: float", "target: float", "classes: int32", "mask: bool"}, {"gradient: float", "loss: float", "absolute: float", "squared: float", "accuracy: float"}, {"kind: int"});
}

}  // namespace unroll

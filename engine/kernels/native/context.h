// TensorFlow's C API for kernels, as little of it as the operations here need, with errors that end the call.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"
#include "tensorflow/c/tf_status.h"

namespace unroll {

// What a caller did wrong; becomes a JavaScript error.
struct BadInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Status {
 public:
  Status() : status_(TF_NewStatus()) {}
  ~Status() { TF_DeleteStatus(status_); }
  Status(const Status&) = delete;
  operator TF_Status*() const { return status_; }
  void check() const {
    if (TF_GetCode(status_) != TF_OK) throw std::runtime_error(TF_Message(status_));
  }

 private:
  TF_Status* status_;
};

// A tensor, held for as long as this lives.
class Tensor {
 public:
  explicit Tensor(TF_Tensor* tensor) : tensor_(tensor) {}
  Tensor(Tensor&& other) noexcept : tensor_(other.tensor_) { other.tensor_ = nullptr; }
  Tensor(const Tensor&) = delete;
  ~Tensor() {
    if (tensor_) TF_DeleteTensor(tensor_);
  }
  int rank() const { return TF_NumDims(tensor_); }
  int64_t size(int axis) const { return axis < rank() ? TF_Dim(tensor_, axis) : 1; }
  int64_t elements() const { return TF_TensorElementCount(tensor_); }
  TF_DataType type() const { return TF_TensorType(tensor_); }
  template <typename T = float>
  T* data() const {
    return static_cast<T*>(TF_TensorData(tensor_));
  }
  // Null for a tensor without elements, which stands for one that is not given.
  template <typename T = float>
  T* orNull() const {
    return elements() == 0 ? nullptr : data<T>();
  }
  std::vector<int64_t> dimensions() const {
    std::vector<int64_t> sizes;
    for (int axis = 0; axis < rank(); axis++) sizes.push_back(size(axis));
    return sizes;
  }
  std::string shape() const {
    std::string text = "[";
    for (int axis = 0; axis < rank(); axis++) text += (axis ? ", " : "") + std::to_string(size(axis));
    return text + "]";
  }

 private:
  TF_Tensor* tensor_;
};

// One call of a kernel.
class Context {
 public:
  explicit Context(TF_OpKernelContext* context) : context_(context) {}
  Tensor input(int index) {
    TF_Tensor* tensor = nullptr;
    Status status;
    TF_GetInput(context_, index, &tensor, status);
    status.check();
    return Tensor(tensor);
  }
  int inputs() const { return TF_NumInputs(context_); }
  // type: one of four bytes.
  Tensor output(int index, std::vector<int64_t> shape, TF_DataType type = TF_FLOAT) {
    size_t bytes = sizeof(float);
    for (int64_t size : shape) bytes *= static_cast<size_t>(size);
    Status status;
    TF_Tensor* tensor = TF_AllocateOutput(context_, index, type, shape.data(), static_cast<int>(shape.size()), bytes, status);
    status.check();
    return Tensor(tensor);
  }

 private:
  TF_OpKernelContext* context_;
};

// Attributes of an operation, read once when TensorFlow makes a kernel for it.
class Construction {
 public:
  explicit Construction(TF_OpKernelConstruction* construction) : construction_(construction) {}
  int whole(const char* name) {
    int32_t value = 0;
    Status status;
    TF_OpKernelConstruction_GetAttrInt32(construction_, name, &value, status);
    status.check();
    return value;
  }
  bool flag(const char* name) {
    unsigned char value = 0;
    Status status;
    TF_OpKernelConstruction_GetAttrBool(construction_, name, &value, status);
    status.check();
    return value != 0;
  }
  float number(const char* name) {
    float value = 0;
    Status status;
    TF_OpKernelConstruction_GetAttrFloat(construction_, name, &value, status);
    status.check();
    return value;
  }

 private:
  TF_OpKernelConstruction* construction_;
};

// Registers an operation with its kernel. Kernel: made from a Construction, called with a Context.
template <typename Kernel>
void registerOperation(const char* name, const std::vector<const char*>& inputs, const std::vector<const char*>& outputs, const std::vector<const char*>& attributes) {
  Status status;
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(name);
  for (const char* attribute : attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  for (const char* input : inputs) TF_OpDefinitionBuilderAddInput(definition, input);
  for (const char* output : outputs) TF_OpDefinitionBuilderAddOutput(definition, output);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, [](TF_ShapeInferenceContext*, TF_Status* shape) { TF_SetStatus(shape, TF_OK, ""); });
  TF_RegisterOpDefinition(definition, status);
  status.check();
  TF_KernelBuilder* builder = TF_NewKernelBuilder(
      name, "CPU",
      [](TF_OpKernelConstruction* construction) -> void* {
        try {
          return new Kernel(Construction(construction));
        } catch (const std::exception& error) {
          Status failed;
          TF_SetStatus(failed, TF_INVALID_ARGUMENT, error.what());
          TF_OpKernelConstruction_Failure(construction, failed);
          return nullptr;
        }
      },
      [](void* kernel, TF_OpKernelContext* context) {
        Status failed;
        try {
          Context call(context);
          static_cast<Kernel*>(kernel)->run(call);
          return;
        } catch (const BadInput& error) {
          TF_SetStatus(failed, TF_INVALID_ARGUMENT, error.what());
        } catch (const std::bad_alloc&) {
          TF_SetStatus(failed, TF_RESOURCE_EXHAUSTED, "There is not enough memory for this batch.");
        } catch (const std::exception& error) {
          TF_SetStatus(failed, TF_INTERNAL, error.what());
        }
        TF_OpKernelContext_Failure(context, failed);
      },
      [](void* kernel) { delete static_cast<Kernel*>(kernel); });
  TF_RegisterKernelBuilder(name, builder, status);
  status.check();
}

}  // namespace unroll

"""Builds a graph of ours in Keras 3 and says what Keras makes of it.

Reads requests from a JSON file, one model each: nodes in topological order with their wires, weights by name, inputs,
targets, loss, optimisers and the keys of random numbers. Writes outputs, gradients by weight, the losses of the training
steps and outputs after them.

    python keras_reference.py requests.json answers.json
"""

import itertools
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf
from keras_layers import build_node, listed


def build(request):
    values, owners, inputs, predictions = {}, {}, [], []
    for node in request["nodes"]:
        wires = {}
        for wire in node["wires"]:
            wires.setdefault(wire["port"], []).append(values[wire["from"]])
        if node["type"] == "input":
            dtype = "int32" if node["dtype"] == "index" else "float32"
            tensor = keras.Input(shape=node["shape"], dtype=dtype, name=node["name"])
            inputs.append(tensor)
            values[f"{node['id']}.output"] = tensor
            continue
        if node["type"] == "output":
            predictions.append(wires["prediction"][0])
            continue
        layer, ports = build_node(node, wires)
        owners[node["name"]] = layer
        for port, tensor in ports.items():
            values[f"{node['id']}.{port}"] = tensor
    return keras.Model(inputs, predictions), owners


def give_draws(layer, keys, step):
    """Has Keras draw a layer's random numbers by our keys: TensorFlow's stateless numbers of the same two integers."""
    generators = [own.seed_generator for own in layer._flatten_layers() if getattr(own, "seed_generator", None) is not None]
    each = len(keys) // len(generators)
    for place, generator in enumerate(generators):
        turn = itertools.cycle(keys[place * each : (place + 1) * each])
        generator.next = lambda ordered=True, turn=turn: tf.stack([tf.constant(next(turn), "int32"), step])


LOSSES = {
    "meanSquaredError": keras.losses.MeanSquaredError,
    "meanAbsoluteError": keras.losses.MeanAbsoluteError,
    "huber": keras.losses.Huber,
    "categoricalCrossentropy": keras.losses.CategoricalCrossentropy,
    "sparseCategoricalCrossentropy": keras.losses.SparseCategoricalCrossentropy,
    "binaryCrossentropy": keras.losses.BinaryCrossentropy,
}


def optimiser(settings):
    s = dict(settings)
    clip = {}
    for ours, theirs in (("value", "clipvalue"), ("norm", "clipnorm"), ("globalNorm", "global_clipnorm")):
        if s.get("clip", {}).get(ours) is not None:
            clip[theirs] = s["clip"][ours]
    kind, lr = s["is"], s["learningRate"]
    if kind == "sgd":
        return keras.optimizers.SGD(lr, **clip)
    if kind == "momentum":
        return keras.optimizers.SGD(lr, momentum=s["momentum"], nesterov=s["nesterov"], **clip)
    if kind == "rmsprop":
        return keras.optimizers.RMSprop(lr, rho=s["rho"], momentum=s["momentum"], epsilon=s["epsilon"], **clip)
    if kind == "adam":
        return keras.optimizers.Adam(lr, beta_1=s["beta1"], beta_2=s["beta2"], epsilon=s["epsilon"], **clip)
    if kind == "adagrad":
        return keras.optimizers.Adagrad(lr, initial_accumulator_value=s["initialAccumulator"], epsilon=s["epsilon"], **clip)
    return keras.optimizers.Adamax(lr, beta_1=s["beta1"], beta_2=s["beta2"], epsilon=s["epsilon"], **clip)


def run(request):
    keras.utils.clear_session()
    model, owners = build(request)
    step = tf.Variable(0, dtype="int32")
    for name, keys in request["draws"].items():
        give_draws(owners[name], keys, step)
    named = []
    for name, shapes in request["layers"].items():
        own = owners[name].weights
        # Seed generators of dropout are variables too, but no weights.
        own = [w for w in own if "seed_generator" not in w.path]
        assert len(own) == len(shapes), (name, [w.path for w in own], shapes)
        for weight, ours in zip(own, shapes):
            assert list(weight.shape) == ours["shape"], (weight.path, weight.shape, ours)
            named.append((ours["name"], weight))

    def reset(nudged=False):
        for name, weight in named:
            value = np.array(request["weights"][name], "float32").reshape(weight.shape)
            weight.assign(np.nextafter(value, np.where(np.arange(value.size).reshape(value.shape) % 2, np.inf, -np.inf).astype("float32")) if nudged else value)

    array = lambda t: np.array(t["values"], t["dtype"]).reshape(t["shape"])
    x = [array(t) for t in request["inputs"]]
    y = []
    for t, loss, shape in zip(request["targets"], request["losses"], [out.shape for out in model.outputs]):
        y.append(keras.utils.to_categorical(array(t), shape[-1]) if loss["name"] == "categoricalCrossentropy" else array(t))
    losses_of = [(LOSSES[loss["name"]](), loss["weight"]) for loss in request["losses"]]
    trainable = {w.path for w in model.trainable_weights}
    chosen = [(n, w) for n, w in named if w.path in trainable]

    @tf.function
    def gradients():
        with tf.GradientTape() as tape:
            outputs = listed(model(x, training=True))
            parts = [weight * loss(t, out) for (loss, weight), t, out in zip(losses_of, y, outputs)]
            loss = tf.add_n(parts + [tf.convert_to_tensor(extra) for extra in model.losses])
        return loss, tape.gradient(loss, [w.value for _, w in chosen])

    def predict():
        return np.concatenate([out.numpy().reshape(-1) for out in listed(model(x, training=False))]).tolist()

    reset()
    output = predict()
    _, grads = gradients()
    answer = {
        "parameters": model.count_params(),
        "output": output,
        "gradients": {
            name: tf.convert_to_tensor(grad).numpy().reshape(-1).tolist() for (name, _), grad in zip(chosen, grads)
        },
        "losses": {},
    }

    def train(settings, nudged):
        reset(nudged)
        opt = optimiser(settings)
        opt.build([w for _, w in chosen])
        losses = []
        for at in range(request["steps"]):
            step.assign(at)
            loss, grads = gradients()
            opt.apply([tf.convert_to_tensor(g) for g in grads])
            losses.append(float(loss))
        return losses, predict()

    apart = {"loss": 0.0}
    for settings in request["optimisers"]:
        losses, trained = train(settings, nudged=False)
        # What the last bit of every weight does to this network's training: no two programs can be closer than that.
        nudged_losses, nudged_trained = train(settings, nudged=True)
        answer["losses"][settings["is"]] = losses
        answer.setdefault("trained", trained)
        apart["loss"] = max(apart["loss"], float(np.max(np.abs(np.subtract(losses, nudged_losses)))))
        apart.setdefault("trained", float(np.max(np.abs(np.subtract(trained, nudged_trained)))))
    answer["rounding"] = apart
    return answer


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        requests = json.load(file)
    answers, failures = {}, []
    for name, request in requests.items():
        try:
            answers[name] = run(request)
            assert np.isfinite([*answers[name]["losses"].values()]).all(), "the loss does not stay finite"
        except Exception as error:
            failures.append(f"{name}: {str(error).strip()}")
    if failures:
        sys.exit("\n".join(failures))
    with open(sys.argv[2], "w") as file:
        json.dump({"keras": keras.__version__, "cases": answers}, file)

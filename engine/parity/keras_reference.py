"""Builds a graph of ours in Keras 3 and says what Keras makes of it.

Reads requests from a JSON file, one model each: nodes in topological order with their wires, weights by name, inputs,
targets, loss and optimisers. Writes outputs, gradients by weight and the losses of the training steps.

    python keras_reference.py requests.json answers.json
"""

import json
import os
import re
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: "_" + m.group(1).lower(), name)


def recurrent(node, **extra):
    p = node["params"]
    common = dict(
        units=p["units"],
        activation=snake(p["activation"]),
        use_bias=p["useBias"],
        return_sequences=p["returnSequences"],
        go_backwards=p["goBackwards"],
        **extra,
    )
    if node["type"] == "lstm":
        return L.LSTM(recurrent_activation=snake(p["recurrentActivation"]), **common)
    if node["type"] == "gru":
        return L.GRU(recurrent_activation=snake(p["recurrentActivation"]), reset_after=p["resetAfter"], **common)
    return L.SimpleRNN(**common)


def build_node(node, inputs):
    """-> (layer that owns the weights or None, outputs by port)"""
    p, kind, name = node["params"], node["type"], node["name"]
    first = next(iter(inputs.values()), None)
    first = first[0] if first else None
    if kind in ("lstm", "gru", "simpleRnn"):
        layer = recurrent(node, name=name)
        return layer, {"output": layer(first)}
    if kind == "bidirectional":
        layer = L.Bidirectional(recurrent(node["inner"]), merge_mode=p["mergeMode"], name=name)
        return layer, {"output": layer(first)}
    if kind == "embedding":
        layer = L.Embedding(p["vocabulary"], p["dimensions"], name=name)
        return layer, {"vectors": layer(first)}
    if kind == "dense":
        layer = L.Dense(p["units"], activation=snake(p["activation"]), use_bias=p["useBias"], name=name)
        return layer, {"output": layer(first)}
    if kind == "dropout":
        layer = L.Dropout(p["rate"], name=name)
        return layer, {"output": layer(first)}
    if kind == "concatenate":
        layer = L.Concatenate(axis=1 if p["axis"] == "time" else -1, name=name)
        return layer, {"output": layer(inputs["inputs"])}
    if kind == "attention":
        make = L.Attention if p["score"] == "dot" else L.AdditiveAttention
        layer = make(use_scale=p["useScale"], name=name)
        query, value = inputs["query"][0], inputs["value"][0]
        single = len(query.shape) == 2
        given = [L.Reshape((1, query.shape[-1]))(query) if single else query, value] + inputs.get("key", [])
        context = layer(given)
        return layer, {"context": L.Reshape((context.shape[-1],))(context) if single else context}
    raise ValueError(f"no Keras layer for {kind}")


def build(request):
    values, owners, inputs = {}, {}, []
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
            prediction = wires["prediction"][0]
            continue
        layer, ports = build_node(node, wires)
        owners[node["name"]] = layer
        for port, tensor in ports.items():
            values[f"{node['id']}.{port}"] = tensor
    return keras.Model(inputs, prediction), owners


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
    named = []
    for name, shapes in request["layers"].items():
        own = owners[name].weights
        # Seed generators of dropout are variables too, but no weights.
        own = [w for w in own if "seed_generator" not in w.path]
        assert len(own) == len(shapes), (name, [w.path for w in own], shapes)
        for weight, ours in zip(own, shapes):
            assert list(weight.shape) == ours["shape"], (weight.path, weight.shape, ours)
            named.append((ours["name"], weight))

    def reset():
        for name, weight in named:
            weight.assign(np.array(request["weights"][name], "float32").reshape(weight.shape))

    x = [np.array(t["values"], t["dtype"]).reshape(t["shape"]) for t in request["inputs"]]
    t = request["targets"]
    y = np.array(t["values"], t["dtype"]).reshape(t["shape"])
    if request["loss"] == "categoricalCrossentropy":
        y = keras.utils.to_categorical(y, model.output_shape[-1])
    loss_of = LOSSES[request["loss"]]()
    trainable = {w.path for w in model.trainable_weights}
    chosen = [(n, w) for n, w in named if w.path in trainable]

    @tf.function
    def gradients():
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=False))
        return loss, tape.gradient(loss, [w.value for _, w in chosen])

    reset()
    output = model(x, training=False).numpy()
    _, grads = gradients()
    answer = {
        "parameters": model.count_params(),
        "output": output.reshape(-1).tolist(),
        "gradients": {
            name: tf.convert_to_tensor(grad).numpy().reshape(-1).tolist() for (name, _), grad in zip(chosen, grads)
        },
        "losses": {},
    }
    for settings in request["optimisers"]:
        reset()
        opt = optimiser(settings)
        opt.build([w for _, w in chosen])
        losses = []
        for _ in range(request["steps"]):
            loss, grads = gradients()
            opt.apply_gradients([(tf.convert_to_tensor(g), w) for g, (_, w) in zip(grads, chosen)])
            losses.append(float(loss))
        answer["losses"][settings["is"]] = losses
    return answer


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        requests = json.load(file)
    answers = {"keras": keras.__version__, "cases": {name: run(request) for name, request in requests.items()}}
    with open(sys.argv[2], "w") as file:
        json.dump(answers, file)

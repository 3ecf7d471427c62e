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


def regularizer(p, key):
    l1, l2 = p.get(f"{key}L1", 0), p.get(f"{key}L2", 0)
    return keras.regularizers.L1L2(l1, l2) if l1 or l2 else None


def constraint(p, key):
    kind = p.get(f"{key}Constraint", "none")
    if kind == "maxNorm":
        return keras.constraints.MaxNorm(p[f"{key}MaxNorm"])
    if kind == "nonNegative":
        return keras.constraints.NonNeg()
    return keras.constraints.UnitNorm() if kind == "unitNorm" else None


def limits(p, **keys):
    """Regularizers and constraints by Keras's names of the weights: limits(p, kernel="kernel", recurrent="recurrent")."""
    given = {}
    for theirs, ours in keys.items():
        given[f"{theirs}_regularizer"] = regularizer(p, ours)
        given[f"{theirs}_constraint"] = constraint(p, ours)
    return given


class LstmVariantCell(keras.layers.Layer):
    """The variants of Greff et al. 2017 and layer normalisation (Ba et al. 2016), which Keras does not have, on Keras's own ops."""

    def __init__(self, p, **kwargs):
        super().__init__(**kwargs)
        self.p, self.units = p, p["units"]
        self.state_size = [self.units, self.units]
        self.output_size = self.units
        present = {
            "i": p["inputGate"] or p["forgetGate"] == "coupled",
            "f": p["forgetGate"] == "learned",
            "c": True,
            "o": p["outputGate"],
        }
        self.gates = [g for g in "ifco" if present[g]]
        self.peeping = [g for g in self.gates if g != "c"] if p["peepholes"] else []
        self.act = keras.activations.get(snake(p["activation"]))
        self.gate_act = keras.activations.get(snake(p["recurrentActivation"]))

    def build(self, shape):
        u, g = self.units, len(self.gates)
        self.kernel = self.add_weight(shape=(shape[-1], g * u), name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(u, g * u), name="recurrent_kernel")
        self.bias = self.add_weight(shape=(g * u,), name="bias") if self.p["useBias"] else None
        if self.peeping:
            self.peephole = self.add_weight(shape=(len(self.peeping), u), name="peephole")
        if self.p["layerNormalisation"]:
            self.kernel_gain = self.add_weight(shape=(g * u,), name="kernel_gain")
            self.recurrent_gain = self.add_weight(shape=(g * u,), name="recurrent_gain")
            self.state_gain = self.add_weight(shape=(u,), name="state_gain")
            self.state_offset = self.add_weight(shape=(u,), name="state_offset")

    def norm(self, x, gain):
        mean = keras.ops.mean(x, -1, keepdims=True)
        variance = keras.ops.mean(keras.ops.square(x - mean), -1, keepdims=True)
        return (x - mean) / keras.ops.sqrt(variance + 1e-3) * gain

    def call(self, x, states, training=False):
        h, c = states
        u, p = self.units, self.p
        left, right = keras.ops.matmul(x, self.kernel), keras.ops.matmul(h, self.recurrent_kernel)
        if p["layerNormalisation"]:
            left, right = self.norm(left, self.kernel_gain), self.norm(right, self.recurrent_gain)
        z = left + right if self.bias is None else left + right + self.bias

        def part(name, seen):
            at = self.gates.index(name)
            value = z[:, at * u : (at + 1) * u]
            return value + seen * self.peephole[self.peeping.index(name)] if name in self.peeping else value

        i = self.gate_act(part("i", c)) if "i" in self.gates else 1.0
        candidate = part("c", c)
        candidate = self.act(candidate) if p["inputActivation"] else candidate
        f = self.gate_act(part("f", c)) if "f" in self.gates else (1.0 - i if p["forgetGate"] == "coupled" else 1.0)
        new_c = f * c + i * candidate
        shown = self.norm(new_c, self.state_gain) + self.state_offset if p["layerNormalisation"] else new_c
        shown = self.act(shown) if p["outputActivation"] else shown
        o = self.gate_act(part("o", new_c)) if "o" in self.gates else 1.0
        new_h = o * shown
        return new_h, [new_h, new_c]


STANDARD = dict(
    inputGate=True, forgetGate="learned", outputGate=True, inputActivation=True, outputActivation=True,
    peepholes=False, layerNormalisation=False,
)  # fmt: skip


def recurrent(node, **extra):
    p = node["params"]
    rnn = dict(return_sequences=p["returnSequences"], return_state=p["returnState"], go_backwards=p["goBackwards"], **extra)
    if any(p.get(key, value) != value for key, value in STANDARD.items()):
        return L.RNN(LstmVariantCell(p), **rnn)
    common = dict(
        units=p["units"],
        activation=snake(p["activation"]),
        use_bias=p["useBias"],
        activity_regularizer=regularizer(p, "activity"),
        **limits(p, kernel="kernel", recurrent="recurrent", bias="bias"),
        **rnn,
    )
    if node["type"] == "lstm":
        return L.LSTM(recurrent_activation=snake(p["recurrentActivation"]), **common)
    if node["type"] == "gru":
        return L.GRU(recurrent_activation=snake(p["recurrentActivation"]), reset_after=p["resetAfter"], **common)
    layer = L.SimpleRNN(**common)
    # Keras 3.15 takes this argument and forgets it.
    layer.activity_regularizer = common["activity_regularizer"]
    return layer


def build_node(node, inputs):
    """-> (layer that owns the weights or None, outputs by port)"""
    p, kind, name = node["params"], node["type"], node["name"]
    first = next(iter(inputs.values()), None)
    first = first[0] if first else None
    if kind in ("lstm", "gru", "simpleRnn"):
        layer = recurrent(node, name=name)
        states = [inputs[port][0] for port in ("initial_h", "initial_c") if port in inputs]
        result = layer(first, initial_state=states or None)
        if not p["returnState"]:
            return layer, {"output": result}
        return layer, dict(zip(("output", "state_h", "state_c"), result))
    if kind == "bidirectional":
        mode = None if p["mergeMode"] == "none" else p["mergeMode"]
        layer = L.Bidirectional(recurrent(node["inner"]), merge_mode=mode, name=name)
        result = layer(first)
        return layer, dict(zip(("forward", "backward"), result)) if mode is None else {"output": result}
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


def listed(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


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
            outputs = listed(model(x, training=False))
            parts = [weight * loss(t, out) for (loss, weight), t, out in zip(losses_of, y, outputs)]
            loss = tf.add_n(parts + [tf.convert_to_tensor(extra) for extra in model.losses])
        return loss, tape.gradient(loss, [w.value for _, w in chosen])

    reset()
    outputs = [out.numpy() for out in listed(model(x, training=False))]
    _, grads = gradients()
    answer = {
        "parameters": model.count_params(),
        "output": np.concatenate([out.reshape(-1) for out in outputs]).tolist(),
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
            opt.apply([tf.convert_to_tensor(g) for g in grads])
            losses.append(float(loss))
        answer["losses"][settings["is"]] = losses
    return answer


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        requests = json.load(file)
    answers = {"keras": keras.__version__, "cases": {name: run(request) for name, request in requests.items()}}
    with open(sys.argv[2], "w") as file:
        json.dump(answers, file)

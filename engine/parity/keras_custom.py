"""Layers of ours that Keras 3 does not have, on Keras's own operations."""

import keras
import numpy as np
from keras_options import limits, snake


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


class PositionalEmbedding(keras.layers.Layer):
    """keras_hub's PositionEmbedding and SinePositionEncoding, added to their input."""

    def __init__(self, p, **kwargs):
        super().__init__(**kwargs)
        self.p, self.supports_masking = p, True

    def build(self, shape):
        limited = {key.replace("embeddings_", ""): value for key, value in limits(self.p, embeddings="embeddings").items()}
        learned = self.p["kind"] == "learned"
        self.embeddings = self.add_weight(shape=shape[1:], name="embeddings", **limited) if learned else None

    def call(self, x):
        if self.embeddings is not None:
            return x + self.embeddings
        time, features = x.shape[1:]
        place = np.arange(features)
        angles = np.arange(time)[:, None] / self.p["maxWavelength"] ** (2 * (place // 2) / features)
        return x + np.where(place % 2 == 0, np.sin(angles), np.cos(angles)).astype("float32")

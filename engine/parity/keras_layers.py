"""Keras 3's layer for each node type."""

import keras
from keras import layers as L
from keras_custom import LstmVariantCell, PositionalEmbedding
from keras_options import limits, regularizer, snake

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
        dropout=p["dropout"],
        recurrent_dropout=p["recurrentDropout"],
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


def normalization(make, p, **extra):
    scaled = dict(epsilon=p["epsilon"], center=p["center"], scale=p["scale"], **limits(p, gamma="gamma", beta="beta"))
    return make(**scaled, **extra)


def pool(make, p):
    return make(pool_size=p["poolSize"], strides=p["strides"], padding=p["padding"])


def multi_head(p):
    return L.MultiHeadAttention(
        num_heads=p["heads"],
        key_dim=p["keyDim"],
        value_dim=p["valueDim"],
        output_shape=p["outputDim"],
        dropout=p["dropout"],
        use_bias=p["useBias"],
        **limits(p, kernel="kernel", bias="bias"),
    )


def conv(p):
    return L.Conv1D(
        p["filters"],
        p["kernelSize"],
        strides=p["strides"],
        padding=p["padding"],
        dilation_rate=p["dilationRate"],
        groups=p["groups"],
        activation=snake(p["activation"]),
        use_bias=p["useBias"],
        activity_regularizer=regularizer(p, "activity"),
        **limits(p, kernel="kernel", bias="bias"),
    )


def dense(p):
    return L.Dense(
        p["units"],
        activation=snake(p["activation"]),
        use_bias=p["useBias"],
        activity_regularizer=regularizer(p, "activity"),
        **limits(p, kernel="kernel", bias="bias"),
    )


def embedding(p):
    limited = limits(p, embeddings="embeddings")
    return L.Embedding(p["vocabulary"], p["dimensions"], mask_zero=p["maskZero"], **limited)


def attention(p):
    make = L.Attention if p["score"] == "dot" else L.AdditiveAttention
    return make(use_scale=p["useScale"], dropout=p["dropout"])


def bidirectional(node):
    mode = node["params"]["mergeMode"]
    return L.Bidirectional(recurrent(node["inner"]), merge_mode=None if mode == "none" else mode)


def permute(p, axes):
    return L.Permute(p["dims"] or list(range(axes, 0, -1)))


def dot_axes(p, shapes):
    return [1 if axis == "time" else len(shape) - 1 for axis, shape in zip((p["firstAxis"], p["secondAxis"]), shapes)]


MAKE = {
    "lstm": recurrent,
    "gru": recurrent,
    "simpleRnn": recurrent,
    "bidirectional": bidirectional,
    "timeDistributed": lambda node: L.TimeDistributed(layer_of(node["inner"])),
    "embedding": lambda node: embedding(node["params"]),
    "positionalEmbedding": lambda node: PositionalEmbedding(node["params"]),
    "masking": lambda node: L.Masking(node["params"]["maskValue"]),
    "attention": lambda node: attention(node["params"]),
    "multiHeadAttention": lambda node: multi_head(node["params"]),
    "dense": lambda node: dense(node["params"]),
    "activation": lambda node: L.Activation(snake(node["params"]["activation"])),
    "dropout": lambda node: L.Dropout(node["params"]["rate"]),
    "spatialDropout1d": lambda node: L.SpatialDropout1D(node["params"]["rate"]),
    "gaussianNoise": lambda node: L.GaussianNoise(node["params"]["stddev"]),
    "layerNormalization": lambda node: normalization(L.LayerNormalization, node["params"]),
    "batchNormalization": lambda node: normalization(
        L.BatchNormalization, node["params"], momentum=node["params"]["momentum"]
    ),
    "conv1d": lambda node: conv(node["params"]),
    "maxPooling1d": lambda node: pool(L.MaxPooling1D, node["params"]),
    "averagePooling1d": lambda node: pool(L.AveragePooling1D, node["params"]),
    "globalMaxPooling1d": lambda node: L.GlobalMaxPooling1D(keepdims=node["params"]["keepDims"]),
    "globalAveragePooling1d": lambda node: L.GlobalAveragePooling1D(keepdims=node["params"]["keepDims"]),
    "zeroPadding1d": lambda node: L.ZeroPadding1D((node["params"]["before"], node["params"]["after"])),
    "flatten": lambda node: L.Flatten(),
    "reshape": lambda node: L.Reshape(node["params"]["shape"] or node["shape"]),
    "repeatVector": lambda node: L.RepeatVector(node["params"]["n"]),
    "concatenate": lambda node: L.Concatenate(axis=1 if node["params"]["axis"] == "time" else -1),
    "add": lambda node: L.Add(),
    "subtract": lambda node: L.Subtract(),
    "multiply": lambda node: L.Multiply(),
    "average": lambda node: L.Average(),
    "maximum": lambda node: L.Maximum(),
}


def layer_of(node):
    return MAKE[node["type"]](node)


def attend(layer, p, inputs):
    query, value = inputs["query"][0], inputs["value"][0]
    how = dict(use_causal_mask=p["causal"], return_attention_scores=p["scores"])
    if isinstance(layer, L.MultiHeadAttention):
        result = layer(query, value, *inputs.get("key", []), **how)
    else:
        single = len(query.shape) == 2
        given = [L.Reshape((1, query.shape[-1]))(query) if single else query, value, *inputs.get("key", [])]
        result = layer(given, **how)
        if single:
            whole = [L.Reshape((one.shape[-1],))(one) for one in listed(result)]
            result = whole if p["scores"] else whole[0]
    return dict(zip(("context", "scores"), listed(result)))


def build_node(node, inputs):
    """-> (the layer, its outputs by port)"""
    p, kind = node["params"], node["type"]
    [first, *_] = next(iter(inputs.values()))
    if kind == "dot":
        given = [inputs["first"][0], inputs["second"][0]]
        layer = L.Dot(axes=dot_axes(p, [one.shape for one in given]), normalize=p["normalize"])
        return layer, {"output": layer(given)}
    if kind == "permute":
        layer = permute(p, len(first.shape) - 1)
        return layer, {"output": layer(first)}
    layer = layer_of(node)
    if kind in ("attention", "multiHeadAttention"):
        return layer, attend(layer, p, inputs)
    if kind in ("lstm", "gru", "simpleRnn"):
        states = [inputs[port][0] for port in ("initial_h", "initial_c") if port in inputs]
        sequence = inputs["sequence"][0]
        # Keras 3.15 hands a layer its mask by itself only as long as it gets no state; here it always does.
        given = dict(initial_state=states, mask=keras.src.backend.get_keras_mask(sequence)) if states else {}
        return layer, dict(zip(("output", "state_h", "state_c"), listed(layer(sequence, **given))))
    if kind == "bidirectional" and p["mergeMode"] == "none":
        return layer, dict(zip(("forward", "backward"), layer(first)))
    given = [inputs["from"][0], inputs["what"][0]] if kind == "subtract" else inputs.get("inputs", first)
    result = layer(given)
    return layer, {"vectors" if kind == "embedding" else "output": result}


def listed(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]

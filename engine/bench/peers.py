"""Keras or PyTorch as a contestant: reads a task a line, answers a line. See contestant.ts.

    python peers.py keras | keras-jit | torch | duckdb
"""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "parity"))

import numpy as np

WARM_UP = 5


def draw(bench, samples):
    spec, target = bench["data"]["input"], bench["data"]["target"]
    shape = [samples] + spec["shape"]
    if spec["dtype"] == "index":
        x = np.random.randint(0, spec["vocabulary"], shape).astype("int32")
    else:
        x = np.random.standard_normal(shape).astype("float32")
    if target["is"] == "class":
        return x, np.random.randint(0, target["shape"][-1], [samples]).astype("int32")
    return x, np.random.standard_normal([samples, 1]).astype("float32")


class Keras:
    """`fit` and `predict`, the way Keras is used."""

    def __init__(self, jit):
        self.jit = jit

    def prepare(self, task):
        import keras
        from keras_reference import build

        keras.utils.clear_session()
        self.bench = task["bench"]
        self.model, _ = build(task["request"])
        loss = "sparse_categorical_crossentropy" if self.bench["data"]["target"]["is"] == "class" else "mse"
        self.model.compile(optimizer=keras.optimizers.Adam(0.001), loss=loss, jit_compile=self.jit)
        self.train({"steps": self.bench["steps"]})
        return {"ms": 0}

    def train(self, task):
        batch = self.bench["batch"]
        x, y = draw(self.bench, task["steps"] * batch)
        started = time.perf_counter()
        self.model.fit(x, y, batch_size=batch, epochs=1, shuffle=True, verbose=0)
        return {"ms": (time.perf_counter() - started) * 1000 / task["steps"]}

    def predict(self, task):
        x, _ = draw(self.bench, self.bench["batch"])
        self.model.predict_on_batch(x)
        started = time.perf_counter()
        for _ in range(task["batches"]):
            self.model.predict_on_batch(x)
        return {"ms": (time.perf_counter() - started) * 1000 / task["batches"]}

    def generate(self, task):
        import keras
        from keras import layers

        steps, characters = 40, 50
        model = keras.Sequential(
            [
                keras.Input((steps, 1)),
                layers.LSTM(128, return_sequences=True),
                layers.LSTM(128),
                layers.Dense(characters, activation="softmax"),
            ]
        )
        window = list(np.random.randint(0, characters, steps))

        def write(count):
            for _ in range(count):
                x = np.array(window[-steps:], "float32").reshape(1, steps, 1) / characters
                p = model.predict(x, verbose=0)[0].astype("float64")
                window.append(int(np.random.choice(characters, p=p / p.sum())))

        write(WARM_UP)
        started = time.perf_counter()
        write(task["characters"])
        return {"ms": (time.perf_counter() - started) * 1000 / task["characters"]}


class Torch:
    """nn.LSTM and its like with Adam, in a plain loop over shuffled batches."""

    def prepare(self, task):
        import torch

        torch.set_num_threads(os.cpu_count())
        self.bench = task["bench"]
        spec = self.bench["torch"]
        both = spec.get("both", False)
        features = self.bench["data"]["input"]["shape"][-1]
        make = getattr(torch.nn, spec["cell"])
        layers, size = [], features
        for units in spec["units"]:
            layers.append(make(size, units, batch_first=True, bidirectional=both))
            size = units * (2 if both else 1)
        self.layers = torch.nn.ModuleList(layers)
        self.dense = torch.nn.Linear(size, 1)
        self.optimiser = torch.optim.Adam([*self.layers.parameters(), *self.dense.parameters()], lr=0.001)
        self.loss = torch.nn.MSELoss()
        self.train({"steps": self.bench["steps"]})
        return {"ms": 0}

    def forward(self, x):
        for layer in self.layers:
            x, _ = layer(x)
        return self.dense(x[:, -1])

    def train(self, task):
        import torch

        batch = self.bench["batch"]
        x, y = (torch.from_numpy(a) for a in draw(self.bench, task["steps"] * batch))
        started = time.perf_counter()
        order = torch.randperm(len(x))
        for step in range(task["steps"]):
            rows = order[step * batch : (step + 1) * batch]
            self.optimiser.zero_grad()
            loss = self.loss(self.forward(x[rows]), y[rows])
            loss.backward()
            self.optimiser.step()
            loss.item()
        return {"ms": (time.perf_counter() - started) * 1000 / task["steps"]}

    def predict(self, task):
        import torch

        x = torch.from_numpy(draw(self.bench, self.bench["batch"])[0])
        with torch.no_grad():
            self.forward(x)
            started = time.perf_counter()
            for _ in range(task["batches"]):
                self.forward(x)
        return {"ms": (time.perf_counter() - started) * 1000 / task["batches"]}


contestant = Torch() if sys.argv[1] == "torch" else Keras(jit=sys.argv[1] == "keras-jit")
answers = os.fdopen(os.dup(1), "w")
for line in sys.stdin:
    task = json.loads(line)
    try:
        reply = getattr(contestant, task["do"])(task)
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(reply) + "\n")
    answers.flush()

"""Writes labelled.fixture.json: what the Tokenizer and pad_sequences of Keras make of labelled texts.

Run with a Python that has Keras 3.15: python engine/data/labelled/labelled_fixture.py
"""

import csv
import json
from pathlib import Path

from keras.src.legacy.preprocessing.text import Tokenizer
from keras.utils import pad_sequences

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "resources" / "samples"
with (SAMPLES / "sentiment-sentences.csv").open(encoding="utf-8", newline="") as file:
    TEXTS = [row["text"] for row in csv.DictReader(file)][:60]

CASES = [
    {"vocabulary": vocabulary, "unknownWord": unknown, "length": length, "padding": padding, "truncation": truncation}
    for vocabulary, unknown in ((40, False), (40, True), (10_000, False))
    for length, padding, truncation in ((8, "pre", "pre"), (8, "post", "pre"), (30, "post", "post"), (5, "pre", "post"))
]


def carry_out(case):
    tokenizer = Tokenizer(num_words=case["vocabulary"], oov_token="<unknown>" if case["unknownWord"] else None)
    tokenizer.fit_on_texts(TEXTS)
    sequences = tokenizer.texts_to_sequences(TEXTS)
    padded = pad_sequences(sequences, maxlen=case["length"], padding=case["padding"], truncating=case["truncation"])
    return {**case, "inputs": padded[::7].tolist()}


(HERE / "labelled.fixture.json").write_text(json.dumps([carry_out(case) for case in CASES]) + "\n", "utf-8")

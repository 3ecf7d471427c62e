"""Writes tokenizer.fixture.json: what the Tokenizer and pad_sequences of Keras make of a few texts.

Run with a Python that has Keras 3.15: python engine/data/text/tokenizer_fixture.py
"""

import json
from pathlib import Path

from keras.src.legacy.preprocessing.text import Tokenizer
from keras.utils import pad_sequences

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "resources" / "samples"

HAMLET = """To be, or not to be, that is the question:
Whether 'tis nobler in the mind to suffer
The slings and arrows of outrageous fortune,
Or to take arms against a sea of troubles..."""

ODD = """Tabs\tand  double spaces; "quotes", (brackets) [and] {braces} #1 @home 50% a_b c-d e/f
ÉCOLE École école ΟΔΟΣ İstanbul straße — a dash, an ellipsis… and ‘curly’ quotes

word
Émile's 'tis o'clock 3.14 1,000 ~tilde^caret`tick|bar\\slash = + * & $ < >"""

CASES = [
    {"name": "Hamlet", "text": HAMLET, "maxWords": None, "length": None},
    {"name": "Hamlet cut to 4 words", "text": HAMLET, "maxWords": None, "length": 4},
    {"name": "odd characters", "text": ODD, "maxWords": None, "length": None},
    {"name": "Moby-Dick, 100 words", "text": (SAMPLES / "moby-dick.txt").read_text("utf-8")[:3000], "maxWords": 100, "length": 12},
]


def carry_out(case):
    # As many words as asked for, beside padding and the unknown word.
    limit = {} if case["maxWords"] is None else {"num_words": case["maxWords"] + 2, "oov_token": "<unknown>"}
    tokenizer = Tokenizer(**limit)
    lines = case["text"].split("\n")
    tokenizer.fit_on_texts(lines)
    size = len(tokenizer.word_index) if case["maxWords"] is None else case["maxWords"] + 1
    prefixes = [line[: end + 1] for line in tokenizer.texts_to_sequences(lines) for end in range(1, len(line))]
    length = case["length"] or max(len(prefix) for prefix in prefixes)
    padded = pad_sequences(prefixes, maxlen=length, padding="pre", truncating="pre")
    return {
        **case,
        "tokens": ["", *(tokenizer.index_word[index] for index in range(1, size + 1))],
        "inputs": padded[:, :-1].tolist(),
        "targets": padded[:, -1].tolist(),
    }


(HERE / "tokenizer.fixture.json").write_text(json.dumps([carry_out(case) for case in CASES], ensure_ascii=False) + "\n", "utf-8")

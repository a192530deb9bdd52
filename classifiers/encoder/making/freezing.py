"""How would the heads do on the published encoder, never taught? Fitted once, kept as numbers in a text file.

`classifiers/baselines.py` reads with them, so that every evaluation shows what the teaching brought.
"""

import json
from pathlib import Path

from classifiers.calibrate import best_balance
from classifiers.encoder.making.lessons import prepare
from classifiers.encoder.making.network import Network, encode_all
from classifiers.encoder.text import load_tokenizer
from classifiers.examples import messages_of
from classifiers.fitting import askable, fit_meaning_head, truths
from classifiers.heads import QUESTIONS, sigmoid
from classifiers.splits import Sides

DIGITS = 4  #: kept behind the point


def fit_frozen_heads(sides: Sides, weights: Path, file: Path) -> None:
    """Fit the four questions on the rows that teach, set their cuts on those that calibrate, and write both."""
    network, tokenizer = Network(weights), load_tokenizer(weights / "tokenizer.json")
    train, calibrate = messages_of(sides.train), messages_of(sides.calibrate)
    taught = encode_all(network, prepare(train, tokenizer).pieces)
    held = encode_all(network, prepare(calibrate, tokenizer).pieces)
    heads = {}
    for number, name in enumerate(QUESTIONS):
        asked, truth = askable(train)[:, number], truths(train)[:, number]
        coefficients, intercept = fit_meaning_head(taught[asked], truth[asked])
        answers = sigmoid(held @ coefficients + intercept)
        said = askable(calibrate)[:, number]
        heads[name] = {
            "coefficients": [round(float(value), DIGITS) for value in coefficients],
            "intercept": round(intercept, DIGITS),
            "cut": round(best_balance(answers[said], truths(calibrate)[said, number]), DIGITS),
        }
    file.write_text(json.dumps(heads) + "\n", encoding="utf-8")

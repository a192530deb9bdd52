"""How well does a model read messages it never saw? Figures for scripts; `table.py` sets them out for people.

Counted as the house acts, not as the model is built: a complaint is missed where its writer gets neither the offer
nor a log, whatever the reading calls it. Code: 1.3.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np

from classifiers.calibrate import wilson
from classifiers.examples import Example
from classifiers.groups import length_of, register_of
from classifiers.labels import Choice, Kind, Signal, Topic
from classifiers.predict import Classifier
from classifiers.reading import Reading

Pair = tuple[Example, Reading]
FEWEST: Final = 5  # groups with fewer messages are not shown


def evaluate(classifier: Classifier, rows: Sequence[Example]) -> dict[str, Any]:
    """Read every row and count, as plain values fit for JSON."""
    return figures([*zip(rows, classifier.read_many([row.message for row in rows]), strict=True)])


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Count what was read against what people said."""
    kinds = {
        str(kind): prf([row.kind is kind for row, _ in pairs], [read.kind is kind for _, read in pairs])
        for kind in Kind
    }
    topics = {
        str(topic): prf([row.topic is topic for row, _ in pairs], [read.topic is topic for _, read in pairs])
        for topic in Topic
    }
    return {
        "messages": len(pairs),
        "accuracy": share(row.kind is read.kind for row, read in pairs),
        "macro_f1": _mean_f1(kinds),
        "kinds": kinds,
        "confusion": {str(kind): {str(other): _count(pairs, kind, other) for other in Kind} for kind in Kind},
        "missed_complaints": missed(pairs),
        "missed_but_a_person_decides": share(
            not read.sure and read.kind is not Kind.SURVEY_FEEDBACK
            for row, read in pairs
            if row.kind is Kind.COMPLAINT and not gets_the_choice(read)
        ),
        "needless_offers": needless(pairs),
        "unsure": share(not read.sure for _, read in pairs),
        "calibration_error": calibration_error(
            [(read.confidence, row.kind is read.kind) for row, read in pairs]
        ),
        "offer_calibration_error": calibration_error(
            [
                (read.dissatisfied, row.kind is Kind.COMPLAINT)
                for row, read in pairs
                if row.kind is not Kind.SURVEY_FEEDBACK
            ]
        ),
        "explicit": prf([row.explicit for row, _ in pairs], [read.explicit for _, read in pairs]),
        "wants_action": prf([row.wants_action for row, _ in pairs], [read.wants_action for _, read in pairs]),
        "topic_macro_f1": _mean_f1(topics),
        "topics": topics,
        "signals": {
            str(signal): prf(
                [signal in row.signals for row, _ in pairs], [read.has(signal) for _, read in pairs]
            )
            for signal in Signal
        },
        "by_channel": _by(pairs, lambda row: row.channel),
        "by_length": _by(pairs, lambda row: length_of(row.text)),
        "by_language": _by(pairs, lambda row: row.language),
        "by_register": _by(pairs, lambda row: register_of(row.text)),
    }


def choice_figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Answers to the choice, as the heads alone read them: yes and no must be right when said."""
    return {
        str(choice): prf(
            [row.choice is choice for row, _ in pairs], [read.choice is choice for _, read in pairs]
        )
        for choice in Choice
    }


def gets_the_choice(read: Reading) -> bool:
    """Whether the writer gets the offer or a log, as the house decides."""
    return read.explicit or (read.unhappy and read.kind is not Kind.SURVEY_FEEDBACK)


def missed(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Of those who complained, who gets neither the offer nor a log."""
    return share(not gets_the_choice(read) for row, read in pairs if row.kind is Kind.COMPLAINT)


def needless(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Of requests and enquiries, who is asked whether they want to complain."""
    return share(
        gets_the_choice(read) for row, read in pairs if row.kind in (Kind.SERVICE_REQUEST, Kind.ENQUIRY)
    )


def share(held: Iterable[bool]) -> dict[str, Any]:
    """How many of how many, with the 95% interval."""
    each = list(held)
    interval = wilson(sum(each), len(each))
    rounded = {"share": interval.share, "low": interval.low, "high": interval.high}
    return {"count": sum(each), "of": len(each), **{name: round(value, 4) for name, value in rounded.items()}}


def prf(truth: Sequence[bool], said: Sequence[bool]) -> dict[str, Any]:
    """Precision, recall and F1 of one answer, with the interval of the recall."""
    both = sum(one and other for one, other in zip(truth, said, strict=True))
    found = wilson(both, sum(truth))
    return {
        "of": sum(truth),
        "precision": round(both / sum(said), 4) if any(said) else 0.0,
        "recall": round(found.share, 4),
        "recall_low": round(found.low, 4),
        "recall_high": round(found.high, 4),
        "f1": round(2 * both / max(1, sum(truth) + sum(said)), 4),
    }


def calibration_error(claims: Sequence[tuple[float, bool]], *, bins: int = 10) -> float:
    """How far claimed and true shares lie apart on average, in bins of equal size."""
    if not claims:
        return 0.0
    ordered = sorted(claims, key=lambda claim: claim[0])
    parts = [part for part in np.array_split(np.arange(len(ordered)), min(bins, len(ordered))) if len(part)]
    apart = [
        abs(sum(ordered[place][0] for place in part) - sum(ordered[place][1] for place in part))
        for part in parts
    ]
    return round(float(sum(apart)) / len(ordered), 4)


def _count(pairs: Sequence[Pair], kind: Kind, other: Kind) -> int:
    return sum(row.kind is kind and read.kind is other for row, read in pairs)


def _mean_f1(table: dict[str, dict[str, Any]]) -> float:
    """Mean F1 over the labels that occur."""
    there = [line["f1"] for line in table.values() if line["of"]]
    return round(sum(there) / len(there), 4) if there else 0.0


def _by(pairs: Sequence[Pair], group: Callable[[Example], str]) -> dict[str, Any]:
    names = sorted({group(row) for row, _ in pairs})
    parts = {name: [pair for pair in pairs if group(pair[0]) == name] for name in names}
    return {
        name: {
            "messages": len(part),
            "accuracy": share(row.kind is read.kind for row, read in part)["share"],
            "missed_complaints": missed(part),
            "needless_offers": needless(part),
        }
        for name, part in parts.items()
        if len(part) >= FEWEST
    }

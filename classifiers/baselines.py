"""What would simpler readers say? The figures of a model mean something only beside these."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from classifiers.encoder.frozen import FROZEN_HEADS, find_weights, load_frozen
from classifiers.encoder.text import shown_text
from classifiers.evaluate import evaluate, figures
from classifiers.examples import Example
from classifiers.heads import QUESTIONS, sigmoid
from classifiers.kinds import Answers, derive_kind
from classifiers.labels import Kind, Topic
from classifiers.predict import Classifier
from classifiers.reading import Reading
from classifiers.words import parse_message

Figures = Mapping[str, Any]

ANGRY: Final = re.compile(
    r"\bcomplain|\bdisgrac|\bunacceptable|\bstill (?:waiting|no|not)\b|\bnobody (?:came|called|rang)|\bfed up\b"
    r"|\bdisgust|\bappalling|\bignored\b|\bnot happy\b|\bunhappy\b|\bdisappoint|\bthird time\b|\bno (?:reply|response)\b",
    re.IGNORECASE,
)
SCORED: Final = re.compile(
    r"^\s*\d{1,2}\b|\d ?/ ?(?:5|10)\b|\bout of (?:5|10)\b|\bsurvey\b|\bscore\b", re.IGNORECASE
)
WANTED: Final = re.compile(
    r"\b(?:leak|broken|repair|boiler|heating|toilet|report|fix|not working|stopped|mould|noise|blocked|stuck)",
    re.IGNORECASE,
)
EXPLICIT: Final = re.compile(
    r"\b(?:make|raise|log|lodge|formal)\b.{0,20}\bcomplaint\b|\bstage 2\b", re.IGNORECASE
)


def evaluate_baselines(rows: Sequence[Example], classifier: Classifier) -> dict[str, Figures]:
    """The figures of each baseline on these messages, by name.

    Args:
        classifier: the model they stand beside; its heads over words alone are one of them.
    """
    by_words = Classifier(classifier.model, f"{classifier.version} by words alone", None)
    found: dict[str, Figures] = {
        "words alone (TF-IDF)": evaluate(by_words, rows),
        "keyword rules": figures([(row, read_by_keywords(row)) for row in rows]),
        "always the commonest": figures([(row, read_as(commonest(rows))) for row in rows]),
    }
    frozen = read_frozen(rows)
    return found | ({"frozen encoder alone": figures([*zip(rows, frozen, strict=True)])} if frozen else {})


def read_by_keywords(row: Example) -> Reading:
    """Read with a dozen keywords, as a first try would."""
    text = f"{row.subject}\n{row.text}"
    explicit = bool(EXPLICIT.search(text))
    angry = explicit or bool(ANGRY.search(text))
    wanted = bool(WANTED.search(text))
    if not explicit and (row.channel == "survey" or SCORED.search(text)):
        return _reading(Kind.SURVEY_FEEDBACK, explicit=False, wants_action=wanted, unhappy=angry)
    kind = Kind.COMPLAINT if angry else Kind.SERVICE_REQUEST if wanted else Kind.ENQUIRY
    return _reading(kind, explicit=explicit, wants_action=wanted, unhappy=angry)


def commonest(rows: Sequence[Example]) -> Kind:
    """The kind that most of these messages are of."""
    counted = Counter(row.kind for row in rows)
    return counted.most_common(1)[0][0] if counted else Kind.COMPLAINT


def read_as(kind: Kind) -> Reading:
    """Read a message as this kind, whatever it says."""
    return _reading(kind, explicit=False, wants_action=True, unhappy=kind is Kind.COMPLAINT)


def read_frozen(rows: Sequence[Example]) -> list[Reading] | None:
    """Read by the published encoder, never taught; None where its weights or heads are not at hand."""
    weights = find_weights()
    if weights is None or not FROZEN_HEADS.is_file():
        return None
    heads = json.loads(FROZEN_HEADS.read_text(encoding="utf-8"))
    texts = [shown_text(parse_message(*row.message)) for row in rows]
    vectors = load_frozen(weights).vectors(texts).astype(np.float64)
    cuts = Answers(**{name: heads[name]["cut"] for name in QUESTIONS})
    answers = np.array(
        [
            sigmoid(vectors @ np.array(heads[name]["coefficients"]) + heads[name]["intercept"])
            for name in QUESTIONS
        ]
    ).T
    return [
        _from_answers(Answers(**dict(zip(QUESTIONS, map(float, row), strict=True))), cuts) for row in answers
    ]


def _from_answers(answers: Answers, cuts: Answers) -> Reading:
    return _reading(
        derive_kind(answers, cuts),
        explicit=answers.explicit >= cuts.explicit,
        wants_action=answers.wants_action >= cuts.wants_action,
        unhappy=answers.dissatisfied >= cuts.dissatisfied,
        dissatisfied=answers.dissatisfied,
    )


def _reading(
    kind: Kind, *, explicit: bool, wants_action: bool, unhappy: bool, dissatisfied: float | None = None
) -> Reading:
    return Reading(
        kind=kind,
        confidence=1.0,
        dissatisfied=float(unhappy) if dissatisfied is None else dissatisfied,
        survey=float(kind is Kind.SURVEY_FEEDBACK),
        wants_action=wants_action,
        explicit=explicit,
        topic=Topic.REPAIRS,
        signals=frozenset(),
        because=(),
        model="baseline",
        sure=True,
        unhappy=unhappy,
    )

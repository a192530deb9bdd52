"""What would the simplest readers say? The figures of a model mean something only beside these."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from classifiers.evaluate import figures
from classifiers.examples import Example
from classifiers.labels import Kind, Topic
from classifiers.reading import Reading

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


def read_as(kind: Kind) -> Callable[[Example], Reading]:
    """Read every message as the same kind."""
    unhappy = kind is Kind.COMPLAINT
    return lambda row: _reading(kind, explicit=False, wants_action=True, unhappy=unhappy)


def _reading(kind: Kind, *, explicit: bool, wants_action: bool, unhappy: bool) -> Reading:
    return Reading(
        kind=kind,
        confidence=1.0,
        dissatisfied=float(unhappy),
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


def evaluate_baselines(rows: Sequence[Example]) -> Mapping[str, Mapping[str, Any]]:
    """The figures of each baseline on these messages, by name."""
    readers: dict[str, Callable[[Example], Reading]] = {
        "keyword rules": read_by_keywords,
        "always complaint": read_as(Kind.COMPLAINT),
    }
    return {name: figures([(row, read(row)) for row in rows]) for name, read in readers.items()}

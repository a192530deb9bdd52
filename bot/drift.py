"""Does the model still read the messages it was made for? This week against its own evaluation and the weeks before.

Pure. Two shares differ when their 95% intervals do not touch: what chance alone may do is never warned of, and fewer
than fifty messages say nothing. Confidence is calibrated, so on average it should be the share that is read rightly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.blind_checks import percent
from bot.in_words import words_of
from classifiers.calibrate import wilson

FEWEST: Final = 50
TESTED: Final = "in the model's own test"
BEFORE: Final = "in the four weeks before"


@dataclass(frozen=True)
class Stretch:
    """How the messages of some time, or of a test, were read."""

    kinds: Mapping[str, int]  #: how many were read as each kind
    confidence: float = 0.0  #: the mean, or for a test the share that was read rightly
    unsure: int = 0
    reviewed: int = 0  #: of these, looked at by staff
    corrected: int = 0  #: of those, given another kind

    @property
    def messages(self) -> int:
        """How many there were."""
        return sum(self.kinds.values())


def own_test_of(figures: Mapping[str, Any]) -> Stretch:
    """A model's own evaluation, as its record holds it; empty where it holds none."""
    kinds = {kind: int(line["of"]) for kind, line in figures.get("kinds", {}).items()}
    right, unsure = figures.get("accuracy", {}), figures.get("unsure", {})
    messages = int(right.get("of", 0))
    return Stretch(
        kinds,
        confidence=float(right.get("share", 0.0)),
        unsure=int(unsure.get("count", 0)),
        reviewed=messages,
        corrected=messages - int(right.get("count", 0)),
    )


def warnings(this_week: Stretch, test: Stretch, before: Stretch) -> list[str]:
    """A plain sentence for each thing that is no longer as it was; none where chance explains it."""
    found = []
    for other, name in ((test, TESTED), (before, BEFORE)):
        found += [
            _mix(this_week, other, name),
            _confidence(this_week, other, name),
            _unsure(this_week, other, name),
            _corrections(this_week, other, name),
        ]
    return [sentence for sentence in found if sentence]


def apart(hits: int, of: int, other_hits: int, other_of: int) -> bool:
    """Whether two shares differ by more than chance allows, with at least fifty on either side."""
    if of < FEWEST or other_of < FEWEST:
        return False
    one, other = wilson(hits, of), wilson(other_hits, other_of)
    return one.low > other.high or one.high < other.low


def _mix(now: Stretch, other: Stretch, name: str) -> str:
    """The kinds whose share has changed, in one sentence."""
    changed = [
        f"{words_of(kind).lower()} {_share(now.kinds.get(kind, 0), now.messages)}, "
        f"there {_share(other.kinds.get(kind, 0), other.messages)}"
        for kind in sorted({*now.kinds, *other.kinds})
        if apart(now.kinds.get(kind, 0), now.messages, other.kinds.get(kind, 0), other.messages)
    ]
    return f"The kinds of message are not as {name}: {'; '.join(changed)}." if changed else ""


def _confidence(now: Stretch, other: Stretch, name: str) -> str:
    # A mean of shares scatters at most as much as a share of yes and no, so its interval is on the safe side.
    sums = round(now.confidence * now.messages), round(other.confidence * other.messages)
    if not apart(sums[0], now.messages, sums[1], other.messages):
        return ""
    way = "less" if now.confidence < other.confidence else "more"
    how = f"{percent(now.confidence)} on average, there {percent(other.confidence)}"
    return f"The model is {way} sure than {name}: {how}."


def _unsure(now: Stretch, other: Stretch, name: str) -> str:
    if not apart(now.unsure, now.messages, other.unsure, other.messages):
        return ""
    here, there = now.unsure / now.messages, other.unsure / other.messages
    way = "More" if here > there else "Fewer"
    return f"{way} messages are left to a person than {name}: {percent(here)}, there {percent(there)}."


def _corrections(now: Stretch, other: Stretch, name: str) -> str:
    if not apart(now.corrected, now.reviewed, other.corrected, other.reviewed):
        return ""
    here, there = now.corrected / now.reviewed, other.corrected / other.reviewed
    way = "more" if here > there else "fewer"
    wrong = f"there {percent(there)} were wrong" if name == TESTED else f"there {percent(there)}"
    return f"Staff correct {way} readings than {name}: {percent(here)} of those they looked at, {wrong}."


def _share(hits: int, of: int) -> str:
    return percent(hits / of)

"""What do the versions of the classifier come to, and what would change with another? In plain words, for administrators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.console.model_record import Figure, figures_of
from bot.decision.first import decide_first
from bot.decision.values import Facts
from bot.house import House
from classifiers.reading import Reading

VERSIONS_SHOWN: Final = 8
CHANGES_SHOWN: Final = 40
TURNS: Final = {
    "worse": "Right before, and wrong now",
    "better": "Wrong before, and right now",
    "neither": "Wrong before, and wrong in another way now",
}


@dataclass(frozen=True)
class VersionLine:
    """One version, as the list has it."""

    name: str
    reads: bool
    made_at: datetime | None
    rows: int
    corrections: (
        int | None
    )  #: how many of them staff confirmed or corrected; None where its record does not say
    missed: str
    needless: str


@dataclass(frozen=True)
class FigureLine:
    """One figure of two versions side by side."""

    what: str
    was: Figure
    now: Figure


@dataclass(frozen=True)
class Comparison:
    """Two versions on the same messages."""

    was: str
    now: str
    figures: Sequence[FigureLine]
    counts: Mapping[str, int]  #: by turn
    changes: Sequence[Mapping[str, Any]]
    more: int  #: changes beyond those shown

    @property
    def in_words(self) -> str:
        """What it comes to, in a sentence."""
        better, worse, neither = (self.counts.get(turn, 0) for turn in ("better", "worse", "neither"))
        if not better + worse + neither:
            return "On the test messages both read alike."
        return (
            f"{better + worse + neither} of the test messages would be read otherwise: {better} rightly now, "
            f"{worse} wrongly now, and {neither} wrongly as before, in another way."
        )


@dataclass(frozen=True)
class Tried:
    """How a sentence that somebody tried is read, and what would be done about it."""

    text: str
    reading: Reading
    action: str
    reason: str


def list_lines(models: Path | None) -> list[VersionLine]:
    """The versions, the newest first. Touches files."""
    from bot.model_versions import as_plain
    from classifiers.errors import ClassifierError
    from classifiers.promotions import list_promotions
    from classifiers.registry import list_versions

    if models is None:
        return []
    try:
        found = [as_plain(version, list_promotions(models)) for version in list_versions(models)]
    except ClassifierError:
        return []
    return [_line(one) for one in found[:VERSIONS_SHOWN]]


def _line(said: Mapping[str, Any]) -> VersionLine:
    return VersionLine(
        name=str(said["version"]),
        reads=bool(said["reads"]),
        made_at=_instant(said["created"]),
        rows=int(said["rows"] or 0),
        corrections=said["corrections"],
        missed=_share(said["missed"]),
        needless=_share(said["needless"]),
    )


def _instant(iso: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(iso))
    except ValueError:
        return None


def _share(said: Mapping[str, Any] | None) -> str:
    return f"{said['count']} of {said['of']}" if said and said.get("of") else ""


def comparison_of(found: Mapping[str, Any]) -> Comparison | None:
    """What was found when the version was made, for the page; None where nobody looked."""
    if not found:
        return None
    was, now = figures_of(found["figures"]["was"]), figures_of(found["figures"]["now"])
    changes = list(found["changes"])
    return Comparison(
        was=str(found["was"]),
        now=str(found["now"]),
        figures=[FigureLine(one.what, one, other) for one, other in zip(was, now, strict=False)],
        counts=dict(found["counts"]),
        changes=changes[:CHANGES_SHOWN],
        more=max(0, len(changes) - CHANGES_SHOWN),
    )


def try_sentence(house: House, text: str) -> Tried:
    """Read a sentence as a first message would be read; nothing of it is kept. Takes some milliseconds of the processor."""
    reading = house.reader().read_many([("", text, "email")])[0]
    decision = decide_first(reading, Facts(text))
    return Tried(text, reading, decision.action.value, decision.reason)

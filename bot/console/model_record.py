"""Which version of the classifier reads, who let it, and what did its own test come to, in plain words?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.blind_checks import percent
from bot.drift import Stretch, own_test_of


@dataclass(frozen=True)
class Figure:
    """One figure of the model's own test."""

    what: str
    how_many: str
    between: str


@dataclass(frozen=True)
class ModelRecord:
    """What is on record of the version that reads."""

    version: str
    made_at: datetime | None
    since: datetime | None  #: when it was let read; None where that is not on record
    by: str
    figures: tuple[Figure, ...]
    offer: float  #: the probability of dissatisfaction from which the choice is offered
    test: Stretch


def read_record(models: Path | None) -> ModelRecord | None:
    """The record of the version that reads; None where there is none to be read. Touches files."""
    from classifiers.errors import ClassifierError
    from classifiers.promotions import list_promotions
    from classifiers.registry import find_current, read_meta

    version = find_current(models) if models else None
    if models is None or version is None:
        return None
    try:
        meta = read_meta(models, version)
    except ClassifierError:
        return None
    last = next((one for one in reversed(list_promotions(models)) if one.version == version), None)
    figures = meta.get("test") or meta.get("held_back") or {}
    return ModelRecord(
        version=version,
        made_at=_instant(meta.get("created")),
        since=_instant(last.at) if last else None,
        by=last.by if last else "",
        figures=figures_of(figures),
        offer=float(meta.get("thresholds", {}).get("offer", 0.5)),
        test=own_test_of(figures),
    )


def figures_of(figures: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Missed, needless and unsure, each with how sure its figure is."""
    lines = (
        ("missed_complaints", "Unhappy people who would have got neither the choice nor a complaint"),
        ("needless_offers", "Requests and questions that would have got an offer nobody needed"),
        ("unsure", "Messages that a person would have had to decide"),
    )
    return tuple(_figure(what, figures[name]) for name, what in lines if figures.get(name, {}).get("of"))


def _figure(what: str, share: Mapping[str, Any]) -> Figure:
    how_many = f"{share['count']} of {share['of']} ({percent(share['share'])})"
    return Figure(what, how_many, f"{percent(share['low'])} to {percent(share['high'])}")


def _instant(iso: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(iso))
    except ValueError:
        return None
    return at if at.tzinfo else None

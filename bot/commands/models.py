"""Which versions of the classifier are there, how good are they, and who let which one read?"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from classifiers.promotions import Promotion
    from classifiers.registry import Version

HEADS = ("version", "reads", "made", "rows", "corrections", "missed", "needless", "macro-F1", "promoted")


def models(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line a version.")] = False,
) -> None:
    """List every version, newest first: what it learnt from, its figures, and who promoted it when."""
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from classifiers.errors import ClassifierError
    from classifiers.promotions import list_promotions
    from classifiers.registry import list_versions

    folder = load_settings().data_dir / "models"
    try:
        lines = [as_plain(version, list_promotions(folder)) for version in list_versions(folder)]
    except ClassifierError as error:
        raise DidNot(str(error)) from error
    for row in [json.dumps(line, ensure_ascii=False) for line in lines] if as_json else table(lines):
        print(row)
    _remark(lines)


def as_plain(version: Version, promotions: Sequence[Promotion]) -> dict[str, Any]:
    """One version fit for JSON; null for what is not known of it.

    Args:
        promotions: of every version, oldest first.
    """
    test = version.meta.get("test") or {}
    last = next((each for each in reversed(promotions) if each.version == version.name), None)
    return {
        "version": version.name,
        "reads": version.is_current,
        "created": version.created,
        "rows": version.rows,
        "corrections": _corrections(version.meta),
        "missed": test.get("missed_complaints"),
        "needless": test.get("needless_offers"),
        "macro_f1": test.get("macro_f1"),
        "test_hash": version.meta.get("test_hash", ""),
        "promoted_by": last.by if last else "",
        "promoted_at": last.at if last else "",
        "reason": last.reason if last else "",
        "forced": last.forced if last else False,
    }


def _corrections(meta: Mapping[str, Any]) -> int | None:
    """How many rows of staff's corrections taught it; None where its record does not say."""
    from classifiers.examples import CORRECTIONS

    batches = meta.get("batches", {}).get("train", ())
    none = None if any(batch.startswith(CORRECTIONS) for batch in batches) else 0
    counted: int | None = meta.get("corrections", none)
    return counted


def table(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """The versions in columns; nothing where there is none."""
    if not lines:
        return []
    cells = [HEADS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        line["version"],
        "yes" if line["reads"] else "",
        _instant(line["created"]),
        str(line["rows"]),
        "?" if line["corrections"] is None else str(line["corrections"]),
        _share(line["missed"]),
        _share(line["needless"]),
        "" if line["macro_f1"] is None else f"{line['macro_f1']:.3f}",
        _promoted(line),
    )


def _share(share: Mapping[str, Any] | None) -> str:
    if not share or not share["of"]:
        return "not tested"
    return f"{share['count']} of {share['of']} ({100 * share['share']:.1f}%)"


def _promoted(line: Mapping[str, Any]) -> str:
    if not line["promoted_by"]:
        return ""
    forced = ", forced" if line["forced"] else ""
    return f"{_instant(line['promoted_at'])} by {line['promoted_by']}{forced}"


def _instant(iso: str) -> str:
    """In London, to the minute; what is no instant stays as it is."""
    from datetime import datetime

    from bot.working_days import LONDON

    try:
        return f"{datetime.fromisoformat(iso).astimezone(LONDON):%Y-%m-%d %H:%M}"
    except ValueError:
        return iso


def _remark(lines: Sequence[Mapping[str, Any]]) -> None:
    """What to know beside the table, and what to do next."""
    if not lines:
        print(
            "No version is here yet: hark serve starts from the shipped one, hark train makes one.",
            file=sys.stderr,
        )
    elif len({line["test_hash"] for line in lines}) > 1:
        print(
            "Not all were tested on the same messages: hark compare A B reads the same ones with both.",
            file=sys.stderr,
        )

"""Which versions of the classifier are there, how good are they, and who let which one read?"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    pass

HEADS = ("version", "reads", "made", "rows", "corrections", "missed", "needless", "macro-F1", "promoted")


def models(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line a version.")] = False,
) -> None:
    """List every version, newest first: what it learnt from, its figures, and who promoted it when."""
    from bot.commands.outcome import DidNot
    from bot.model_versions import as_plain
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

"""What would change if another version read? `hark compare A B`: the same messages read by both, changes shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from classifiers.comparing import Answer, Change, Comparison
    from classifiers.examples import Example
    from classifiers.predict import Classifier

MOST = 20


def compare(
    was: Annotated[
        str,
        typer.Argument(
            metavar="A", help="The version before: its name, the beginning of it, current or previous."
        ),
    ],
    now: Annotated[str, typer.Argument(metavar="B", help="The version to hold against it, named likewise.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…]",
            exists=True,
            dir_okay=False,
            help="Rows labelled by the guide; the project's test batches where none is named.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    most: Annotated[
        int | None,
        typer.Option(min=0, help=f"Changed messages to show, worse ones first: {MOST}; with --json all."),
    ] = None,
) -> None:
    """Read the same messages with two versions; print the figures of both and the messages they read otherwise."""
    from bot.commands.outcome import DidNot
    from bot.commands.triage import write_utf_8
    from bot.settings import load_settings
    from classifiers.comparison_page import render_comparison
    from classifiers.errors import ClassifierError
    from classifiers.naming import get_version
    from classifiers.registry import load_classifier

    models = load_settings().data_dir / "models"
    try:
        both = [load_classifier(models, get_version(models, said)) for said in (was, now)]
        rows = _rows(files)
        for classifier in both:
            _warn(models, classifier, rows)
        comparison = _compare(both[0], both[1], rows)
    except ClassifierError as error:
        raise DidNot(str(error)) from error
    write_utf_8()
    if as_json:
        print(json.dumps(as_plain(comparison, most), ensure_ascii=False))
    else:
        print(render_comparison(comparison, most=MOST if most is None else most), end="")


def _rows(files: Sequence[Path] | None) -> Sequence[Example]:
    from bot.commands.outcome import DidNot
    from classifiers.examples import load_files
    from classifiers.promoting import load_test_rows

    rows = load_files(files, allow_more_keys=True) if files else load_test_rows()
    if not rows:
        raise DidNot("There are no messages to read: name a file of labelled rows.")
    return rows


def _warn(models: Path, classifier: Classifier, rows: Sequence[Example]) -> None:
    """Say on stderr why the figures of a version may not be what they seem."""
    from classifiers.promoting import batches_learnt_from
    from classifiers.registry import read_meta

    known = batches_learnt_from(read_meta(models, classifier.version)) & {row.batch for row in rows}
    if known:
        print(
            f"{classifier.version} learnt from these batches and reads them too well: {', '.join(sorted(known))}.",
            file=sys.stderr,
        )
    if classifier.remark:
        print(classifier.remark, file=sys.stderr)


def _compare(was: Classifier, now: Classifier, rows: Sequence[Example]) -> Comparison:
    from rich.console import Console
    from rich.progress import Progress

    from classifiers.comparing import compare as hold_against

    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)
        return hold_against(
            was, now, rows, progress=lambda done, of: bar.update(task, completed=done, total=of)
        )


def as_plain(comparison: Comparison, most: int | None = None) -> dict[str, Any]:
    """A comparison fit for JSON; every change where `most` is not said."""
    from classifiers.comparing import Turn

    return {
        "was": comparison.was,
        "now": comparison.now,
        "figures": {"was": comparison.figures_was, "now": comparison.figures_now},
        "counts": {str(turn): comparison.count(turn) for turn in Turn},
        "changes": [_change(change) for change in comparison.changes[:most]],
    }


def _change(change: Change) -> dict[str, Any]:
    from classifiers.comparison_page import shorten

    return {
        "id": change.row.id,
        "turn": str(change.turn),
        "changed": list(change.changed),
        "was": _answer(change.was),
        "now": _answer(change.now),
        "truth": _answer(change.truth),
        "text": shorten(change.row),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "kind": str(answer.kind),
        "explicit": answer.explicit,
        "offered": answer.offered,
        "topic": str(answer.topic),
    }

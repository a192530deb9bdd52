"""Does the classifier learn what is in `training_data/`? A new version in the registry; it reads once it is promoted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.promote import By
from bot.commands.reachable import NOT_THERE, if_reachable

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.workshop import Report
    from classifiers.examples import Example
    from classifiers.splits import Splits

CORRECTIONS = "corrections"  # the folder in DATA_DIR in which staff's corrections lie as rows
GATHER_SECONDS = 120


def train(
    rows: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="A folder of rows; the project's training_data and your staff's corrections where not said.",
        ),
    ] = None,
    promote: Annotated[
        bool,
        typer.Option(
            "--promote",
            help="Let the new version read at once, unless it misses more than the one that does.",
        ),
    ] = False,
    by: By = "",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            file_okay=False,
            hidden=True,
            help="A folder in which it tells the console how far it is.",
        ),
    ] = None,
) -> None:
    """Train the heads and keep the result as a new version."""
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from bot.workshop import Report
    from classifiers.errors import ClassifierError
    from classifiers.promoting import TRAINING_DATA
    from classifiers.splits import load_splits

    settings = load_settings()
    told = Report(report) if report else None
    if told:
        told.tell("gathering")
    if rows is None:
        gather_from_staff(settings)
    try:
        splits = load_splits((rows or TRAINING_DATA) / "splits.toml")
        examples = load_rows(rows, settings.data_dir / CORRECTIONS)
        version = _train(examples, splits, settings.data_dir / "models", told)
        print(version)
        if told:
            told.finish(version, _compare(version, examples, splits, settings.data_dir / "models", told))
        elif promote:
            _promote(version, examples, splits, settings, by)
        else:
            print(f"It reads once it is promoted: hark promote {version}.", file=sys.stderr)
    except ClassifierError as error:
        if told:
            told.fail(str(error))
        raise DidNot(str(error)) from error


def gather_from_staff(settings: Settings) -> None:
    """What staff confirmed and corrected until now, as rows; those gathered before where the database is not there."""
    from bot.corrections import gather_corrections

    count = if_reachable(
        settings.database_url,
        lambda database: gather_corrections(database, settings.data_dir / CORRECTIONS),
        within_seconds=GATHER_SECONDS,
    )
    if count is None:
        print(f"No new corrections were gathered: {NOT_THERE}.", file=sys.stderr)
    else:
        print(f"Messages that staff confirmed or corrected: {count}.", file=sys.stderr)


def load_rows(folder: Path | None, corrections: Path) -> Sequence[Example]:
    """The rows of a folder; where none is named, those of the project and what staff corrected here."""
    from classifiers.examples import load_answers, load_files, load_training
    from classifiers.promoting import TRAINING_DATA

    if folder:
        return load_training(folder)
    messages = load_files([*sorted(TRAINING_DATA.glob("*.jsonl")), *sorted(corrections.glob("*.jsonl"))])
    return messages + load_answers(TRAINING_DATA / "choices")


def _train(examples: Sequence[Example], splits: Splits, models: Path, told: Report | None) -> str:
    from rich.console import Console
    from rich.progress import Progress

    from bot.clock import utc_now
    from classifiers.encoder.running import find_encoder
    from classifiers.train import train as train_rows

    with Progress(console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("Training", total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)
            if told:
                told.tell("learning", done, of)

        return train_rows(
            examples,
            registry_dir=models,
            splits=splits,
            created=utc_now(),
            progress=tell,
            encoder=find_encoder(),
        )


def _compare(
    version: str, examples: Sequence[Example], splits: Splits, models: Path, told: Report
) -> dict[str, Any] | None:
    """What would change if the new version read instead of the one that does; None where nothing reads yet."""
    from bot.commands.compare import as_plain
    from classifiers.comparing import compare
    from classifiers.examples import messages_of
    from classifiers.registry import find_current, load_classifier
    from classifiers.splits import divide

    current = find_current(models)
    if current is None or current == version:
        return None
    both = [load_classifier(models, name) for name in (current, version)]
    rows = messages_of(divide(examples, splits).test)
    return as_plain(
        compare(both[0], both[1], rows, progress=lambda done, of: told.tell("comparing", done, of))
    )


def _promote(version: str, examples: Sequence[Example], splits: Splits, settings: Settings, by: str) -> None:
    from bot.clock import utc_now
    from bot.commands.promote import account_name, tell
    from classifiers import promoting
    from classifiers.splits import divide

    promotion = promoting.promote(
        settings.data_dir / "models",
        version,
        by=by.strip() or account_name(),
        at=utc_now(),
        test_rows=lambda: divide(examples, splits).test,
    )
    tell(settings, promotion)

"""Does the classifier learn what is in `training_data/`? A new version in the registry; it reads once it is promoted."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def train(
    rows: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="A folder of rows; the project's training_data where not said."
        ),
    ] = None,
    promote: Annotated[bool, typer.Option("--promote", help="Let the new version read at once.")] = False,
) -> None:
    """Train the heads and keep the result as a new version."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.clock import utc_now
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from classifiers import registry
    from classifiers.errors import ClassifierError
    from classifiers.examples import load_folder
    from classifiers.splits import load_splits
    from classifiers.train import TRAINING_DATA
    from classifiers.train import train as train_rows

    folder, models = rows or TRAINING_DATA, load_settings().data_dir / "models"
    try:
        with Progress(console=Console(file=sys.stderr)) as bar:
            task = bar.add_task("Training", total=None)
            version = train_rows(
                load_folder(folder),
                registry_dir=models,
                splits=load_splits(folder / "splits.toml"),
                created=utc_now(),
                progress=lambda done, of: bar.update(task, completed=done, total=of),
            )
        if promote:
            registry.promote(models, version)
    except ClassifierError as error:
        raise DidNot(str(error)) from error
    print(version)
    print(
        "It reads from now on." if promote else "It reads once it is promoted: hark train --promote.",
        file=sys.stderr,
    )

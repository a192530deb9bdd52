"""How well does the promoted model read these rows? A table a complaints manager can read, or JSON."""

import json
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Rows in JSON Lines, labelled by the guide.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count where the model reads labelled rows rightly, what it misses and offers needlessly."""
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from bot.wiring import prepare_models
    from classifiers import evaluate as figures
    from classifiers.errors import ClassifierError
    from classifiers.examples import load_files
    from classifiers.registry import load_classifier
    from classifiers.table import render_table

    data_dir = load_settings().data_dir
    try:
        prepare_models(data_dir)
        found = figures.evaluate(load_classifier(data_dir / "models"), load_files([file]))
    except (ClassifierError, OSError) as error:
        raise DidNot(str(error)) from error
    print(json.dumps(found, ensure_ascii=False) if as_json else render_table(found))

"""How well does the promoted model read these rows? A table a complaints manager can read, or JSON."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Rows in JSON Lines, labelled by the guide.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    chart: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Draw offers against misses here, as SVG.")
    ] = None,
    version: Annotated[str | None, typer.Option(help="A version; the one that reads where not said.")] = None,
) -> None:
    """Count where the model reads labelled rows rightly, what it misses and offers needlessly."""
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from bot.wiring import prepare_models
    from classifiers.baselines import evaluate_baselines
    from classifiers.chart import draw
    from classifiers.errors import ClassifierError
    from classifiers.evaluate import figures
    from classifiers.examples import load_files
    from classifiers.registry import load_classifier
    from classifiers.table import render_table

    data_dir = load_settings().data_dir
    try:
        prepare_models(data_dir)
        classifier, rows = (
            load_classifier(data_dir / "models", version),
            load_files([file], allow_more_keys=True),
        )
        if classifier.remark:
            print(classifier.remark, file=sys.stderr)
        read = classifier.read_many([row.message for row in rows])
        pairs = list(zip(rows, read, strict=True))
        if chart:
            chart.write_text(draw(pairs, title=f"{file.name} read by {classifier.version}"), encoding="utf-8")
        found, beside = figures(pairs), evaluate_baselines(rows, classifier)
    except (ClassifierError, OSError) as error:
        raise DidNot(str(error)) from error
    found_all = {**found, "model": classifier.version, "baselines": beside}
    print(json.dumps(found_all, ensure_ascii=False) if as_json else render_table(found, baselines=beside))

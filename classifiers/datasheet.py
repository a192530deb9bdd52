"""How many rows are there, of what, and how alike are the batches? The counted part of `training_data/DATASHEET.md`.

`python -m classifiers.datasheet` prints it; with `--write` it is put into the sheet, between its two marks.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from classifiers.examples import Example, load_folder
from classifiers.labels import CHANNELS, Kind, Signal, Topic
from classifiers.splits import SPLITS_FILE, Splits, load_splits

FOLDER: Final = SPLITS_FILE.parent
SHEET: Final = FOLDER / "DATASHEET.md"
BEGIN: Final = "<!-- counted: written by `python -m classifiers.datasheet --write` -->"
END: Final = "<!-- end of counted -->"
NEAR: Final = 0.8  #: from this likeness on, two rows are near-duplicates
_ROWS_AT_ONCE: Final = 400


def counted(rows: Sequence[Example], splits: Splits) -> str:
    """The counted part of the sheet, in Markdown."""
    near = likeness_to_other_batches(rows) > NEAR
    parts = [
        f"{len(rows)} rows in {len({row.batch for row in rows})} batches.",
        _by_batch(rows, splits, near),
        _by_kind("topic", rows, list(Topic), lambda row: [row.topic]),
        _by_kind("signal", rows, list(Signal), lambda row: row.signals),
        _by_kind("channel", rows, list(CHANNELS), lambda row: [row.channel]),
        _by_kind("language", rows, sorted({row.language for row in rows}), lambda row: [row.language]),
    ]
    return "\n\n".join(parts)


def likeness_to_other_batches(rows: Sequence[Example]) -> Any:
    """How like each row is to its nearest row of another batch: shape (n_rows,), 0 to 1.

    The cosine between character n-grams of 3 to 5 letters within words, weighed as TF-IDF.
    """
    texts = [f"{row.subject}\n{row.text}" for row in rows]
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    batches = np.array([row.batch for row in rows])
    likeness = np.zeros(len(rows))
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        alike = (grams[some] @ grams.T).toarray()
        alike[batches[some][:, None] == batches[None, :]] = 0.0
        likeness[some] = alike.max(axis=1)
    return likeness


def _by_batch(rows: Sequence[Example], splits: Splits, near: Any) -> str:
    heads = ["batch", "side", "rows", *Kind, "near a row of another batch"]
    lines = []
    for batch in sorted({row.batch for row in rows}):
        here = [number for number, row in enumerate(rows) if row.batch == batch]
        kinds = Counter(rows[number].kind for number in here)
        lines.append(
            [batch, _side(batch, splits), len(here), *(kinds[kind] for kind in Kind), _share(near[here])]
        )
    total = Counter(row.kind for row in rows)
    lines.append(["all", "", len(rows), *(total[kind] for kind in Kind), _share(near)])
    return _table(heads, lines)


def _side(batch: str, splits: Splits) -> str:
    return "test" if batch in splits.test else "calibrate" if batch in splits.calibrate else "train"


def _share(near: Any) -> str:
    return f"{100 * near.mean():.1f}%"


def _by_kind(
    name: str, rows: Sequence[Example], values: Sequence[str], values_of: Callable[[Example], Iterable[str]]
) -> str:
    lines = []
    for value in values:
        kinds = Counter(row.kind for row in rows if value in values_of(row))
        lines.append([value, kinds.total(), *(kinds[kind] for kind in Kind)])
    return _table([name, "rows", *Kind], lines)


def _table(heads: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in (heads, rule, *lines))


def with_counted(sheet: str, part: str) -> str:
    """The sheet with its counted part replaced.

    Raises:
        ValueError: one of its two marks is missing.
    """
    before, begin, rest = sheet.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"The sheet needs the lines {BEGIN!r} and {END!r}.")
    return f"{before}{BEGIN}\n\n{part}\n\n{END}{after}"


def main(arguments: Sequence[str] | None = None, *, folder: Path = FOLDER, sheet: Path = SHEET) -> None:
    """Print the counted part, or write it into the sheet."""
    parser = argparse.ArgumentParser(prog="python -m classifiers.datasheet", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write it into DATASHEET.md")
    part = counted(load_folder(folder), load_splits(folder / "splits.toml"))
    if not parser.parse_args(arguments).write:
        print(part)
        return
    sheet.write_text(with_counted(sheet.read_text(encoding="utf-8"), part), encoding="utf-8")
    print(f"{sheet.name} is up to date.", file=sys.stderr)


if __name__ == "__main__":
    main()

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

from classifiers.annotation import FIELDS, agreements, load_annotation
from classifiers.examples import Example, load_answers, load_folder
from classifiers.groups import LENGTHS, length_of
from classifiers.labels import CHANNELS, Choice, Kind, Signal, Topic
from classifiers.splits import SPLITS_FILE, Splits, load_splits
from classifiers.words import parse_message

FOLDER: Final = SPLITS_FILE.parent
SHEET: Final = FOLDER / "DATASHEET.md"
BEGIN: Final = "<!-- counted: written by `python -m classifiers.datasheet --write` -->"
END: Final = "<!-- end of counted -->"
NEAR: Final = 0.8  #: from this likeness on, two rows are near-duplicates
_ROWS_AT_ONCE: Final = 400


def counted(rows: Sequence[Example], splits: Splits, answers: Sequence[Example] = ()) -> str:
    """The counted part of the sheet, in Markdown."""
    nearest, likeness = nearest_in_other_batches(rows)
    near = likeness > NEAR
    parts = [
        f"{len(rows)} rows in {len({row.batch for row in rows})} batches.",
        _by_batch(rows, splits, near),
        _nearest_says(rows, nearest),
        _new_words(rows),
        _agreed(rows),
        _by_kind("topic", rows, list(Topic), lambda row: [row.topic]),
        _by_kind("signal", rows, list(Signal), lambda row: row.signals),
        _by_kind("channel", rows, list(CHANNELS), lambda row: [row.channel]),
        _by_kind("length", rows, [name for _, name in LENGTHS], lambda row: [length_of(row.text)]),
        _by_kind("language", rows, sorted({row.language for row in rows}), lambda row: [row.language]),
        _answers(answers, splits),
    ]
    return "\n\n".join(parts)


def nearest_in_other_batches(rows: Sequence[Example]) -> tuple[Any, Any]:
    """The number of the row most like each row in another batch, and how like it is: shapes (n_rows,), 0 to 1.

    The cosine between character n-grams of 3 to 5 letters within words, weighed as TF-IDF.
    """
    texts = [f"{row.subject}\n{row.text}" for row in rows]
    grams = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32
    ).fit_transform(texts)
    batches = np.array([row.batch for row in rows])
    nearest, likeness = np.zeros(len(rows), dtype=int), np.zeros(len(rows))
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        alike = (grams[some] @ grams.T).toarray()
        alike[batches[some][:, None] == batches[None, :]] = 0.0
        nearest[some], likeness[some] = alike.argmax(axis=1), alike.max(axis=1)
    return nearest, likeness


def _nearest_says(rows: Sequence[Example], nearest: Any) -> str:
    """How much the likest wording gives away: were the rows made from templates, it would be almost all."""
    same_kind = np.mean([row.kind is rows[other].kind for row, other in zip(rows, nearest, strict=True)])
    same_topic = np.mean([row.topic is rows[other].topic for row, other in zip(rows, nearest, strict=True)])
    return (
        f"The row most like it in another batch has the same kind for {100 * same_kind:.1f}% of rows "
        f"and the same topic for {100 * same_topic:.1f}%."
    )


def _new_words(rows: Sequence[Example]) -> str:
    """Do the rows still bring words nobody used before? Batch after batch, in the order of their names."""
    seen: Counter[str] = Counter()
    lines, batches = [], sorted({row.batch for row in rows})
    for number, batch in enumerate(batches, start=1):
        seen.update(
            word.plain for row in rows if row.batch == batch for word in parse_message(*row.message).words
        )
        if number % 5 == 0 or number == len(batches):
            once = sum(count == 1 for count in seen.values()) / len(seen)
            lines.append([number, seen.total(), len(seen), f"{100 * once:.0f}%"])
    return _table(["batches", "words", "different words", "of these used once"], lines)


def _agreed(rows: Sequence[Example]) -> str:
    """How far the second, blind annotation agrees, and whose label was kept."""
    annotation = load_annotation(rows)
    lines = []
    for each in agreements(annotation):
        kept = annotation.settled.get(each.question, Counter())
        settled = (
            [kept["first"], kept["second"], kept["neither"]] if each.question in FIELDS else ["", "", ""]
        )
        lines.append([each.question, each.rows, f"{100 * each.share:.1f}%", f"{each.kappa:.2f}", *settled])
    return _table(
        ["question", "labelled twice", "alike", "kappa", "writer's kept", "second's kept", "neither"], lines
    )


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


def _answers(answers: Sequence[Example], splits: Splits) -> str:
    """The answers to the choice, by batch."""
    lines = []
    for batch in sorted({row.batch for row in answers}):
        choices = Counter(row.choice for row in answers if row.batch == batch)
        lines.append([batch, _side(batch, splits), choices.total(), *(choices[choice] for choice in Choice)])
    return _table(["answers to the choice", "side", "rows", *Choice], lines)


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
    part = counted(load_folder(folder), load_splits(folder / "splits.toml"), load_answers(folder / "choices"))
    if not parser.parse_args(arguments).write:
        print(part)
        return
    sheet.write_text(with_counted(sheet.read_text(encoding="utf-8"), part), encoding="utf-8")
    print(f"{sheet.name} is up to date.", file=sys.stderr)


if __name__ == "__main__":
    main()

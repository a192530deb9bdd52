"""How far do two people agree who labelled the same message by the guide, each without sight of the other?

`training_data/annotation/second.jsonl` holds the labels of a second, blind annotation. Where it departed from the
writer's own, the guide settled it: `settled.jsonl` keeps what the writer had said, so that agreement can be counted.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifiers.errors import BadTrainingRow
from classifiers.examples import Example
from classifiers.labels import Signal
from classifiers.splits import SPLITS_FILE

FOLDER: Final = SPLITS_FILE.parent / "annotation"
FIELDS: Final = ("kind", "wants_action", "explicit", "topic")

Labels = Mapping[str, Any]
Asked = Callable[[Labels], Hashable]


@dataclass(frozen=True)
class Agreement:
    """How often two agree on one question."""

    question: str
    rows: int
    same: int
    kappa: float  #: beyond what chance would give: 0 as chance, 1 always

    @property
    def share(self) -> float:
        """Of all rows, those answered alike."""
        return self.same / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Annotation:
    """The two annotations of the rows that have both, and what was settled."""

    first: tuple[Labels, ...]
    second: tuple[Labels, ...]
    settled: Mapping[str, Counter[str]]  #: by question: how often the first, the second or neither was kept


def load_annotation(rows: Sequence[Example], folder: Path = FOLDER) -> Annotation:
    """Read both annotations.

    Raises:
        BadTrainingRow: a line cannot be read.
    """
    second = {line["id"]: line for line in _lines(folder / "second.jsonl")}
    settled = {line["id"]: line for line in _lines(folder / "settled.jsonl")}
    both = [row for row in rows if row.id in second]
    return Annotation(
        first=tuple({**labels_of(row), **settled.get(row.id, {}).get("first", {})} for row in both),
        second=tuple(second[row.id] for row in both),
        settled=_settled(both, second, settled),
    )


def labels_of(row: Example) -> dict[str, Any]:
    """The labels of a row, as the files of annotation hold them."""
    return {
        "kind": str(row.kind),
        "wants_action": row.wants_action,
        "explicit": row.explicit,
        "topic": str(row.topic),
        "signals": sorted(map(str, row.signals)),
    }


def _lines(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(json.loads(line))
        except ValueError as error:
            raise BadTrainingRow(file, number, f"it is not JSON ({error})") from error
    return found


def _settled(
    rows: Sequence[Example], second: Mapping[str, Labels], settled: Mapping[str, Labels]
) -> dict[str, Counter[str]]:
    """Where the two differed, whose label now stands."""
    kept: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for row in rows:
        now = labels_of(row)
        first = {**now, **settled.get(row.id, {}).get("first", {})}
        for field in FIELDS:
            if first[field] != second[row.id][field]:
                side = "first" if now[field] == first[field] else "neither"
                kept[field]["second" if now[field] == second[row.id][field] else side] += 1
    return kept


def agreements(annotation: Annotation) -> list[Agreement]:
    """Agreement on every field and signal, in the order of the guide."""
    asked: dict[str, Asked] = {field: _field(field) for field in FIELDS}
    asked |= {str(signal): _has(str(signal)) for signal in Signal}
    return [_agreement(name, question, annotation) for name, question in asked.items()]


def _field(name: str) -> Asked:
    return lambda labels: str(labels[name])


def _has(signal: str) -> Asked:
    return lambda labels: signal in labels["signals"]


def _agreement(name: str, question: Asked, annotation: Annotation) -> Agreement:
    one, other = [question(row) for row in annotation.first], [question(row) for row in annotation.second]
    return Agreement(name, len(one), sum(a == b for a, b in zip(one, other, strict=True)), kappa(one, other))


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Cohen's kappa of two annotations of the same rows; 1 where both say the same of all."""
    if not one:
        return 0.0
    same = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    counted, others = Counter(one), Counter(other)
    chance = sum(counted[label] * others[label] for label in counted) / len(one) ** 2
    return 1.0 if chance >= 1 else (same - chance) / (1 - chance)

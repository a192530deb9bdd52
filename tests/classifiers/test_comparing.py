"""Two versions on the same messages: what changed, whether it got better, and what to look at first."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.comparing import Answer, Turn, change, compare
from classifiers.evaluate import evaluate
from classifiers.examples import Example
from classifiers.labels import Kind, Topic
from classifiers.predict import Classifier
from classifiers.reading import Reading
from classifiers.registry import find_current, load_classifier
from tests.builders import a_reading, an_unhappy_reading
from tests.model_versions import a_deaf_version


class Told:
    """Reads each message as it is told to, in order."""

    def __init__(self, version: str, readings: Sequence[Reading]) -> None:
        self.version = version
        self._left = list(readings)

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """The next readings."""
        told, self._left = self._left[: len(messages)], self._left[len(messages) :]
        return told


def a_row(rows: Sequence[Example], number: int, kind: Kind, **named: object) -> Example:
    plain = replace(rows[0], id=f"r{number}", kind=kind, explicit=False, topic=Topic.REPAIRS)
    return replace(plain, **named)  # type: ignore[arg-type]


UNHAPPY = Answer(offered=True, kind=Kind.COMPLAINT, explicit=False, topic=Topic.REPAIRS)
CONTENT = Answer(offered=False, kind=Kind.SERVICE_REQUEST, explicit=False, topic=Topic.REPAIRS)


@pytest.mark.parametrize(
    ("truth", "was", "now", "turn", "decided_by"),
    [
        pytest.param(
            Kind.COMPLAINT, UNHAPPY, CONTENT, Turn.WORSE, "offered", id="a complaint lost the choice"
        ),
        pytest.param(Kind.COMPLAINT, CONTENT, UNHAPPY, Turn.BETTER, "offered", id="a complaint got it"),
        pytest.param(Kind.ENQUIRY, CONTENT, UNHAPPY, Turn.WORSE, "offered", id="an enquiry is offered it"),
        pytest.param(
            Kind.COMPLAINT,
            replace(UNHAPPY, topic=Topic.HEATING),
            replace(UNHAPPY, kind=Kind.ENQUIRY),
            Turn.WORSE,
            "kind",
            id="the kind weighs more than the topic",
        ),
        pytest.param(
            Kind.COMPLAINT,
            replace(CONTENT, topic=Topic.REPAIRS),
            replace(UNHAPPY, topic=Topic.HEATING),
            Turn.BETTER,
            "offered",
            id="the choice weighs more than the topic",
        ),
        pytest.param(
            Kind.COMPLAINT,
            UNHAPPY,
            replace(UNHAPPY, explicit=True),
            Turn.WORSE,
            "explicit",
            id="nobody asked to complain",
        ),
        pytest.param(
            Kind.COMPLAINT,
            replace(UNHAPPY, topic=Topic.MONEY),
            UNHAPPY,
            Turn.BETTER,
            "topic",
            id="the topic alone",
        ),
        pytest.param(
            Kind.COMPLAINT,
            replace(UNHAPPY, topic=Topic.MONEY),
            replace(UNHAPPY, topic=Topic.ASB),
            Turn.NEITHER,
            "",
            id="from wrong to wrong",
        ),
    ],
)
def test_what_weighs_most_for_the_resident_decides(
    rows: tuple[Example, ...], truth: Kind, was: Answer, now: Answer, turn: Turn, decided_by: str
) -> None:
    found = change(a_row(rows, 1, truth), was, now)

    assert (found.turn, found.decided_by) == (turn, decided_by)


def test_whoever_asks_outright_is_owed_the_choice_whatever_the_kind(rows: tuple[Example, ...]) -> None:
    row = a_row(rows, 1, Kind.SURVEY_FEEDBACK, explicit=True)

    assert change(row, UNHAPPY, CONTENT).truth.offered


def test_worse_ones_come_first_and_of_those_the_lost_complaints(rows: tuple[Example, ...]) -> None:
    kinds = [Kind.ENQUIRY, Kind.COMPLAINT, Kind.SERVICE_REQUEST, Kind.COMPLAINT, Kind.SERVICE_REQUEST]
    examples = [a_row(rows, number, kind) for number, kind in enumerate(kinds)]
    content, unhappy = a_reading(), an_unhappy_reading()
    was = Told("a", [content, unhappy, a_reading(topic=Topic.MONEY), content, content])
    now = Told("b", [unhappy, content, a_reading(topic=Topic.ASB), unhappy, content])

    found = compare(was, now, examples)

    assert [(each.row.id, each.turn) for each in found.changes] == [
        ("r1", Turn.WORSE),
        ("r0", Turn.WORSE),
        ("r3", Turn.BETTER),
        ("r2", Turn.NEITHER),
    ]
    assert found.changes[0].changed == ("offered", "kind")
    assert [found.count(turn) for turn in Turn] == [2, 1, 1]


def test_the_figures_are_those_of_evaluate(
    classifier: Classifier, rows: tuple[Example, ...], copy: Path
) -> None:
    deaf = load_classifier(copy, a_deaf_version(copy, find_current(copy) or "", data_hash="other"))

    found = compare(classifier, deaf, rows)

    assert (found.was, found.now) == (classifier.version, deaf.version)
    assert found.figures_was == evaluate(classifier, rows)
    assert found.figures_now == evaluate(deaf, rows)
    assert {each.turn for each in found.changes if each.truth.offered} == {Turn.WORSE}


def test_a_version_beside_itself_changes_nothing(classifier: Classifier, rows: tuple[Example, ...]) -> None:
    assert compare(classifier, classifier, rows).changes == ()


def test_progress_ends_when_both_have_read_everything(rows: tuple[Example, ...]) -> None:
    steps: list[tuple[int, int]] = []
    read = [a_reading()] * len(rows)

    compare(Told("a", read), Told("b", read), rows, progress=lambda done, of: steps.append((done, of)))

    assert steps == sorted(steps)
    assert steps[-1] == (84, 84)
    assert len(steps) > 2

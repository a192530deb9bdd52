"""What an answer lacks is told point by point, each with its provision."""

from dataclasses import replace

import pytest

from bot.casework.respond import PointAnswered, RemedyKnown, missing_from_answer

WHOLE = PointAnswered(1, "yes", "upheld", "Nobody came.", "our repairs policy", "Cold for a week", "Repairs")
SORRY = RemedyKnown(0, "apologise")


@pytest.mark.provision("6.9", "6.19")
@pytest.mark.parametrize("stage", [1, 2])
def test_a_whole_answer_lacks_nothing(stage: int) -> None:
    assert missing_from_answer(stage, [WHOLE], [SORRY]) == []


@pytest.mark.provision("6.7", "6.18", "6.20", "7.1", "7.2")
@pytest.mark.parametrize(
    ("stage", "point", "remedies", "says"),
    [
        (1, replace(WHOLE, found=""), [SORRY], ["a decision on point 1 (6.9c)"]),
        (2, replace(WHOLE, found=""), [SORRY], ["a decision on point 1 (6.19c)"]),
        (1, replace(WHOLE, reasons=" "), [SORRY], ["the reasons for point 1 (6.7)"]),
        (2, replace(WHOLE, reasons=""), [SORRY], ["the reasons for point 1 (6.18)"]),
        (
            1,
            replace(WHOLE, rules=""),
            [SORRY],
            ["the policy, law or good practice that point 1 was held against (6.7)"],
        ),
        (1, WHOLE, [], ["what puts point 1 right (7.1, 6.9e)"]),
        (1, WHOLE, [RemedyKnown(2, "act")], ["what puts point 1 right (7.1, 6.9e)"]),
        (
            1,
            replace(WHOLE, impact=""),
            [RemedyKnown(1, "pay")],
            ["what point 1 did to the resident, before an amount is offered (7.2)"],
        ),
        (2, replace(WHOLE, asked=""), [SORRY], ["who was asked for their part in point 1 (6.20)"]),
        (1, replace(WHOLE, asked=""), [SORRY], []),
        (1, replace(WHOLE, found="not_upheld"), [], []),
        (1, replace(WHOLE, responsible="unsure"), [SORRY], ["whether point 1 is ours (5.7)"]),
        (1, PointAnswered(1, "no"), [], []),
    ],
)
def test_each_thing_missing_is_named(
    stage: int, point: PointAnswered, remedies: list[RemedyKnown], says: list[str]
) -> None:
    assert [str(lack) for lack in missing_from_answer(stage, [point], remedies)] == says


def test_without_points_there_is_nothing_to_answer() -> None:
    assert [str(lack) for lack in missing_from_answer(1, [], [])] == ["the points of the complaint (6.9b)"]


@pytest.mark.parametrize(
    "words",
    [
        "We offer £100 in full and final settlement.",
        "We will pay if you agree not to go to the Ombudsman.",
        "£50, provided you drop it.",
        "Please withdraw your complaint.",
    ],
)
def test_an_offer_that_asks_for_silence_is_stopped(words: str) -> None:
    lacks = missing_from_answer(1, [replace(WHOLE, reasons=words)], [SORRY])

    assert [lack.provision for lack in lacks] == ["7.1"]

"""Does staff's time go where the model wavers or contradicts a person?"""

from dataclasses import dataclass

from bot.labels_to_check import Labelled, rank_likely_wrong, rank_to_review


@dataclass
class ARead:
    name: str
    confidence: float = 0.9
    dissatisfied: float = 0.02
    sure: bool = True


def test_the_least_sure_come_first_and_then_those_nearest_to_an_offer() -> None:
    readings = [
        ARead("plain", dissatisfied=0.01),
        ARead("just offered", dissatisfied=0.14, confidence=0.5),
        ARead("wavering", confidence=0.4, sure=False),
        ARead("just not offered", dissatisfied=0.11),
        ARead("lost", confidence=0.3, sure=False, dissatisfied=0.9),
        ARead("clearly unhappy", dissatisfied=0.99),
    ]

    ranked = rank_to_review(readings, offer=0.12)

    assert [read.name for read in ranked] == [
        "lost",
        "wavering",
        "just not offered",
        "just offered",
        "plain",
        "clearly unhappy",
    ]


def test_only_labels_the_model_contradicts_are_likely_wrong_the_most_certain_first() -> None:
    rows = [
        Labelled("1", "enquiry", "enquiry", 0.99),
        Labelled("2", "enquiry", "complaint", 0.7),
        Labelled("3", "complaint", "service_request", 0.95),
    ]

    assert [row.id for row in rank_likely_wrong(rows)] == ["3", "2"]


def test_nothing_to_rank_is_no_fault() -> None:
    assert rank_to_review([]) == []
    assert rank_likely_wrong([]) == []

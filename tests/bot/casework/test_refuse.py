"""A refusal needs its ground, its evidence and a person weighed; a limit of time alone refuses nobody."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.procedures import procedure_of
from bot.casework.refuse import GROUNDS, Considered, RefusalDraft, likeness_of, missing_from_refusal
from bot.landlords.provisions import load_provisions

TODAY = date(2026, 11, 26)
FACTS = "The window was changed in May 2024 and you told us that it was fine then."
PERSON = "You told us of no illness, and you wrote to us about other things that year."
OLD = RefusalDraft(
    "over_12_months",
    FACTS,
    PERSON,
    discretion="It is over.",
    event_on=date(2024, 5, 1),
    aware_on=date(2024, 5, 2),
)
COURT = RefusalDraft(
    "court_claim_filed", FACTS, PERSON, filed_on=date(2026, 11, 2), documents="Form N1, particulars"
)
BEFORE = RefusalDraft("already_considered", FACTS, PERSON, considered_in="ex-1")
ANSWERED = Considered("EX-1", is_final=True, same_resident=True)


def missing(
    draft: RefusalDraft, *, received_on: date = TODAY, considered: Considered | None = None
) -> list[str]:
    return missing_from_refusal(
        draft, procedure_of("england"), received_on=received_on, today=TODAY, considered=considered
    )


@pytest.mark.provision("2.2")
def test_the_list_is_closed_and_that_of_the_code() -> None:
    assert set(GROUNDS) == set(load_provisions().by_id["2.2"].figures["allowed"])
    assert missing(replace(OLD, ground="vexatious")) == ["Choose a ground. There are no others (2.2)."]


def test_with_its_evidence_each_ground_may_be_signed() -> None:
    assert missing(OLD) == []
    assert missing(COURT) == []
    assert missing(BEFORE, considered=ANSWERED) == []


@pytest.mark.provision("2.1", "2.5")
@pytest.mark.parametrize(
    ("changed", "says"),
    [({"facts": "Too old."}, "facts of this case"), ({"circumstances": ""}, "this person")],
)
def test_facts_and_the_person_are_always_weighed(changed: dict[str, str], says: str) -> None:
    (said,) = missing(replace(OLD, **changed))  # type: ignore[arg-type]

    assert says in said


@pytest.mark.provision("2.3")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"event_on": None}, "the day it happened"),
        ({"aware_on": None}, "the day they learned"),
        ({"event_on": date(2023, 11, 1), "aware_on": date(2025, 12, 26)}, "it is in time"),
        ({"event_on": date(2023, 11, 1), "aware_on": date(2025, 10, 26)}, ""),
        ({"discretion": ""}, "discretion"),
        ({"event_on": date(2027, 1, 1)}, "in the future"),
    ],
)
def test_time_counts_from_the_later_day_and_needs_a_decision_on_discretion(
    changed: dict[str, date | None], says: str
) -> None:
    said = missing(replace(OLD, **changed))  # type: ignore[arg-type]

    assert (says in said[0]) if says else said == []


@pytest.mark.provision("2.2")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"filed_on": None}, "A letter before a claim is no claim"),
        ({"filed_on": date(2026, 12, 24)}, "the day the claim was filed"),
        ({"documents": ""}, "claim form"),
    ],
)
def test_a_letter_of_claim_refuses_nothing(changed: dict[str, object], says: str) -> None:
    (said,) = missing(replace(COURT, **changed))  # type: ignore[arg-type]

    assert says in said


@pytest.mark.parametrize(
    ("considered", "says"),
    [
        (None, "Give the reference"),
        (replace(ANSWERED, is_final=False), "was not answered at both stages"),
        (replace(ANSWERED, same_resident=False), "is somebody else's"),
    ],
)
def test_answered_before_means_at_both_stages_and_for_them(considered: Considered | None, says: str) -> None:
    (said,) = missing(BEFORE, considered=considered)

    assert says in said


def test_the_same_words_are_known_however_they_are_written() -> None:
    assert likeness_of("Too  OLD: see May!") == likeness_of("too old see may")

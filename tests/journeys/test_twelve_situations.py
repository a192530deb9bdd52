"""Twelve situations in which real landlords were found at fault, and what happens here. Everybody in them is invented.

Each is told after what the Ombudsman found, in our words; the names of the landlords are left out.
"""

from datetime import date

import pytest

from bot.acts import consenting, surrounding, widening
from bot.casework.matters import NewIssue
from bot.errors import IllegalMove
from bot.landlords.lint import departures_of
from bot.landlords.policy_file import Policy
from bot.store import people
from bot.store.cases import CLOSED, OPEN, list_links
from bot.working_days import london_date
from classifiers.labels import Signal, Topic
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import SAM, Stage, asks_to_complain

COMPLAINT = "I want to complain. The roof has leaked since May."
UNHAPPY = "Three weeks and nobody rings me back. I am sick of this."
POINTS = [{"text": "The roof leaks", "responsible": "yes"}]
REVIEWER = "reviewer@example.org"
REFUSAL = {
    "text": "You told us in June 2024 that the roof was dry, and nothing came after that.",
    "circumstances": "You told us of no illness, and wrote to us about other things that year.",
}


async def logged(stage: Stage, **said: object) -> str:
    scene = await stage.writes(
        "2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False, **said)
    )
    return str(scene.of("complaint")["reference"])


async def answered(stage: Stage) -> str:
    reference = await logged(stage)
    await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)
    await stage.staff("2026-11-10T10:00", "answer", case=reference)
    return reference


async def test_1_a_complaint_left_lying_is_somebodys_task_and_counts_from_its_first_message(
    stage: Stage,
) -> None:
    first = await stage.writes("2026-11-02T09:12", UNHAPPY, reads=an_unhappy_reading(wants_action=False))
    assert "choice_offer" in first.names

    left = await stage.time_passes("2026-11-16T09:01")
    corrected = await stage.staff("2026-11-17T10:00", "correct", kind="complaint", explicit=True)

    assert "unanswered" in left.asked
    complaint = corrected.of("complaint")
    assert complaint["received_at"] == "2026-11-02T09:12:00Z"
    assert complaint["acknowledge_by"] < "2026-11-19"


async def test_2_unhappiness_cannot_be_filed_away_and_a_second_message_reaches_a_person(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", UNHAPPY, reads=an_unhappy_reading(wants_action=False))

    with pytest.raises(IllegalMove, match=r"1\.3"):
        await stage.staff("2026-11-02T10:00", "close", reason="")
    second = await stage.replies("2026-11-03T09:12", "Still nobody.", reads=an_unhappy_reading())

    assert "second_unhappy" in second.asked
    case = await stage.case_row(second.cases[0]["reference"])
    assert [offer.state for offer in await stage.offer_rows(case)] == ["pending"]


async def test_3_there_is_no_stage_before_the_first_and_an_early_answer_is_given_inside_it(
    stage: Stage,
) -> None:
    reference = await logged(stage)
    await stage.staff("2026-11-02T11:00", "acknowledge", case=reference, points=POINTS)
    told = await stage.staff("2026-11-02T12:00", "answer", case=reference)

    assert told.names[-1] == "stage_1_response"
    assert told.of("complaint")["stage"] == 1
    found = departures_of(policy(stages=[{"name": "stage 0"}, {"name": "stage 1"}, {"name": "stage 2"}]))
    assert "5.2" in {each.provision for each in found}


async def test_4_a_plain_request_is_a_request_with_a_receipt_and_no_complaint(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", "My tap drips. Can somebody look at it?", reads=a_reading())

    assert told.names == ["service_request_receipt"]
    assert [case["kind"] for case in told.cases] == ["service_request"]
    assert "not as a complaint" in told.text
    assert "complaint" in told.text.lower()


async def test_5_a_complaint_about_a_colleague_is_taken_and_kept_from_that_colleague(stage: Stage) -> None:
    named = await stage.colleague("kim@example.org", "Kim Oduya")
    words = "I want to complain about Kim Oduya, who told me people like me always moan."
    scene = await stage.writes(
        "2026-11-02T09:12",
        words,
        reads=asks_to_complain(
            wants_action=False, signals=frozenset({Signal.STAFF_CONDUCT, Signal.DISCRIMINATION})
        ),
    )

    case = await stage.case_row(scene.of("complaint")["reference"])
    assert case.hidden_from == ["kim@example.org"]
    by = await stage.colleague()
    with pytest.raises(IllegalMove, match=r"5\.8"):
        await surrounding.give_case(stage.house, by, case.reference, email=named.email)


async def test_6_stage_2_opens_on_any_words_and_is_refused_only_by_a_person_on_a_ground(stage: Stage) -> None:
    reference = await answered(stage)

    scene = await stage.replies("2026-11-16T20:00", "No. Not happy.", reads=an_unhappy_reading())

    assert scene.of("complaint")["stage"] == 2
    with pytest.raises(IllegalMove, match="There are no others"):
        await stage.staff(
            "2026-11-17T10:00", "refuse", case=reference, ground="no_merit", **REFUSAL, **{"from": REVIEWER}
        )


async def test_7_what_was_fully_answered_before_may_be_refused_with_reasons_and_the_ombudsman(
    stage: Stage,
) -> None:
    first = await answered(stage)
    await stage.replies("2026-11-16T20:00", "No.", reads=an_unhappy_reading())
    by = {"case": first, "from": REVIEWER}
    await stage.staff("2026-11-17T10:00", "acknowledge", points=POINTS, **by)
    await stage.staff("2026-11-24T10:00", "answer", **by)
    again = await stage.writes(
        "2026-11-26T09:12",
        "I want to complain. You owe me for the same roof of May.",
        reads=asks_to_complain(wants_action=False, topic=Topic.MONEY),
    )
    second = next(case["reference"] for case in again.cases if case["reference"] != first)

    told = await stage.staff(
        "2026-11-27T10:00", "refuse", case=second, ground="already_considered", considered_in=first, **REFUSAL
    )

    letter = next(one.text for one in told.sent if one.name == "refusal")
    assert "We answered this before, at both stages" in letter
    assert "take it to the Ombudsman" in letter
    assert (await stage.case_row(second)).status == CLOSED


async def test_8_what_is_new_in_an_escalation_becomes_a_stage_1_of_its_own_and_the_resident_is_told(
    stage: Stage,
) -> None:
    reference = await answered(stage)
    words = "Not happy. And now the lift is broken as well."
    escalated = await stage.replies("2026-11-16T20:00", words, reads=an_unhappy_reading())
    assert escalated.of("complaint")["stage"] == 2
    by = await stage.colleague()
    message = next(
        row for row in await stage.message_rows(await stage.case_row(reference)) if row.text == words
    )

    on = await widening.place_new_issue(
        stage.house,
        by,
        reference,
        message.id or 0,
        NewIssue(is_related=False, would_delay=False, reason="The lift is another matter"),
        words="The lift is broken",
    )
    told = await stage.time_passes("2026-11-16T21:00")

    new = await stage.case_row(on)
    assert (new.stage, london_date(new.received_at)) == (1, date(2026, 11, 16))
    assert (await stage.case_row(reference)).stage == 2
    assert "complaint_logged" in told.names
    async with stage.house.database.reading() as session:
        assert len(await list_links(session, "example", [new.id or 0])) == 1


async def test_9_a_chosen_representative_is_turned_away_only_with_reasons_and_the_resident_is_still_heard(
    stage: Stage,
) -> None:
    reference = await logged(stage)
    by = await stage.colleague()
    await consenting.name_representative(
        stage.house, by, reference, name="Lee", address="lee@advice.example", kind="advocate"
    )
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        (row,) = await people.list_representatives(session, "example", case.id or 0)

    with pytest.raises(IllegalMove, match=r"Representation is a right \(3\.6\)"):
        await consenting.end_representation(stage.house, by, reference, row.id or 0, reason=" ")
    await consenting.end_representation(
        stage.house, by, reference, row.id or 0, reason="Sam told us that Lee no longer speaks for them."
    )
    heard = await stage.replies("2026-11-02T12:00", "I am here myself.", reads=a_reading(wants_action=False))

    assert heard.sent[-1].to == SAM.split("<")[1].rstrip(">")


async def test_10_a_limit_of_time_is_no_bar_where_the_problem_was_learned_of_later_or_goes_on(
    stage: Stage,
) -> None:
    reference = await logged(stage)

    with pytest.raises(IllegalMove, match=r"it is in time \(2\.3\)"):
        await stage.staff(
            "2026-11-03T10:00",
            "refuse",
            case=reference,
            ground="over_12_months",
            event_on="2023-05-01",
            aware_on="2026-09-01",
            discretion="Old.",
            **REFUSAL,
        )
    with pytest.raises(IllegalMove, match="discretion"):
        await stage.staff(
            "2026-11-03T10:00",
            "refuse",
            case=reference,
            ground="over_12_months",
            event_on="2023-05-01",
            aware_on="2023-06-01",
            **REFUSAL,
        )

    assert (await stage.case_row(reference)).status == OPEN


async def test_11_a_solicitors_letter_closes_nothing_and_a_claim_has_a_clock_of_its_own(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()

    await surrounding.note_other_matter(
        stage.house, by, reference, kind="letter_of_claim", words="Damages for the carpet"
    )
    await surrounding.note_other_matter(stage.house, by, reference, kind="insurance", words="The carpet")
    with pytest.raises(IllegalMove, match="A letter before a claim is no claim"):
        await stage.staff(
            "2026-11-03T10:00",
            "refuse",
            case=reference,
            ground="court_claim_filed",
            documents="A letter of claim",
            **REFUSAL,
        )
    guarded = await stage.time_passes("2026-11-05T12:01")

    assert (await stage.case_row(reference)).status == OPEN
    assert guarded.names == ["acknowledgement_guard"]
    assert [task.due for task in guarded.tasks if task.kind == "other_letter_of_claim"] == ["2026-11-30"]


async def test_12_no_day_moves_untold_no_money_buys_silence_and_no_third_stage_passes(stage: Stage) -> None:
    reference = await logged(stage)
    await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)
    due = (await stage.case_row(reference)).respond_by

    await stage.staff("2026-11-17T10:00", "extend", case=reference, due_on="2026-11-25", text="Late part.")
    (notice,) = await stage.written("extension")
    back = await stage.comes_back("2026-11-17T10:30", notice)
    with pytest.raises(IllegalMove, match="must not depend"):
        await stage.staff(
            "2026-11-17T11:00",
            "promise",
            case=reference,
            kind="pay",
            text="£200 if you agree not to go to the Ombudsman",
            amount=200,
            owner="Rents",
            due_on="2026-12-01",
        )

    assert back.of("complaint")["respond_by"] == str(due)
    three = departures_of(policy(stages=[{"name": "stage 1"}, {"name": "stage 2"}, {"name": "stage 3"}]))
    assert {"5.2", "5.3"} & {each.provision for each in three}
    assert due == date(2026, 11, 17)


def policy(**said: object) -> Policy:
    known = {"id": "example", "name": "Example", "nation": "england"}
    return Policy.model_validate({**known, **said})

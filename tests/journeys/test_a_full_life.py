"""One complaint from the first word to the lesson: every letter, every promise, both stages. Sam is invented."""

from dataclasses import replace
from datetime import date

import pytest

from bot.acts.responding import preview_answer
from bot.acts.surrounding import give_case
from bot.errors import IllegalMove, NotAllowed, NotFound
from bot.my.content import facts_of, promises_of
from bot.my.where import where_it_stands
from bot.reports.making import make_report
from bot.reports.periods import quarter_of
from bot.store.cases import CLOSED
from bot.store.responses import list_remedies
from tests.journeys.stage import Scene, Stage, asks_to_complain

COMPLAINT = "I want to complain. No hot water for three weeks, and nobody rings me back."
OFFICER, REVIEWER = "officer@example.org", "reviewer@example.org"
POINTS = [
    {"text": "No hot water for three weeks", "responsible": "yes"},
    {"text": "Nobody rings me back", "responsible": "yes"},
]
FINDINGS = [
    {"number": 1, "reasons": "The part was ordered late.", "rules": "our repairs policy, part 4"},
    {
        "number": 2,
        "found": "partly",
        "reasons": "We rang once and left no message.",
        "rules": "our service promise",
    },
]


async def acknowledged(stage: Stage) -> str:
    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain())
    await stage.staff("2026-11-04T10:00", "acknowledge", kind_of_case="complaint", points=POINTS)
    return str(logged.of("complaint")["reference"])


async def promised(stage: Stage, at: str, reference: str, text: str, due_on: str) -> Scene:
    return await stage.staff(
        at, "promise", case=reference, text=text, owner="our repairs team", due_on=due_on, number=1
    )


async def answered(stage: Stage) -> tuple[str, Scene]:
    reference = await acknowledged(stage)
    await promised(stage, "2026-11-05T10:00", reference, "A new boiler", "2026-11-20")
    await stage.time_passes("2026-11-12T09:59")
    told = await stage.staff("2026-11-12T10:00", "answer", case=reference, findings=FINDINGS)
    return reference, told


@pytest.mark.provision("6.9", "6.7")
async def test_the_answer_holds_each_point_with_its_decision_and_the_way_on(stage: Stage) -> None:
    reference, told = await answered(stage)

    assert told.names == ["stage_1_response"]
    for words in (
        "at stage 1",
        "1. No hot water for three weeks",
        "We agree.",
        "The part was ordered late.",
        "We went by: our repairs policy, part 4.",
        "2. Nobody rings me back",
        "We agree with part of it.",
        "We are sorry that this happened",
        "A new boiler, by Friday 20 November 2026 (our repairs team)",
        "1 of these is not done yet",
        "Tell us in any words, on any day.",
        "You do not have to say why",
        "Housing Ombudsman",
    ):
        assert words in told.text
    assert (await stage.case_row(reference)).respond_by == date(2026, 11, 18)


@pytest.mark.provision("6.6", "7.3")
async def test_a_promise_past_its_day_is_chased_and_a_new_day_says_sorry(stage: Stage) -> None:
    reference, _ = await answered(stage)

    on_the_day = await stage.time_passes("2026-11-20T23:00")
    chased = await stage.time_passes("2026-11-23T09:00")
    officer = await stage.time_passes("2026-11-25T09:00")
    moved = await stage.staff(
        "2026-11-25T10:00",
        "promise changed",
        case=reference,
        due_on="2026-12-04",
        text="The boiler comes from abroad and is late.",
    )
    done = await stage.staff(
        "2026-12-03T15:00", "promise changed", case=reference, proof="Job 4411, seen by Lee"
    )

    assert not [kind for kind in on_the_day.asked if kind.startswith("promise_")]
    assert [task.team for task in chased.tasks if task.kind.startswith("promise_")] == ["complaints"]
    assert [task.team for task in officer.tasks if task.kind.startswith("promise_")] == ["manager"]
    assert moved.names == ["action_update"]
    assert "We are sorry." in moved.text
    assert "A new boiler, by Friday 4 December 2026" in moved.text
    assert done.names == ["action_update"]
    assert "We have done something we promised you" in done.text
    assert "Nothing is left for us to do." in done.text
    assert "sorry" not in done.text.partition("You can complain")[0].lower()


@pytest.mark.provision("5.13")
async def test_something_can_be_put_right_before_any_answer(stage: Stage) -> None:
    reference = await acknowledged(stage)

    await promised(stage, "2026-11-04T11:00", reference, "A heater today", "2026-11-04")
    told = await stage.staff("2026-11-04T16:00", "promise changed", case=reference, proof="Brought by Lee")

    assert told.names == ["action_update"]
    assert "A heater today" in told.text
    assert told.of("complaint")["stage"] == 1


async def test_an_answer_that_lacks_something_does_not_go(stage: Stage) -> None:
    reference = await acknowledged(stage)

    with pytest.raises(IllegalMove, match=r"the reasons for point 2 \(6.7\)"):
        await stage.staff(
            "2026-11-12T10:00", "answer", case=reference, findings=[{"number": 2, "reasons": ""}]
        )


async def test_done_without_proof_is_not_done(stage: Stage) -> None:
    reference, _ = await answered(stage)

    with pytest.raises(IllegalMove, match="what proves it"):
        await stage.staff("2026-11-20T10:00", "promise changed", case=reference)


@pytest.mark.provision("6.13", "6.17", "6.19", "6.20")
async def test_stage_2_is_answered_by_others_and_ends_with_the_ombudsman(stage: Stage) -> None:
    reference, _ = await answered(stage)
    escalated = await stage.replies("2026-11-16T20:00", "Not good enough.", reads=asks_to_complain())
    assert escalated.names == ["escalation_logged"]
    assert "no more than 20 working days after that" in escalated.text
    with pytest.raises(NotAllowed, match=r"6\.13"):
        await stage.staff("2026-11-17T10:00", "acknowledge", case=reference, points=POINTS)
    by = {"case": reference, "from": REVIEWER}
    logged = await stage.staff("2026-11-18T10:00", "acknowledge", points=POINTS, **by)
    assert "You asked us to look again on Monday 16 November 2026." in logged.text
    named = stage.profile.complaints_officer
    assert named is not None
    assert named.name not in logged.text  # the letters of stage 1 named them
    with pytest.raises(IllegalMove, match=r"who was asked for their part in point 1 \(6.20\)"):
        await stage.staff("2026-12-01T10:00", "answer", findings=[{"number": 1, "asked": ""}], **by)

    told = await stage.staff(
        "2026-12-01T11:00",
        "answer",
        findings=[{**one, "asked": "Repairs"} for one in FINDINGS],
        no_apology=True,
        **by,
    )

    assert told.names == ["stage_2_response"]
    for words in (
        "It is our final answer.",
        "Nobody who gave the first answer had a part in this one.",
        "There is no other stage with us.",
        "within 12 months",
        "Housing Ombudsman",
    ):
        assert words in told.text
    async with stage.house.database.reading() as session:
        case = await stage.case_row(reference)
        left = [
            row for row in await list_remedies(session, stage.landlord_id, case.id or 0) if not row.done_at
        ]
    assert case.status == "answered"
    assert "A new boiler" in [row.what for row in left]  # promised at stage 1, and still chased


@pytest.mark.provision("9.1", "9.3")
async def test_it_is_closed_only_with_the_promises_kept_and_the_lesson_on_record(stage: Stage) -> None:
    reference, _ = await answered(stage)
    with pytest.raises(IllegalMove, match="A new boiler"):
        await stage.staff("2026-11-20T10:00", "close", case=reference, reason="Done")
    await stage.staff("2026-11-20T11:00", "promise changed", case=reference, proof="Job 4411")
    with pytest.raises(IllegalMove, match="what we learned"):
        await stage.staff("2026-11-20T12:00", "close", case=reference, reason="Done")

    told = await stage.staff(
        "2026-11-20T13:00",
        "close",
        case=reference,
        reason="Done",
        learned="Parts were ordered by post.",
        change="We ring people the day a part is late.",
    )

    assert told.names == ["closure"]
    assert "We ring people the day a part is late." in told.text
    assert "ordered by post" not in told.text
    assert (await stage.case_row(reference)).status == CLOSED
    async with stage.house.database.reading() as session:
        report = await make_report(session, stage.house, stage.profile, quarter_of(date(2026, 11, 20)))
    assert "We ring people the day a part is late." in next(
        part.sentences for part in report.parts if part.letter == "d"
    )


@pytest.mark.provision("5.4")
async def test_a_contractor_may_answer_stage_1_and_never_stage_2(stage: Stage) -> None:
    reference = await acknowledged(stage)
    officer = await stage.colleague("head@example.org", "Ann Head")
    contractor = await stage.colleague("lee@contractor.example", "Lee", role="contractor")
    await give_case(stage.house, officer, reference, email=contractor.email)
    at_stage_1 = await preview_answer(stage.house, contractor, reference)
    await stage.staff("2026-11-12T10:00", "answer", case=reference, findings=FINDINGS)
    await stage.replies("2026-11-16T20:00", "Not good enough.", reads=asks_to_complain())
    await stage.staff("2026-11-18T10:00", "acknowledge", points=POINTS, case=reference, **{"from": REVIEWER})

    assert at_stage_1.missing
    with pytest.raises(NotFound):  # it was theirs at stage 1 alone
        await preview_answer(stage.house, contractor, reference)
    with pytest.raises(IllegalMove, match=r"5\.4"):
        await give_case(stage.house, officer, reference, email=contractor.email)


@pytest.mark.provision("6.6")
async def test_the_residents_own_page_says_what_was_promised_and_by_when(stage: Stage) -> None:
    reference = await acknowledged(stage)
    await promised(stage, "2026-11-05T10:00", reference, "A new boiler", "2026-11-20")
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        before = await promises_of(session, case)
    await stage.staff("2026-11-12T10:00", "answer", case=reference, findings=FINDINGS)
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        told = replace(facts_of(case), promises=await promises_of(session, case))

    now = where_it_stands(told, today=date(2026, 11, 13))

    assert before == ()
    assert (now.next_words, now.next_by) == ("We do what we promised: A new boiler", date(2026, 11, 20))


@pytest.mark.provision("6.3")
async def test_an_answer_that_comes_back_is_owed_again_and_may_be_posted(stage: Stage) -> None:
    reference, _ = await answered(stage)
    (row,) = await stage.written("stage_1_response")

    back = await stage.comes_back("2026-11-12T11:00", row)
    posted = await stage.staff(
        "2026-11-13T10:00", "answer", case=reference, findings=FINDINGS, how="letter", no_apology=True
    )

    assert (back.of("complaint")["status"], back.of("complaint")["respond_by"]) == ("open", "2026-11-18")
    assert "reach_another_way" in back.asked
    assert posted.names == []
    assert posted.of("complaint")["status"] == "answered"

"""Who speaks for a resident, what they need, what else came up, and who has a stake in it. Everybody here is invented."""

from datetime import date
from pathlib import Path

import pytest

from bot.acts import adjusting, consenting, restricting, surrounding, widening
from bot.casework.consent import ConsentDraft
from bot.casework.matters import NewIssue
from bot.casework.restrict import RestrictionDraft
from bot.errors import IllegalMove, NotFound
from bot.landlords.parts import Petitions
from bot.store import around, people
from bot.store.cases import list_clocks, list_links, list_points
from bot.store.database import Database
from bot.store.staff import StaffRow
from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, a_stage, an_enquiry, asks_to_complain

COMPLAINT = "I want to complain. The roof has leaked since May."
NEW = "And the lift is out as well."
RELATED = NewIssue(is_related=True, would_delay=False, reason="The same leak")
OTHER = NewIssue(is_related=False, would_delay=False, reason="Another thing")
LIMIT = RestrictionDraft(
    "Forty calls a day to one colleague",
    "The list of calls",
    "No illness is known; we asked",
    ["letter", "email"],
    date(2026, 11, 2),
    date(2026, 12, 1),
)
POINTS = [{"text": "The roof leaks", "responsible": "yes"}]


async def logged(stage: Stage, **said: object) -> str:
    scene = await stage.writes(
        "2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False, **said)
    )
    return str(scene.of("complaint")["reference"])


async def with_something_new(stage: Stage, at: str = "2026-11-05T09:00") -> tuple[str, int, StaffRow]:
    reference = await logged(stage)
    await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)
    await stage.replies(at, NEW, reads=an_unhappy_reading())
    case = await stage.case_row(reference)
    message = next(row for row in await stage.message_rows(case) if row.text == NEW)
    return reference, message.id or 0, await stage.colleague("handler@example.org", "Jo Marsh")


@pytest.mark.provision("6.8")
async def test_what_belongs_together_is_added_and_the_resident_is_told_the_day_stays(stage: Stage) -> None:
    reference, message_id, by = await with_something_new(stage)

    on = await widening.place_new_issue(stage.house, by, reference, message_id, RELATED)
    told = await stage.time_passes("2026-11-05T10:00")

    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        points = [row.text for row in await list_points(session, "example", case.id or 0, 1)]
    assert on == reference
    assert points == ["The roof leaks", NEW]
    assert told.names == ["issue_added"]
    assert "The day of our answer stays the same: Tuesday 17 November 2026" in told.text


@pytest.mark.provision("6.8")
async def test_what_is_new_after_the_answer_is_a_complaint_of_its_own_dated_its_own_message(
    stage: Stage,
) -> None:
    reference, message_id, by = await with_something_new(stage)
    await stage.staff("2026-11-10T10:00", "answer", case=reference)

    on = await widening.place_new_issue(stage.house, by, reference, message_id, RELATED, words="The lift")
    told = await stage.time_passes("2026-11-10T11:00")

    new = await stage.case_row(on)
    old = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        links = await list_links(session, "example", [new.id or 0])
    assert on != reference
    assert (new.stage, new.words, new.received_at.date()) == (1, "The lift", date(2026, 11, 5))
    assert str(new.acknowledge_by) == "2026-11-12"
    assert old.status == "answered"
    assert [link.why for link in links] == ["new issue"]
    assert "complaint_logged" in told.names


async def test_nobody_places_a_new_issue_without_a_reason(stage: Stage) -> None:
    reference, message_id, by = await with_something_new(stage)

    with pytest.raises(IllegalMove, match="Say why"):
        await widening.place_new_issue(
            stage.house, by, reference, message_id, NewIssue(is_related=True, would_delay=False, reason=" ")
        )
    with pytest.raises(NotFound):
        await widening.place_new_issue(stage.house, by, reference, 9_999, OTHER)


@pytest.mark.provision("3.6")
async def test_a_daughter_without_consent_is_told_nothing_while_the_clock_runs_and_consent_is_asked_for(
    stage: Stage,
) -> None:
    told = await stage.writes(
        "2026-11-02T09:12",
        "I want to complain for my mother. Her roof leaks.",
        sender="Ann Example <ann@family.example>",
        reads=asks_to_complain(wants_action=False, signals=frozenset({Signal.REPRESENTATIVE})),
    )
    reference = told.of("complaint")["reference"]
    by = await stage.colleague()
    case = await stage.case_row(reference)
    assert told.names == ["representative_receipt"]
    assert str(case.acknowledge_by) == "2026-11-09"
    async with stage.house.database.reading() as session:
        (speaker,) = await people.list_representatives(session, "example", case.id or 0)
    assert speaker.consent == "pending"

    await consenting.ask_for_consent(
        stage.house, by, reference, speaker.id or 0, address="mother@home.example"
    )
    asked = await stage.time_passes("2026-11-02T10:00")
    with pytest.raises(IllegalMove, match="the day on which"):
        await consenting.record_consent(
            stage.house, by, reference, speaker.id or 0, ConsentDraft("verbal", "Priya", None)
        )
    await consenting.record_consent(
        stage.house,
        by,
        reference,
        speaker.id or 0,
        ConsentDraft("verbal", "Priya Nair", date(2026, 11, 2), expires_on=date(2026, 11, 20)),
    )
    ended = await stage.time_passes("2026-11-21T10:00")

    assert [(one.name, one.to) for one in asked.sent] == [("consent_request", "mother@home.example")]
    assert "Ann Example wrote to us" in asked.text
    assert "roof" not in asked.text
    assert "renew_consent" in ended.asked


@pytest.mark.provision("3.6")
async def test_somebody_may_not_speak_for_them_only_with_a_reason(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()
    await consenting.name_representative(
        stage.house, by, reference, name="Lee", address="lee@x.example", kind="advocate"
    )
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        (row,) = await people.list_representatives(session, "example", case.id or 0)

    with pytest.raises(IllegalMove, match="Representation is a right"):
        await consenting.end_representation(stage.house, by, reference, row.id or 0, reason="")


@pytest.mark.provision("5.10")
async def test_large_print_once_agreed_is_in_every_later_mail_and_is_looked_at_again(stage: Stage) -> None:
    reference = await logged(stage)
    (before,) = await stage.written("complaint_logged")
    by = await stage.colleague()

    await adjusting.agree_need(
        stage.house, by, reference, words="write in large print", review_on=date(2026, 11, 20)
    )
    await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)
    (after,) = await stage.written("acknowledgement_stage_1")
    review = await stage.time_passes("2026-11-20T09:01")

    assert ("font-size:18px" in before.html, "font-size:28px" in after.html) == (True, True)
    assert "review_adjustment" in review.asked


@pytest.mark.provision("5.14", "5.15")
async def test_a_limit_is_told_with_its_way_out_lapses_on_its_day_and_never_keeps_a_message_out(
    stage: Stage,
) -> None:
    reference = await logged(stage)
    by = await stage.colleague()
    await restricting.restrict(stage.house, by, reference, LIMIT)
    told = await stage.time_passes("2026-11-02T10:00")
    taken = await stage.replies("2026-11-10T10:00", "The roof again.", reads=an_enquiry())
    lapsed = await stage.time_passes("2026-12-01T09:00")

    assert "restriction" in told.names
    said = next(one.text for one in told.sent if one.name == "restriction")
    assert "by e-mail or by letter" in said
    assert "you can still complain" in said
    assert "added_to_case" in taken.names
    assert "review_restriction" in lapsed.asked
    async with stage.house.database.reading() as session:
        assert await around.list_restrictions(session, "example") == []


@pytest.mark.provision("5.8")
async def test_whoever_has_a_stake_in_it_neither_sees_it_nor_gets_it(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()
    friend = await stage.colleague("friend@example.org", "Kim Lee")

    await surrounding.declare_conflict(
        stage.house, by, reference, email=friend.email, words="They are cousins."
    )

    with pytest.raises(NotFound):
        await adjusting.screen_case(stage.house, friend, reference, screening="quick", why="It is small")
    with pytest.raises(IllegalMove, match=r"may not see this case.*5\.8"):
        await surrounding.give_case(stage.house, by, reference, email=friend.email)


@pytest.mark.provision("4.3", "9.8")
async def test_a_case_given_to_somebody_untaught_is_given_with_a_warning_on_record(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()

    warning = await surrounding.give_case(stage.house, by, reference, email=by.email)

    assert "no training that holds today (4.3)" in warning
    assert (await stage.case_row(reference)).owner == by.email


@pytest.mark.provision("4.2")
async def test_facts_that_do_not_come_go_to_the_named_senior(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()
    ask = {"asked_of": "Allied Repairs", "senior": "Dee Cole", "words": "When did you come?"}
    with pytest.raises(IllegalMove, match=r"4\.2"):
        await surrounding.ask_others(
            stage.house, by, reference, due_on=date(2026, 11, 4), **{**ask, "senior": ""}
        )

    await surrounding.ask_others(stage.house, by, reference, due_on=date(2026, 11, 4), **ask)
    await stage.time_passes("2026-11-04T23:00")
    overdue = await stage.time_passes("2026-11-05T09:00")

    assert overdue.task("question_overdue").team == "manager"


@pytest.mark.provision("6.1")
async def test_a_complaint_is_sorted_with_a_reason(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()

    with pytest.raises(IllegalMove, match=r"6\.1"):
        await adjusting.screen_case(stage.house, by, reference, screening="quick", why="")
    await adjusting.screen_case(
        stage.house, by, reference, screening="risk_today", why="A baby sleeps there."
    )

    case = await stage.case_row(reference)
    assert (case.screening, case.screened_by) == ("risk_today", by.email)


@pytest.mark.provision("2.2")
async def test_a_letter_of_claim_has_its_own_clock_and_the_complaint_stays_open(stage: Stage) -> None:
    reference = await logged(stage)
    by = await stage.colleague()

    await surrounding.note_other_matter(
        stage.house, by, reference, kind="letter_of_claim", words="Their solicitor writes of damages."
    )
    asked = await stage.time_passes("2026-11-02T11:00")

    assert asked.task("other_letter_of_claim").due == "2026-11-30"
    assert (await stage.case_row(reference)).status == "open"


@pytest.mark.provision("5.6")
async def test_the_first_call_has_a_day_of_its_own_that_a_call_or_three_tries_meet(stage: Stage) -> None:
    reference = await logged(stage)
    asked = await stage.time_passes("2026-11-04T09:01")
    await stage.staff("2026-11-04T10:00", "call", case=reference, reached=False)
    by = await stage.colleague()
    with pytest.raises(IllegalMove, match="Try 2 more times"):
        await adjusting.give_up_ringing(stage.house, by, reference)
    await stage.staff("2026-11-04T15:00", "call", case=reference, reached=False)
    await stage.staff("2026-11-05T18:00", "call", case=reference, reached=False)

    await adjusting.give_up_ringing(stage.house, by, reference)

    assert asked.task("first_call").team == "complaints"
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        clocks = {row.rule: row.ended_why for row in await list_clocks(session, "example", case.id or 0)}
    assert clocks["own_first_call"] == "three tries"


@pytest.mark.provision("5.6")
async def test_a_first_call_that_reached_them_meets_its_day(stage: Stage) -> None:
    reference = await logged(stage)

    await stage.staff("2026-11-03T10:00", "call", case=reference, reached=True, note="Wants the roof dry.")
    later = await stage.time_passes("2026-11-04T09:01")

    assert "first_call" not in later.asked


@pytest.mark.provision("1.2")
async def test_a_petition_is_one_complaint_with_one_contact_and_the_meeting_the_policy_promises(
    database: Database, tmp_path: Path
) -> None:
    async with a_stage(
        database, tmp_path, petitions=Petitions(one_contact=True, meeting_offered=True)
    ) as stage:
        reference = await logged(stage)
        by = await stage.colleague()

        await consenting.name_representative(
            stage.house,
            by,
            reference,
            name="Sam Okafor",
            address="sam.okafor@example.net",
            kind="petition_lead",
        )
        asked = await stage.time_passes("2026-11-02T11:00")

        case = await stage.case_row(reference)
        async with stage.house.database.reading() as session:
            (lead,) = await people.list_representatives(session, "example", case.id or 0)
    assert lead.consent == "implied"
    assert asked.task("offer_meeting").due == "2026-11-04"
    assert [one["reference"] for one in asked.cases if one["kind"] == "complaint"] == [reference]

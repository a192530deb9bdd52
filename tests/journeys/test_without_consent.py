"""Somebody who speaks for a resident without consent is told nothing, by a machine or by staff. Everybody is invented."""

from datetime import date

import pytest

from bot.acts import consenting
from bot.casework.consent import ConsentDraft
from bot.errors import IllegalMove
from bot.store import people
from bot.store.people import RepresentativeRow
from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, an_enquiry, asks_to_complain

REPRESENTS = frozenset({Signal.REPRESENTATIVE})
POINTS = [{"text": "The roof leaks", "responsible": "yes"}]
ANN = "Ann Example <ann@family.example>"


async def daughter(stage: Stage) -> str:
    told = await stage.writes(
        "2026-11-02T09:12",
        "I want to complain for my mother. Her roof leaks.",
        sender=ANN,
        reads=asks_to_complain(wants_action=False, signals=REPRESENTS),
    )
    return str(told.of("complaint")["reference"])


async def speakers(stage: Stage, reference: str) -> list[RepresentativeRow]:
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        return await people.list_representatives(session, "example", case.id or 0)


async def consented(stage: Stage, reference: str) -> None:
    (row,) = await speakers(stage, reference)
    by = await stage.colleague()
    draft = ConsentDraft("verbal", "Priya Nair", date(2026, 11, 2))
    await consenting.record_consent(stage.house, by, reference, row.id or 0, draft)


@pytest.mark.provision("3.6")
async def test_staff_cannot_send_her_a_letter_of_the_case_until_the_mother_agrees(stage: Stage) -> None:
    reference = await daughter(stage)

    with pytest.raises(IllegalMove, match=r"Ann Example has no consent to be told.*3\.6"):
        await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)
    await consented(stage, reference)
    told = await stage.staff("2026-11-03T11:00", "acknowledge", case=reference, points=POINTS)

    assert [(one.name, one.to) for one in told.sent] == [("acknowledgement_stage_1", "ann@family.example")]


@pytest.mark.provision("3.6")
async def test_without_consent_the_acknowledgement_is_given_to_the_resident_another_way(stage: Stage) -> None:
    reference = await daughter(stage)
    await stage.staff("2026-11-03T10:00", "points", case=reference, points=POINTS)

    told = await stage.staff("2026-11-03T11:00", "letter", case=reference, reached=True, read_out=True)
    with pytest.raises(IllegalMove, match="no consent to be told"):
        await stage.staff("2026-11-10T10:00", "answer", case=reference)
    answered = await stage.staff("2026-11-10T11:00", "answer", case=reference, how="letter", no_apology=True)

    assert told.names == []
    assert answered.of("complaint")["status"] == "answered"


@pytest.mark.provision("3.6")
async def test_whoever_was_turned_away_is_told_no_more_than_before(stage: Stage) -> None:
    reference = await daughter(stage)
    (row,) = await speakers(stage, reference)
    by = await stage.colleague()
    await consenting.end_representation(stage.house, by, reference, row.id or 0, reason="Her mother said no.")

    told = await stage.replies("2026-11-04T10:00", "Any news of the roof?", sender=ANN, reads=an_enquiry())

    assert all(reference not in one.text for one in told.sent)
    assert "added_to_case" not in told.names


@pytest.mark.provision("3.6")
async def test_consent_on_record_is_not_undone_by_her_next_message(stage: Stage) -> None:
    reference = await daughter(stage)
    await consented(stage, reference)

    await stage.replies(
        "2026-11-04T10:00", "It still leaks.", sender=ANN, reads=an_unhappy_reading(signals=REPRESENTS)
    )

    assert [row.consent for row in await speakers(stage, reference)] == ["recorded"]


@pytest.mark.provision("3.6")
async def test_a_consent_for_one_thing_is_none_for_the_whole_case(stage: Stage) -> None:
    reference = await daughter(stage)
    (row,) = await speakers(stage, reference)
    by = await stage.colleague()
    draft = ConsentDraft("verbal", "Priya Nair", date(2026, 11, 2), scope="the day of the repair")
    await consenting.record_consent(stage.house, by, reference, row.id or 0, draft)

    with pytest.raises(IllegalMove, match="no consent to be told of the whole case"):
        await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)


@pytest.mark.provision("3.6")
async def test_once_her_mother_agreed_she_is_answered_as_her_mother_would_be(stage: Stage) -> None:
    reference = await daughter(stage)
    await stage.staff("2026-11-03T09:30", "points", case=reference, points=POINTS)
    await consented(stage, reference)
    await stage.staff("2026-11-03T11:00", "acknowledge", case=reference, points=POINTS)

    told = await stage.replies(
        "2026-11-04T10:00",
        "Any news of my mother's roof?",
        sender=ANN,
        reads=an_enquiry(signals=REPRESENTS),
    )

    assert told.names == ["added_to_case"]
    assert reference in told.text

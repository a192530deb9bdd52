"""One person, many doors: begun by text message, confirmed by e-mail, followed on their own page; and no stranger gets in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.acts import join_person, take_person_apart
from bot.errors import IllegalMove, NotFound
from bot.store import identities, joinings, people
from bot.store.database import Database
from bot.store.staff import StaffRow, list_staff
from bot.story import tell
from classifiers.labels import Signal, Topic
from tests.builders import a_reading, an_unhappy_reading
from tests.fakes import FakeSender
from tests.journeys.at_home import at_home, code_in, link_in
from tests.journeys.stage import SAM, SAMS_PHONE, Stage, a_stage, a_text, an_enquiry

NO_HEATING = "Third week with no heating and nobody rings me back."
HEATING = an_unhappy_reading(topic=Topic.HEATING)
TAP = a_reading()


@pytest.fixture
async def doors(any_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord, with text messages too."""
    async with a_stage(
        any_database, tmp_path, senders={"text": FakeSender()}, parsers={"text": a_text}
    ) as made:
        yield made


@pytest.fixture
async def few(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The same on SQLite alone."""
    async with a_stage(database, tmp_path, senders={"text": FakeSender()}, parsers={"text": a_text}) as made:
        yield made


async def sam_joins_the_two(stage: Stage) -> str:
    """Sam texts, opens the page with a code by text, and proves the e-mail address; return the link."""
    receipt = await stage.text_comes("2026-11-02T09:00", "My kitchen tap drips.", reads=TAP)
    link = link_in(receipt.text)
    async with at_home(stage, link) as home:
        await home.sends("code")
        await home.sends("code/check", code=code_in(await stage.time_passes("2026-11-02T09:01")))
        await home.sends("address", address="Sam.Okafor@example.net")
        sent = await stage.time_passes("2026-11-02T09:02")
        assert [(one.to, one.name) for one in sent.sent] == [("sam.okafor@example.net", "page_code")]
        status, said = await home.sends("address/check", code=code_in(sent))
    assert (status, "We have added this way to reach you" in said) == (200, True)
    return link


async def test_begun_by_text_confirmed_by_email_followed_on_the_page(doors: Stage) -> None:
    stage = doors
    await stage.writes("2026-11-01T10:00", "When is the office open?", reads=an_enquiry(), sender=SAM)
    link = await sam_joins_the_two(stage)

    offered = await stage.text_comes("2026-11-02T09:10", NO_HEATING, reads=HEATING)
    logged = await stage.writes("2026-11-02T12:00", "Yes please", reads=an_enquiry(), sender=SAM)

    assert [(one.name, one.channel) for one in offered.sent] == [("choice_offer", "text")]
    assert [(one.name, one.channel) for one in logged.sent] == [("complaint_logged", "email")]
    complaint = logged.of("complaint")
    assert complaint["received_at"] == "2026-11-02T09:10:00Z"
    assert "task" not in logged.asked

    guarded = await stage.time_passes("2026-11-05T12:05")

    assert [(one.name, one.channel) for one in guarded.sent] == [("acknowledgement_guard", "email")]
    async with stage.house.database.reading() as session:
        case = await stage.case_row(complaint["reference"])
        story = " ".join(line.sentence for line in await tell(session, stage.house, case.id or 0))
    assert "wrote to us by text message" in story
    assert "They said yes to a complaint" in story
    async with at_home(stage, link) as home:
        await home.sends("code")
        sent = await stage.time_passes("2026-11-05T12:06")
        _, said = await home.sends("code/check", code=code_in(sent))
    assert (sent.sent[0].channel, sent.sent[0].to) == ("text", SAMS_PHONE)
    assert said.count(f"Your complaint, {complaint['reference']}") >= 1
    assert NO_HEATING in said
    assert "You have our answer by Thursday 19 November" in said


async def test_what_is_said_goes_to_the_door_used_last(few: Stage) -> None:
    stage = few
    await sam_joins_the_two(stage)
    await stage.text_comes("2026-11-02T09:10", NO_HEATING, reads=HEATING)
    await stage.writes("2026-11-02T12:00", "Yes please", reads=an_enquiry(), sender=SAM)

    await stage.text_comes("2026-11-03T08:00", "Any news on the heating?", reads=an_enquiry())
    guarded = await stage.time_passes("2026-11-05T12:05")

    assert [(one.name, one.channel, one.to) for one in guarded.sent] == [
        ("acknowledgement_guard", "text", SAMS_PHONE)
    ]


async def test_a_stranger_who_says_yes_opens_nothing(few: Stage) -> None:
    stage = few
    await sam_joins_the_two(stage)
    offered = await stage.text_comes("2026-11-02T09:10", NO_HEATING, reads=HEATING)
    reference = offered.cases[-1]["reference"]

    scene = await stage.writes(
        "2026-11-02T12:00", f"Yes please, {reference}", reads=an_enquiry(), sender="Mal <mal@example.com>"
    )

    assert [case["kind"] for case in scene.cases].count("complaint") == 0
    assert [(one.to, one.name) for one in scene.sent] == [("mal@example.com", "enquiry_receipt")]
    assert "heating" not in scene.text
    async with at_home(stage, link_in(scene.text)) as home:
        await home.sends("code")
        _, said = await home.sends("code/check", code=code_in(await stage.time_passes("2026-11-02T12:01")))
    assert "Your question" in said
    assert "heating" not in said


async def test_who_names_sams_address_in_reply_to_is_not_sam(few: Stage) -> None:
    stage = few
    await sam_joins_the_two(stage)
    await stage.text_comes("2026-11-02T09:10", NO_HEATING, reads=HEATING)
    raw = (
        "From: Mal <mal@example.com>\r\nReply-To: sam.okafor@example.net\r\nTo: housing@example.org\r\n"
        "Subject: yes\r\nMessage-ID: <mal@example.com>\r\n\r\nYes please\r\n"
    )

    scene = await stage.mail_comes("2026-11-02T12:00", raw.encode(), sender="mal@example.com")

    assert [case["kind"] for case in scene.cases].count("complaint") == 0


async def an_officer(stage: Stage) -> StaffRow:
    """A member of staff who may see everything."""
    async with stage.house.database.writing() as session:
        row = StaffRow(
            landlord_id=stage.landlord_id, email="o@example.org", name="An Officer", role="complaints_officer",
            sees_restricted=True, created_at=stage.house.clock(),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return (await list_staff(session, stage.landlord_id))[-1]


async def test_staff_join_two_with_a_reason_and_take_them_apart_again(few: Stage) -> None:
    stage = few
    texted = await stage.text_comes("2026-11-02T09:00", "My kitchen tap drips.", reads=TAP)
    await stage.writes("2026-11-02T09:05", "When is the office open?", reads=an_enquiry(), sender=SAM)
    mailed = await stage.time_passes("2026-11-02T09:06")
    by, one, other = await an_officer(stage), texted.cases[0]["reference"], mailed.cases[-1]["reference"]

    with pytest.raises(IllegalMove, match="how you know"):
        await join_person(stage.house, by, one, other_reference=other, reason=" ")
    await join_person(stage.house, by, one, other_reference=other, reason="She told me both numbers.")
    joined = await stage.case_row(other)
    kept = await stage.case_row(one)
    async with stage.house.database.reading() as session:
        doors = await identities.list_identities(session, stage.landlord_id, kept.resident_id)
        [row] = await joinings.list_joinings(session, stage.landlord_id, kept.resident_id)
    assert joined.resident_id == kept.resident_id
    assert [door.channel for door in doors] == ["text", "email"]
    assert (row.by, row.reason) == ("o@example.org", "She told me both numbers.")

    await stage.writes(
        "2026-11-02T10:00", "And on Saturday?", reads=an_enquiry(topic=Topic.MONEY), sender=SAM
    )
    await take_person_apart(stage.house, by, one, row.id or 0, reason="It was her sister.")

    apart = await stage.case_row(other)
    async with stage.house.database.reading() as session:
        doors = await identities.list_identities(session, stage.landlord_id, kept.resident_id)
        hers = await identities.list_identities(session, stage.landlord_id, apart.resident_id)
    assert apart.resident_id != kept.resident_id
    assert ([door.channel for door in doors], [door.channel for door in hers]) == (["text"], ["email"])
    with pytest.raises(NotFound):
        await take_person_apart(stage.house, by, other, row.id or 0, reason="Again.")


async def test_where_one_of_the_two_is_at_risk_the_whole_person_is_kept_safe(few: Stage) -> None:
    stage = few
    texted = await stage.text_comes("2026-11-02T09:00", "My kitchen tap drips.", reads=TAP)
    risky = await stage.writes(
        "2026-11-02T09:05", "He hits me. Please help.",
        reads=an_enquiry(signals=frozenset({Signal.DOMESTIC_ABUSE})), sender=SAM,
    )  # fmt: skip
    by, one, other = await an_officer(stage), texted.cases[0]["reference"], risky.cases[-1]["reference"]

    await join_person(stage.house, by, one, other_reference=other, reason="She told me on the phone.")

    async with stage.house.database.reading() as session:
        case = await stage.case_row(one)
        resident = await people.get_resident(session, stage.landlord_id, case.resident_id)
    assert resident.on_hold
    assert case.restricted
    async with at_home(stage, link_in(texted.text)) as home:
        assert (await home.opens())[0] == 410


async def test_a_code_never_goes_to_an_address_of_somebody_at_risk(few: Stage) -> None:
    stage = few
    await stage.writes(
        "2026-11-02T08:00", "He hits me. Please help.",
        reads=an_enquiry(signals=frozenset({Signal.DOMESTIC_ABUSE})), sender=SAM,
    )  # fmt: skip
    receipt = await stage.text_comes("2026-11-02T09:00", "My kitchen tap drips.", reads=TAP)
    async with at_home(stage, link_in(receipt.text)) as home:
        await home.sends("code")
        await home.sends("code/check", code=code_in(await stage.time_passes("2026-11-02T09:01")))

        status, said = await home.sends("address", address="sam.okafor@example.net")

    sent = await stage.time_passes("2026-11-02T09:02")
    assert (status, "If we can write to that address" in said) == (200, True)
    assert sent.names == []

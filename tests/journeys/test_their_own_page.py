"""A resident's own page: who gets in, what it shows, what can be done there, and when it ends."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.acts import open_page_again, record_name
from bot.store import people
from bot.store.database import Database
from bot.store.staff import StaffRow
from bot.wording.reading_age import reading_age
from classifiers.labels import Signal, Topic
from tests.builders import a_reading
from tests.journeys.at_home import AtHome, at_home, code_in, link_in
from tests.journeys.stage import SAM, Stage, a_stage, an_enquiry, asks_to_complain

TAP = "My kitchen tap drips."
NO_HEATING = "I want to complain. Third week with no heating."


@pytest.fixture
async def house(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord."""
    async with a_stage(database, tmp_path) as made:
        yield made


@pytest.fixture
async def sam(house: Stage) -> AsyncIterator[AtHome]:
    """Sam, who reported a tap, in front of the page of whom we hold no postcode."""
    receipt = await house.writes("2026-11-02T09:00", TAP, reads=a_reading(), sender=SAM)
    async with at_home(house, link_in(receipt.text)) as home:
        yield home


async def an_officer(stage: Stage) -> StaffRow:
    """A member of staff."""
    row = StaffRow(
        landlord_id=stage.landlord_id, email="o@example.org", name="An Officer", role="complaints_officer",
        sees_restricted=True, created_at=stage.house.clock(),
    )  # fmt: skip
    async with stage.house.database.writing() as session:
        session.add(row)
        await session.flush()
    return row


async def hold_the_postcode(stage: Stage) -> str:
    """Staff record Sam's name and postcode; return the reference."""
    reference = (await stage.time_passes("2026-11-02T09:01")).cases[0]["reference"]
    await record_name(
        stage.house, await an_officer(stage), str(reference), name="Sam Okafor", postcode="m1 1ae"
    )
    return str(reference)


async def get_in(stage: Stage, home: AtHome, at: str = "2026-11-02T09:02") -> str:
    """Open the page with a code; what can be read on it."""
    await home.sends("code")
    _, said = await home.sends("code/check", code=code_in(await stage.time_passes(at)))
    return said


async def test_without_an_answer_the_page_shows_nothing(house: Stage, sam: AtHome) -> None:
    status, said = await sam.opens()

    assert status == 200
    assert "Is it you?" in said
    assert "tap" not in said
    assert "Sam" not in said
    assert "complain at any time" in said
    assert "Ombudsman" in said


async def test_last_name_and_postcode_open_it(house: Stage, sam: AtHome) -> None:
    await hold_the_postcode(house)

    asked = (await sam.opens())[1]
    wrong = [
        (await sam.sends("who", surname=surname, postcode=postcode))[1]
        for surname, postcode in (("Okafor", "M1 1AF"), ("Smith", "M1 1AE"))
    ]
    status, said = await sam.sends("who", surname="OKAFOR", postcode=" m11ae ")

    assert "Your last name" in asked
    assert wrong[0] == wrong[1]  # nobody is told which of the two was right
    assert (status, TAP in said) == (200, True)
    assert "They contact you" in said


async def test_five_wrong_tries_shut_it_for_an_hour_and_tell_staff(house: Stage, sam: AtHome) -> None:
    await hold_the_postcode(house)
    for _ in range(5):
        status, _ = await sam.sends("who", surname="Smith", postcode="M1 1AE")

    shut = await sam.sends("who", surname="Okafor", postcode="M1 1AE")
    scene = await house.time_passes("2026-11-02T09:50")
    still = await sam.opens()
    await house.time_passes("2026-11-02T10:02")

    assert status == 429
    assert shut[0] == 429
    assert "shut for one hour" in shut[1]
    assert "page_locked" in scene.asked
    assert still[0] == 429
    assert (await sam.sends("who", surname="Okafor", postcode="M1 1AE"))[0] == 200


async def test_a_code_lives_ten_minutes_and_works_once(house: Stage, sam: AtHome) -> None:
    await sam.sends("code")
    code = code_in(await house.time_passes("2026-11-02T09:02"))

    await house.time_passes("2026-11-02T09:11")
    late = await sam.sends("code/check", code=code)
    await sam.sends("code")
    fresh = code_in(await house.time_passes("2026-11-02T09:12"))
    right = await sam.sends("code/check", code=f"{fresh[:3]} {fresh[3:]}")
    sam.client.cookies.clear()
    again = await sam.sends("code/check", code=fresh)

    assert [late[0], right[0], again[0]] == [422, 200, 422]


async def test_after_half_an_hour_it_asks_again_and_what_was_written_is_not_lost(
    house: Stage, sam: AtHome
) -> None:
    await get_in(house, sam)
    await house.time_passes("2026-11-02T09:40")

    asked = await sam.client.post(f"{sam.place}/write", data={"words": "It is worse now.", "about": ""})
    await sam.sends("code")
    code = code_in(await house.time_passes("2026-11-02T09:41"))
    back = await sam.client.post(
        f"{sam.place}/code/check", data={"code": code, "words": "It is worse now.", "about": ""}
    )

    assert "Your message is not lost" in asked.text
    assert 'value="It is worse now."' in asked.text
    assert ">It is worse now.</textarea>" in back.text


async def test_what_is_written_there_is_a_message_like_any_other(house: Stage, sam: AtHome) -> None:
    await get_in(house, sam)
    house.reader.readings["worse now"] = a_reading()

    _, said = await sam.sends("write", words="It is worse now.", about="")
    _, twice = await sam.sends("write", words="It is worse now.", about="")
    scene = await house.time_passes("2026-11-02T09:05")
    rows = await house.message_rows(await house.case_row(scene.cases[0]["reference"]))

    assert "We have your message" in said
    assert "We have your message" in twice
    assert len(scene.cases) == 1
    assert [(row.channel, row.action) for row in rows] == [
        ("email", "log_service_request"),
        ("page", "add_to_case"),
        ("page", "file"),
    ]
    assert scene.names == ["added_to_case"]
    assert "It is worse now." in said


async def test_danger_written_there_wakes_people_and_ends_the_page(house: Stage, sam: AtHome) -> None:
    await get_in(house, sam)
    house.reader.readings["hits me"] = an_enquiry(signals=frozenset({Signal.DOMESTIC_ABUSE}))

    status, said = await sam.sends("write", words="He hits me.", about="")
    scene = await house.time_passes("2026-11-02T09:05")

    assert (status, said) == (410, f"This link has ended. Ring {house.profile.phone}.")
    assert scene.names == ["safe_reply"]
    assert "/my/" not in scene.text
    assert scene.alerts


async def test_asking_for_a_person_sets_a_call_and_promises_it(house: Stage, sam: AtHome) -> None:
    await get_in(house, sam)

    odd = await sam.sends("call", number="ring me at noon")
    _, said = await sam.sends("call", number="07700 900123")
    scene = await house.time_passes("2026-11-02T09:05")

    assert (odd[0], "Type a phone number" in odd[1]) == (422, True)
    assert "We will ring you" in said
    assert scene.names == ["call_promised"]
    assert scene.asked == ["call"]


async def test_a_need_is_recorded_and_taken_back(house: Stage, sam: AtHome) -> None:
    await get_in(house, sam)

    await sam.sends("needs", need=["large_print", "phone"])
    scene = await house.time_passes("2026-11-02T09:05")
    case = await house.case_row(scene.cases[0]["reference"])
    async with house.house.database.reading() as session:
        asked = await people.list_adjustments(session, house.landlord_id, case.resident_id)
    await sam.sends("needs", need=["large_print"])
    async with house.house.database.reading() as session:
        left = await people.list_adjustments(session, house.landlord_id, case.resident_id)

    assert [(one.door, one.words, one.recorded_by) for one in asked] == [
        ("phone", "reach you by phone", "resident"),
        ("", "write in large print", "resident"),
    ]
    assert [one.words for one in left] == ["write in large print"]
    assert "agree_adjustment" in scene.asked


async def test_this_is_not_me_shuts_it_until_staff_open_it(house: Stage, sam: AtHome) -> None:
    _, said = await sam.sends("not-me")
    scene = await house.time_passes("2026-11-02T09:05")
    shut = await sam.opens()
    receipt = await house.writes("2026-11-02T10:00", "And the sink.", reads=a_reading(), sender=SAM)
    reference = str(scene.cases[0]["reference"])
    await open_page_again(house.house, await an_officer(house), reference, reason="I rang her.")

    assert "We have shut this page" in said
    assert "not_this_person" in scene.asked
    assert shut[0] == 410
    assert "/my/" not in receipt.text
    assert (await sam.opens())[0] == 200


async def test_after_thirty_days_a_new_link_comes_once_a_day(house: Stage, sam: AtHome) -> None:
    await house.time_passes("2026-12-02T12:00")
    last_day = await sam.opens()
    await house.time_passes("2026-12-03T12:00")
    old = await sam.opens()
    asked = await sam.sends("again")
    await sam.sends("again")
    sent = await house.time_passes("2026-12-03T12:01")

    assert last_day[0] == 200
    assert (old[0], "This link is too old" in old[1]) == (410, True)
    assert "A new link is on its way" in asked[1]
    assert sent.names == ["new_page_link"]
    async with at_home(house, link_in(sent.text)) as home:
        assert (await home.opens())[0] == 200


async def test_a_case_kept_from_view_is_not_on_it(house: Stage, sam: AtHome) -> None:
    hidden = await house.writes(
        "2026-11-02T09:30", "I cannot go on like this.",
        reads=an_enquiry(signals=frozenset({Signal.SELF_HARM}), topic=Topic.MONEY), sender=SAM,
    )  # fmt: skip

    said = await get_in(house, sam, "2026-11-02T09:31")

    assert "/my/" not in hidden.text
    assert TAP in said
    assert "go on like this" not in said


async def test_a_complaint_is_told_in_steps_a_child_of_eleven_can_read(house: Stage, sam: AtHome) -> None:
    logged = await house.writes("2026-11-02T09:10", NO_HEATING, reads=asks_to_complain(), sender=SAM)
    reference = logged.of("complaint")["reference"]

    said = await get_in(house, sam, "2026-11-02T09:12")
    answer = await sam.client.get(sam.place)

    assert f"Your complaint, {reference}" in said
    assert "Done You first told us: today" in said or "Done You first told us" in said
    assert "Now We write to you about what we will look into" in said
    assert "Later You have our answer" in said
    told = said.partition("Write to us")[0].partition("Where things stand")[2]
    assert (
        reading_age(told.replace(" Done ", ".\n").replace(" Later ", ".\n").replace(" Now ", ".\n")).years
        < 11
    )
    assert answer.headers["cache-control"] == "no-store"


async def test_the_cookie_opens_no_other_link_and_leaving_takes_it_away(house: Stage, sam: AtHome) -> None:
    await get_in(house, sam)
    other = await house.writes(
        "2026-11-02T09:30", "When?", reads=an_enquiry(), sender="Ada <ada@example.com>"
    )
    set_by = (await sam.client.get(sam.place)).headers["set-cookie"]

    _, theirs = await AtHome(sam.client, link_in(other.text)).opens()
    left = await sam.client.get(f"{sam.place}/leave")
    _, after = await sam.opens()

    assert "HttpOnly" in set_by
    assert "SameSite=lax" in set_by
    assert "Max-Age=1800" in set_by
    assert f"Path={sam.place}" in set_by
    assert "Is it you?" in theirs
    assert (left.status_code, left.headers["location"]) == (303, "https://www.bbc.co.uk/weather")
    assert "Is it you?" in after


@pytest.mark.parametrize("place", ["/my/aa-bbbbbbbbbbbbbbbb", "/my/x", "/my/%00"])
async def test_a_link_we_did_not_make_leads_nowhere(house: Stage, sam: AtHome, place: str) -> None:
    assert (await AtHome(sam.client, place).opens())[0] == 404


@pytest.mark.parametrize("act", ["write", "call", "needs", "address", "address/check"])
async def test_nothing_can_be_done_without_an_answer(house: Stage, sam: AtHome, act: str) -> None:
    _, said = await sam.sends(
        act, words="Hello", number="07700 900123", need="phone", address="a@example.com", code="123456"
    )
    scene = await house.time_passes("2026-11-02T09:30")

    assert "Is it you?" in said
    assert (scene.names, scene.asked) == ([], [])

"""An out-of-office answers a message of ours: staff see on the case that it came, and that nobody may have read us."""

import pytest

from bot.console.case_parts import MessagePart, build_messages
from bot.store.cases import CaseRow
from bot.store.console_pages import Viewer
from bot.story import tell
from tests.builders import an_unhappy_reading
from tests.journeys.stage import SAM, Scene, Stage, an_enquiry

AWAY = "I am away until Monday."


async def parts(stage: Stage, case: CaseRow) -> list[MessagePart]:
    async with stage.house.database.reading() as session:
        return await build_messages(session, Viewer(stage.landlord_id, "anna@staff.example.org", False), case)


async def story(stage: Stage, case: CaseRow) -> list[str]:
    async with stage.house.database.reading() as session:
        return [line.sentence for line in await tell(session, stage.house, case.id or 0)]


async def is_away(stage: Stage, *, sender: str = SAM) -> Scene:
    await stage.writes("2026-11-02T09:12", "Nobody has come. I am fed up.", reads=an_unhappy_reading())
    return await stage.writes(
        "2026-11-02T09:13", AWAY, who="robot", reply=True, sender=sender, reads=an_enquiry()
    )


async def test_it_stands_in_the_story_and_on_the_page_as_what_it_is(stage: Stage) -> None:
    told = await is_away(stage)

    case = await stage.case_row(told.of("service_request")["reference"])
    _, answer = await parts(stage, case)
    sentences = await story(stage, case)
    assert (answer.message.text, answer.is_machine_answer, answer.is_report) == (AWAY, True, False)
    assert not answer.may_be_confirmed
    assert sum("An automatic reply came from the resident's address" in one for one in sentences) == 1
    assert not any("Auto-Submitted" in one for one in sentences)
    assert told.names == []
    assert told.of("service_request")["offer"] == "pending"


async def test_one_from_another_address_joins_nothing(stage: Stage) -> None:
    told = await is_away(stage, sender="Somebody Else <else@example.net>")

    case = await stage.case_row(told.of("service_request")["reference"])
    assert len(await stage.message_rows(case)) == 1


async def test_a_report_on_our_mail_is_told_as_a_report(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", "Nobody has come. I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")

    await stage.comes_back("2026-11-02T09:20", offer)

    case = await stage.case_row(told.of("service_request")["reference"])
    _, report = await parts(stage, case)
    assert (report.is_report, report.is_machine_answer) == (True, False)
    assert "A mail server reported back on a message of ours. It was not answered." in await story(
        stage, case
    )


@pytest.mark.parametrize("text", ["Still fed up, nobody comes.", "Yes please."])
async def test_our_next_mail_answers_the_resident_and_not_the_machine(stage: Stage, text: str) -> None:
    await is_away(stage)

    await stage.replies("2026-11-02T10:00", text, reads=an_unhappy_reading())

    case = await stage.case_row(
        (await stage.time_passes("2026-11-02T10:05")).of("service_request")["reference"]
    )
    machine = next(one for one in await stage.message_rows(case) if one.text == AWAY)
    *_, ours = await stage.sent_after(0)
    assert machine.internet_id not in [ours.in_reply_to, *ours.references]

"""Does a colleague read a message without knowing what the machine made of it, one after the other, to the results?"""

import re
from html import unescape
from typing import Any

import pytest

from bot.console.sessions import SignedIn
from bot.store.blind_checks import WITHOUT_CHOICE, BlindCheckRow, BlindDrawRow
from bot.store.cases import CaseRow
from bot.store.messages import get_message
from tests.web_house import NOW, WebHouse, a_case

WEEK = "2026-W47"
PLACE = "/console/blind/"
WORDS = "Unmistakable words about a tap."


async def a_draw(web: WebHouse) -> None:
    await web.add(BlindDrawRow(landlord_id="example", week=WEEK, drawn_at=NOW, without_choice=0, confirmed=0))


async def a_check(web: WebHouse, **facts: Any) -> tuple[BlindCheckRow, CaseRow]:
    case = await a_case(web, **{"words": WORDS, "kind": "enquiry", "stage": None, **facts})
    check = BlindCheckRow(
        landlord_id="example", message_id=case.opened_from, week=WEEK, why=WITHOUT_CHOICE, drawn_at=NOW
    )
    await web.add(check)
    return check, case


async def page(web: WebHouse, path: str = PLACE) -> str:
    return unescape((await web.client.get(path, follow_redirects=True)).text)


async def answer(web: WebHouse, signed: SignedIn, check: BlindCheckRow, **form: str) -> Any:
    return await web.post(f"{PLACE}{check.id}", signed, **form)


async def test_before_the_first_draw_the_page_says_what_will_come(web: WebHouse) -> None:
    await web.signed_in()

    text = await page(web)

    assert "Nothing has been drawn yet" in text
    assert "Each Monday morning" in text


async def test_the_page_shows_the_words_and_nothing_of_the_reading_or_of_what_was_done(web: WebHouse) -> None:
    await web.signed_in()
    await a_draw(web)
    _, case = await a_check(web)

    text = await page(web)

    assert WORDS in text
    assert "1 message left for you" in text
    for told in (
        "93%",
        "quite sure",
        "<mark>",
        "Read as",
        "How it was read",
        "log a complaint",
        case.reference,
    ):
        assert told not in text
    assert "They say they want to complain" not in text
    assert "checked" not in re.sub(r'type="(radio|checkbox)"', "", text)


async def test_an_answer_is_saved_and_the_next_message_opens(web: WebHouse) -> None:
    signed = await web.signed_in()
    await a_draw(web)
    first, _ = await a_check(web)
    await a_check(web, words="The second message.")
    await page(web)

    answered = await answer(web, signed, first, kind="enquiry", wants_action="yes")
    then = await page(web)

    assert answered.headers["location"] == PLACE
    assert "The second message." in then
    assert WORDS not in then


async def test_without_a_kind_the_same_message_is_asked_again_with_what_was_ticked(web: WebHouse) -> None:
    signed = await web.signed_in()
    await a_draw(web)
    check, _ = await a_check(web)
    await page(web)

    asked = await answer(web, signed, check, explicit="yes")

    assert asked.status_code == 422
    assert "Choose what kind of message this is." in asked.text
    assert WORDS in asked.text
    assert asked.text.count(" checked") == 1


async def test_somebody_unhappy_without_a_choice_stands_on_top_until_seen_to(web: WebHouse) -> None:
    signed = await web.signed_in()
    await a_draw(web)
    check, case = await a_check(web)
    await a_check(web, words="The second message.")
    await _calm(web, case)
    await page(web)

    await answer(web, signed, check, kind="complaint")
    text = await page(web)
    tasks = await page(web, "/console/tasks")

    assert "1 person may still wait for the choice to complain" in text
    assert f"/console/cases/{case.reference}/messages/{case.opened_from}/correct" in text
    assert "got no choice to complain" in tasks


async def test_after_the_last_one_the_miss_rate_and_the_disagreements_are_shown(web: WebHouse) -> None:
    signed = await web.signed_in()
    await a_draw(web)
    check, case = await a_check(web)
    await page(web)

    await answer(web, signed, check, kind="service_request")
    text = await page(web)

    assert "The check of this week is done: 1 message read anew." in text
    assert "Of 1 message that got no offer, none was read as unhappy by a colleague" in text
    assert f"/console/cases/{case.reference}/messages/{case.opened_from}/correct" in text
    assert "Complaint, something to put right" in text


async def test_while_a_colleague_holds_the_last_ones_the_results_wait(web: WebHouse) -> None:
    await web.signed_in()
    await a_draw(web)
    await a_check(web)
    await page(web)
    await web.signed_in(email="jo@staff.example.org", name="Jo")

    text = await page(web)

    assert "Nothing is left for you this week. 1 message is with colleagues." in text
    assert "none was read" not in text


async def test_what_a_colleague_has_by_now_is_not_answered_over_their_head(web: WebHouse) -> None:
    await web.signed_in()
    await a_draw(web)
    check, _ = await a_check(web)
    await page(web)
    jo = await web.signed_in(email="jo@staff.example.org", name="Jo")

    refused = await answer(web, jo, check, kind="enquiry")

    assert refused.status_code == 422
    assert "a colleague has it now" in refused.text


KEPT = [
    pytest.param({"restricted": True}, {}, id="restricted"),
    pytest.param({"on_hold": True}, {}, id="on hold"),
    pytest.param(
        {"hidden_from": ["priya@staff.example.org"]}, {"sees_restricted": True}, id="names the viewer"
    ),
]


@pytest.mark.parametrize(("facts", "viewer"), KEPT)
async def test_a_message_that_is_kept_from_somebody_is_nowhere(
    web: WebHouse, facts: dict[str, Any], viewer: dict[str, Any]
) -> None:
    signed = await web.signed_in(**viewer)
    await a_draw(web)
    check, case = await a_check(web, **facts)

    text = await page(web)
    by_number = await answer(web, signed, check, kind="enquiry")
    opened = await web.client.get(f"/console/blind/read/{check.id}")

    assert WORDS not in text
    assert case.reference not in text
    assert WORDS not in by_number.text
    assert opened.status_code == 404


async def test_a_disagreement_that_is_kept_from_somebody_is_counted_and_not_shown(web: WebHouse) -> None:
    signed = await web.signed_in(email="jo@staff.example.org", sees_restricted=True)
    await a_draw(web)
    check, case = await a_check(web, restricted=True)
    await page(web)
    await answer(web, signed, check, kind="enquiry")
    await web.signed_in()

    text = await page(web)

    assert "1 more is for colleagues who may see such cases" in text
    assert case.reference not in text


async def test_a_mail_without_a_case_is_opened_once_it_is_answered(web: WebHouse) -> None:
    signed = await web.signed_in()
    await a_draw(web)
    check, case = await a_check(web)
    await _without_case(web, case)
    before = await web.client.get(f"/console/blind/read/{check.id}")
    await page(web)

    await answer(web, signed, check, kind="complaint")
    text = await page(web, f"/console/blind/read/{check.id}")

    assert before.status_code == 404
    assert WORDS in text
    assert "A colleague says: <strong>Complaint</strong>" in text


async def test_what_a_resident_wrote_is_shown_as_text(web: WebHouse) -> None:
    await web.signed_in()
    await a_draw(web)
    await a_check(web, words="<script>alert(1)</script>")

    answered = await web.client.get(PLACE)

    assert "<script>alert" not in answered.text


async def test_an_empty_week_says_so(web: WebHouse) -> None:
    await web.signed_in()
    await a_draw(web)

    assert "There was nothing to draw in the week from Monday 16 November" in await page(web)


async def _calm(web: WebHouse, case: CaseRow) -> None:
    from bot.store.messages import find_reading

    async with web.house.database.writing() as session:
        reading = await find_reading(session, "example", case.opened_from)
        assert reading is not None
        reading.kind, reading.unhappy = "enquiry", False
        session.add(reading)


async def _without_case(web: WebHouse, case: CaseRow) -> None:
    async with web.house.database.writing() as session:
        message = await get_message(session, "example", case.opened_from)
        assert message is not None
        message.case_id, message.automatic = None, "a web form"
        session.add(message)

"""Who has left the page is written to, or reached by a person; who comes back on another device proves who they are."""

import re

import pytest

from bot.doors.widget_sessions import WRONG_CODE
from tests.builders import an_email
from tests.widget_house import WidgetHouse

SAM = "sam.okafor@example.net"


def code_in(text: str) -> str:
    found = re.search(r"Your code is (\d{3} \d{3})", text)
    assert found is not None
    return found[1]


async def test_a_code_sent_to_the_address_given_brings_the_chat_to_another_device(
    any_chat: WidgetHouse,
) -> None:
    phone, laptop = await any_chat.a_page(), await any_chat.a_page()
    await phone.asks("POST", "details", {"email": SAM, "name": "Sam"})
    await phone.posts()
    await any_chat.works()

    asked = await laptop.asks("POST", "resume", {"email": SAM})
    await any_chat.works()
    code = code_in(any_chat.mail.sent[-1].text)
    joined = await laptop.asks("POST", "resume/code", {"email": SAM, "code": code})
    again = await laptop.asks("POST", "resume/code", {"email": SAM, "code": code})
    laptop.token = joined.json()["token"]

    assert asked.status_code == 202
    assert any_chat.mail.sent[-1].to.address == SAM
    assert await laptop.sees() == await phone.sees()
    assert (again.status_code, again.json()["error"]) == (422, WRONG_CODE)


async def test_whether_an_address_is_known_nobody_learns(chat: WidgetHouse) -> None:
    page = await chat.a_page()

    answer = await page.asks("POST", "resume", {"email": "nobody@example.net"})
    await chat.works()

    assert answer.status_code == 202
    assert chat.mail.sent == []


async def test_a_code_cannot_be_guessed(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.asks("POST", "details", {"email": SAM})
    await page.posts()
    await chat.works()
    await page.asks("POST", "resume", {"email": SAM})
    await chat.works()
    right = code_in(chat.mail.sent[-1].text).replace(" ", "")
    wrong = "000000" if right != "000000" else "111111"

    tries = [await page.asks("POST", "resume/code", {"email": SAM, "code": wrong}) for _ in range(5)]
    chat.clock.move(minutes=2)
    late = await page.asks("POST", "resume/code", {"email": SAM, "code": right})

    assert {answer.status_code for answer in tries} == {422}
    assert late.status_code == 422


async def test_a_code_is_too_old_after_half_an_hour(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.asks("POST", "details", {"email": SAM})
    await page.posts()
    await chat.works()
    await page.asks("POST", "resume", {"email": SAM})
    await chat.works()
    chat.clock.move(minutes=31)

    answer = await page.asks("POST", "resume/code", {"email": SAM, "code": code_in(chat.mail.sent[-1].text)})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "email", ["sam", "sam@", "sam@x, eve@y.example", "a b@example.net", "x" * 300 + "@example.net"]
)
async def test_what_is_no_address_is_told(chat: WidgetHouse, email: str) -> None:
    page = await chat.a_page()

    answer = await page.asks("POST", "details", {"email": email})

    assert answer.status_code == 422
    assert "name@example.com" in answer.json()["error"]


async def test_what_no_page_has_shown_for_ten_minutes_goes_by_e_mail(any_chat: WidgetHouse) -> None:
    page = await any_chat.a_page()
    await page.asks("POST", "details", {"email": SAM})
    await page.posts()
    await any_chat.works()
    any_chat.clock.move(minutes=9)
    await any_chat.works()
    before = len(any_chat.mail.sent)

    any_chat.clock.move(minutes=2)
    await any_chat.works()

    (mail,) = any_chat.mail.sent[before:]
    assert before == 0
    assert mail.to.address == SAM
    assert "/choice/" in mail.text
    assert "complaint" in mail.text
    assert [row.state for row in await any_chat.written()] == ["sent"]
    assert (await page.sees())[-1]["mailed"]


async def test_a_yes_to_that_e_mail_opens_the_complaint_and_anothers_yes_does_not(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.asks("POST", "details", {"email": SAM})
    await page.posts()
    await chat.works()
    chat.clock.move(minutes=11)
    await chat.works()
    asked = chat.mail.sent[-1].message_id

    for sender in ("eve@example.net", SAM):
        raw = an_email("YES", sender=sender, message_id=f"<yes-{sender}>", in_reply_to=asked)
        await chat.receives(raw, sender=sender)

    (complaint,) = [row for row in await chat.written() if row.name == "complaint_logged"]
    assert complaint.channel == "widget"


async def test_without_an_address_it_waits_and_after_a_day_a_person_is_asked_once(
    any_chat: WidgetHouse,
) -> None:
    page = await any_chat.a_page()
    await page.posts()
    await any_chat.works()
    any_chat.clock.move(hours=23)
    await any_chat.works()
    before = await any_chat.asked("reach_another_way")

    any_chat.clock.move(hours=2)
    await any_chat.works()
    await any_chat.works()

    (task,) = await any_chat.asked("reach_another_way")
    assert before == []
    assert "waits in the chat" in task.why
    assert [row.state for row in await any_chat.written()] == ["queued"]
    assert (await page.sees())[-1]["who"] == "us"


async def test_an_acknowledgement_counts_from_when_it_was_shown(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()
    items = await page.sees()
    await page.shows(items)
    await page.asks("POST", "taps", {"client_id": "tap-yes-1", "tap": items[-1]["buttons"][0]["tap"]})
    await chat.works()
    await page.shows(await page.sees())
    chat.clock.move(days=3, hours=6)
    await chat.works()
    guard = [row for row in await chat.written() if row.kind == "acknowledgement"]
    before = guard[0].state

    await page.shows(await page.sees())

    after = [row for row in await chat.written() if row.kind == "acknowledgement"]
    assert (before, after[0].state) == ("queued", "sent")
    assert after[0].sent_at == chat.clock()

"""Does the case page show a language the right way round, and can staff say which it is?"""

from html import unescape

import pytest

from bot.store.outbox import OutboxRow
from tests.web_house import NOW, WebHouse, a_case


async def test_what_we_sent_in_arabic_runs_from_the_right(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web)
    await web.add(
        OutboxRow(
            landlord_id="example", key="k", name="choice_offer", kind="offer", case_id=case.id, channel="email",
            to_address="sam@mail.example", to_name="", sender_name="", sender_address="", reply_address="",
            subject="رسالتك", text="شكرا", html="", language="ar", message_id="<1@x>", in_reply_to="",
            state="sent", created_at=NOW, run_at=NOW, sent_at=NOW,
        )
    )  # fmt: skip

    text = (await web.client.get(f"/console/cases/{case.reference}")).text

    assert '<div class="hark-words hark-words--ours" lang="ar" dir="rtl">شكرا</div>' in text
    assert '<blockquote class="hark-words" lang="en" dir="auto">' in text
    assert f'href="/console/cases/{case.reference}/language"' in text


async def test_staff_choose_a_language_from_the_list(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)
    place = f"/console/cases/{case.reference}/language"

    page = unescape((await web.client.get(place)).text)
    answer = await web.post(place, signed, language="ur")

    assert "Urdu (اردو)" in page
    assert answer.status_code == 303
    assert web.acts.named("record_language") == [{"language": "ur"}]


@pytest.mark.parametrize("chosen", ["", "xx"])
async def test_a_language_that_is_not_in_the_list_is_asked_for_again(web: WebHouse, chosen: str) -> None:
    signed = await web.signed_in()
    case = await a_case(web)

    answer = await web.post(f"/console/cases/{case.reference}/language", signed, language=chosen)

    assert answer.status_code == 422
    assert "Choose a language from the list." in answer.text

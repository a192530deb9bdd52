"""Without scripts a resident can do the same: write, send photos, be answered, choose, and clear it all."""

import base64
import re
from typing import Any

from classifiers.labels import Signal
from tests.bot.doors.test_widget import PIXEL
from tests.builders import an_unhappy_reading
from tests.widget_house import AT, UNHAPPY, WidgetHouse


async def writes(client: Any, text: str, **more: Any) -> Any:
    """Fill in the form that the page shows, and send it."""
    form = await client.get(f"{AT}/plain")
    known = re.search(r'name="client_id" value="([0-9a-f]+)"', form.text)
    assert known is not None
    return await client.post(f"{AT}/plain", data={"client_id": known[1], "text": text}, **more)


async def test_a_message_with_a_photo_is_answered_with_two_buttons_and_a_yes_opens_the_complaint(
    any_chat: WidgetHouse,
) -> None:
    client = any_chat.a_client()
    photo = ("mould.png", base64.b64decode(PIXEL), "image/png")

    posted = await writes(client, UNHAPPY, files=[("photos", photo)])
    waits = (await client.get(posted.headers["location"])).text
    await any_chat.works()
    answered = (await client.get(posted.headers["location"])).text
    tap = re.search(r'name="tap" value="([^"]+)"', answered)
    assert tap is not None
    chosen = await client.post(f"{AT}/plain/tap", data={"client_id": "tap-number-1", "tap": tap[1]})
    await any_chat.works()
    logged = (await client.get(chosen.headers["location"])).text

    assert (posted.status_code, chosen.status_code) == (303, 303)
    assert ('http-equiv="refresh" content="5;' in waits, "Stop looking" in waits) == (True, True)
    assert 'http-equiv="refresh"' not in answered
    assert "Photos: 1" in answered
    assert "logged your complaint" in logged


async def test_what_the_page_shows_of_ours_has_left(chat: WidgetHouse) -> None:
    client = chat.a_client()
    await writes(client, UNHAPPY)
    await chat.works()
    before = [row.state for row in await chat.written()]

    await client.get(f"{AT}/plain")

    assert before == ["queued"]
    assert [row.state for row in await chat.written()] == ["sent"]


async def test_a_form_sent_twice_is_kept_once(chat: WidgetHouse) -> None:
    client = chat.a_client()
    await writes(client, "first")
    for _ in range(2):
        await client.post(f"{AT}/plain", data={"client_id": "a" * 32, "text": "twice"})
    await chat.works()

    page = (await client.get(f"{AT}/plain")).text

    assert page.count("twice") == 1


async def test_its_cookie_is_of_this_page_alone_and_ends_with_finish(chat: WidgetHouse) -> None:
    client = chat.a_client()
    posted = await writes(client, UNHAPPY)
    await chat.works()
    cookie = posted.headers["set-cookie"].lower()

    cleared = await client.post(f"{AT}/plain/finish")
    after = (await client.get(f"{AT}/plain")).text

    assert ("httponly" in cookie, f"path={AT}/plain" in cookie, "samesite=lax" in cookie) == (True,) * 3
    assert ("max-age" in cookie, "expires" in cookie) == (False, False)
    assert "Nothing of this chat is left" in cleared.text
    assert UNHAPPY not in after


async def test_what_was_refused_stands_in_the_box_again_with_the_reason(chat: WidgetHouse) -> None:
    client = chat.a_client()

    answer = await writes(
        client, "The wall is <wet> & cold", files=[("photos", ("letter.txt", b"none", "text/plain"))]
    )

    assert answer.status_code == 422
    assert "letter.txt is not a photo" in answer.text
    assert "The wall is &lt;wet&gt; &amp; cold</textarea>" in answer.text
    assert "Please choose your photos again." in answer.text


async def test_too_many_photos_are_told_beside_the_words(chat: WidgetHouse) -> None:
    photo = ("photos", ("mould.png", base64.b64decode(PIXEL), "image/png"))

    answer = await writes(chat.a_client(), "Mould in every room", files=[photo] * 12)

    assert answer.status_code == 422
    assert "You can send 5 photos at once." in answer.text
    assert "Mould in every room</textarea>" in answer.text


async def test_a_button_of_a_chat_that_has_ended_is_told_and_leads_on(chat: WidgetHouse) -> None:
    answer = await chat.a_client().post(
        f"{AT}/plain/tap", data={"client_id": "tap-number-1", "tap": "yes:gone"}
    )

    assert "This chat has ended." in answer.text
    assert 'name="text"' in answer.text


async def test_somebody_at_risk_can_leave_at_once_and_say_whether_to_ring(chat: WidgetHouse) -> None:
    client = chat.a_client()
    words = chat.reads("He hits me.", an_unhappy_reading(signals=frozenset({Signal.DOMESTIC_ABUSE})))
    await writes(client, words)
    await chat.works()

    page = (await client.get(f"{AT}/plain")).text
    answered = await client.post(
        f"{AT}/plain", data={"client_id": "b" * 32, "safe": "yes", "number": "07700 900123"}
    )
    await chat.works()

    assert 'In danger now? Ring <a class="govuk-link" href="tel:999">999</a>.' in page
    assert 'href="https://www.bbc.co.uk/weather"' in page
    assert answered.status_code == 303
    assert "it is safe to ring me on 07700 900123" in (await client.get(f"{AT}/plain")).text

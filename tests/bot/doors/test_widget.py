"""A page posts, is answered, taps and finishes; nothing is doubled or lost, and each odd thing gets a kind, clear answer."""

import base64
import json

import pytest

from bot.doors import widget_sessions
from classifiers.labels import Signal
from tests.builders import a_reading, an_unhappy_reading
from tests.widget_house import AT, UNHAPPY, WidgetHouse

PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
    )
).decode()
A_PHOTO = {"name": "mould.png", "type": "image/png", "data": PIXEL}


async def test_an_unhappy_message_is_answered_with_the_choice_and_a_yes_opens_the_complaint(
    any_chat: WidgetHouse,
) -> None:
    page = await any_chat.a_page()
    posted = await page.posts()
    await any_chat.works()
    theirs, offer = await page.sees()

    yes, no = offer["buttons"]
    tapped = await page.asks("POST", "taps", {"client_id": "tap-one-1", "tap": yes["tap"]})
    await any_chat.works()
    *_, their_yes, logged = await page.sees()

    assert (posted.status_code, tapped.status_code) == (202, 202)
    assert (theirs["who"], theirs["text"]) == ("you", UNHAPPY)
    assert (yes["label"][:3], no["label"][:2]) == ("Yes", "No")
    assert their_yes["text"] == yes["label"]
    assert "logged your complaint" in logged["text"]


async def test_what_was_sent_twice_is_kept_once(any_chat: WidgetHouse) -> None:
    page = await any_chat.a_page()

    answers = [await page.posts(client_id="the-same-one") for _ in range(3)]
    await any_chat.works()

    assert {answer.status_code for answer in answers} == {202}
    assert [item["who"] for item in await page.sees()] == ["you", "us"]


async def test_two_taps_on_yes_open_one_complaint(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()
    tap = (await page.sees())[-1]["buttons"][0]["tap"]

    for number in range(2):
        await page.asks("POST", "taps", {"client_id": f"tap-number-{number}", "tap": tap})
    await chat.works()

    logged = [row for row in await chat.written() if row.name == "complaint_logged"]
    assert len({row.case_id for row in logged}) == 1


async def test_a_message_of_ours_has_left_once_a_page_has_shown_it(any_chat: WidgetHouse) -> None:
    page = await any_chat.a_page()
    await page.posts()
    await any_chat.works()
    before = [row.state for row in await any_chat.written()]

    items = await page.sees()
    counts = [await page.shows(items), await page.shows(items)]

    (row,) = await any_chat.written()
    assert before == ["queued"]
    assert counts == [1, 0]
    assert (row.state, row.sent_as) == ("sent", "shown on the page")
    assert await page.sees(all_of_it=False) == []


async def test_a_page_says_nothing_of_anothers_messages(chat: WidgetHouse) -> None:
    one, other = await chat.a_page(), await chat.a_page()
    await one.posts()
    await chat.works()
    items = await one.sees()
    tap = items[-1]["buttons"][0]["tap"]

    tapped = await other.asks("POST", "taps", {"client_id": "stranger-1", "tap": tap})

    assert await other.sees() == []
    assert await other.shows(items) == 0
    assert tapped.status_code == 409


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": "   "}, "There is nothing in this message. Write a few words, or add a photo."),
        ({"text": "x", "photos": [{**A_PHOTO, "data": "aGVsbG8="}]}, "mould.png is not a photo"),
        ({"text": "x", "photos": [A_PHOTO] * 6}, "You can send 5 photos at once."),
        ({"text": "x", "name": "n" * 201}, "That name is too long."),
        ({"text": ["x"]}, "This page is out of date."),
        ({"text": "x", "client_id": "../../"}, "This page is out of date."),
    ],
)
async def test_what_cannot_be_taken_is_told_in_a_sentence(
    chat: WidgetHouse, said: dict[str, object], sentence: str
) -> None:
    page = await chat.a_page()

    answer = await page.asks("POST", "messages", {"client_id": "abcdefgh", **said})

    assert answer.status_code == 422
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize(
    "text", ["🙁", "x" * 100_000, "half a letter \ud83d and a \x00", "<script>alert(1)</script>"]
)
async def test_whatever_is_typed_is_taken_whole(chat: WidgetHouse, text: str) -> None:
    page = await chat.a_page()
    body = json.dumps({"client_id": "abcdefgh", "text": text, "name": "<script>alert(1)</script>"})

    answer = await page.client.post(
        f"{AT}/messages", content=body, headers={"Authorization": f"Bearer {page.token}"}
    )
    await chat.works()
    kept, ours = await page.sees()

    assert answer.status_code == 202
    assert (
        kept["text"].rstrip("?� \x00") == text.encode("utf-8", "replace").decode().replace("\x00", "").strip()
    )
    assert ours["who"] == "us"


async def test_a_photo_alone_is_kept_and_a_person_is_asked(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    chat.reader.otherwise = a_reading(sure=False)

    answer = await page.posts("", photos=[A_PHOTO])
    await chat.works()
    theirs, ours = await page.sees()

    assert answer.status_code == 202
    assert theirs["files"] == 1
    assert [row.name for row in await chat.written()] == ["attachment_only"]
    assert ours["buttons"]


async def test_photos_of_eight_megabytes_fit_through_the_door_and_a_larger_post_elsewhere_does_not(
    chat: WidgetHouse,
) -> None:
    page = await chat.a_page()
    large = base64.b64encode(base64.b64decode(PIXEL) + bytes(7 * 1024 * 1024)).decode()

    taken = await page.posts("Mould again", photos=[{**A_PHOTO, "data": large}])
    refused = await page.asks("POST", "details", {"name": "x" * 3_000_000})

    assert taken.status_code == 202
    assert refused.status_code == 413


async def test_a_stale_token_is_told_and_nothing_typed_is_asked_for_again(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    page.token = "nobody-gave-this"

    answer = await page.posts()

    assert answer.status_code == 401
    assert answer.json()["error"] == widget_sessions.GONE


async def test_a_finished_page_can_read_nothing_more_and_what_it_sent_is_kept(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()

    finished = await page.asks("POST", "finish", {})
    after = await page.asks("GET", "messages")

    assert (finished.status_code, after.status_code) == (204, 401)
    assert len(await chat.written()) == 1


async def test_one_page_that_posts_without_end_is_told_to_wait_and_its_neighbour_is_not(
    chat: WidgetHouse,
) -> None:
    eager, calm = await chat.a_page(), await chat.a_page()

    answers = [(await eager.posts(f"message {number}")) for number in range(20)]

    assert [answer.status_code for answer in answers] == [202] * 15 + [429] * 5
    assert answers[-1].json()["wait"] >= 1
    assert answers[-1].headers["retry-after"]
    assert (await calm.posts()).status_code == 202


async def test_somebody_at_risk_reads_what_to_do_in_danger_on_the_open_page_alone(
    any_chat: WidgetHouse,
) -> None:
    page = await any_chat.a_page()
    words = any_chat.reads(
        "My partner hits me and has changed the locks.",
        an_unhappy_reading(signals=frozenset({Signal.DOMESTIC_ABUSE})),
    )
    await page.asks("POST", "details", {"email": "sam@example.net"})
    await page.posts(words)
    await any_chat.works()
    *_, ours = await page.sees()
    any_chat.clock.move(hours=30)
    await any_chat.works()

    assert "In danger now? Ring 999." in ours["text"]
    assert "press 55" in ours["text"]
    assert ours["asks_if_safe"]
    assert ours["buttons"] == []
    assert not [mail for mail in any_chat.mail.sent if mail.to.address == "sam@example.net"]


async def test_every_answer_to_a_page_on_the_landlords_site_may_be_read_there_and_nowhere_else(
    chat: WidgetHouse,
) -> None:
    client = chat.a_client()

    theirs = await client.post(f"{AT}/session", headers={"Origin": "https://www.example.org"})
    ours = await client.post(f"{AT}/session", headers={"Origin": "http://hark.test"})
    asked = await client.options(f"{AT}/messages", headers={"Origin": "https://www.example.org"})
    strangers = await client.post(f"{AT}/session", headers={"Origin": "https://evil.example"})
    words = await client.get(f"{AT}/strings", headers={"Origin": "https://evil.example"})

    assert (theirs.status_code, ours.status_code, asked.status_code) == (201, 201, 204)
    assert theirs.headers["access-control-allow-origin"] == "https://www.example.org"
    assert "authorization" in asked.headers["access-control-allow-headers"]
    assert strangers.status_code == 403
    assert "widget_origins" in strangers.json()["error"]
    assert "access-control-allow-origin" not in strangers.headers
    assert words.json()["may_ask"] is False


async def test_the_stream_brings_the_answer_and_goes_on_where_the_page_left_off(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()
    await page.shows(await page.sees())
    chat.app.state.house.clock.move(minutes=1)

    everything = await first_event(page, "")
    nothing_new = await first_event(page, page.cursor)

    assert [item["who"] for item in json.loads(everything["data"])] == ["you", "us"]
    assert everything["id"] == page.cursor
    assert nothing_new == {}


async def first_event(page, cursor: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """What the stream says first, read as a browser would; the test's client waits for the end, so it is asked inside."""
    from bot.doors.widget_listening import Listening
    from bot.doors.widget_routes import told_to
    from bot.house import House

    house: House = page.client._transport.app.state.house
    row = await widget_sessions.find(house, house.profiles["example"], page.token)
    listening = Listening(house.database, ["example"])
    stream = told_to(listening, house, row, cursor)
    lines = [await anext(stream), await anext(stream)][1].splitlines()
    await stream.aclose()
    await listening.close()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith(":"))


async def test_the_files_of_the_chat_are_small_and_any_site_may_load_them(chat: WidgetHouse) -> None:
    script, style = [await chat.a_client().get(f"/widget/{name}") for name in ("hark.js", "hark.css")]
    tried = await chat.a_client().get("/widget/")

    assert len(script.content) + len(style.content) < 25_000
    assert script.headers["content-type"].startswith("text/javascript")
    assert {script.headers["access-control-allow-origin"], style.headers["access-control-allow-origin"]} == {
        "*"
    }
    assert '<hark-chat landlord="example">' in tried.text


async def test_nobody_knows_a_landlord_by_another_name(chat: WidgetHouse) -> None:
    answer = await chat.a_client().post("/widget/nobody/session")

    assert answer.status_code == 404
    assert answer.json()["error"] == "There is no landlord of this name here."

"""Whatever odd thing a page sends, it is told in a sentence, and told when to come again."""

import pytest

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.widget_house import AT, UNHAPPY, WidgetHouse

SAM = "sam.okafor@example.net"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b"null"])
@pytest.mark.parametrize("what", ["messages", "taps", "details", "seen"])
async def test_bytes_that_are_no_post_are_told_so(chat: WidgetHouse, body: bytes, what: str) -> None:
    page = await chat.a_page()

    answer = await page.client.post(
        f"{AT}/{what}", content=body, headers={"Authorization": f"Bearer {page.token}"}
    )

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(("again.", "kept."))


async def test_a_house_that_cannot_keep_it_now_says_when_to_come_again(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await chat.door.close()

    answer = await page.posts()

    assert answer.status_code == 503
    assert answer.json()["error"] == "We cannot take it just now. It is kept on this page."
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("ids", [["o1", "x", "o99999999999999999999", "'; drop table outbox; --"], [1, None]])
async def test_what_was_never_given_cannot_be_shown(chat: WidgetHouse, ids: list[object]) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()

    answer = await page.asks("POST", "seen", {"ids": [one for one in ids if one != "o1"]})

    assert answer.json() == {"shown": 0}
    assert [row.state for row in await chat.written()] == ["queued"]


async def test_a_name_with_a_script_in_it_is_only_ever_words(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.asks("POST", "details", {"name": "<script>alert(1)</script>"})
    await page.posts(name="<script>alert(1)</script>")
    await chat.works()

    (row,) = await chat.written()
    assert "<script>" not in row.html


async def test_no_code_goes_to_somebody_who_may_be_at_risk(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    words = chat.reads("He hits me.", an_unhappy_reading(signals=frozenset({Signal.DOMESTIC_ABUSE})))
    await page.asks("POST", "details", {"email": SAM})
    await page.posts(words)
    await chat.works()

    asked = await (await chat.a_page()).asks("POST", "resume", {"email": SAM})
    await chat.works()

    assert asked.status_code == 202
    assert [mail for mail in chat.mail.sent if mail.to.address == SAM] == []


async def test_asking_for_codes_without_end_is_told_to_wait_and_sends_three(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    await page.asks("POST", "details", {"email": SAM})
    await page.posts(UNHAPPY)
    await chat.works()

    answers = [await page.asks("POST", "resume", {"email": SAM}) for _ in range(7)]
    await chat.works()

    assert [answer.status_code for answer in answers] == [202] * 5 + [429] * 2
    assert len([mail for mail in chat.mail.sent if mail.to.address == SAM]) == 3


async def test_a_whole_scheme_behind_one_address_writes_at_once_and_nobody_waits(chat: WidgetHouse) -> None:
    pages = [await chat.a_page() for _ in range(60)]

    answers = [await page.posts(f"flat {number}") for number, page in enumerate(pages)]

    assert {answer.status_code for answer in answers} == {202}

"""A page that listens is told at once, hears of nobody else, and lets the house stop."""

import asyncio

import pytest

from bot.doors import widget_routes, widget_sessions
from bot.doors.widget_listening import Listening
from bot.doors.widget_routes import told_to
from tests.widget_house import Page, WidgetHouse


def listening_to(here: WidgetHouse) -> Listening:
    return Listening(here.house.database, ["example"], look_seconds=0.01)


async def address_of(here: WidgetHouse, page: Page) -> str:
    return (await widget_sessions.find(here.house, here.profile, page.token)).address


async def test_whoever_is_written_to_is_told_and_their_neighbour_is_not(any_chat: WidgetHouse) -> None:
    mine, theirs = await any_chat.a_page(), await any_chat.a_page()
    listening = listening_to(any_chat)
    with (
        listening.listen(await address_of(any_chat, mine)) as told,
        listening.listen(await address_of(any_chat, theirs)) as not_told,
    ):
        await asyncio.wait_for(told.wait(), 5)  # everybody looks once at the start
        told.clear()
        not_told.clear()

        await mine.posts()
        await any_chat.works()
        await asyncio.wait_for(told.wait(), 5)

        assert not not_told.is_set()
    await listening.close()


async def test_two_devices_in_one_chat_are_both_told(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    listening, address = listening_to(chat), await address_of(chat, page)
    with listening.listen(address) as phone, listening.listen(address) as laptop:
        await asyncio.wait_for(asyncio.gather(phone.wait(), laptop.wait()), 5)
        phone.clear()
        laptop.clear()
        await page.posts()
        await chat.works()

        await asyncio.wait_for(asyncio.gather(phone.wait(), laptop.wait()), 5)
    await listening.close()


async def test_a_stream_ends_once_the_house_is_about_to_stop(chat: WidgetHouse) -> None:
    page = await chat.a_page()
    listening = listening_to(chat)
    row = await widget_sessions.find(chat.house, chat.profile, page.token)
    stream = told_to(listening, chat.house, row, "")
    first = [await anext(stream), await anext(stream)]

    listening.hang_up()
    rest = [said async for said in stream]
    await listening.close()

    assert first == ["retry: 2000\n\n", ": still here\n\n"]
    assert rest in ([], [": still here\n\n"])


async def test_a_stream_without_news_says_something_before_anybody_hangs_up(chat: WidgetHouse) -> None:
    assert widget_routes.PING_SECONDS <= 15
    assert widget_routes.PING_SECONDS * widget_routes.STREAM_LOOKS >= 60


@pytest.mark.parametrize("cursor", ["", "nonsense", "-1.2", "9" * 40 + ".1", "1.2.3"])
async def test_a_cursor_that_is_none_of_ours_begins_from_the_beginning(
    chat: WidgetHouse, cursor: str
) -> None:
    page = await chat.a_page()
    await page.posts()
    await chat.works()

    answer = await page.asks("GET", f"messages?after={cursor}")

    assert [item["who"] for item in answer.json()["items"]] == ["you", "us"]

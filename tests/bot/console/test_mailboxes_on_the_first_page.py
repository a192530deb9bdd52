"""A mailbox that does not work is said on the first page and to machines, each with since when."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.mailboxes import CHANNEL, NamedMailbox, as_text
from bot.store.system import BookmarkRow
from channels.door import DoorReport
from tests.web_house import NOW, WebHouse, a_web_house

BOX = NamedMailbox("example/housing/INBOX", "complaints", "example")
OTHER = NamedMailbox("birch/housing/INBOX", "birch complaints", "birch")
WORKING = DoorReport(opened_at=NOW, looked_at=NOW, newest_at=NOW - timedelta(hours=2))
FAILING = DoorReport(failing_since=NOW - timedelta(minutes=90), why="mail.example.org refuses the sign-in.")


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    made = await a_web_house(tmp_path, mailboxes=[BOX, OTHER])
    yield made
    await made.client.aclose()
    await made.house.database.close()


async def test_a_failing_mailbox_stands_on_the_first_page_of_its_landlord(web: WebHouse) -> None:
    await web.add(BookmarkRow(channel=CHANNEL, key=BOX.key, value=as_text(FAILING)))
    await web.signed_in()

    page = (await web.client.get("/console")).text

    assert "Mail may be waiting where nobody sees it" in page
    assert "The mailbox “complaints” has been failing since today at 8:00am." in page
    assert "refuses the sign-in" in page
    assert "birch" not in page


async def test_of_a_mailbox_that_works_the_page_says_nothing(web: WebHouse) -> None:
    await web.add(BookmarkRow(channel=CHANNEL, key=BOX.key, value=as_text(WORKING)))
    await web.signed_in()

    assert "mailbox" not in (await web.client.get("/console")).text


async def test_the_figures_say_which_mailbox_fails_and_how_old_its_newest_mail_is(tmp_path: Path) -> None:
    web = await a_web_house(tmp_path, mailboxes=[BOX])
    left = DoorReport(looked_at=NOW - timedelta(seconds=30), newest_at=NOW - timedelta(hours=2), too_large=3)
    await web.add(row := BookmarkRow(channel=CHANNEL, key=BOX.key, value=as_text(left)))
    working = (await web.client.get("/metrics")).text
    row.value = as_text(FAILING)
    await web.add(row)
    failing = (await web.client.get("/metrics")).text
    await web.client.aclose()
    await web.house.database.close()

    which = '{landlord="example",mailbox="complaints"}'
    for line in (
        f"hark_mailbox_failing{which} 0.0",
        f"hark_mailbox_unread_seconds{which} 30.0",
        f"hark_mailbox_silent_seconds{which} 7200.0",
        f"hark_mailbox_left_behind{which} 3.0",
    ):
        assert line in working
    assert f"hark_mailbox_failing{which} 1.0" in failing

"""Notify's two callbacks over HTTP, and whose account serves whom."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest
from sqlmodel import select

from bot.doors.notify import PLUG
from bot.doors.notify_accounts import accounts_of
from bot.doors.notify_routes import routes_for
from bot.front_door import FrontDoor
from bot.landlords.loading import load_profiles
from bot.landlords.notify import Notify
from bot.landlords.profile import Profile
from bot.settings import EXAMPLE, Settings
from bot.store import outbox
from bot.store.arrivals import ArrivalRow
from bot.store.database import Database
from bot.store.outbox import OutboxRow
from bot.web import create_app
from channels.notify.account import Account
from tests.builders import an_outbox_row
from tests.fakes import FixedClock
from tests.notify_api import KEY, LETTER, TEXT, TOKEN, NotifyApi
from tests.web_house import a_web_house

PROFILE = load_profiles(EXAMPLE).profiles[0]
OURS = {"Authorization": f"Bearer {TOKEN}"}
SET = Settings(notify_api_key=KEY, notify_text_template=TEXT, notify_callback_token=TOKEN)
OF_PROFILE = Notify(api_key_from="ALDER_KEY", callback_token_from="ALDER_TOKEN", letter_template=LETTER)
SECRETS = {"ALDER_KEY": KEY, "ALDER_TOKEN": TOKEN}


class Callbacks:
    """The application with Notify's two addresses, and Notify before it."""

    def __init__(self, client: httpx2.AsyncClient, database: Database, door: FrontDoor) -> None:
        self.client, self.database, self.door = client, database, door

    async def post(self, path: str, said: object, **headers: str) -> httpx2.Response:
        raw = said if isinstance(said, bytes) else json.dumps(said).encode()
        return await self.client.post(path, content=raw, headers=headers or OURS)

    async def arrivals(self) -> list[ArrivalRow]:
        async with self.database.reading() as session:
            return list((await session.exec(select(ArrivalRow))).all())

    async def add(self, **named: Any) -> OutboxRow:
        row = an_outbox_row(**{"channel": "text", "state": outbox.SENT, **named})
        async with self.database.writing() as session:
            session.add(row)
        return row

    async def outbox_row(self, row: OutboxRow) -> OutboxRow:
        async with self.database.reading() as session:
            found = await session.get(OutboxRow, row.id)
        assert found is not None
        return found


@pytest.fixture
async def callbacks(tmp_path: Path) -> AsyncIterator[Callbacks]:
    web = await a_web_house(tmp_path)
    door = FrontDoor(web.house.database, landlord_ids=["example"], clock=web.clock)
    await door.start()
    account = Account("example", KEY, "http://127.0.0.1:9", TOKEN, TEXT, LETTER)

    async def is_ready() -> bool:
        return True

    app = create_app(web.house, ready=is_ready, more=[routes_for(web.house, door, [account])])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hark.test") as client:
        yield Callbacks(client, web.house.database, door)
    await door.close()
    await web.client.aclose()
    await web.house.database.close()


async def test_a_text_is_accepted_once_it_is_kept_and_kept_once(callbacks: Callbacks) -> None:
    posted = NotifyApi().takes_text("The boiler is off", at="2026-11-02T09:12:00.000000Z")

    answers = [await callbacks.post("/notify/example/texts", posted) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    (kept,) = await callbacks.arrivals()
    assert (kept.channel, kept.sender) == ("text", "+447700900123")
    assert json.loads(kept.raw) == posted


async def test_what_is_no_text_is_kept_too(callbacks: Callbacks) -> None:
    answer = await callbacks.post("/notify/example/texts", b"\xff not json")

    assert answer.status_code == 200
    assert [one.raw for one in await callbacks.arrivals()] == [b"\xff not json"]


@pytest.mark.parametrize("path", ["/notify/example/texts", "/notify/example/receipts"])
@pytest.mark.parametrize("header", ["", "Bearer wrong", TOKEN])
async def test_nobody_else_is_believed(callbacks: Callbacks, path: str, header: str) -> None:
    answer = await callbacks.post(path, {"id": "1", "source_number": "447700900123"}, Authorization=header)

    assert answer.status_code == 403
    assert await callbacks.arrivals() == []


async def test_a_landlord_without_an_account_has_no_such_address(callbacks: Callbacks) -> None:
    assert (await callbacks.post("/notify/other/texts", {})).status_code == 404


async def test_notify_is_asked_to_come_again_where_nothing_can_be_kept(callbacks: Callbacks) -> None:
    await callbacks.door.close()

    answer = await callbacks.post("/notify/example/texts", {"id": "1"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")


async def test_a_receipt_is_written_down(callbacks: Callbacks) -> None:
    row = await callbacks.add()
    receipt = {
        "id": "1",
        "reference": "answer-1@example.org",
        "status": "delivered",
        "notification_type": "sms",
    }

    answer = await callbacks.post("/notify/example/receipts", receipt)

    assert (answer.status_code, answer.json()["said"]) == (200, "arrived")
    assert (await callbacks.outbox_row(row)).delivered_at is not None


async def test_a_receipt_that_comes_too_early_is_asked_to_come_again(callbacks: Callbacks) -> None:
    await callbacks.add(state=outbox.SENDING)
    receipt = {
        "id": "1",
        "reference": "answer-1@example.org",
        "status": "delivered",
        "notification_type": "sms",
    }

    assert (await callbacks.post("/notify/example/receipts", receipt)).status_code == 503


async def test_what_is_no_receipt_is_refused_with_a_sentence(callbacks: Callbacks) -> None:
    answer = await callbacks.post("/notify/example/receipts", {"hello": "there"})

    assert answer.status_code == 400
    assert "no receipt" in answer.json()["said"]


def profiles(*changed: Profile) -> dict[str, Profile]:
    return {one.id: one for one in changed}


def test_the_settings_are_the_only_landlords() -> None:
    accounts, faults = accounts_of(SET, profiles(PROFILE), secrets={})

    assert [(one.landlord_id, one.text_template) for one in accounts] == [("example", TEXT)]
    assert faults == []


def test_a_profile_that_names_an_account_goes_before_the_settings() -> None:
    named = PROFILE.model_copy(update={"notify": OF_PROFILE})

    (account,), faults = accounts_of(SET, profiles(named), secrets=SECRETS)

    assert (account.letter_template, account.text_template, faults) == (LETTER, "", [])


def test_settings_for_several_landlords_are_a_fault() -> None:
    other = PROFILE.model_copy(update={"id": "other"})

    accounts, (fault,) = accounts_of(SET, profiles(PROFILE, other), secrets={})

    assert accounts == []
    assert "several landlords" in fault


def test_secrets_that_are_not_set_and_a_key_that_is_not_whole_are_faults_that_repeat_no_secret() -> None:
    named = PROFILE.model_copy(update={"notify": OF_PROFILE})

    none, unset = accounts_of(Settings(), profiles(named), secrets={"ALDER_KEY": KEY})
    also_none, broken = accounts_of(Settings(notify_api_key="half-a-key"), profiles(PROFILE), secrets={})

    assert none == also_none == []
    assert unset == [
        f"{PROFILE.name}: GOV.UK Notify cannot be used: ALDER_TOKEN is not set in the environment."
    ]
    assert "not whole" in broken[0]
    assert "half-a-key" not in broken[0]


def test_without_a_callback_token_the_account_works_and_the_fault_is_said() -> None:
    accounts, faults = accounts_of(
        SET.model_copy(update={"notify_callback_token": None}), profiles(PROFILE), secrets={}
    )

    assert len(accounts) == 1
    assert "no callback token" in faults[0]


def test_only_what_has_a_template_is_sent(clock: FixedClock) -> None:
    without = PLUG.senders(Settings(), profiles(PROFILE), clock)
    texts = PLUG.senders(SET, profiles(PROFILE), clock)

    assert (set(without), set(texts)) == (set(), {"text"})


def test_the_account_is_watched_and_said_at_the_start() -> None:
    house = cast(Any, SimpleNamespace(profiles=profiles(PROFILE), clock=FixedClock()))

    opened = PLUG.open(house, SET, cast(Any, None))

    assert list(opened.watches) == ["notify:example"]
    assert [(one.key, one.kind) for one in opened.watched] == [("notify:example", "notify")]
    assert opened.sentences == [f"Text messages and letters go by GOV.UK Notify for: {PROFILE.name}."]


def test_a_profile_needs_at_least_one_template() -> None:
    with pytest.raises(ValueError, match="text_template, letter_template or both"):
        Notify(api_key_from="ALDER_KEY")


def test_no_secret_is_shown_by_an_account() -> None:
    shown = repr(Account("example", KEY, "", TOKEN))

    assert KEY not in shown
    assert TOKEN not in shown

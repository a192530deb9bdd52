"""A house whose chat is open, on a database of its own: a page before it, a worker behind it, readings as the test tells."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI

from bot.doors.widget import PLUG
from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.profile import Profile
from bot.settings import Settings
from bot.store import outbox, tasks
from bot.store.database import Database
from bot.store.outbox import OutboxRow
from bot.store.tasks import TaskRow
from bot.web import create_app
from bot.wiring import build_house, register_landlords
from bot.worker import Worker
from channels.messages import Arrival
from classifiers.reading import Reading
from tests.builders import an_unhappy_reading
from tests.fakes import FakeReader, FakeSender, FixedClock
from tests.journeys.stage import an_enquiry

UNHAPPY = "Third week without hot water and nobody rings me back."
AT = "/widget/example"
HERE = "http://hark.test"


@dataclass
class Page:
    """One page that speaks with the house."""

    client: httpx2.AsyncClient
    token: str = ""
    cursor: str = ""

    async def begins(self) -> None:
        self.token = (await self.client.post(f"{AT}/session")).json()["token"]

    async def asks(self, how: str, what: str, said: Any = None, **headers: str) -> httpx2.Response:
        known = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return await self.client.request(
            how,
            f"{AT}/{what}",
            json=said,
            headers={**known, **{k.replace("_", "-"): v for k, v in headers.items()}},
        )

    async def posts(self, text: str = UNHAPPY, **said: Any) -> httpx2.Response:
        return await self.asks("POST", "messages", {"client_id": secrets.token_hex(8), "text": text, **said})

    async def sees(self, *, all_of_it: bool = True) -> list[dict[str, Any]]:
        """What the page is given now."""
        said = (await self.asks("GET", f"messages?after={'' if all_of_it else self.cursor}")).json()
        self.cursor = said["cursor"]
        return list(said["items"])

    async def shows(self, items: list[dict[str, Any]]) -> int:
        answer = await self.asks("POST", "seen", {"ids": [item["id"] for item in items]})
        return int(answer.json()["shown"])


@dataclass
class WidgetHouse:
    """The house, and who stands round it."""

    house: House
    clock: FixedClock
    reader: FakeReader
    mail: FakeSender
    worker: Worker
    app: FastAPI
    door: FrontDoor
    pages: list[httpx2.AsyncClient] = field(default_factory=list)

    @property
    def profile(self) -> Profile:
        return self.house.profiles["example"]

    def a_client(self) -> httpx2.AsyncClient:
        made = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=self.app), base_url=HERE)
        self.pages.append(made)
        return made

    async def a_page(self) -> Page:
        page = Page(self.a_client())
        await page.begins()
        return page

    def reads(self, text: str, reading: Reading) -> str:
        self.reader.readings[text] = reading
        return text

    async def works(self) -> None:
        """Whatever is due is done."""
        self.worker.ask_for_a_round()
        while await self.worker.work_once():
            pass

    async def receives(self, raw: bytes, *, sender: str) -> None:
        """A mail comes in, and is seen to."""
        ours = self.profile.email_addresses[0]
        await self.door.receive(Arrival("example", "email", sender, ours, raw, self.clock()))
        await self.works()

    async def written(self) -> list[OutboxRow]:
        async with self.house.database.reading() as session:
            rows = await outbox.list_outbox_after(session, "example", 0)
        return [row for row in rows if row.kind != "alert"]

    async def asked(self, kind: str) -> list[TaskRow]:
        async with self.house.database.reading() as session:
            return [row for row in await tasks.list_tasks_after(session, "example", 0) if row.kind == kind]


@asynccontextmanager
async def a_widget_house(database: Database, folder: Path, **profile: Any) -> AsyncIterator[WidgetHouse]:
    """The example landlord, changed as told, with its chat open."""
    clock, mail = FixedClock(), FakeSender()
    reader = FakeReader({UNHAPPY: an_unhappy_reading()}, otherwise=an_enquiry())
    settings = Settings(data_dir=folder, secret_key="a secret of this test", public_url=HERE)
    made = build_house(settings, clock=clock, senders={"email": mail})
    changed = {name: one.model_copy(update=profile) for name, one in made.profiles.items()}
    house = replace(made, database=database, profiles=changed, reader=lambda: reader)
    await register_landlords(house)
    door = FrontDoor(database, landlord_ids=list(changed), clock=clock)
    await door.start()
    opened = PLUG.open(house, settings, door)

    async def is_ready() -> bool:
        return True

    app = create_app(house, ready=is_ready, more=opened.routes)
    here = WidgetHouse(house, clock, reader, mail, Worker(house, owner="test"), app, door)
    yield here
    for client in here.pages:
        await client.aclose()
    await opened.close()
    await door.close()

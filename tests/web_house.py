"""A house with a real database, invented cases and acts that only note what was asked of them, for the web's tests."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlmodel import SQLModel

from bot.console.acts import ConsoleActs
from bot.console.passwords import Passwords
from bot.console.sessions import COOKIE, SignedIn, find_signed_in, open_session
from bot.house import House
from bot.keys import Keys
from bot.landlords.loading import load_profiles
from bot.landlords.ombudsman import ombudsman_block
from bot.mailboxes import NamedMailbox
from bot.scanning import Scanner
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.database import Database
from bot.store.messages import MessageRow, ReadingRow
from bot.store.people import ConversationRow, ResidentRow
from bot.store.staff import StaffRow
from bot.web import create_app
from bot.wiring import NATIONS, parser_for
from bot.wording.render import WORDING_FOLDER, Wording

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
EXAMPLE = Path(__file__).parent.parent / "bot" / "landlords" / "profiles" / "example.toml"
WORDING = Wording(WORDING_FOLDER)
HERE = "http://hark.test"


@dataclass
class SetClock:
    """A clock that stands where it is put."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Point:
    text: str
    responsible: str
    reason: str
    who: str
    contact: str


@dataclass(frozen=True)
class Line:
    at: datetime
    sentence: str


@dataclass
class NotingActs:
    """Every act of staff and residents: noted, answered, or refused with `refusal`."""

    refusal: Exception | None = None
    missing: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    PointDraft = Point

    @staticmethod
    def Learned(**said: str) -> dict[str, str] | None:
        return said if any(said.values()) else None

    def __getattr__(self, name: str) -> Any:
        async def act(_house: House, *given: Any, **named: Any) -> Any:
            self.calls.append((name, given, named))
            if self.refusal is not None:
                raise self.refusal
            return self.answers.get(name)

        return act

    async def preview_acknowledgement(
        self, _house: House, _by: StaffRow, reference: str
    ) -> tuple[Any, list[str]]:
        return SimpleNamespace(
            subject=f"Your complaint, {reference}", text="We have logged your complaint."
        ), self.missing

    def named(self, name: str) -> list[dict[str, Any]]:
        return [named for called, _, named in self.calls if called == name]


async def tell(_session: Any, _house: House, case_id: int) -> Sequence[Line]:
    return [Line(NOW - timedelta(days=2), f"A message came and case {case_id} was opened.")]


@dataclass
class WebHouse:
    """The house under test, with a browser before it."""

    house: House
    clock: SetClock
    acts: NotingActs
    app: FastAPI
    client: httpx2.AsyncClient

    async def add(self, *rows: SQLModel) -> None:
        async with self.house.database.writing() as session:
            for row in rows:
                session.add(row)
                await session.flush()

    async def signed_in(self, **facts: Any) -> SignedIn:
        """A member of staff, signed in with this browser."""
        staff = a_member_of_staff(**facts)
        await self.add(staff)
        token = await open_session(self.house, staff)
        self.client.cookies.set(COOKIE, token, domain="hark.test", path="/console")
        signed = await find_signed_in(self.house, token)
        assert signed is not None
        return signed

    async def post(self, path: str, signed: SignedIn, **form: Any) -> httpx2.Response:
        return await self.client.post(path, data={"form_token": signed.session.form_token, **form})


async def a_web_house(
    folder: Path,
    *,
    faults: Sequence[str] = (),
    ready: bool = True,
    mailboxes: Sequence[NamedMailbox] = (),
    scanner: Scanner | None = None,
    database: str = "",
) -> WebHouse:
    clock, acts = SetClock(), NotingActs()
    kept = Database(database or f"sqlite+aiosqlite:///{folder / 'hark.db'}")
    await kept.create_all()
    profile = load_profiles(EXAMPLE).profiles[0]
    nothing: Any = SimpleNamespace()
    house = House(
        database=kept,
        profiles={profile.id: profile},
        reader=nothing,
        wording=WORDING,
        ombudsman={nation: ombudsman_block(nation) for nation in NATIONS},
        senders={},
        parse=parser_for({profile.id: profile}),
        clock=clock,
        keys=Keys("a secret of this test"),
        draw=lambda letters, length: "".join(secrets.choice(letters) for _ in range(length)),
        public_url=HERE,
        faults=tuple(faults),
        mailboxes=tuple(mailboxes),
        scanner=scanner,
    )

    async def is_ready() -> bool:
        return ready

    app = create_app(house, ready=is_ready, console_acts=ConsoleActs(acts, tell), resident_acts=acts)
    app.state.passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app, raise_app_exceptions=False), base_url=HERE
    )
    return WebHouse(house, clock, acts, app, client)


def a_member_of_staff(**facts: Any) -> StaffRow:
    known = {
        "landlord_id": "example",
        "email": "priya@staff.example.org",
        "name": "Priya Nair",
        "role": "complaints_officer",
        "created_at": NOW,
    }
    return StaffRow(**{**known, **facts})


def an_unreadable_arrival(**facts: Any) -> ArrivalRow:
    raw = b"From: nobody\r\n\r\n<script>alert(1)</script> broken \xff bytes"
    known = {
        "landlord_id": "example",
        "channel": "email",
        "sender": "sam.okoro@mail.example",
        "recipient": "housing@example.org",
        "raw": raw,
        "size": len(raw),
        "received_at": NOW - timedelta(hours=3),
        "run_at": NOW - timedelta(hours=3),
        "state": "unreadable",
        "error": "Its parts do not fit together.",
    }
    return ArrivalRow(**{**known, **facts})


async def a_case(
    web: WebHouse, *, words: str = "Third week without hot water and nobody rings me back.", **facts: Any
) -> CaseRow:
    """A case with its resident, conversation, message and reading."""
    mark = secrets.token_hex(4)
    came_at = NOW - timedelta(days=2)
    resident = ResidentRow(landlord_id="example", name=facts.pop("name", "Sam Okoro"), created_at=came_at)
    resident.on_hold = facts.pop("on_hold", False)
    await web.add(resident)
    conversation = ConversationRow(
        landlord_id="example",
        resident_id=resident.id or 0,
        channel="email",
        address=f"{mark}@mail.example",
        sender=f"{mark}@mail.example",
        token=mark,
        created_at=came_at,
        last_message_at=came_at,
    )
    arrival = an_unreadable_arrival(state="done", error="")
    await web.add(conversation, arrival)
    message = MessageRow(
        landlord_id="example",
        arrival_id=arrival.id or 0,
        conversation_id=conversation.id,
        channel="email",
        from_address=conversation.address,
        from_name=resident.name,
        subject="Hot water",
        text=words,
        full_text=words + "\n\n> an older message",
        internet_id=f"<{mark}@mail.example>",
        digest=mark,
        received_at=came_at,
        action="log_complaint",
        reason="They say they want to complain.",
    )
    await web.add(message)
    reading = ReadingRow(
        landlord_id="example",
        message_id=message.id or 0,
        model="v1",
        kind="complaint",
        confidence=0.93,
        dissatisfied=0.96,
        survey=0.01,
        wants_action=True,
        explicit=False,
        topic="heating",
        signals=[],
        because=[["hot water", 1.2], ["nobody rings", 0.8], ["third", -0.2]],
        sure=True,
        unhappy=True,
        language="en",
        read_at=came_at,
    )
    known = {
        "landlord_id": "example",
        "reference": f"AV-{mark.upper()}",
        "kind": "complaint",
        "stage": 1,
        "queue": "complaints",
        "topic": "heating",
        "team": "our complaints team",
        "conversation_id": conversation.id,
        "resident_id": resident.id,
        "opened_from": message.id,
        "profile_version": "1",
        "words": words,
        "was_dissatisfied": True,
        "received_at": came_at,
        "acknowledge_by": date(2026, 11, 24),
        "respond_backstop": date(2026, 12, 11),
        "next_due_on": date(2026, 11, 24),
    }
    case = CaseRow(**{**known, **facts})
    await web.add(reading, case)
    message.case_id = case.id
    await web.add(message)
    return case

"""Who is this browser? Server-side sessions: a random cookie, kept only as its hash, and a form token beside it."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.console.accounts import HEX, TOKEN_LENGTH
from bot.console.rights import SEES_OWN_CASES_ONLY
from bot.house import House
from bot.store.console_pages import Viewer
from bot.store.sign_in import find_session, mark_seen, revoke_sessions
from bot.store.staff import StaffRow, StaffSessionRow

COOKIE: Final = "hark_session"
LASTS: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=60)
SEEN_EVERY: Final = timedelta(minutes=1)  # not a write for every page


@dataclass(frozen=True)
class SignedIn:
    """The member of staff in front of the screen."""

    staff: StaffRow
    session: StaffSessionRow

    @property
    def viewer(self) -> Viewer:
        """The same person, as the lists ask for them."""
        return Viewer(
            self.staff.landlord_id,
            self.staff.email,
            self.staff.sees_restricted,
            queues=tuple(self.staff.queues),
            own_cases_only=self.staff.role in SEES_OWN_CASES_ONLY,
        )


async def open_session(house: House, staff: StaffRow) -> str:
    """A new session; return what goes into the cookie."""
    token, now = house.draw(HEX, TOKEN_LENGTH), house.clock()
    assert staff.id is not None  # noqa: S101 - a stored row
    async with house.database.writing() as session:
        session.add(
            StaffSessionRow(
                landlord_id=staff.landlord_id,
                token_hash=house.keys.hash(token),
                form_token=house.draw(HEX, TOKEN_LENGTH),
                staff_id=staff.id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + LASTS,
            )
        )
    return token


async def find_signed_in(house: House, token: str) -> SignedIn | None:
    """Who holds this cookie; None where it is unknown, ended, idle for an hour or half a day old."""
    if not token:
        return None
    async with house.database.reading() as session:
        found = await find_session(session, list(house.profiles), house.keys.hash(token))
    now = house.clock()
    if found is None or not _is_live(found[1], now):
        return None
    staff, row = found
    if now - row.last_seen_at >= SEEN_EVERY and row.id is not None:
        async with house.database.writing() as session:
            await mark_seen(session, row.landlord_id, row.id, now)
    return SignedIn(staff, row)


async def close_session(house: House, signed: SignedIn) -> None:
    """Sign this browser out."""
    assert signed.staff.id is not None  # noqa: S101 - a stored row
    async with house.database.writing() as session:
        await revoke_sessions(
            session, signed.staff.landlord_id, signed.staff.id, house.clock(), only=signed.session.id
        )


def keep_cookie(response: Response, token: str, *, is_https: bool) -> None:
    """Give the browser its cookie: not for scripts, not for other sites, and over TLS where there is TLS."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        path="/console",
        secure=is_https,
        httponly=True,
        samesite="lax",
    )


def is_right_form(signed: SignedIn, form_token: object) -> bool:
    """Whether a form came from a page of this very session."""
    return isinstance(form_token, str) and hmac.compare_digest(
        form_token.encode(), signed.session.form_token.encode()
    )


def is_from_here(request: Request, public_url: str) -> bool:
    """Whether a form was sent from our own pages, as the browser says; a program that is no browser says nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in (request.headers.get("host", ""), urlsplit(public_url).netloc)


def _is_live(row: StaffSessionRow, now: datetime) -> bool:
    return row.expires_at > now and now - row.last_seen_at < IDLE

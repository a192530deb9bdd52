"""Who is behind a page? Sessions by token, what they gave of themselves, and coming back by a code.

A token is random, given once and stored hashed. A code goes to the e-mail address that was given, and whoever types
it joins that conversation; whether there is such a conversation, nobody is told.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.doors.widget_refusals import Refused
from bot.house import House
from bot.landlords.profile import Profile
from bot.moment import Moment
from bot.store import people, widget
from bot.store.widget import WidgetCodeRow, WidgetSessionRow
from bot.widget_mail import write_code

LASTS: Final = timedelta(days=30)
CODE_LASTS: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
MOST_CODES: Final = 3  #: within CODE_LASTS, to one address
_SEEN_EVERY: Final = timedelta(hours=1)
_LETTERS: Final = "abcdefghijkmnopqrstuvwxyz0123456789"
_DIGITS: Final = "0123456789"
_AN_ADDRESS: Final = re.compile(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;]{1,180}\.[A-Za-z0-9-]{2,}")
GONE: Final = "This chat has ended. Send your message again and a new one begins; what you wrote is kept."
WRONG_CODE: Final = (
    "That code is not right, or it is too old. Check the newest e-mail, or ask for another code."
)
NO_ADDRESS: Final = "That does not look like an e-mail address. It should be like name@example.com."


async def begin(
    house: House,
    profile: Profile,
    *,
    address: str = "",
    email: str = "",
    name: str = "",
    is_proven: bool = False,
) -> str:
    """Begin a session, in a conversation of its own or in a known one; return its token, which is not kept."""
    token, now = house.draw(_LETTERS, 43), house.clock()
    row = WidgetSessionRow(
        landlord_id=profile.id,
        token_hash=house.keys.hash(f"widget:{token}"),
        address=address or f"chat-{house.draw(_LETTERS, 20)}",
        email=email,
        name=name,
        is_proven=is_proven,
        created_at=now,
        seen_at=now,
    )
    async with house.database.writing() as session:
        session.add(row)
    return token


async def find(house: House, profile: Profile, token: str) -> WidgetSessionRow:
    """The session of a token.

    Raises:
        Refused: there is none, or none any more.
    """
    now = house.clock()
    async with house.database.reading() as session:
        row = await widget.find_session(session, profile.id, house.keys.hash(f"widget:{token}"))
    if row is None or now - row.seen_at > LASTS:
        raise Refused(401, GONE)
    if now - row.seen_at > _SEEN_EVERY:
        await _change(house, profile, row, seen_at=now)
    return row


async def finish(house: House, profile: Profile, row: WidgetSessionRow) -> None:
    """Forget the page; what was said in it is kept with us."""
    await _change(house, profile, row, finished_at=house.clock())


async def give_details(
    house: House, profile: Profile, row: WidgetSessionRow, *, name: str, email: str
) -> None:
    """Keep how they want to be called, and where to write when they have left the page.

    Raises:
        Refused: it is no e-mail address.
    """
    await _change(house, profile, row, name=name.strip()[:200], email=read_email(email) if email else "")


def read_email(said: str) -> str:
    """An e-mail address as it was typed, lower-cased.

    Raises:
        Refused: it is none.
    """
    email = said.strip().lower()
    if len(email) > 254 or not _AN_ADDRESS.fullmatch(email):
        raise Refused(422, NO_ADDRESS)
    return email


async def send_code(house: House, profile: Profile, email: str) -> bool:
    """Send a code to where a conversation can be taken up again; whoever asks learns nothing of whether it went."""
    now = house.clock()
    async with house.database.writing() as session:
        known = await widget.find_by_email(session, profile.id, email, since=now - LASTS)
        sent = await widget.list_codes(session, profile.id, email, since=now - CODE_LASTS)
        chat = await widget.find_chat(session, profile.id, known.address) if known else None
        at_risk = chat is not None and await people.is_on_hold(session, profile.id, chat.id)
        if known is None or chat is None or at_risk or len(sent) >= MOST_CODES:
            return False
        code = house.draw(_DIGITS, 6)
        row = WidgetCodeRow(
            landlord_id=profile.id,
            email=email,
            address=known.address,
            code_hash=house.keys.hash(f"code:{email}:{code}"),
            created_at=now,
        )
        session.add(row)
        await session.flush()
        await write_code(Moment(house, session, profile, now), row.id or 0, email, code)
    return True


async def take_code(house: House, profile: Profile, email: str, code: str) -> str:
    """Join the conversation of a code; return the token of the new session.

    Raises:
        Refused: it is not right, too old, used, or tried too often.
    """
    typed = house.keys.hash(f"code:{email}:{''.join(code.split())}")
    address = await _spend_code(house, profile, email, typed)
    if not address:
        raise Refused(422, WRONG_CODE)
    return await begin(house, profile, address=address, email=email, is_proven=True)


async def _spend_code(house: House, profile: Profile, email: str, typed: str) -> str:
    now = house.clock()
    async with house.database.writing() as session:
        for row in await widget.list_codes(session, profile.id, email, since=now - CODE_LASTS):
            if row.used_at is not None or row.tries >= MOST_TRIES:
                continue
            row.tries += 1
            session.add(row)
            if row.code_hash != typed:
                continue
            row.used_at = now
            chat = await widget.find_chat(session, profile.id, row.address)
            at_risk = chat is not None and await people.is_on_hold(session, profile.id, chat.id)
            return "" if at_risk else row.address
    return ""


async def _change(
    house: House, profile: Profile, row: WidgetSessionRow, **values: str | datetime | None
) -> None:
    async with house.database.writing() as session:
        held = await widget.find_session(session, profile.id, row.token_hash)
        for name, value in values.items():
            if held is not None:
                setattr(held, name, value)
        if held is not None:
            session.add(held)

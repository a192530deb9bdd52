"""How does mail come in by SMTP?

A relay of the landlord's stands in front; this door is not hardened for the open internet. It says "250" only
after the house has committed the arrival, and "451" whenever that is in doubt, so the sender keeps the
mail. It knows no log-in and refuses every recipient that is no landlord's. Of what is too much or too large the house
is told (`limits.py`).
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from channels.door import Door
from channels.email.charsets import clean
from channels.email.headers import without_tag
from channels.email.limits import ALL_TOGETHER, ONE_SENDER, TOO_MUCH, SenderLimit, TurnedAway
from channels.email.smtp_conversation import Conversation, Room
from channels.messages import Arrival

_TRY_LATER: Final = "451 4.3.0 We could not keep this mail just now; please send it again later."
_EVERYBODY: Final = "*"
_IDLE_SECONDS: Final = 300.0  # RFC 5321, 4.5.3.2


class MailReceived:
    """What the SMTP conversation asks of us; aiosmtpd calls these by their names."""

    def __init__(
        self,
        door: Door,
        *,
        landlord_for: Callable[[str], str | None],
        now: Callable[[], datetime],
        max_recipients: int,
        limit: SenderLimit,
        limit_of_all: SenderLimit,
        turned_away: TurnedAway,
    ) -> None:
        self._door = door
        self._landlord_for = landlord_for
        self._now = now
        self._max_recipients = max_recipients
        self._limit = limit
        self._limit_of_all = limit_of_all
        self._turned_away = turned_away

    async def handle_EHLO(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say that commands may be sent without waiting for each answer."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", *responses[-1:]]

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str | None, options: list[str]
    ) -> str:
        """Take the envelope sender, unless it sends too much, or all of them together do."""
        if not self._limit.allows(address or ""):
            self._turned_away.count(ONE_SENDER)
            return "450 4.7.1 Too many mails from this sender in a minute; please send it again later."
        if not self._limit_of_all.allows(_EVERYBODY):
            self._turned_away.count(ALL_TOGETHER)
            return TOO_MUCH
        envelope.mail_from = address or "<>"
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient that is a landlord's."""
        if len(envelope.rcpt_tos) >= self._max_recipients:
            return "452 4.5.3 Too many recipients; please send to the others in a mail of their own."
        try:
            owner = self._landlord_for(without_tag(address))
        except Exception:  # nobody can say just now whose it is: never refuse for good on a doubt
            return _TRY_LATER
        if owner is None:
            return "550 5.1.1 No mail is taken here for that address."
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Commit the mail, once for each landlord, and only then say that we have it."""
        received_at = self._now()
        try:
            for landlord_id, recipient in self._recipients(envelope).items():
                await self._door.receive(
                    Arrival(
                        landlord_id=landlord_id,
                        channel="email",
                        sender=_sender(envelope),
                        recipient=_storable(recipient),
                        raw=bytes(envelope.original_content or b""),
                        received_at=received_at,
                    )
                )
        except Exception:  # whatever failed, the sender must keep the mail and learn nothing of us
            return _TRY_LATER
        return "250 2.0.0 We have your mail."

    async def handle_exception(self, error: Exception) -> str:
        """Never the library's 500, which would make the sender give up and shows the error's words."""
        return _TRY_LATER

    def _recipients(self, envelope: Envelope) -> dict[str, str]:
        """One recipient for each landlord; the one that carries a thread's token where there is one."""
        chosen: dict[str, str] = {}
        for address in envelope.rcpt_tos:
            landlord_id = self._landlord_for(without_tag(address))
            if landlord_id is None:
                raise LookupError("a recipient taken a moment ago is no landlord's now")
            if landlord_id not in chosen or ("+" in address and "+" not in chosen[landlord_id]):
                chosen[landlord_id] = address
        return chosen


def _sender(envelope: Envelope) -> str:
    """The null sender of reports is written "<>" in the conversation and "" in the house."""
    return "" if envelope.mail_from in (None, "<>") else _storable(envelope.mail_from)


def _storable(address: str) -> str:
    """Addresses come with surrogates where they were not UTF-8."""
    return clean(address.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


async def open_smtp_door(
    door: Door,
    *,
    host: str,
    port: int,
    landlord_for: Callable[[str], str | None],
    size_limit_bytes: int,
    hostname: str,
    now: Callable[[], datetime],
    max_recipients: int = 50,
    mails_per_sender_per_minute: int = 600,
    mails_per_minute: int = 120_000,
    mails_at_once: int = 32,
    conversations_at_once: int = 500,
    wait_seconds: float = 20.0,
    idle_seconds: float = _IDLE_SECONDS,
) -> asyncio.Server:
    """Listen for mail in the running loop until the server returned is closed.

    Args:
        door: where arrivals are committed.
        host: where to listen.
        port: where to listen; 0 takes a free one.
        landlord_for: the landlord id of a bare, lower-cased address, or None where it is nobody's.
        size_limit_bytes: larger mails are refused for good (552), in words their writer can act on.
        hostname: what we call ourselves.
        now: the clock, aware UTC.
        max_recipients: of one mail; further ones are asked to come later (452).
        mails_per_sender_per_minute: further ones are asked to come later (450).
        mails_per_minute: of all senders together; further ones are asked to come later (451).
        mails_at_once: how many may be in memory; the next waits, and is then asked to come later (451).
        conversations_at_once: further ones are asked to come later (421).
        wait_seconds: how long one that finds no room waits.
        idle_seconds: how long a conversation may be silent.
    """
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the library logs every address it hears
    turned_away = TurnedAway(door, now=now)
    received = MailReceived(
        door,
        landlord_for=landlord_for,
        now=now,
        max_recipients=max_recipients,
        limit=SenderLimit(per_minute=mails_per_sender_per_minute, now=now),
        limit_of_all=SenderLimit(per_minute=mails_per_minute, now=now),
        turned_away=turned_away,
    )
    loop = asyncio.get_running_loop()
    room = Room(conversations=conversations_at_once, mails=mails_at_once)

    def begin() -> SMTP:
        return Conversation(
            received,
            room=room,
            turned_away=turned_away,
            size_limit_bytes=size_limit_bytes,
            wait_seconds=wait_seconds,
            hostname=hostname,
            ident="Hark",
            timeout=idle_seconds,
            auth_exclude_mechanism=["LOGIN", "PLAIN"],
            enable_SMTPUTF8=True,
            loop=loop,
        )

    return await loop.create_server(begin, host=host, port=port)

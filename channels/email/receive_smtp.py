"""How does mail come in by SMTP?

A relay of the landlord's stands in front; this door is not hardened for the open internet. It says "250" only
after the house has committed the arrival, and "451" whenever that is in doubt, so the sender keeps the
mail. It knows no log-in and refuses every recipient that is no landlord's.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from channels.door import Door
from channels.email.charsets import clean
from channels.email.headers import without_tag
from channels.messages import Arrival

_TRY_LATER: Final = "451 4.3.0 We could not keep this mail just now; please send it again later."
_MINUTE: Final = timedelta(minutes=1)
_MOST_SENDERS_WATCHED: Final = 10_000
_IDLE_SECONDS: Final = 300.0  # RFC 5321, 4.5.3.2


class SenderLimit:
    """How often one envelope sender may begin a mail; never counted by host, for all mail comes by one relay.

    Args:
        per_minute: mails from one envelope sender in any sixty seconds.
        now: the clock.
    """

    def __init__(self, *, per_minute: int, now: Callable[[], datetime]) -> None:
        self._per_minute = per_minute
        self._now = now
        self._begun: dict[str, deque[datetime]] = {}

    def allows(self, sender: str) -> bool:
        """Count one more mail from this sender, unless it is one too many."""
        now = self._now()
        begun = self._begun.setdefault(sender.lower(), deque())
        while begun and now - begun[0] >= _MINUTE:
            begun.popleft()
        if len(begun) >= self._per_minute:
            return False
        begun.append(now)
        if len(self._begun) > _MOST_SENDERS_WATCHED:
            self._forget(now)
        return True

    def _forget(self, now: datetime) -> None:
        self._begun = {
            who: begun for who, begun in self._begun.items() if begun and now - begun[-1] < _MINUTE
        }


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
    ) -> None:
        self._door = door
        self._landlord_for = landlord_for
        self._now = now
        self._max_recipients = max_recipients
        self._limit = limit

    async def handle_EHLO(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say that commands may be sent without waiting for each answer."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", *responses[-1:]]

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str | None, options: list[str]
    ) -> str:
        """Take the envelope sender, unless it sends too much."""
        if not self._limit.allows(address or ""):
            return "450 4.7.1 Too many mails from this sender in a minute; please send it again later."
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
    idle_seconds: float = _IDLE_SECONDS,
) -> asyncio.Server:
    """Listen for mail in the running loop until the server returned is closed.

    Args:
        door: where arrivals are committed.
        host: where to listen.
        port: where to listen; 0 takes a free one.
        landlord_for: the landlord id of a bare, lower-cased address, or None where it is nobody's.
        size_limit_bytes: larger mails are refused for good (552).
        hostname: what we call ourselves.
        now: the clock, aware UTC.
        max_recipients: of one mail; further ones are asked to come later (452).
        mails_per_sender_per_minute: further ones are asked to come later (450).
        idle_seconds: how long a conversation may be silent.
    """
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the library logs every address it hears
    received = MailReceived(
        door,
        landlord_for=landlord_for,
        now=now,
        max_recipients=max_recipients,
        limit=SenderLimit(per_minute=mails_per_sender_per_minute, now=now),
    )
    loop = asyncio.get_running_loop()

    class Conversation(SMTP):
        # a line as long as a whole mail: real HTML mail breaks the rule of 998, and refusing would lose it
        line_length_limit = size_limit_bytes + 2

    def begin() -> SMTP:
        options: dict[str, Any] = {"data_size_limit": size_limit_bytes, "enable_SMTPUTF8": True}
        return Conversation(
            received,
            hostname=hostname,
            ident="Hark",
            timeout=idle_seconds,
            auth_exclude_mechanism=["LOGIN", "PLAIN"],
            loop=loop,
            **options,
        )

    return await loop.create_server(begin, host=host, port=port)

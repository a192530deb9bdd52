"""How does the house hear of a mail that stays in its mailbox, being too large to be taken in?

Its headers come in as an arrival of a channel of their own, with a line before them that says how large it is and where
it lies: no sender can write such an arrival. What is known of the sender is then known as of any other mail, so that a
person is answered and a machine is not.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from channels.email.imap_arrival import arrival_from
from channels.email.imap_progress import Progress
from channels.email.landlord_mail import LandlordMail, parse_for
from channels.email.mailbox import Mailbox
from channels.messages import Arrival, Incoming, LeftBehind

CHANNEL: Final = "email_left_behind"
ATTEMPTS: Final = 3  # at headers at which the connection breaks off


class Announced:
    """Which mails the house has heard of; kept from look to look, and after a new start known by their keys."""

    def __init__(self) -> None:
        self._told: set[int] = set()
        self._attempts: dict[int, int] = {}

    def still_to_tell(self, uids: Iterable[int]) -> list[int]:
        """Those of which the house has not heard, without those whose headers cannot be had."""
        return [uid for uid in uids if uid not in self._told and self._attempts.get(uid, 0) < ATTEMPTS]

    def begin(self, uid: int) -> None:
        """Its headers are asked for now."""
        self._attempts[uid] = self._attempts.get(uid, 0) + 1

    def end(self, uid: int, *, is_kept: bool) -> None:
        """Its headers are here; the house has kept them or will be asked again."""
        self._attempts.pop(uid, None)
        if is_kept:
            self._told.add(uid)

    def forget(self) -> None:
        """The numbers mean other mails now."""
        self._told.clear()
        self._attempts.clear()


def arrival_of(
    mailbox: Mailbox,
    progress: Progress,
    uid: int,
    headers: bytes,
    *,
    size_bytes: int,
    server_had_it_at: datetime | None,
    now: datetime,
) -> Arrival:
    """What is known of the mail, as an arrival; never by the keys of the mail itself, which may yet be taken in."""
    whole = arrival_from(mailbox, progress, uid, headers, server_had_it_at=server_had_it_at, now=now)
    first_line = f"{size_bytes} {' '.join(mailbox.name.split())}\r\n".encode()
    return replace(
        whole,
        channel=CHANNEL,
        raw=first_line + headers,
        keys=tuple(f"left-behind:{key}" for key in whole.keys),
    )


def parse_left_behind(arrival: Arrival, landlord: LandlordMail) -> Incoming:
    """Who wrote it about what, and where it lies; it has no words.

    Raises:
        CannotParse: it has no headers at all.
    """
    first_line, _, headers = arrival.raw.partition(b"\r\n")
    size, _, name = first_line.decode().partition(" ")
    incoming = parse_for(replace(arrival, channel="email", raw=headers), landlord)
    return replace(
        incoming,
        text="",
        full_text="",
        attachments=(),
        bounce=None,
        notes=(f"It lies in the mailbox “{name}”, too large to be taken in; only its headers were read.",),
        left_behind=LeftBehind(mailbox=name, size_bytes=int(size)),
    )

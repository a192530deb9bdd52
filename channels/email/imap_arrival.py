"""How does a mail that lies in a mailbox become an arrival? Pure.

The envelope is gone, so what the last server wrote down of it is read from the headers. The clock starts when the
landlord's server got the mail, not when we found it there.
"""

import hashlib
from datetime import UTC, datetime
from email.message import Message
from typing import Final

from channels.email.headers import addresses_of, find_address, find_header, without_tag
from channels.email.imap_progress import Progress
from channels.email.mailbox import Mailbox
from channels.email.parts import open_message
from channels.messages import UNKNOWN, Arrival

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)  #: a server that says earlier does not know
_MOST_OF_THE_HEADERS: Final = 256 * 1024
#: what delivering servers write down of the envelope, before what the sender wrote
_RECIPIENTS: Final = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To", "Cc")


def arrival_from(
    mailbox: Mailbox,
    progress: Progress,
    uid: int,
    raw: bytes,
    *,
    server_had_it_at: datetime | None,
    now: datetime,
) -> Arrival:
    """One mail of a mailbox at our door."""
    headers = open_message(_headers_of(raw))
    received_at = received_at_of(server_had_it_at, now)
    is_old = received_at < progress.opened_at - mailbox.old_after
    return Arrival(
        landlord_id=mailbox.landlord_id,
        channel="email",
        sender=_sender_of(headers),
        recipient=_recipient_of(headers, mailbox),
        raw=raw,
        received_at=received_at,
        origin="imported" if is_old else "live",
        keys=keys_of(mailbox, progress, uid, raw),
    )


def keys_of(mailbox: Mailbox, progress: Progress, uid: int, raw: bytes) -> tuple[str, str]:
    """Its place in the mailbox, and its bytes there, by which it is known when the places are numbered anew."""
    digest = hashlib.sha256(raw).hexdigest()
    return f"imap:{mailbox.key}:{progress.numbering}:{uid}", f"imap:{mailbox.key}:sha256:{digest}"


def received_at_of(server_had_it_at: datetime | None, now: datetime) -> datetime:
    """When the landlord had it: what the server says, unless that is in the future or absurd."""
    if server_had_it_at is None or not EARLIEST <= server_had_it_at <= now:
        return now
    return server_had_it_at.astimezone(UTC)


def _headers_of(raw: bytes) -> bytes:
    ends = [place for blank in (b"\r\n\r\n", b"\n\n") if (place := raw.find(blank)) >= 0]
    return raw[: min([_MOST_OF_THE_HEADERS, *ends])] + b"\r\n\r\n"


def _sender_of(headers: Message) -> str:
    """What the last server kept of the envelope's sender; "" where it was the null sender of reports."""
    path = find_header(headers, "Return-Path").strip()
    return "" if path.replace(" ", "") == "<>" else find_address(path) or UNKNOWN


def _recipient_of(headers: Message, mailbox: Mailbox) -> str:
    """The landlord's address the mail was sent to, with a thread's token where there is one."""
    addressed = [address for _, address in addresses_of(headers, *_RECIPIENTS)]
    ours = [address for address in addressed if without_tag(address) in mailbox.our_addresses]
    with_token = [address for address in ours if "+" in address.partition("@")[0]]
    return next(iter([*with_token, *ours]), mailbox.address)

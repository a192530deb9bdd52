"""What is in these files? Mails on disk, a few at a time, so that memory stays flat however many there are.

Takes `.eml`, `.box` and extensionless files, folders (every file is tried) and mbox files.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.decision.first import decide_first
from bot.decision.values import Facts
from channels.messages import Arrival, Incoming
from classifiers.reading import Reading

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
MOST_BYTES: Final = 100 * 2**20  # of a file that is one mail; no mail server takes larger ones
TOGETHER: Final = 32  # taken in or read at once, unless they are large
MOST_BYTES_TOGETHER: Final = 4 * 2**20
TOO_LARGE: Final = "It is larger than any mail."
_LOOKED_AT: Final = 65_536
# "From sender Mon Nov  2 09:12:00 2026": the date tells it from a resident's line that begins with From.
_BETWEEN: Final = re.compile(
    rb"From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d\d?:\d\d.*\b(?:19|20)\d\d\b|From -\s*\r?\n"
)
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_FIELD: Final = re.compile(rb"\s*(?:>?From |[!-9;-~]+[ \t]*:)")


@dataclass(frozen=True)
class MailFile:
    """One mail on disk."""

    name: str  #: its path; inside an mbox of several with #number behind it
    raw: bytes
    changed_at: datetime
    fault: str = ""  #: why it cannot be read, a sentence; "" where it can


def find_mails(paths: Iterable[Path]) -> Iterator[MailFile]:
    """Every mail in these files and folders, in the order of their names; one that cannot be read says so."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _in_file(path)


def _in_folder(folder: Path) -> Iterator[MailFile]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield _unread(folder, error)
        return
    for path in inside:
        if path.is_dir() and not path.is_symlink():  # a link may lead back up
            yield from _in_folder(path)
        elif path.is_file():
            yield from _in_file(path)


def _in_file(path: Path) -> Iterator[MailFile]:
    try:
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        with path.open("rb") as opened:
            is_mbox = bool(_BETWEEN.match(opened.readline(1000)))
        if is_mbox:
            yield from _in_mbox(path, changed_at)
        elif path.stat().st_size > MOST_BYTES:
            yield MailFile(str(path), b"", changed_at, TOO_LARGE)
        else:
            yield _mail(str(path), path.read_bytes(), changed_at)
    except OSError as error:
        yield _unread(path, error)


def _unread(path: Path, error: OSError) -> MailFile:
    return MailFile(str(path), b"", datetime.fromtimestamp(0, UTC), f"It cannot be read: {error.strerror}.")


def _mail(name: str, raw: bytes | None, changed_at: datetime) -> MailFile:
    if raw is None:
        return MailFile(name, b"", changed_at, TOO_LARGE)
    return MailFile(name, raw, changed_at, _why_no_mail(raw))


def _why_no_mail(raw: bytes) -> str:
    if not raw.strip():
        return "It is empty."
    is_binary = b"\0" in raw[:_LOOKED_AT] and not _FIELD.match(raw)
    return "It is not a mail." if is_binary else ""


def _in_mbox(path: Path, changed_at: datetime) -> Iterator[MailFile]:
    mails = _split(path)
    before = next(mails)
    number = 1
    for raw in mails:
        yield _mail(f"{path}#{number}", before, changed_at)
        before, number = raw, number + 1
    yield _mail(f"{path}#{number}" if number > 1 else str(path), before, changed_at)


def _split(path: Path) -> Iterator[bytes | None]:
    """The mails of an mbox file, at most two in memory, None for one too large to be one.

    A line that was quoted for the box is as it was written.
    """
    lines: list[bytes] = []
    size, begins, is_blank = 0, True, True
    with path.open("rb") as opened:
        opened.readline()
        while line := opened.readline(_LOOKED_AT):  # a line without an end is read in pieces
            if begins and is_blank and _BETWEEN.match(line):
                yield _joined(lines, size)
                lines, size = [], 0
            elif size <= MOST_BYTES:
                lines.append(line)
                size += len(line)
            begins, is_blank = line.endswith(b"\n"), begins and not line.strip()
    yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    return None if size > MOST_BYTES else _QUOTED.sub(rb"\1", b"".join(lines))


def in_batches(mails: Iterable[MailFile]) -> Iterator[list[MailFile]]:
    """A few mails at a time: what is read together is read faster, and not so many that memory grows."""
    batch: list[MailFile] = []
    size = 0
    for mail in mails:
        batch.append(mail)
        size += len(mail.raw)
        if len(batch) == TOGETHER or size >= MOST_BYTES_TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def received_at_of(incoming: Incoming, mail: MailFile, now: datetime) -> datetime:
    """The mail's own date; the file's where it has none, or one in the future or before 1990."""
    said = incoming.sent_at
    return said if said is not None and EARLIEST <= said <= now else min(mail.changed_at, now)


def as_arrival(mail: MailFile, landlord_id: str, recipient: str, received_at: datetime) -> Arrival:
    """The mail as if it had come through the door, marked as imported, and known by its bytes ever after."""
    known_by = f"import:{hashlib.sha256(mail.raw).hexdigest()}"
    return Arrival(landlord_id, "email", "", recipient, mail.raw, received_at, "imported", (known_by,))


def outcome_of(incoming: Incoming) -> str:
    """message, robot or bounce."""
    if incoming.bounce is not None:
        return "bounce"
    return "robot" if incoming.automatic else "message"


def dry_line(mail: MailFile, incoming: Incoming, reading: Reading) -> dict[str, Any]:
    """What the house would make of one mail, without keeping it."""
    facts = Facts(
        incoming.text,
        automatic=incoming.automatic,
        sender=f"{incoming.from_name} {incoming.from_address}",
        has_attachments=bool(incoming.attachments),
    )
    outcome = outcome_of(incoming)
    return {
        "file": mail.name,
        "outcome": outcome,
        "from": incoming.from_address,
        "subject": incoming.subject,
        "message_id": incoming.message_id,
        "in_reply_to": incoming.in_reply_to,
        "references": list(incoming.references),
        "text": incoming.text,
        "full_text": incoming.full_text,
        "attachments": [
            {"name": one.name, "type": one.type, "size": one.size, "sha256": one.sha256}
            for one in incoming.attachments
        ],
        "may_answer": outcome == "message",
        "kind": reading.kind.value,
        "action": "file" if outcome == "bounce" else decide_first(reading, facts).action.value,
    }


def unreadable_line(mail: MailFile, why: str) -> dict[str, Any]:
    """The same line, in the same order, for what could not be read."""
    return {
        "file": mail.name,
        "outcome": "unreadable",
        "from": "",
        "subject": "",
        "message_id": "",
        "in_reply_to": "",
        "references": [],
        "text": "",
        "full_text": "",
        "attachments": [],
        "may_answer": False,
        "kind": "enquiry",
        "action": "ask_a_person",
        "why": why,
    }

"""Which of our messages did not arrive, and why?

Delivery reports of the standard form (RFC 3464) are read here; the many odd ones in `odd_reports.py`. A report
of success, or of a relay that only passed the mail on, is no bounce.

Which message came back is known by the mark that every mail of ours carries, for a relay on the way may have given it
another Message-ID, and else by its Message-ID.
"""

import re
from collections.abc import Iterable
from email.message import Message
from typing import Final

from channels.email.headers import (
    addresses_of,
    decode_words,
    find_address,
    find_header,
    message_ids_of,
    parameter_of,
    text_of,
)
from channels.email.odd_reports import failures_in
from channels.email.parts import bytes_of, children_of
from channels.messages import Bounce

OUR_MARK: Final = "X-Hark"  #: the header every mail of ours carries; its value is our Message-ID, without <>
_HEADERS_ALONE: Final = ("text/rfc822-headers", "message/rfc822-headers")
_FAILURES: Final = {"failed": True, "delayed": False}  # action -> permanent
_MOST_WHY: Final = 300
_MOST_DEEP: Final = 60
_MOST_SEARCHED_BYTES: Final = 262_144
_REPORTER: Final = re.compile(
    r"(?:mailer-daemon|postmaster|mail-?daemon|bounces?)(?:[-_.+].*)?", re.IGNORECASE
)
_REPORT_SUBJECT: Final = re.compile(
    r"\s*(?:undeliver|undelivered|delivery (?:status|failure|has failed|notification)|mail delivery|returned mail"
    r"|failure notice|message could not be delivered|mail system error|delivery delayed|warning: (?:message|could not))",
    re.IGNORECASE,
)
_RETURNED_ID: Final = re.compile(rb"^[ \t>]*Message-ID:\s*(<[^<>\s]{3,900}>)", re.IGNORECASE | re.MULTILINE)
_RETURNED_MARK: Final = re.compile(rb"^[ \t>]*X-Hark:\s*(hark\.[^<>\s]{3,900})", re.IGNORECASE | re.MULTILINE)
_SPACES: Final = re.compile(r"\s+")


def find_bounce(message: Message, raw: bytes) -> Bounce | None:
    """The delivery report a mail is, or None.

    Args:
        message: opened by `parts.open_message`.
        raw: its bytes, searched for the returned headers where the report has no such part.
    """
    status = next(
        (part for part in own_parts(message) if part.get_content_type() == "message/delivery-status"), None
    )
    bounce = _from_status(message, status, raw) if status is not None else None
    if bounce is None and status is None and _looks_like_a_report(message):
        bounce = _from_odd_report(message, raw)
    return bounce


def own_parts(message: Message, *, deep: int = 0) -> Iterable[Message]:
    """The parts of this mail itself: a report that a resident forwards as an attachment is not their own report."""
    yield message
    if message.get_content_maintype() == "multipart" and deep < _MOST_DEEP:
        for child in children_of(message):
            yield from own_parts(child, deep=deep + 1)


def _from_status(message: Message, status: Message, raw: bytes) -> Bounce | None:
    """The first recipient it failed for; one that failed for good goes before one delayed."""
    blocks = children_of(status)
    failures = [block for block in blocks if _action(block) in _FAILURES]
    if not failures:
        return None
    worst = next((block for block in failures if _FAILURES[_action(block)]), failures[0])
    recipient = _typed(worst, "Original-Recipient") or _typed(worst, "Final-Recipient")
    why = " ".join(filter(None, (text_of(worst, "Status", most=40), _typed(worst, "Diagnostic-Code"))))
    return Bounce(
        returned_message_id=_returned_id(message, blocks, raw),
        recipient=find_address(recipient) or recipient[:320],
        permanent=_FAILURES[_action(worst)],
        why=_shortened(why),
    )


def _action(block: Message) -> str:
    return text_of(block, "Action", most=40).partition(" ")[0].partition(";")[0].lower()


def _typed(block: Message, name: str) -> str:
    """The value behind a type, as in `rfc822; someone@example.org`."""
    kind, semicolon, value = text_of(block, name, most=1_000).partition(";")
    return (value if semicolon else kind).strip()


def _returned_id(message: Message, blocks: list[Message], raw: bytes) -> str:
    """The message id of the mail that came back: by our mark, as the report names it, from the headers it returns."""
    return (
        _id_by_our_mark(message, raw)
        or _id_named(blocks)
        or _id_in_returned_headers(message)
        or _id_in_the_words(message, raw)
    )


def _id_by_our_mark(message: Message, raw: bytes) -> str:
    in_headers = (bytes_of(part) for part in message.walk() if part.get_content_type() in _HEADERS_ALONE)
    for text in (raw[:_MOST_SEARCHED_BYTES], *in_headers):
        if marked := _RETURNED_MARK.search(text):
            return f"<{marked[1].decode('ascii', 'replace')}>"
    return ""


def _id_named(blocks: list[Message]) -> str:
    for block in blocks:
        for name in ("Original-Message-ID", "X-Original-Message-ID"):
            if named := message_ids_of(block, name):
                return named[0]
    return ""


def _id_in_returned_headers(message: Message) -> str:
    for part in message.walk():
        returned = children_of(part) if part.get_content_type() == "message/rfc822" else []
        if returned and (found := message_ids_of(returned[0], "Message-ID")):
            return found[0]
        in_headers = (
            _RETURNED_ID.search(bytes_of(part)) if part.get_content_type() in _HEADERS_ALONE else None
        )
        if in_headers:
            return in_headers[1].decode("ascii", "replace")
    return ""


def _id_in_the_words(message: Message, raw: bytes) -> str:
    """Of reports that quote the headers in their text: the first message id that is not the report's own."""
    own = message_ids_of(message, "Message-ID")
    for found in _RETURNED_ID.finditer(raw[:_MOST_SEARCHED_BYTES]):
        if (named := found[1].decode("ascii", "replace")) not in own:
            return named
    earlier = message_ids_of(message, "In-Reply-To") or message_ids_of(message, "References")
    return earlier[-1] if earlier else ""


def _looks_like_a_report(message: Message) -> bool:
    """flufl.bounce is only asked about mail of this look: on people's mail it might find what is not there."""
    if message.get_content_type() == "multipart/report":
        return parameter_of(message, "report-type").lower() not in (
            "disposition-notification",
            "feedback-report",
        )
    if find_header(message, "X-Failed-Recipients"):
        return True
    reporter = any(
        _REPORTER.fullmatch(address.partition("@")[0]) for _, address in addresses_of(message, "From")
    )
    return reporter or (
        find_header(message, "Return-Path").split() == ["<>"]
        and _REPORT_SUBJECT.match(text_of(message, "Subject")) is not None
    )


def _from_odd_report(message: Message, raw: bytes) -> Bounce | None:
    found = failures_in(message)
    if not found.failed and not found.delayed:
        return None
    return Bounce(
        returned_message_id=_returned_id(message, [], raw),
        recipient=(found.failed or found.delayed)[0],
        permanent=bool(found.failed),
        why=_shortened(text_of(message, "Subject")),
    )


def _shortened(why: str) -> str:
    return _SPACES.sub(" ", decode_words(why)).strip()[:_MOST_WHY]

"""Whom could a mail not be delivered to, where its report has a form of its own?

The readers of `flufl.bounce` go through every line many times over, so they are given the beginning of each part:
a report says what it has to say there, and the mail that came back, however big, stands behind or beside it.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from typing import Final

from flufl.bounce import all_failures

from channels.email.headers import GUARDED, addresses_of
from channels.email.parts import children_of

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # what stumbles there is caught here

_MOST_CHARACTERS_OF_A_PART: Final = 65_536
_MOST_LINES_OF_A_PART: Final = 1_000
_MOST_LINES_RETURNED: Final = 200  # of each part of the mail that came back
_MOST_LINES: Final = 4_000
_MOST_PARTS: Final = 100
_MOST_HEADERS: Final = 200
_MOST_OF_A_HEADER: Final = 20_000


@dataclass(frozen=True)
class Failures:
    """The addresses a report names, in order, lower-cased."""

    failed: tuple[str, ...]
    delayed: tuple[str, ...]


def failures_in(message: Message) -> Failures:
    """Whom a report says that its mail did not reach."""
    beginning = _Beginning().of(message)
    try:
        delayed, failed = (_addresses(found) for found in all_failures(beginning))
    except Exception:  # sixty small readers of other programs' prose; any may stumble
        delayed, failed = (), ()
    listed = tuple(address for _, address in addresses_of(beginning, "X-Failed-Recipients"))
    return Failures(failed or listed, delayed)


def _addresses(found: Iterable[object]) -> tuple[str, ...]:
    return tuple(
        sorted(address.decode("utf-8", "replace").lower() for address in found if isinstance(address, bytes))
    )


class _Beginning:
    """The same tree with the beginnings of its parts."""

    def __init__(self) -> None:
        self._parts, self._lines = _MOST_PARTS, _MOST_LINES

    def of(self, part: Message, *, is_returned: bool = False) -> Message:
        """One part, and what is inside it."""
        self._parts -= 1
        short = Message(policy=GUARDED)
        for name, value in part.items()[:_MOST_HEADERS]:
            short[name] = str(value)[:_MOST_OF_A_HEADER]
        children = children_of(part)
        is_returned = is_returned or part.get_content_type() == "message/rfc822"
        if children:
            short.set_payload(
                [self.of(child, is_returned=is_returned) for child in children if self._parts > 0]
            )
        else:
            short.set_payload(self._text_of(part, is_returned=is_returned))
        return short

    def _text_of(self, part: Message, *, is_returned: bool) -> str:
        most = min(self._lines, _MOST_LINES_RETURNED if is_returned else _MOST_LINES_OF_A_PART)
        text = str(part.get_payload())[:_MOST_CHARACTERS_OF_A_PART]
        lines = text.splitlines(keepends=True)[:most]
        self._lines -= len(lines)
        return "".join(lines)

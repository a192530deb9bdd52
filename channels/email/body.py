"""What has been found in a mail so far, and is a plain alternative enough?"""

import re
from dataclasses import dataclass, field
from typing import Final

from channels.email.attachments import an_attachment
from channels.messages import Attachment

PLAIN: Final = "text/plain"
_STUB: Final = re.compile(
    r"html[- ]?(e-?mail|message|format|capable|version|viewer)|support html|(in|your|web) ?browser"
    r"|multi-?part message|message is in mime format",
    re.IGNORECASE,
)
_MOST_OF_A_STUB: Final = 400
_LEAST_WORDS_MISSED: Final = 12
_MOST_BYTES_READ: Final = 1_000_000
_MOST_SNIFFED: Final = 100  # looking at a file takes a millisecond; nobody attaches so many


@dataclass
class Body:
    """The readable text of a mail, its attachments, and what was odd about either."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  #: of the texts
    spare: list[str] = field(default_factory=list)  #: words inside a file, for a mail that has no others
    files_before: int = 0  #: in parts of the mail that stand before these
    bytes_read: int = 0  #: of readable parts, in the whole mail so far

    @property
    def text(self) -> str:
        """Every readable part, in the order of the mail."""
        return "\n\n".join(text.strip("\n") for text in self.texts if text.strip())

    @property
    def is_plain(self) -> bool:
        """Nothing in it was HTML."""
        return self.kinds <= {PLAIN}

    @property
    def files(self) -> int:
        """How many files there are in the mail so far."""
        return self.files_before + len(self.attachments)

    @property
    def is_full(self) -> bool:
        """Nobody reads on; what follows is attached."""
        return self.bytes_read >= _MOST_BYTES_READ

    def say(self, text: str, kind: str = PLAIN) -> None:
        """Add a readable part."""
        self.texts.append(text)
        self.kinds.add(kind)

    def attach(self, name: str, claimed: str, content: bytes) -> None:
        """Add a file."""
        looked_at = self.files < _MOST_SNIFFED
        self.attachments.append(an_attachment(name, claimed, content, looked_at=looked_at))

    def take_in(self, other: "Body") -> None:
        """Add the files of another, its notes and spare words, but not its texts."""
        self.attachments.extend(other.attachments)
        self.spare.extend(other.spare)
        self.bytes_read = other.bytes_read
        for sentence in other.notes:
            self.note(sentence)

    def note(self, sentence: str) -> None:
        """Add what staff must know, once."""
        if sentence and sentence not in self.notes:
            self.notes.append(sentence)


def is_stub(plain: str, other: str) -> bool:
    """A plain alternative that only says to look at the other one, or leaves most of it out."""
    if len(plain) > _MOST_OF_A_STUB or len(other) <= len(plain):
        return False
    own = sum(len(line.split()) for line in other.split("\n") if not line.startswith(">"))
    says_less = own - len(plain.split()) >= _LEAST_WORDS_MISSED and own > 4 * len(plain.split())
    return says_less or _STUB.search(plain) is not None


def without_stubs(text: str) -> str:
    """A text without the paragraphs that only say how mail is made."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(one for one in paragraphs if len(one) > _MOST_OF_A_STUB or not _STUB.search(one))

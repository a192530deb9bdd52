"""What does a button in a chat say, and what does a tap on it mean?

Pure. Behind each button of a text stands one of our links; a chat draws the button itself, and its tap says the same
in a few letters. The token in it is sealed, so that nobody can tap for another.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from bot.keys import Keys
from bot.wording.blocks import Button as Wanted
from channels.messages import Button

DRAWS_BUTTONS: Final = frozenset(
    {"telegram", "widget"}
)  #: chats that draw a button; elsewhere the link is printed
WORDS: Final = {
    "yes": "Yes, log my complaint.",
    "no": "No, not now.",
    "complain": "I want to complain.",
    "done": "It is done.",
    "not_done": "It is not done.",
    "look_again": "Please look at it again.",
    "call": "Please ring me.",
}
_LINK: Final = re.compile(r"/(choice|complain|done|again)/([a-z0-9-]+)(?:\?say=(yes|no|done|not_done))?$")
_SAYS: Final = {"complain": "complain", "again": "look_again"}  #: what the page's own button says, by page
_OF_OFFER: Final = ("yes", "no")


@dataclass(frozen=True)
class Tap:
    """Which button was tapped, on what."""

    said: str  #: yes, no, complain, done, not_done, look_again, call
    how: str = "page"
    offer_id: int | None = None
    case_id: int | None = None
    number: str = ""  #: with "call": the number to ring

    @property
    def words(self) -> str:
        """What the tap says, in words."""
        return f"{WORDS[self.said]} {self.number}".strip()

    def raw(self) -> bytes:
        """The tap as it is kept."""
        return json.dumps(vars(self)).encode()


def read_kept(raw: bytes) -> Tap:
    """The tap that was kept."""
    said: dict[str, Any] = json.loads(raw)
    return Tap(
        said["said"],
        said.get("how", "page"),
        said.get("offer_id"),
        said.get("case_id"),
        said.get("number", ""),
    )


def button_for(wanted: Wanted) -> Button:
    """A button as a chat draws it; one whose link says nothing by itself opens its page."""
    found = _LINK.search(wanted.link)
    if found is None:
        return Button(wanted.label, wanted.link)
    page, token, said = found.groups()
    said = _SAYS.get(page, said or "")
    return Button(wanted.label, wanted.link, f"{said}:{token}" if said else "")


def read_tapped(tapped: str, keys: Keys, *, how: str) -> Tap | None:
    """What was tapped; None where we never drew that button."""
    said, _, token = tapped.partition(":")
    if said not in WORDS:
        return None
    number = keys.read("offer" if said in _OF_OFFER else "case", token)
    if number is None:
        return None
    return Tap(said, how, offer_id=number) if said in _OF_OFFER else Tap(said, how, case_id=number)

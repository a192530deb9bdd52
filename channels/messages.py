"""What crosses a door? The values that pass between a channel and the corridor.

Frozen, with no behaviour: a channel makes an `Arrival` and an `Incoming`, and is handed an `Outgoing`.
Instants are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

UNKNOWN: Final = "unknown"  #: an envelope sender that nobody kept, as happens to mail in a mailbox


@dataclass(frozen=True)
class Arrival:
    """What came through a door, untouched. Committed before the sender is told "accepted"."""

    landlord_id: str  #: from the envelope recipient, bot or widget key
    channel: str  #: email, telegram, widget, text, survey, phone, letter, visit, social
    sender: str  #: the envelope sender; "" where there is none (a bounce), `UNKNOWN` where nobody kept it
    recipient: str  #: the envelope recipient
    raw: bytes  #: every byte as it came
    received_at: datetime  #: aware UTC; the moment the last byte was here
    origin: str = "live"  #: live, imported or rehearsed; imported mail starts no clock and is never answered
    keys: tuple[str, ...] = ()  #: what it is known by at its door; known by one of them, it is not kept again


@dataclass(frozen=True)
class ReplyAddress:
    """Where an answer goes."""

    channel: str
    address: str  #: an e-mail address, chat number, ...; "" when there is none
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message; its bytes stay in the arrival."""

    name: str
    type: str  #: what it is by its first bytes, else what it claims, e.g. "image/jpeg"
    size: int  #: bytes
    sha256: str  #: of the decoded bytes, lower-case hex
    content: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True)
class Bounce:
    """A delivery report: which of our messages did not arrive, and why."""

    returned_message_id: str  #: with <>; "" when the report does not say
    recipient: str
    permanent: bool
    why: str  #: the other server's words, shortened


@dataclass(frozen=True)
class Receipt:
    """What the other side tells later of a message of ours that it took."""

    message_id: str  #: ours, with <>; "" where it names none of ours
    fate: str  #: arrived (at the phone, or in the post), failed, or under way
    at: datetime | None  #: when, as the other side says; aware UTC
    why: str = ""  #: why it failed, a sentence for staff


@dataclass(frozen=True)
class Button:
    """Something to tap under a message of ours."""

    label: str
    link: str  #: the page behind it, for a door that draws no buttons
    tap: str = (
        ""  #: what the tap says to us, e.g. "yes:TOKEN", at most 60 letters; "" where only the page will do
    )


@dataclass(frozen=True)
class LeftBehind:
    """A message that stays where it lies, being too large to be taken in; only its headers were read."""

    mailbox: str  #: as people call it
    size_bytes: int


@dataclass(frozen=True)
class SurveyAnswer:
    """What is known of an answer to a survey beside its words."""

    source: str  #: the survey's name in the profile
    score: float | None = None
    best: int | None = None  #: the highest score there is, where the survey says so
    about: str = ""  #: the reference of the case it is about
    chose_complaint: bool = False  #: the survey asked "do you want to complain?", and the answer was yes


@dataclass(frozen=True)
class TakenDown:
    """What whoever took a resident's words down put on record beside them, there and then."""

    by: str  #: who took it down, as said to the resident: a name, with the firm where it is not ours
    choice: str = ""  #: yes or no, as they answered whether they want to complain; "" where nobody asked
    door: str = ""  #: phone or post, where they must be reached that way and no other
    needs: tuple[str, ...] = ()  #: as said after "to": "write in large print"
    not_safe: tuple[str, ...] = ()  #: write, ring, visit: what may reach the wrong eyes


@dataclass(frozen=True)
class Incoming:
    """One message, parsed. The text is what the sender newly wrote; full_text is everything."""

    channel: str
    reply_to: ReplyAddress
    from_address: str  #: lower-cased; "" when none could be found
    from_name: str
    subject: str
    text: str  #: new text, quotes and signature blocks cut, never empty when there is new text
    full_text: str
    sent_at: datetime | None  #: what the message itself says; a hint, never the clock
    message_id: str  #: with <>; made from the bytes where the mail had none
    in_reply_to: str
    references: tuple[str, ...]
    recipients: tuple[str, ...] = ()  #: To and Cc, lower-cased
    attachments: tuple[Attachment, ...] = ()
    automatic: str = ""  #: why it is known to be sent by a machine; "" for a person's
    bounce: Bounce | None = None
    left_behind: LeftBehind | None = None
    notes: tuple[str, ...] = ()  #: what was odd about it, one sentence each, for staff
    brought_by: str = ""  #: form or colleague, where the words are somebody else's than the mail's sender's
    had_at: datetime | None = None  #: when the colleague who passed it on had it; the clock counts from there
    taken: TakenDown | None = None  #: set where the words were typed at the desk
    tapped: str = ""  #: which button of ours was tapped, as `Button.tap` said it; its words are then the text
    greets: bool = False  #: only opens the chat or asks who we are: answered by that, and opens no case
    survey: SurveyAnswer | None = None  #: what makes it an answer to a survey, by where it came from


@dataclass(frozen=True)
class Outgoing:
    """One message to be sent. Everything that must be the same at a second attempt is here."""

    channel: str
    to: ReplyAddress
    sender_name: str
    sender_address: str
    subject: str
    text: str
    html: str  #: "" sends plain text alone
    message_id: str  #: final before the first attempt
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_address: str = ""  #: the address with our keyed token; "" to use sender_address
    automatic: str = (
        "auto-replied"  #: Auto-Submitted: auto-replied, auto-generated, or no when a person wrote it
    )
    buttons: tuple[Button, ...] = ()  #: for a chat, which draws them; the text holds none of them then

"""What does a decision say, and what does it look at?

Plain values: an action with its reason, and where a conversation stands when a message comes in.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from channels.messages import TakenDown


class Action(StrEnum):
    """What is done with a message. The first eight are what a first message can get."""

    FILE = "file"
    LOG_COMPLAINT = "log_complaint"  # Code 1.3, 6.2: the resident has chosen
    ESCALATE = "escalate"  # Code 6.10: unhappy with a stage 1 answer
    OFFER_COMPLAINT = "offer_complaint"  # Code 1.3: dissatisfied, so the choice is theirs
    SIGNPOST = "signpost"  # Code 1.6: a survey answer; say how to complain
    LOG_SERVICE_REQUEST = "log_service_request"  # Code 1.4
    ANSWER_ENQUIRY = "answer_enquiry"
    ASK_A_PERSON = "ask_a_person"  # nothing is likely enough to act on

    OPEN_CHOSEN = "open_chosen"  # YES to an offer
    DECLINE = "decline"  # NO to an offer
    CHANGED_MIND = "changed_mind"  # NO after YES: a person checks
    ASK_WHICH = "ask_which"  # a bare YES and two open matters
    ASK_AGAIN = "ask_again"  # a picture alone: neither a yes nor a no
    PROMISE_CALL = "promise_call"  # "call me"
    SECOND_UNHAPPY = "second_unhappy"  # unhappy again on the same matter: a person, that day. Code 5.2
    ADD_TO_CASE = "add_to_case"
    FINAL_ANSWER = "final_answer"  # unhappy after stage 2: the Ombudsman
    DONE = "done"  # the resident says that what was asked for is done
    NOTE = "note"  # staff or a contractor wrote into the thread


@dataclass(frozen=True)
class OfferStanding:
    """One offer as it stands."""

    id: int
    case_id: int
    state: str  #: pending, accepted, declined, unanswered
    topic: str
    created_at: datetime
    complaint_id: int | None = None
    reference: str = ""  #: of the case it stands on


@dataclass(frozen=True)
class CaseStanding:
    """One case as it stands."""

    id: int
    kind: str
    topic: str
    is_open: bool
    stage: int | None = None
    stage_1_answered: bool = False
    stage_2_answered: bool = False
    was_refused: bool = False  #: a named person said no to it


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands: its offers and cases oldest first, and what this message replies to."""

    offers: tuple[OfferStanding, ...] = ()
    cases: tuple[CaseStanding, ...] = ()
    replied_offer: int | None = None
    replied_case: int | None = None
    asked_if_done: bool = False  #: what it replies to asked "is it done?"
    replied_survey: bool = False  #: what it replies to is a questionnaire of ours
    replied_letter: bool = (
        False  #: what it replies to is an acknowledgement or a person's letter: its yes is not the choice's
    )


@dataclass(frozen=True)
class Facts:
    """What is known of a message beside its reading."""

    text: str
    channel: str = "email"
    automatic: str = ""  #: why it is known to be sent by a machine
    from_staff: bool = False
    sender: str = ""  #: name and address, for telling a councillor from a neighbour
    has_attachments: bool = False
    left_behind: bool = False  #: it lies in its mailbox, too large to be taken in
    brought_by: str = ""  #: form or colleague, where it did not come from the resident's own address
    answers_survey: bool = (
        False  #: by where it came from or what it replies to, whatever its words. Code: 1.6
    )
    taken: TakenDown | None = None  #: what was put on record beside it where it was typed at the desk
    answered_by: str = "email"  #: the door an answer would leave by
    language: str = ""  #: what they are answered in; "" where only the reading knows
    checked_texts: frozenset[str] = frozenset()  #: the texts a speaker of it has checked


@dataclass(frozen=True)
class Decision:
    """What is done with a message, and why, in a sentence staff can read out."""

    action: Action
    reason: str
    case: int | None = None  #: the case it belongs to or acts on
    offer: int | None = None  #: the offer it answers
    declined: bool = (
        False  #: an offer already refused, in the same breath or when they were asked there and then
    )
    was_asked: bool = False  #: asked there and then, so nobody owes them the question any more
    to_match: bool = False  #: speaks of an earlier complaint nobody has found: a person matches them
    said_again: bool = False  #: a yes to what is open already
    to_handler: bool = False  #: whoever handles the case must read it by the next working day

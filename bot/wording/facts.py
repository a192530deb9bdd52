"""What may a text say? Everything a text can print, given whole by the caller.

Every fact but the landlord has a default, and every text renders without it: what is not known is left out,
never guessed. Instants are aware UTC and printed in London time; dates are London dates.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Danger = Literal["", "hazard", "emergency"]
DangerKind = Literal["", "gas", "fumes", "power", "water_electrics", "fire", "flood", "other"]
Responsible = Literal["yes", "no", "unsure"]


@dataclass(frozen=True)
class LandlordFacts:
    """The landlord as a letterhead knows it."""

    name: str
    phone: str = ""
    emergency_phone: str = ""  #: answered day and night
    office_hours: str = ""  #: as said in a sentence: "Monday to Friday, 9am to 5pm"
    postal_address: str = ""  #: on one line
    email: str = ""
    website: str = ""
    policy_link: str = ""  #: the complaints policy
    nation: str = "england"  #: england, wales, scotland or northern-ireland; chooses the helplines
    ombudsman_long: str = ""  #: from the one dated file; sentences
    ombudsman_short: str = ""
    ombudsman_phone: str = ""  #: for languages that word the lines their own way
    ombudsman_website: str = ""


@dataclass(frozen=True)
class PointFacts:
    """One numbered point of a complaint, as agreed or as put to the resident. Code: 5.6, 5.7."""

    number: int
    text: str  #: in the resident's own words
    responsible: Responsible = "yes"
    reason: str = ""  #: why it is not ours, to follow "because"
    who: str = ""  #: who deals with it instead
    contact: str = ""  #: how to reach them
    tell_by: date | None = None  #: by when we say whether it is ours


@dataclass(frozen=True)
class FindingFacts:
    """One point as it is answered. Code: 6.7, 6.18"""

    number: int
    text: str  #: the point, in the resident's own words
    found: str = ""  #: "We agree"
    reasons: str = ""
    rules: str = ""  #: what it was held against
    not_ours: str = ""  #: who deals with it instead, where it is not ours


@dataclass(frozen=True)
class RemedyFacts:
    """One thing that puts it right. Code: 7.1, 7.3"""

    what: str
    owner: str = ""  #: as said after "by": "our repairs team"; "" where the answer itself does it
    due_on: date | None = None
    is_done: bool = False


@dataclass(frozen=True)
class OtherLawFacts:
    """A part of it that runs beside the complaint under other law. Code: 5.7"""

    words: str  #: as said after "You also": "asked for the data we hold on you"
    number: int = 0  #: the numbered point it is part of; 0 for none
    due_on: date | None = None
    who: str = ""  #: who deals with it, where that is not us


@dataclass(frozen=True)
class MatterFacts:
    """One of several open matters a bare YES could mean."""

    reference: str
    words: str
    yes_link: str


@dataclass(frozen=True)
class Facts:
    """What one text may print."""

    landlord: LandlordFacts
    reference: str = ""
    words: str = ""  #: the resident's own
    first_told_on: date | None = None  #: the first message that showed dissatisfaction
    received_at: datetime | None = None
    passed_at: datetime | None = None  #: when it was put in the team's queue
    team: str = ""  #: as said in a sentence: "our repairs team"
    contact_by: date | None = None  #: the team contacts the resident by then
    thing: str = ""  #: as said after "about": "the heating"
    action_wanted: bool = False  #: something is to be put right
    request_reference: str = ""  #: the service request beside a complaint or a survey answer
    complaint_logged: bool = False  #: for the emergency reply: a complaint is open
    answered_reference: str = ""  #: the complaint whose answer a survey was about
    final_answer_on: date | None = None

    yes_link: str = ""
    no_link: str = ""
    complain_link: str = ""
    look_again_link: str = ""
    report_link: str = ""
    done_link: str = ""
    not_done_link: str = ""
    call_link: str = ""
    change_link: str = ""
    letter_link: str = ""  #: the full letter, for a chat
    my_link: str = ""  #: the resident's own page; only where a case exists and nobody is at risk
    code: str = ""  #: six figures that prove an address, or bring a chat to another device

    write_by: date | None = None  #: we write to agree the points
    answer_by: date | None = None
    answer_within_working_days: int = 10
    points: tuple[PointFacts, ...] = ()
    other_law: tuple[OtherLawFacts, ...] = ()
    outcome: str = ""  #: what would put it right, in the resident's own words
    handler_name: str = ""
    handler_phone: str = ""
    ring_by: date | None = None
    ring_number: str = ""  #: the number we ring
    stage: int = 1
    straight_to_stage_2: bool = False  #: there was no first answer: the nation lets it begin here
    adjustments: tuple[str, ...] = ()  #: as said after "to": "write in large print"
    represented_by: str = ""

    hazard: str = ""  #: "damp and mould"
    hazard_by: date | None = None  #: we look into it by then
    danger: Danger = ""
    danger_kind: DangerKind = ""
    alerted_at: datetime | None = None  #: only once the alert has gone
    alert_taken_by: str = ""  #: who said "I have it", as said before "will ring you"
    make_safe_by: datetime | None = None  #: only once a person calls it an emergency hazard

    read_by: date | None = None  #: a person reads it by then
    read_by_time: str = ""  #: "5pm"
    promised_on: date | None = None  #: the day "is it done?" asks about
    matters: tuple[MatterFacts, ...] = ()
    findings: tuple[FindingFacts, ...] = ()
    remedies: tuple[RemedyFacts, ...] = ()
    done_now: str = ""  #: what of our promises has just been done
    old_answer_by: date | None = None  #: the day that more time was asked for
    update_every: int = 0  #: working days between two updates; 0 where none are agreed
    ground: str = ""  #: why it is refused: "You knew of it for more than twelve months"
    weighed: str = ""  #: what of the person was weighed before it was refused
    ways_left: str = (
        ""  #: the ways that stay open, as said after "reach us": "by post, or through your sister"
    )
    review_on: date | None = None  #: the day on which a restriction is looked at again
    was_missed: bool = False  #: a promised day has passed
    learned: str = ""  #: what we learned and do differently now
    told_no_to: str = ""  #: to whom they said that they do not want to complain: "Priya Nair"
    slower: str = ""  #: on a hard day of ours: what does not work, in sentences
    slower_until: date | None = None
    slower_meanwhile: str = ""  #: as said after "you can reach us": "by phone"
    by_computer: bool = True  #: no person has looked yet
    free_text: str = ""  #: what a member of staff typed
    other_language: str = (
        ""  #: as staff call it, where the text is English and the resident's language is not
    )

    alert_kind: str = ""  #: for staff: "emergency: gas"
    alert_link: str = ""  #: "I have it"
    next_alert_at: datetime | None = None

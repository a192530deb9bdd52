"""Which contents do several texts share? Each with the provision that asks for it.

The lists they stand in: `required.py`.
"""

from collections.abc import Callable, Sequence
from datetime import date

from bot.wording.contents import Content
from bot.wording.facts import Facts, Responsible
from bot.wording.filters import day, one_line


def printed(fact: Callable[[Facts], str]) -> Callable[[Facts], Sequence[str]]:
    """What prints one fact; a fact that is not there counts as missing."""
    return lambda facts: (fact(facts),)


def printed_day(fact: Callable[[Facts], date | None]) -> Callable[[Facts], Sequence[str]]:
    """What prints one day, as `filters.day` does."""

    def shown(facts: Facts) -> Sequence[str]:
        on = fact(facts)
        return (day(on) if on else "",)

    return shown


def wants_action(facts: Facts) -> bool:
    """Whether something is to be put right."""
    return facts.action_wanted


def _has_point(kind: Responsible) -> Callable[[Facts], bool]:
    return lambda facts: any(point.responsible == kind for point in facts.points)


def _numbered_points(facts: Facts) -> Sequence[str]:
    return [f"{point.number}. {one_line(point.text)}" for point in facts.points] or [""]


def _whose_instead(facts: Facts) -> Sequence[str]:
    return [point.who or point.reason for point in facts.points if point.responsible == "no"]


REFERENCE = Content("the reference", "5.12", shows=printed(lambda facts: facts.reference))
WORDS = Content("the resident's own words", "5.6", shows=printed(lambda facts: facts.words), forms=("body",))
CHOICE = Content(
    "the choice to complain",
    "1.3",
    says=r"do you want .*complain|say yes|can still choose|want to complain|YES to complain",
)
YES = Content("how to say yes", "1.3", says=r"reply(ing)? YES", shows=printed(lambda facts: facts.yes_link))
NO = Content("how to say no", "1.3", says=r"YES or NO", shows=printed(lambda facts: facts.no_link))
OWN_CHOICE = Content("it is up to them", "1.3", says=r"up to you")
LATER = Content(
    "the choice stays open", "1.3", says=r"say yes (later|at any time)|change your mind|can still choose"
)
SAME_TREATMENT = Content("no worse treatment", "5.1", says=r"will not change how we treat you")
WORK_GOES_ON = Content("the work goes on", "1.5", says=r"keep working on", applies=wants_action)
TWO_STAGES = Content("two stages", "3.4", says=r"two stages")
STAGE_1 = Content("which stage it is", "5.3", says=r"at stage 1\b")
STAGE_2 = Content("which stage it is", "5.3", says=r"at stage 2\b")
FIRST_TOLD = Content(
    "the day they first told us", "6.2", shows=printed_day(lambda facts: facts.first_told_on)
)
TEAM = Content("who has it", "1.4", says=r"passed (it|that|what)", shows=printed(lambda facts: facts.team))
CONTACT_BY = Content("by when the team is in touch", "1.4", shows=printed_day(lambda facts: facts.contact_by))
WRITE_BY = Content("by when we write", "6.2", shows=printed_day(lambda facts: facts.write_by))
ANSWER_BY = Content(
    "by when we answer", "6.3", says=r"our answer by", shows=printed_day(lambda facts: facts.answer_by)
)
RING_BY = Content("by when we ring", "5.8b", shows=printed_day(lambda facts: facts.ring_by))
READ_BY = Content(
    "when a person reads it", "6.1", says=r"will (read|open) ", shows=printed_day(lambda facts: facts.read_by)
)
NEEDS = Content("what would help them", "3.1, 5.10", says=r"large print or another language help")
OMBUDSMAN = Content("the Ombudsman", "3.7", says=r"Ombudsman")
OMBUDSMAN_IN_FULL = Content(
    "the Ombudsman in full",
    "3.7",
    shows=printed(lambda facts: facts.landlord.ombudsman_long),
    forms=("body",),
)
REPRESENTATIVE = Content("someone can act for them", "3.6", says=r"someone you trust can", forms=("body",))
COMPANION = Content("someone can come along", "3.6", says=r"someone you trust .*come to a meeting")
POLICY = Content("the policy", "3.4", shows=printed(lambda facts: facts.landlord.policy_link))
POLICY_IN_BODY = Content(
    "the policy", "3.4", shows=printed(lambda facts: facts.landlord.policy_link), forms=("body",)
)
HONEST = Content("a computer did it", "honesty", says=r"computer", applies=lambda facts: facts.by_computer)
EMERGENCY = Content(
    "the emergency number", "6.1", shows=printed(lambda facts: facts.landlord.emergency_phone)
)
HOW_TO_COMPLAIN = Content("how to complain, last", "1.3, 3.2", says=r"complain at any time: reply COMPLAINT")
SLOWER = (
    Content(
        "what does not work with us, and till when",
        "8.5",
        shows=lambda facts: (facts.slower, day(facts.slower_until) if facts.slower_until else ""),
        applies=lambda facts: bool(facts.slower),
    ),
    Content(
        "their dates stay",
        "8.5",
        says=r"no date that we owe you moves",
        applies=lambda facts: bool(facts.slower),
    ),
)
COMPLAIN = Content("a way to complain about this", "1.5", says=r"(reply |make (it |this )?a )complaint")
SURVEYED_CASE = Content(
    "which case it is about", "1.6", shows=lambda facts: (facts.answered_reference or facts.reference,)
)
COMPLAIN_IN_SURVEY = Content(
    "a way to complain",
    "1.6, 3.1",
    says=r"reply COMPLAINT",
    shows=lambda facts: [facts.complain_link] if facts.complain_link or not facts.answered_reference else [],
)
LOOK_AGAIN = Content(
    "how to have the answer looked at again",
    "6.10, 6.12",
    shows=printed(lambda facts: facts.look_again_link),
    applies=lambda facts: bool(facts.look_again_link),
)

SEE_WHERE = Content(
    "where it stands", "5.9", says=r"see where this stands", shows=printed(lambda facts: facts.my_link)
)

DEFINITION = (
    Content("the points, numbered, in their own words", "5.6", shows=_numbered_points),
    Content(
        "the outcome wanted, or the question for it",
        "5.6",
        says=r"you want( to happen)?:|would put this right",
        shows=lambda facts: [facts.outcome] if facts.outcome else [],
    ),
    Content("an invitation to correct it", "5.6, 5.8b", says=r"tell us and we will change it"),
    Content("what is ours", "5.7", says=r"\b(is|are) ours to deal|\(ours\)", applies=_has_point("yes")),
    Content(
        "what is not ours, and whose", "5.7", says=r"not ours", shows=_whose_instead, applies=_has_point("no")
    ),
    Content("what we still check", "5.7", says=r"still checking if", applies=_has_point("unsure")),
)
LONGER = Content("what if it takes longer", "6.4", says=r"if we need longer", forms=("body",))
ADJUSTMENTS = Content(
    "the agreed adjustments",
    "5.10",
    shows=lambda facts: facts.adjustments,
    applies=lambda facts: bool(facts.adjustments),
)
HANDLER = Content("who looks into it", "4.1", shows=lambda facts: (facts.handler_name, facts.handler_phone))
PEOPLE = (HANDLER, RING_BY, ANSWER_BY, LONGER, ADJUSTMENTS, WORK_GOES_ON, COMPANION, POLICY, OMBUDSMAN)


def had_an_answer(facts: Facts) -> bool:
    """Whether there was an answer at stage 1 before this."""
    return not facts.straight_to_stage_2


SOMEONE_NEW = Content("someone new looks", "6.13", says=r"is new to this|someone new")
NO_REASONS = Content("no reasons needed", "6.12", says=r"do not have to say why|need not say why")
LOGGED = (REFERENCE, WRITE_BY, ANSWER_BY, WORK_GOES_ON, SAME_TREATMENT, OMBUDSMAN, OMBUDSMAN_IN_FULL, HONEST)
UNSURE = (REFERENCE, READ_BY, YES, CHOICE, EMERGENCY, NEEDS, OMBUDSMAN, HONEST)

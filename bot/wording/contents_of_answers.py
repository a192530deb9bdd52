"""Which contents do the answers owe, and what follows them? The seven of 6.9 and of 6.19, updates and the end."""

from collections.abc import Sequence

from bot.wording.contents import Content
from bot.wording.facts import Facts
from bot.wording.filters import day, one_line
from bot.wording.shared_contents import (
    FIRST_TOLD,
    OMBUDSMAN,
    OMBUDSMAN_IN_FULL,
    REFERENCE,
    SEE_WHERE,
    printed,
    printed_day,
)


def _points(facts: Facts) -> Sequence[str]:
    return [f"{finding.number}. {one_line(finding.text)}" for finding in facts.findings] or [""]


def _ours(facts: Facts) -> list[str]:
    return [finding.found for finding in facts.findings if not finding.not_ours] or [""]


def _reasons(facts: Facts) -> list[str]:
    return [fact for one in facts.findings if not one.not_ours for fact in (one.reasons, one.rules)] or [""]


def _left(facts: Facts) -> list[str]:
    open_ones = [one for one in facts.remedies if one.due_on and not one.is_done]
    return [fact for one in open_ones for fact in (one.what, day(one.due_on) if one.due_on else "")]


def _seven(section: str) -> tuple[Content, ...]:
    """All but the way on, which differs."""
    stage = "1" if section == "6.9" else "2"
    return (
        Content("the stage", f"{section}a", says=rf"at stage {stage}"),
        Content("the points", f"{section}b", shows=_points),
        Content("the decision on each point", f"{section}c", shows=_ours),
        Content("the reasons, and what it was held against", f"{section}d", shows=_reasons),
        Content(
            "what puts it right", f"{section}e", shows=lambda facts: [one.what for one in facts.remedies]
        ),
        Content(
            "what is still to be done",
            f"{section}f",
            says=r"still to be done|nothing is left for us to do",
            shows=_left,
        ),
    )


OF_ANSWERS: dict[str, tuple[Content, ...]] = {
    "stage_1_response": (
        *_seven("6.9"),
        *(REFERENCE, SEE_WHERE, OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content(
            "how to reach stage 2",
            "6.9g",
            says=r"tell us in any words.*someone new will (then )?look",
            shows=printed(lambda facts: facts.look_again_link),
        ),
        Content("no reasons needed", "6.12", says=r"do not have to say why"),
        Content("the day they first told us", "5.12", shows=FIRST_TOLD.shows, forms=("body",)),
    ),
    "stage_2_response": (
        *_seven("6.19"),
        *(REFERENCE, SEE_WHERE, OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("it is our last answer", "6.20", says=r"our final answer"),
        Content("how to reach the Ombudsman", "6.19g", says=r"the Ombudsman can look at it"),
        Content(
            "12 months to ask",
            "6.20",
            says=r"within 12 months",
            applies=lambda facts: facts.landlord.nation == "england",
        ),
        Content("what was promised stands", "6.17", says=r"promised here stands"),
    ),
    "extension": (
        *(REFERENCE, SEE_WHERE, OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("the stage", "6.4, 6.15", says=r"at stage [12]"),
        Content("the new day", "6.4, 6.15", shows=printed_day(lambda facts: facts.answer_by)),
        Content("the day it was before", "6.4, 6.15", shows=printed_day(lambda facts: facts.old_answer_by)),
        Content("why", "6.4, 6.15", shows=printed(lambda facts: facts.free_text)),
        Content("how often we write", "5.9", says=r"we write to you (at least )?every"),
        Content("they may object", "5.9", says=r"does that not work for you"),
        Content("how the Ombudsman helps", "6.5, 6.16", says=r"the Ombudsman can help you"),
    ),
    "refusal": (
        *(REFERENCE, OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("what is refused", "2.4, 5.11", says=r"we will not (look|do)"),
        Content("the ground", "2.4", shows=printed(lambda facts: facts.ground)),
        Content("the facts", "2.4", shows=printed(lambda facts: facts.free_text)),
        Content("what of them was weighed", "2.3, 2.5", shows=printed(lambda facts: facts.weighed)),
        Content("who decided it", "2.5", shows=printed(lambda facts: facts.handler_name)),
        Content(
            "how to reach the Ombudsman, who can make us", "2.4", says=r"take it to the Ombudsman.*tell us to"
        ),
    ),
    "issue_added": (
        *(REFERENCE, SEE_WHERE, OMBUDSMAN),
        Content("that it is looked into together", "6.8", says=r"together with your complaint"),
        Content(
            "the day stays", "6.8", says=r"stays the same", shows=printed_day(lambda facts: facts.answer_by)
        ),
    ),
    "consent_request": (
        OMBUDSMAN,
        Content("who says so", "3.6", shows=printed(lambda facts: facts.represented_by)),
        Content("nothing was told", "3.6", says=r"not told them anything"),
        Content("it does not wait", "3.6", says=r"does not wait"),
        Content("how to answer", "3.6", says=r"YES or NO"),
    ),
    "restriction": (
        *(OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("why", "5.14", shows=printed(lambda facts: facts.free_text)),
        Content("what stays open", "5.15", shows=printed(lambda facts: facts.ways_left)),
        Content("they can still complain", "5.15", says=r"you can still complain"),
        Content("when it is looked at again", "5.14", shows=printed_day(lambda facts: facts.review_on)),
        Content("how to object", "5.14", says=r"if you think this is wrong"),
        Content("illness and disability", "5.15", says=r"illness or a disability"),
    ),
    "incident": (
        *(OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("what is the matter", "8.5", shows=printed(lambda facts: facts.free_text)),
        Content("by when it works again", "8.5", shows=printed_day(lambda facts: facts.promised_on)),
        Content("how to reach us meanwhile", "8.5", shows=printed(lambda facts: facts.ways_left)),
        Content("they can still complain", "8.5", says=r"you can still complain"),
    ),
    "action_update": (
        *(REFERENCE, SEE_WHERE, OMBUDSMAN),
        Content(
            "what is left, and by when", "6.6, 6.17", says=r"still to be done|nothing is left", shows=_left
        ),
        Content(
            "sorry for a day that was missed", "6.6", says=r"sorry", applies=lambda facts: facts.was_missed
        ),
        Content(
            "what has just been done",
            "6.6",
            shows=printed(lambda facts: facts.done_now),
            applies=lambda facts: bool(facts.done_now),
        ),
    ),
    "closure": (
        *(REFERENCE, OMBUDSMAN, OMBUDSMAN_IN_FULL),
        Content("that it is closed", "6.6", says=r"close your complaint"),
        Content(
            "what we do differently",
            "9.1, 9.3",
            shows=printed(lambda facts: facts.learned),
            applies=lambda facts: bool(facts.learned),
        ),
        Content("what if something is not done", "6.6", says=r"not done"),
        Content(
            "stage 2 stays open",
            "6.10",
            says=r"still ask us to look at it again",
            applies=lambda facts: facts.stage == 1,
        ),
    ),
}

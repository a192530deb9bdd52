"""What is done with a message, and why?

Pure. `decide` looks at where the conversation stands; `first.py` holds the table for a first message,
`following.py` what changes when there is already an offer or a case, `across.py` what holds over all rows:
danger, people at risk, the wrong door, representatives, who must not see it.
"""

from datetime import date

from bot.decision.first import decide_first
from bot.decision.following import decide_following
from bot.decision.signs import reads_unhappy
from bot.decision.taken_down import as_they_answered, without_gloss
from bot.decision.values import Action, Decision, Facts, Standing
from classifiers.reading import Reading

__all__ = ["Action", "Decision", "Facts", "Standing", "decide"]


def decide(
    reading: Reading, facts: Facts, standing: Standing, *, today: date, holidays: frozenset[date]
) -> Decision:
    """Choose the action for one message; dissatisfaction is always looked for first.

    Args:
        today: the London day the message was received.
        holidays: the landlord's bank holidays; a grievance after 20 working days is a new one.
    """
    if facts.automatic:
        return decide_first(reading, facts)
    if facts.from_staff:
        return _from_staff(reading, standing)
    if facts.left_behind:
        return Decision(
            Action.ASK_A_PERSON,
            "It is too large to be taken in, so a person opens it in its mailbox.",
            case=standing.replied_case,
        )
    if facts.taken is not None:
        theirs = without_gloss(reading)
        decided = _decide_by_words(theirs, facts, standing, today=today, holidays=holidays)
        return as_they_answered(decided, theirs, facts, standing)
    return _decide_by_words(reading, facts, standing, today=today, holidays=holidays)


def _decide_by_words(
    reading: Reading, facts: Facts, standing: Standing, *, today: date, holidays: frozenset[date]
) -> Decision:
    if not (standing.offers or standing.cases):
        return decide_first(reading, facts)
    decided = decide_following(reading, facts, standing, today=today, holidays=holidays)
    return _only_on_proof(decided, reading, facts)


def _only_on_proof(decided: Decision, reading: Reading, facts: Facts) -> Decision:
    """Nothing of a resident's is ended, and no bare yes taken, on the word of a form anybody can fill in. Code: 1.3

    A colleague who passes on a yes is believed; a no, or "it is done", a person looks at first.
    """
    if not facts.brought_by:
        return decided
    ends = decided.action in (Action.DECLINE, Action.CHANGED_MIND, Action.DONE)
    chooses = decided.action in (Action.OPEN_CHOSEN, Action.LOG_COMPLAINT) and not reading.explicit
    if ends or (chooses and facts.brought_by == "form"):
        return Decision(
            Action.ASK_A_PERSON,
            "It answers a question of ours, but not from the resident's own address, so a person decides.",
            case=decided.case,
        )
    return decided


def _from_staff(reading: Reading, standing: Standing) -> Decision:
    """A note where they write into a thread; whatever else they send may be a resident's, passed on. Code: 3.2"""
    if standing.replied_case is None:
        return Decision(
            Action.ASK_A_PERSON,
            "A colleague or contractor sent it by itself, so a person decides whose it is.",
        )
    return Decision(
        Action.NOTE,
        "A member of staff or a contractor wrote into the thread.",
        case=standing.replied_case,
        to_handler=reads_unhappy(reading) or reading.explicit,
    )

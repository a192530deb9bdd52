"""What does it change that the words were taken down at the desk, and the resident perhaps asked there and then?

Pure. The resident's words are read like any message. What whoever typed them makes of the resident's mood is not read
for a wish of the resident; only what they answered when they were asked is. Code: 1.3, 3.2
"""

from dataclasses import replace

from bot.conversations import COLLEAGUE
from bot.decision.following import decide_chosen
from bot.decision.values import Action, Decision, Facts, Standing
from classifiers.labels import Kind, Signal
from classifiers.reading import Reading

ASKED_AND_YES = "They were asked there and then, and want to complain."
ASKED_AND_NO = "They were asked there and then, and do not want to complain."
_BOTH = "Their words ask for a complaint, though it was put down that they do not want one. A person looks which is right."
_GIVES_THE_CHOICE = (
    Action.OFFER_COMPLAINT,
    Action.LOG_SERVICE_REQUEST,
    Action.ANSWER_ENQUIRY,
    Action.ASK_A_PERSON,
    Action.SIGNPOST,
)
_CHOSEN = (Action.LOG_COMPLAINT, Action.OPEN_CHOSEN)


def without_gloss(reading: Reading) -> Reading:
    """The reading without a no that may be the typist's: "happy with that" is no resident's choice."""
    return replace(reading, signals=reading.signals - {Signal.DECLINES_COMPLAINT})


def as_they_answered(decided: Decision, reading: Reading, facts: Facts, standing: Standing) -> Decision:
    """The decision by the words, with what they answered when they were asked.

    Args:
        decided: what the words alone would bring.
    """
    choice = facts.taken.choice if facts.taken else ""
    if choice == "yes":
        return _they_said_yes(reading, facts, standing)
    return _they_said_no(decided, facts) if choice == "no" else decided


def _they_said_yes(reading: Reading, facts: Facts, standing: Standing) -> Decision:
    chosen = replace(reading, kind=Kind.COMPLAINT, explicit=True, unhappy=True)
    known = decide_chosen(chosen, facts, standing) or Decision(Action.LOG_COMPLAINT, ASKED_AND_YES)
    by_their_yes = known.action in _CHOSEN and not known.to_match
    return (
        replace(known, reason=ASKED_AND_YES, was_asked=True)
        if by_their_yes
        else replace(known, was_asked=True)
    )


def _they_said_no(decided: Decision, facts: Facts) -> Decision:
    if decided.action in _GIVES_THE_CHOICE:
        return replace(decided, declined=True, was_asked=True, reason=f"{decided.reason} {ASKED_AND_NO}")
    if decided.action in _CHOSEN:
        return replace(decided, reason=_BOTH, to_handler=True)
    # An offer made to the resident is ended by a colleague's word, and confirmed to them; a link proves nobody.
    if decided.action is Action.SECOND_UNHAPPY and facts.brought_by == COLLEAGUE:
        return replace(decided, action=Action.DECLINE, was_asked=True, reason=ASKED_AND_NO)
    return decided

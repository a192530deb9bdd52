"""Where does a case stand, in plain words: what is done, what happens now, and what comes next by when?

Pure. Three to five steps a kind, told as a resident would tell them. A day that has passed is said to have passed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True)
class Step:
    """One step on the way."""

    words: str
    on: date | None = None  #: when it was done
    by: date | None = None  #: by when it will be
    state: str = AHEAD  #: done, now, ahead


@dataclass(frozen=True)
class CaseFacts:
    """What is known of one case, as London days."""

    kind: str  #: complaint, service_request, enquiry, feedback, contact
    told_on: date
    team: str = ""
    stage: int | None = None
    is_closed: bool = False
    closed_on: date | None = None
    write_by: date | None = None
    written_on: date | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    contact_by: date | None = None
    asked_again_on: date | None = None
    promises: tuple[Step, ...] = ()  #: what an answer of ours has promised to do


@dataclass(frozen=True)
class Where:
    """The steps of a case, and what happens next."""

    kind: str  #: in plain words: "Your complaint"
    steps: tuple[Step, ...]
    next_words: str
    next_by: date | None = None
    is_late: bool = False  #: the day we gave has passed


KINDS: Final = {
    "complaint": "Your complaint",
    "service_request": "What you asked us to do",
    "enquiry": "Your question",
    "feedback": "What you told us",
    "contact": "Your message",
}


def where_it_stands(case: CaseFacts, *, today: date) -> Where:
    """The steps of this kind of case, with the first that is not done marked as the one we are at."""
    steps = {"complaint": _complaint, "service_request": _request, "enquiry": _question}.get(
        case.kind, _message
    )(case)
    open_steps = [step for step in steps if step.state != DONE]
    if case.is_closed or not open_steps:
        done = tuple(Step(step.words, step.on, None, DONE) for step in steps if step.on or not case.is_closed)
        closed = () if not case.is_closed else (Step("We have closed this", case.closed_on, None, DONE),)
        return Where(KINDS[case.kind], (*done, *closed), _after_the_end(case))
    now = open_steps[0]
    told = tuple(Step(step.words, step.on, step.by, NOW) if step is now else step for step in steps)
    is_late = now.by is not None and now.by < today
    return Where(KINDS[case.kind], told, now.words, now.by, is_late)


def _complaint(case: CaseFacts) -> list[Step]:
    again = case.stage == 2
    return [
        _step("You first told us", case.told_on),
        *([_step("You asked us to look again", case.asked_again_on)] if again else []),
        _step("We write to you about what we will look into", case.written_on, case.write_by),
        _step(
            "You have our final answer" if again else "You have our answer", case.answered_on, case.answer_by
        ),
        *case.promises,
    ]


def _request(case: CaseFacts) -> list[Step]:
    return [
        _step("You told us", case.told_on),
        _step(f"We passed it to {case.team}", case.told_on),
        _step("They contact you", None, case.contact_by),
        _step("It is done", case.closed_on),
    ]


def _question(case: CaseFacts) -> list[Step]:
    return [
        _step("You asked us", case.told_on),
        _step(f"We passed it to {case.team}", case.told_on),
        _step("You have an answer", case.answered_on or case.closed_on, case.contact_by),
    ]


def _message(case: CaseFacts) -> list[Step]:
    return [
        _step("You wrote to us", case.told_on),
        _step("A person reads it", None, case.write_by),
        _step("We tell you what happens next", case.closed_on),
    ]


def _step(words: str, on: date | None, by: date | None = None) -> Step:
    return Step(words, on, None if on else by, DONE if on else AHEAD)


def _after_the_end(case: CaseFacts) -> str:
    if case.kind != "complaint":
        return "Nothing more, unless you tell us that it is not right. You can still write to us here."
    if case.stage == 1:
        return "If you do not like our answer, tell us. A different person looks again. You need not say why."
    return "This was our final answer. If you do not like it, you can ask the Ombudsman."

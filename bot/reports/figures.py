"""How many were there, how soon were they answered, and what about them is not as it should be? Pure.

A clock is counted in the period in which it fell due, a complaint in the one in which it was received. A choice made
late is counted apart, so that nobody reads it as a breach or as a success. Code: 3.3, 5.5, 8.1, 9.7
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.casework.procedures import Procedure
from bot.reports.periods import Period
from bot.working_days import working_days_between

QUARTERS_BEHIND: Final = 8  #: of the landlord's own past that a low number is held against
LOW: Final = 0.5  #: of its own mean
ENOUGH_QUARTERS: Final = 2  #: with fewer there is no mean worth the name
SHARE_AT_LEAST: Final = 3  #: complaints at one address in ninety days that make a theme
OURS: Final = "us"


@dataclass(frozen=True)
class ClockFacts:
    """One date of the Code that fell due: by which rule, and when it was met."""

    rule: str
    due_on: date
    met_on: date | None
    was_extended: bool
    by: str  #: the organisation that handles the case


@dataclass(frozen=True)
class ComplaintFacts:
    """One complaint, without a word or a name of the resident."""

    received_on: date
    stage_2_on: date | None
    topic: str
    by: str  #: the organisation that handles it
    chosen_late: bool  #: the resident said yes days after the offer


@dataclass(frozen=True)
class OnTime:
    """How many of those that fell due were met in time."""

    due: int = 0
    met: int = 0
    extended: int = 0  #: among those met, with an extension the Code allows
    late_by: tuple[int, ...] = ()  #: working days, of those that were late

    @property
    def percent(self) -> int | None:
        """Of a hundred, rounded; None where nothing fell due."""
        return round(100 * self.met / self.due) if self.due else None


@dataclass(frozen=True)
class Figures:
    """One period of one landlord."""

    period: Period
    procedure: Procedure  #: of the landlord's nation
    stage_1: int
    stage_2: int
    per_thousand: float | None  #: complaints per 1,000 homes; None where the profile names no homes
    by_topic: Mapping[str, int]
    by_handler: Mapping[str, int]
    chosen_late: int
    on_time: Mapping[str, OnTime]  #: by rule
    on_time_by_handler: Mapping[str, OnTime]  #: every clock of the Code, by organisation
    choices: Mapping[str, int]  #: offers by what became of them
    requests: int
    requests_became: int


RULES: Final = ("acknowledge_stage_1", "respond_stage_1", "acknowledge_stage_2", "respond_stage_2")


def in_words(rule: str, procedure: Procedure) -> str:
    """What a rule asks for in this nation: "Stage 1 answered within 10 working days"."""
    number = int(rule[-1])
    stage = procedure.stage(number)
    if rule.startswith("acknowledge"):
        return f"Stage {number} acknowledged within {stage.acknowledge} working days"
    return f"Stage {number} answered within {stage.answer} working days"


@dataclass(frozen=True)
class RequestDays:
    """How long service requests took, in days, where nobody complained and where somebody did. Code: 5.1"""

    alone: tuple[int, ...] = ()
    with_complaint: tuple[int, ...] = ()

    @property
    def in_words(self) -> str:
        """Both middles side by side; "" where one of them is missing, for then nothing is compared."""
        if not self.alone or not self.with_complaint:
            return ""
        return (
            f"What was to be put right took {_middle(self.with_complaint)} days in the middle where somebody complained "
            f"({len(self.with_complaint)} of them), and {_middle(self.alone)} where nobody did ({len(self.alone)}). "
            "Complaining must not make it slower, nor be the only way to make it quick (5.1)."
        )


def request_days(ended: Iterable[tuple[date, date, bool]]) -> RequestDays:
    """Days from the message to the end of each request: came, ended, and whether a complaint stood beside it."""
    counted = [((last - first).days, beside) for first, last, beside in ended]
    return RequestDays(
        alone=tuple(sorted(days for days, beside in counted if not beside)),
        with_complaint=tuple(sorted(days for days, beside in counted if beside)),
    )


def _middle(days: Sequence[int]) -> int:
    return days[len(days) // 2]


def count(
    period: Period,
    complaints: Sequence[ComplaintFacts],
    clocks: Sequence[ClockFacts],
    *,
    procedure: Procedure,
    homes: int | None,
    choices: Mapping[str, int],
    requests: tuple[int, int],
    today: date,
    holidays: frozenset[date],
) -> Figures:
    """The figures of one period. Code: 9.7"""
    received = [each for each in complaints if period.holds(each.received_on)]
    due = [clock for clock in clocks if period.holds(clock.due_on) and clock.due_on <= today]
    told = {rule: _on_time([each for each in due if each.rule == rule], holidays, today) for rule in RULES}
    handlers = sorted({clock.by for clock in due})
    return Figures(
        period=period,
        procedure=procedure,
        stage_1=len(received),
        stage_2=sum(period.holds(each.stage_2_on) for each in complaints),
        per_thousand=round(1000 * len(received) / homes, 1) if homes else None,
        by_topic=_counted(each.topic for each in received),
        by_handler=_counted(each.by for each in received),
        chosen_late=sum(each.chosen_late for each in received),
        on_time=told,
        on_time_by_handler={
            by: _on_time([each for each in due if each.by == by], holidays, today) for by in handlers
        },
        choices=choices,
        requests=requests[0],
        requests_became=requests[1],
    )


def low_volume(this: int, before: Sequence[int]) -> str:
    """A warning where complaints fell far below the landlord's own mean; "" elsewhere, and never praise. Code: 3.3

    Args:
        before: complaints of the quarters before, the nearest first.
    """
    past = before[:QUARTERS_BEHIND]
    if len(past) < ENOUGH_QUARTERS or not any(past):
        return ""
    mean = sum(past) / len(past)
    if this >= LOW * mean:
        return ""
    return (
        f"{this} complaints, where {mean:.0f} a quarter are usual. Fewer complaints need not mean happier residents: "
        "ask whether people find the way to complain, and whether unhappy messages are recognised."
    )


def _on_time(clocks: Sequence[ClockFacts], holidays: frozenset[date], today: date) -> OnTime:
    met = [clock for clock in clocks if clock.met_on is not None and clock.met_on <= clock.due_on]
    late = [clock for clock in clocks if clock not in met]
    return OnTime(
        due=len(clocks),
        met=len(met),
        extended=sum(clock.was_extended for clock in met),
        late_by=tuple(
            sorted(
                working_days_between(clock.due_on, clock.met_on or today, holidays=holidays) for clock in late
            )
        ),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())

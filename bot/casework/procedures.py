"""How many days has each stage of a complaint, in the nation whose law the landlord lives under? Pure.

England's figures are the Code's. Scotland and Northern Ireland share a model procedure: a quick answer within five
working days of receipt, then an investigation of twenty, also counted from receipt, which a complaint may begin with.
Wales resolves informally first and has twenty working days for the formal answer. Where a nation asks for no
acknowledgement we still send one, so that nobody is left without word. Code: 6.2-6.4, 6.11-6.15; SPSO, NIPSO, PSOW
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from bot.deadlines import months_after
from bot.working_days import add_working_days

Holidays = frozenset[date]


@dataclass(frozen=True)
class Stage:
    """The working days of one stage."""

    acknowledge: int  #: after the complaint, or the request for stage 2, was received
    answer: int
    counts_from: Literal["acknowledgement", "receipt"]
    extend: (
        int | None
    )  #: how much more without a good reason and the resident's agreement; None: never without
    source: str  #: where the figures come from

    @property
    def longest(self) -> int:
        """Working days from receipt after which an answer is late, whatever was acknowledged when."""
        return self.answer if self.counts_from == "receipt" else self.acknowledge + self.answer

    @property
    def answer_after_acknowledgement(self) -> int:
        """The most working days between the last day to acknowledge and the answer, for a letter to say."""
        return self.longest - self.acknowledge


@dataclass(frozen=True)
class Procedure:
    """The two stages of a nation, and how long after the event a complaint is surely in time."""

    stage_1: Stage
    stage_2: Stage
    complain_within_months: int
    may_begin_at_stage_2: bool  #: what is serious or tangled goes straight to the investigation
    law: str

    @property
    def time_limit(self) -> str:
        """In words: "twelve months"."""
        return {6: "six", 12: "twelve"}[self.complain_within_months] + " months"

    def stage(self, number: int | None) -> Stage:
        """The figures of a stage; a matter that is no complaint yet would begin at the first."""
        return self.stage_2 if number == 2 else self.stage_1

    def complain_by(self, known_on: date) -> date:
        """The last day that is surely in time; what comes later is weighed by a person. Code: 2.3"""
        return months_after(known_on, self.complain_within_months)


def acknowledge_by(
    stage: Stage, received_on: date, *, holidays: Holidays, chosen_on: date | None = None
) -> date:
    """The last day to acknowledge: from receipt, or the working day after a later choice. Code: 6.2, 6.11"""
    return _later(received_on, stage.acknowledge, chosen_on, 1, holidays)


def latest_answer(
    stage: Stage, received_on: date, *, holidays: Holidays, chosen_on: date | None = None
) -> date:
    """The day an answer is late whatever was acknowledged when.

    Where days count from receipt, a later yes is when the complaint was received. Code: 6.2, 6.3, 6.11, 6.14
    """
    after_choice = stage.answer + (1 if stage.counts_from == "acknowledgement" else 0)
    return _later(received_on, stage.longest, chosen_on, after_choice, holidays)


def answer_by(stage: Stage, acknowledged_on: date, latest: date | None, *, holidays: Holidays) -> date:
    """The day of the answer once it is acknowledged: from the acknowledgement, or `latest` where receipt rules.

    Code: 6.3, 6.14
    """
    if stage.counts_from == "receipt" and latest is not None:
        return latest
    return add_working_days(acknowledged_on, stage.answer, holidays=holidays)


def extended_by(stage: Stage, due_on: date, *, holidays: Holidays) -> date:
    """The latest new day without a good reason and the resident's agreement. Code: 6.4, 6.15"""
    return add_working_days(due_on, stage.extend, holidays=holidays) if stage.extend else due_on


def procedure_of(nation: str) -> Procedure:
    """The procedure of a nation."""
    return PROCEDURES[nation]


def _later(
    received_on: date, after_receipt: int, chosen_on: date | None, after_choice: int, holidays: Holidays
) -> date:
    from_receipt = add_working_days(received_on, after_receipt, holidays=holidays)
    if chosen_on is None:
        return from_receipt
    return max(from_receipt, add_working_days(chosen_on, after_choice, holidays=holidays))


def _model(body: str) -> Procedure:
    """Scotland's model procedure, which Northern Ireland's follows in its figures."""
    law = f"the {body}'s model complaints handling procedure"
    return Procedure(
        Stage(3, 5, "receipt", 5, f"{law}; the acknowledgement is ours"),
        Stage(3, 20, "receipt", None, law),
        complain_within_months=6,
        may_begin_at_stage_2=True,
        law=law,
    )


_CODE: Final = "the Housing Ombudsman's Complaint Handling Code"
_PSOW: Final = "the PSOW's model concerns and complaints policy"
PROCEDURES: Final[Mapping[str, Procedure]] = MappingProxyType(
    {
        "england": Procedure(
            Stage(5, 10, "acknowledgement", 10, f"{_CODE}, 6.2 to 6.4"),
            Stage(5, 20, "acknowledgement", 20, f"{_CODE}, 6.11 to 6.15"),
            complain_within_months=12,
            may_begin_at_stage_2=False,
            law=_CODE,
        ),
        "scotland": _model("SPSO"),
        "northern-ireland": _model("NIPSO"),
        "wales": Procedure(
            Stage(5, 10, "receipt", None, f"{_PSOW}, the informal stage; its ten days are ours"),
            Stage(5, 20, "receipt", None, f"{_PSOW}, the formal stage"),
            complain_within_months=6,
            may_begin_at_stage_2=True,
            law=_PSOW,
        ),
    }
)

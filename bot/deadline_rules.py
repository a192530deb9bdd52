"""Which rules of counting are there, by name, and in which nation is each the law?

Pure. `hark deadline` and every stored clock use these names; the figures are the functions' own
(`bot/deadlines.py`), repeated here only to be said in words, and a test keeps the two together. The Code is
England's. Scotland, Wales and Northern Ireland have model procedures of their own, which stand here too.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Final, Literal

from bot import deadlines
from bot.working_days import add_working_days

Unit = Literal["working days", "days", "weeks", "months", "hours"]

ENGLAND: Final = frozenset({"england"})
ENGLAND_AND_WALES: Final = frozenset({"england", "wales"})
EVERY_NATION: Final = frozenset({"england", "wales", "scotland", "northern-ireland"})


@dataclass(frozen=True)
class Rule:
    """One way to get from an event to a due date."""

    name: str
    count: Callable[..., date]  #: the function of `bot/deadlines.py`; called through `due`
    amount: int
    unit: Unit
    since: str  #: from which event, in words: "after the letter came"
    provision: str  #: the law behind it
    nations: frozenset[str]  #: where it is that nation's own rule
    own_rule: Mapping[str, str] = field(default_factory=dict)  #: elsewhere: that nation's rule, by name

    @property
    def counts_hours(self) -> bool:
        """Whether it starts and ends at an instant, not on a day."""
        return self.unit == "hours"

    def due(self, start: date, *, holidays: Container[date]) -> date:
        """The due date; for a rule that counts hours, the due instant from an aware instant."""
        if self.unit == "working days" or self.count is deadlines.answer_access_request_by:
            return self.count(start, holidays=holidays)
        return self.count(start)

    def due_at(self, start: datetime) -> datetime:
        """The due instant of a rule that counts hours.

        Raises:
            ValueError: the rule counts days, or the instant has no time zone.
        """
        due = self.count(start) if self.counts_hours else None
        if not isinstance(due, datetime):
            raise ValueError(f"{self.name} counts days, not hours.")
        return due

    def in_words(self) -> str:
        """How it counts: "5 working days after the complaint was received"."""
        unit = self.unit.removesuffix("s") if self.amount == 1 else self.unit
        return f"{self.amount} {unit} {self.since}"


def _spso_and_nipso(name: str) -> Mapping[str, str]:
    return MappingProxyType({"scotland": f"spso_{name}", "northern-ireland": f"nipso_{name}"})


def _plus(days: int) -> Callable[..., date]:
    return partial(add_working_days, days=days)


_DAYS: Final[Unit] = "working days"
_RECEIVED: Final = "after the complaint was received"
_ASKED: Final = "after stage 2 was asked for"
_DUE: Final = "after the day the answer was due"
_AWARE: Final = "after the landlord knew of the hazard"
_INVESTIGATED: Final = "after the investigation ended"
_WALES: Final = MappingProxyType({"wales": "psow_respond"})
_DAMP: Final = "SSI 2026/173, damp and mould"


def _code() -> tuple[Rule, ...]:
    """The Housing Ombudsman's Complaint Handling Code, and the steps of ours that serve it."""
    one, two = _spso_and_nipso("respond_stage_1"), _spso_and_nipso("respond_stage_2")
    acknowledged = "after the acknowledgement was sent"
    offered = "after the choice to complain was offered"
    d = deadlines
    return (
        Rule("acknowledge_stage_1", d.acknowledge_by, 5, _DAYS, _RECEIVED, "Code 6.2", ENGLAND, one),
        Rule(
            "respond_stage_1", d.respond_by, 10, _DAYS, acknowledged, "Code 6.3", ENGLAND, {**one, **_WALES}
        ),
        Rule("backstop_stage_1", d.respond_backstop, 15, _DAYS, _RECEIVED, "Code 6.2 and 6.3", ENGLAND, one),
        Rule(
            "extend_stage_1",
            d.extend_stage_1,
            10,
            _DAYS,
            _DUE,
            "Code 6.4",
            ENGLAND,
            _spso_and_nipso("extend_stage_1"),
        ),
        Rule(
            "acknowledge_stage_2",
            d.acknowledge_stage_2_by,
            5,
            _DAYS,
            _ASKED,
            "Code 6.11",
            ENGLAND,
            _spso_and_nipso("acknowledge_stage_2"),
        ),
        Rule("respond_stage_2", d.respond_stage_2_by, 20, _DAYS, acknowledged, "Code 6.14", ENGLAND, two),
        Rule("backstop_stage_2", d.stage_2_backstop, 25, _DAYS, _ASKED, "Code 6.11 and 6.14", ENGLAND, two),
        Rule("extend_stage_2", d.extend_stage_2, 20, _DAYS, _DUE, "Code 6.15", ENGLAND),
        Rule("guard", d.guard_on, 3, _DAYS, _RECEIVED, "our guard of Code 6.2", ENGLAND),
        Rule("leave_definition", d.leave_definition_by, 5, _DAYS, _RECEIVED, "Code 5.6 and 5.7", ENGLAND),
        Rule("remind", d.remind_on, 3, _DAYS, offered, "our reminder of Code 1.3", ENGLAND),
        Rule("unanswered", d.unanswered_on, 10, _DAYS, offered, "our record of Code 1.3", ENGLAND),
        Rule(
            "ring_manager",
            d.ring_manager_on,
            2,
            _DAYS,
            "after a message of a person at risk",
            "ours",
            EVERY_NATION,
        ),
        Rule(
            "complain",
            d.complain_by,
            12,
            "months",
            "after the resident learned of the matter",
            "Code 2.3",
            ENGLAND,
        ),
        Rule(
            "refer_to_ombudsman",
            d.refer_to_ombudsman_by,
            12,
            "months",
            "after the final answer",
            "the Housing Ombudsman's Scheme",
            ENGLAND,
        ),
    )


def _hazards_and_other_law() -> tuple[Rule, ...]:
    """Awaab's Law and the clocks that run beside a complaint."""
    law, d = "SI 2025/1042, Awaab's Law", deadlines
    scotland = "scotland"
    return (
        Rule("make_safe", d.make_safe_by, 24, "hours", _AWARE, law, ENGLAND),
        Rule(
            "investigate_hazard",
            d.investigate_by,
            10,
            _DAYS,
            _AWARE,
            law,
            ENGLAND,
            {scotland: "scotland_investigate_damp"},
        ),
        Rule(
            "summarise_hazard",
            d.summary_by,
            3,
            _DAYS,
            _INVESTIGATED,
            law,
            ENGLAND,
            {scotland: "scotland_summarise_damp"},
        ),
        Rule(
            "safety_work",
            d.safety_work_by,
            5,
            _DAYS,
            _INVESTIGATED,
            law,
            ENGLAND,
            {scotland: "scotland_start_damp_work"},
        ),
        Rule(
            "start_supplementary_work",
            d.supplementary_start_by,
            5,
            _DAYS,
            _INVESTIGATED,
            law,
            ENGLAND,
            {scotland: "scotland_start_damp_work"},
        ),
        Rule("stop_supplementary_work", d.supplementary_stop, 12, "weeks", _INVESTIGATED, law, ENGLAND),
        Rule(
            "acknowledge_data_protection",
            d.acknowledge_data_protection_by,
            30,
            "days",
            "of which the day of receipt is the first",
            "DPA 2018 s.164A",
            EVERY_NATION,
        ),
        Rule(
            "answer_access_request",
            d.answer_access_request_by,
            1,
            "months",
            "after receipt, moved on to a working day",
            "UK GDPR Article 12(3)",
            EVERY_NATION,
        ),
        Rule(
            "answer_letter_of_claim",
            d.answer_letter_of_claim_by,
            20,
            _DAYS,
            "after the letter came",
            "the pre-action protocol",
            ENGLAND_AND_WALES,
        ),
    )


def _model_procedure(prefix: str, body: str, nation: str) -> tuple[Rule, ...]:
    """Scotland's model complaints handling procedure, which Northern Ireland's follows in its figures."""
    own, law = frozenset({nation}), f"{body} model complaints procedure"
    return (
        Rule(f"{prefix}_respond_stage_1", _plus(5), 5, _DAYS, _RECEIVED, law, own),
        Rule(f"{prefix}_extend_stage_1", _plus(5), 5, _DAYS, _DUE, law, own),
        Rule(f"{prefix}_acknowledge_stage_2", _plus(3), 3, _DAYS, _ASKED, law, own),
        Rule(f"{prefix}_respond_stage_2", _plus(20), 20, _DAYS, _ASKED, law, own),
    )


def _other_nations() -> tuple[Rule, ...]:
    scotland, wales = frozenset({"scotland"}), frozenset({"wales"})
    return (
        *_model_procedure("spso", "SPSO", "scotland"),
        *_model_procedure("nipso", "NIPSO", "northern-ireland"),
        Rule(
            "psow_respond",
            _plus(20),
            20,
            _DAYS,
            "after a complaint outside the informal stage was received",
            "PSOW model concerns and complaints policy",
            wales,
        ),
        Rule("scotland_investigate_damp", _plus(10), 10, _DAYS, _AWARE, _DAMP, scotland),
        Rule("scotland_summarise_damp", _plus(3), 3, _DAYS, _INVESTIGATED, _DAMP, scotland),
        Rule("scotland_start_damp_work", _plus(5), 5, _DAYS, _INVESTIGATED, _DAMP, scotland),
        Rule("scotland_finish_damp_work", _plus(20), 20, _DAYS, _INVESTIGATED, _DAMP, scotland),
    )


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in (*_code(), *_hazards_and_other_law(), *_other_nations())}
)

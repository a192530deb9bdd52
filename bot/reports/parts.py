"""Which parts has a report, and what stands in each? Pure: figures and records in, sentences and tables out.

The year has the six parts of 8.1, the quarter the four of 9.7. A part with nothing in it stays, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.reports.figures import Figures, OnTime, in_words
from bot.store.governance import ReportRecordRow


@dataclass(frozen=True)
class Table:
    """Rows, each with its label first."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Part:
    """One part of a report, by the Code's letter."""

    letter: str
    heading: str
    sentences: Sequence[str] = ()
    tables: Sequence[Table] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to tell."""
        return not self.sentences and not any(table.rows for table in self.tables)


@dataclass(frozen=True)
class Known:
    """What is counted elsewhere than by clocks: findings, refusals, the Ombudsman's orders, what was learned."""

    outcomes: Mapping[str, int] = field(default_factory=dict)  #: points by what was found
    refused: Mapping[str, int] = field(default_factory=dict)  #: complaints refused, by ground
    findings: Mapping[str, int] = field(default_factory=dict)  #: of the Ombudsman
    orders: tuple[int, int] = (0, 0)  #: due, and done in time
    failure_orders: int = 0
    improvements: Sequence[str] = ()
    themes: Sequence[str] = ()
    request_days: str = ""  #: how long requests took with and without a complaint. Code: 5.1


CHOICES: Final = {
    "accepted": "Said yes",
    "declined": "Said not now",
    "unanswered": "Did not answer",
    "pending": "Still have the question",
}


def quarter_parts(figures: Figures, known: Known, warning: str) -> list[Part]:
    """The four parts of a quarter. Code: 9.7"""
    return [
        Part("a", "How many, about what, and how soon", tables=_numbers(figures, known)),
        Part("b", "Issues and trends", [one for one in (warning, *known.themes, known.request_days) if one]),
        Part("c", "The Ombudsman: findings and orders", _ombudsman(known)),
        Part("d", "What we learned and changed", known.improvements),
    ]


def year_parts(
    figures: Figures, known: Known, warning: str, records: Sequence[ReportRecordRow]
) -> list[Part]:
    """The six parts of a year. Code: 8.1"""
    late = [
        f"{in_words(rule, figures.procedure)}: {told.due - told.met} of {told.due} were late."
        for rule, told in figures.on_time.items()
        if told.due > told.met
    ]
    return [
        Part("a", "Our self-assessment against the Code", _of(records, "self_assessment")),
        Part(
            "b",
            "How we handled complaints, and which we refused",
            [one for one in (warning, *known.themes, known.request_days) if one],
            [*_numbers(figures, known), _counts("Refused because", "Complaints", known.refused)],
        ),
        Part("c", "Where we did not keep to the Code", [*late, *_ombudsman(known)]),
        Part("d", "What we learned and changed", known.improvements),
        Part("e", "The Ombudsman's annual report about us", _of(records, "ombudsman_report")),
        Part("f", "Other papers of the Ombudsman about us", _of(records, "ombudsman_paper")),
    ]


def _numbers(figures: Figures, known: Known) -> list[Table]:
    return [
        Table(("What", "Number"), _volumes(figures)),
        Table(
            ("Time of the Code", "Due", "In time", "Per cent", "Extended", "Late by, working days"),
            [
                _line(in_words(rule, figures.procedure), told)
                for rule, told in figures.on_time.items()
                if told.due
            ],
        ),
        Table(
            ("Handled by", "Due", "In time", "Per cent", "Extended", "Late by, working days"),
            [_line(by, told) for by, told in figures.on_time_by_handler.items()],
        ),
        _counts("About", "Complaints", figures.by_topic),
        _counts("What we found", "Points", known.outcomes),
        _counts("Asked whether they want to complain", "People", _choices(figures.choices)),
    ]


def _volumes(figures: Figures) -> list[tuple[str, str]]:
    rows = [
        ("Complaints received, stage 1", str(figures.stage_1)),
        ("Taken to stage 2", str(figures.stage_2)),
    ]
    if figures.per_thousand is not None:
        rows.append(("Complaints for every 1,000 homes", str(figures.per_thousand)))
    return [
        *rows,
        ("Chosen on a later day than the first message", str(figures.chosen_late)),
        ("Service requests received", str(figures.requests)),
        ("Of them, with a complaint as well", str(figures.requests_became)),
    ]


def _line(words: str, told: OnTime) -> tuple[str, ...]:
    late = (
        f"{told.late_by[len(told.late_by) // 2]} in the middle, {told.late_by[-1]} at most"
        if told.late_by
        else "-"
    )
    return (words, str(told.due), str(told.met), f"{told.percent}%", str(told.extended), late)


def _counts(what: str, number: str, counted: Mapping[str, int]) -> Table:
    return Table((what, number), [(words.replace("_", " "), str(many)) for words, many in counted.items()])


def _choices(choices: Mapping[str, int]) -> dict[str, int]:
    return {CHOICES.get(state, state): number for state, number in choices.items()}


def _ombudsman(known: Known) -> list[str]:
    due, done = known.orders
    said = [f"{words.replace('_', ' ').capitalize()}: {number}." for words, number in known.findings.items()]
    if due:
        said.append(f"Orders that fell due: {due}, of them carried out in time: {done}.")
    if known.failure_orders:
        said.append(f"Complaint handling failure orders: {known.failure_orders}.")
    return said


def _of(records: Sequence[ReportRecordRow], what: str) -> list[str]:
    return [f"{row.words} {row.link}".strip() for row in records if row.what == what]

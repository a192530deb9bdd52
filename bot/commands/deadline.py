"""By which day must it be done? `hark deadline`: the date, how it was counted, and whose rule it is.

Needs no settings, database or network.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.deadline_rules import Rule


class WrongUse(ValueError):
    """What was asked cannot be counted; the sentence says why."""


def deadline(
    rule: Annotated[str, typer.Option("--rule", help="What is due, e.g. acknowledge_stage_1.")],
    from_: Annotated[
        str, typer.Option("--from", help="A date or an ISO instant; London time where it has no zone.")
    ],
    nation: Annotated[str, typer.Option("--nation", help="england, wales, scotland or northern-ireland.")],
) -> None:
    """Print the day something is due, then how it was counted.

    respond_* counts from the day the acknowledgement was sent, extend_* from the day the answer was due.
    """
    try:
        lines = answer(rule, from_, nation)
    except WrongUse as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    for line in lines:
        typer.echo(line)


def answer(rule_name: str, when: str, nation: str) -> list[str]:
    """The lines to print: the due date, how it was counted, and a last one where the rule is not the nation's own.

    Raises:
        WrongUse: the rule, the nation or the date is not one we know.
    """
    from bot.deadline_rules import RULES
    from bot.landlords.calendar import bank_holidays

    rule = RULES.get(rule_name)
    if rule is None:
        raise WrongUse(f"There is no rule “{rule_name}”; there are: {', '.join(RULES)}.")
    try:
        holidays = bank_holidays(nation)
    except ValueError as error:
        raise WrongUse(str(error)) from None
    counted = _in_hours(rule, when) if rule.counts_hours else _in_days(rule, when, holidays)
    return [*counted, *_whose_rule(rule, nation)]


def _in_hours(rule: Rule, when: str) -> list[str]:
    from bot.working_days import LONDON, london_date

    start = _parse(when)
    if not isinstance(start, datetime):
        raise WrongUse(
            f"{rule.name} counts hours, so --from needs a time, for example {start.isoformat()}T09:30."
        )
    _check_known(london_date(start))
    due = rule.due_at(start).astimezone(LONDON)
    since = start.astimezone(LONDON)
    return [
        due.isoformat(timespec="seconds"),
        f"{rule.amount} hours on the clock, nights and weekends included, from {since:%A %-d %B %Y %H:%M %Z} "
        f"to {due:%A %-d %B %Y %H:%M %Z} ({rule.provision}).",
    ]


def _in_days(rule: Rule, when: str, holidays: Mapping[date, str]) -> list[str]:
    from bot.working_days import london_date

    parsed = _parse(when)
    start = london_date(parsed) if isinstance(parsed, datetime) else parsed
    _check_known(start)
    due = rule.due(start, holidays=holidays)
    _check_known(due)
    return [due.isoformat(), _how(rule, start, due, holidays)]


def _check_known(day: date) -> None:
    from bot.landlords.calendar import FIRST_DAY, LAST_DAY

    if not FIRST_DAY <= day <= LAST_DAY:
        known = f"Bank holidays are known from {FIRST_DAY.year} to {LAST_DAY.year}"
        raise WrongUse(f"{known}, and {day.isoformat()} is outside.")


def _how(rule: Rule, start: date, due: date, holidays: Mapping[date, str]) -> str:
    span = f"from {start:%A %-d %B %Y} to {due:%A %-d %B %Y}"
    if rule.unit != "working days":
        return f"{rule.in_words()}: {span} ({rule.provision})."
    skipped = [f"{name} ({day:%a %-d %b})" for day, name in holidays.items() if start < day <= due]
    without = ", ".join(["weekends", *skipped])
    return f"{rule.in_words()}: {span}, day 0 not counted, without {without} ({rule.provision})."


def _whose_rule(rule: Rule, nation: str) -> list[str]:
    from bot.deadline_rules import RULES

    if nation in rule.nations:
        return []
    name = nation.replace("-", " ").title()
    own = rule.own_rule.get(nation)
    instead = f"; {name}'s own is {own}: {RULES[own].in_words()}" if own else ""
    calendar = f"; only the bank holidays are {name}'s" if rule.unit == "working days" else ""
    return [f"This is not {name}'s own rule{calendar}{instead}."]


def _parse(when: str) -> date | datetime:
    """The date or aware instant in `when`, London time where it names no zone."""
    from bot.working_days import LONDON

    text = when.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
        aware = instant if instant.tzinfo else instant.replace(tzinfo=LONDON)
        aware.astimezone(LONDON)  # the last hours of the calendar have no London time
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongUse(
            f"“{when}” is neither a date such as 2026-11-02 nor a time such as 2026-11-02T09:12."
        ) from None

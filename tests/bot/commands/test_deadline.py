"""`hark deadline`: the date alone on the first line, how it was counted, whose rule; else a sentence and 2."""

import pytest
import typer
from typer.testing import CliRunner

from bot.commands.deadline import deadline

app = typer.Typer()
app.command()(deadline)


def ask(rule: str, when: str, nation: str) -> tuple[int, list[str], str]:
    """Exit status, lines of stdout, stderr."""
    result = CliRunner().invoke(app, ["--rule", rule, "--from", when, "--nation", nation])
    return result.exit_code, result.stdout.splitlines(), result.stderr


@pytest.mark.parametrize(
    ("rule", "when", "nation", "due"),
    [
        ("acknowledge_stage_1", "2026-12-24", "england", "2027-01-05"),
        ("acknowledge_stage_1", "2026-12-24", "scotland", "2027-01-06"),
        ("respond_stage_1", "2026-06-29", "northern-ireland", "2026-07-14"),
        ("extend_stage_2", "2026-12-21", "wales", "2027-01-21"),
        ("acknowledge_stage_1", "2026-07-01T23:30:00Z", "england", "2026-07-09"),
        ("acknowledge_stage_1", "2026-07-01T23:30:00", "england", "2026-07-08"),
        ("make_safe", "2026-10-25T00:30", "england", "2026-10-25T23:30:00+00:00"),
    ],
)
def test_the_date_stands_alone_on_the_first_line(rule: str, when: str, nation: str, due: str) -> None:
    status, lines, errors = ask(rule, when, nation)

    assert (status, lines[0], errors) == (0, due, "")


def test_the_days_left_out_are_named() -> None:
    _, lines, _ = ask("acknowledge_stage_1", "2026-12-24", "england")

    assert "5 working days after the complaint was received" in lines[1]
    assert "Christmas Day (Fri 25 Dec), Boxing Day (substitute day) (Mon 28 Dec)" in lines[1]
    assert "Code 6.2" in lines[1]


def test_a_rule_of_england_is_said_not_to_be_scotlands_own() -> None:
    _, in_england, _ = ask("respond_stage_1", "2026-11-04", "england")
    _, in_scotland, _ = ask("respond_stage_1", "2026-11-04", "scotland")

    assert len(in_england) == 2
    assert "not Scotland's own rule" in in_scotland[2]
    assert "spso_respond_stage_1" in in_scotland[2]


@pytest.mark.parametrize(
    ("rule", "when", "nation", "says"),
    [
        pytest.param("answer", "2026-11-04", "england", "There is no rule “answer”", id="rule"),
        pytest.param("guard", "2026-11-04", "france", "There is no nation “france”", id="nation"),
        pytest.param("guard", "next week", "england", "“next week” is neither a date", id="words"),
        pytest.param("guard", "2026-02-30", "england", "“2026-02-30” is neither a date", id="no-such-day"),
        pytest.param("guard", "1999-01-01", "england", "known from 2019 to 2035", id="too-early"),
        pytest.param("guard", "2035-12-31", "england", "known from 2019 to 2035", id="too-late"),
        pytest.param("guard", "9999-12-31T23:59-12:00", "england", "is neither a date", id="end-of-time"),
        pytest.param(
            "make_safe", "9999-12-31T23:59", "england", "known from 2019 to 2035", id="end-of-hours"
        ),
        pytest.param("make_safe", "2026-11-04", "england", "needs a time", id="hours-from-a-day"),
    ],
)
def test_wrong_values_are_told_in_one_sentence(rule: str, when: str, nation: str, says: str) -> None:
    status, lines, errors = ask(rule, when, nation)

    assert status == 2
    assert lines == []
    assert says in errors
    assert errors.count("\n") == 1

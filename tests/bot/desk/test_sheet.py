"""What is filled in at the desk becomes a sheet, or a sentence at the field that is wrong."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desk.sheet import Filled, faults_of, had_at, lines_of, mobile_of, sheet_of

NOW = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
PLAIN = {"words": "No heat.", "way": "phone", "when": "now", "choice": "not_asked", "answer_by": "none"}


def filled(**said: str) -> Filled:
    return Filled({**PLAIN, **said})


def sheet(of: Filled) -> dict[str, Any]:
    return sheet_of(of, [], taken_by="Jo Marsh", organisation="", by_link=False, now=NOW)


def test_little_need_be_filled_in() -> None:
    assert faults_of(filled(), NOW) == {}


def test_an_empty_form_says_what_is_missing_at_each_field() -> None:
    assert sorted(faults_of(Filled({}), NOW)) == ["answer_by", "choice", "way", "when", "words"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"answer_by": "email", "email": "sam at home"}, "email"),
        ({"answer_by": "text", "number": "0161 496 0100"}, "number"),
        ({"answer_by": "ring", "number": "ask Bea"}, "number"),
        ({"answer_by": "letter", "home": "Flat 2"}, "home"),
        ({"when": "earlier", "day": "31", "month": "11", "year": "2026"}, "day"),
        ({"when": "earlier", "day": "6", "month": "11", "year": "2026"}, "day"),
        ({"when": "earlier", "day": "6", "month": "11", "year": "1926"}, "day"),
        ({"when": "earlier", "day": "4", "month": "11", "year": "2026", "time": "26:10"}, "day"),
        ({"words": "x" * 20_001}, "words"),
        ({"name": "x" * 301}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_alone(said: dict[str, str], field: str) -> None:
    assert list(faults_of(filled(**said), NOW)) == [field]


def test_a_day_alone_counts_from_its_morning_in_london() -> None:
    earlier = filled(when="earlier", day="4", month="8", year="2026")

    assert had_at(earlier, NOW) == datetime(2026, 8, 4, 8, 0, tzinfo=UTC)


def test_today_without_a_time_is_never_ahead() -> None:
    early = datetime(2026, 11, 5, 7, 0, tzinfo=UTC)

    assert had_at(filled(when="earlier", day="5", month="11", year="2026"), early) == early


def test_what_must_be_rung_and_what_is_not_safe_stand_on_the_sheet() -> None:
    ticked = replace(filled(need_other="speak  slowly"), needs=("call", "interpreter"), not_safe=("write",))

    kept = sheet(ticked)

    assert (kept["door"], kept["needs"], kept["not_safe"]) == (
        "phone",
        ["use an interpreter", "speak slowly"],
        ["write"],
    )


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("0161 496 0100", ""),
        ("", ""),
    ],
)
def test_a_mobile_is_written_one_way(number: str, mobile: str) -> None:
    assert mobile_of(number) == mobile


def test_an_address_is_read_line_by_line_however_it_was_typed() -> None:
    assert lines_of("Flat 2, 9 Alder St;\nM1 1AE") == ["Flat 2", "9 Alder St", "M1 1AE"]

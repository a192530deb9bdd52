"""Lessons hold what people answered; batches hold every row once, those of like length together."""

import random
from dataclasses import replace

import pytest

from classifiers.encoder.making.lessons import MOST_RARE, Lessons, draw_batches, prepare
from classifiers.encoder.running import HERE
from classifiers.encoder.text import load_tokenizer
from classifiers.examples import Example
from classifiers.heads import SIGNALS
from classifiers.labels import Choice, Kind, Signal


@pytest.fixture
def lessons(rows: tuple[Example, ...]) -> Lessons:
    survey = replace(rows[0], kind=Kind.SURVEY_FEEDBACK)
    answer = replace(rows[1], choice=Choice.NO)
    return prepare([survey, answer, *rows[2:]], load_tokenizer(HERE / "tokenizer.json"))


def test_a_survey_answer_is_not_asked_whether_it_is_dissatisfied(lessons: Lessons) -> None:
    assert lessons.asked[0].tolist() == [1, 0, 1, 1]


def test_an_answer_to_the_choice_is_asked_nothing_else(lessons: Lessons) -> None:
    assert not lessons.asked[1].any()
    assert lessons.choices[1] == list(Choice).index(Choice.NO)
    assert lessons.choices[2] == -1


def test_no_row_is_longer_than_what_the_encoder_is_shown(rows: tuple[Example, ...]) -> None:
    long = replace(rows[0], text="a leaking pipe " * 500)

    prepared = prepare([long], load_tokenizer(HERE / "tokenizer.json"))

    assert len(prepared.pieces[0]) == 128


def test_every_row_is_drawn_once_a_round_and_the_same_chance_draws_the_same() -> None:
    pieces = [[0] * (number % 17 + 1) for number in range(200)]

    batches = draw_batches(pieces, 16, random.Random(4))

    assert sorted(row for batch in batches for row in batch) == list(range(200))
    assert batches == draw_batches(pieces, 16, random.Random(4))


def test_rows_of_like_length_stand_together() -> None:
    pieces = [[0] * (number % 100 + 1) for number in range(640)]

    batches = draw_batches(pieces, 32, random.Random(4))

    spreads = [max(len(pieces[row]) for row in b) - min(len(pieces[row]) for row in b) for b in batches]
    assert sum(spreads) / len(spreads) < 15


def test_a_yes_to_a_rare_signal_weighs_more_and_never_too_much(rows: tuple[Example, ...]) -> None:
    tokenizer = load_tokenizer(HERE / "tokenizer.json")
    rare = [
        replace(row, signals=frozenset({Signal.LEGAL} if at == 0 else {Signal.HAZARD}))
        for at, row in enumerate(rows)
    ]
    weights = dict(zip(SIGNALS, prepare(rare, tokenizer).rarity, strict=True))

    assert weights["signal hazard"] == 1
    assert weights["signal legal"] == pytest.approx(min((len(rows) - 1) ** 0.5, MOST_RARE))
    assert weights["signal asb"] == pytest.approx(min(len(rows) ** 0.5, MOST_RARE))

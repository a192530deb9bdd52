"""Figures count as the house acts, and the table says them in plain words."""

import json
from dataclasses import replace

import pytest

from classifiers.baselines import commonest, evaluate_baselines, read_as, read_by_keywords
from classifiers.evaluate import calibration_error, evaluate, figures, gets_the_choice
from classifiers.examples import Example
from classifiers.groups import groups_of, length_of, register_of
from classifiers.labels import Kind
from classifiers.predict import Classifier
from classifiers.table import render_table


def test_a_complaint_read_as_an_enquiry_but_offered_the_choice_is_not_missed(
    classifier: Classifier, rows: tuple[Example, ...]
) -> None:
    row = next(row for row in rows if row.kind is Kind.COMPLAINT)
    reading = replace(classifier.read("hello"), kind=Kind.ENQUIRY, unhappy=True, explicit=False)

    counted = figures([(row, reading), (row, replace(reading, unhappy=False, sure=False))])

    assert counted["missed_complaints"]["count"] == 1
    assert counted["missed_but_a_person_decides"]["count"] == 1
    assert counted["accuracy"]["count"] == 0


def test_an_unhappy_survey_answer_gets_no_offer(classifier: Classifier) -> None:
    reading = replace(
        classifier.read("1/10", channel="survey"), kind=Kind.SURVEY_FEEDBACK, unhappy=True, explicit=False
    )

    assert not gets_the_choice(reading)
    assert gets_the_choice(replace(reading, explicit=True))


def test_figures_are_fit_for_json_and_add_up(classifier: Classifier, rows: tuple[Example, ...]) -> None:
    counted = json.loads(json.dumps(evaluate(classifier, rows)))

    assert counted["messages"] == len(rows)
    assert sum(sum(line.values()) for line in counted["confusion"].values()) == len(rows)
    assert sum(group["messages"] for group in counted["by_length"].values()) <= len(rows)
    assert set(counted["kinds"]) == {str(kind) for kind in Kind}


def test_no_messages_give_figures_all_the_same() -> None:
    assert figures([])["messages"] == 0


def test_claims_that_come_true_are_calibrated() -> None:
    honest = [(0.8, number % 5 != 0) for number in range(100)]
    boastful = [(0.95, number % 2 == 0) for number in range(100)]

    assert calibration_error(honest) == pytest.approx(0.0, abs=0.01)
    assert calibration_error(boastful) == pytest.approx(0.45, abs=0.01)


def test_the_table_names_misses_offers_groups_and_baselines(
    classifier: Classifier, rows: tuple[Example, ...]
) -> None:
    table = render_table(evaluate(classifier, rows), baselines=evaluate_baselines(rows, classifier))

    for words in (
        "42 messages",
        "neither the offer nor a log",
        "needlessly",
        "Channel",
        "keyword rules",
        "words alone (TF-IDF)",
        "always the commonest",
    ):
        assert words in table


def test_always_complaint_misses_nobody_and_offers_it_to_everyone(rows: tuple[Example, ...]) -> None:
    counted = figures([(row, read_as(Kind.COMPLAINT)) for row in rows])

    assert counted["missed_complaints"]["share"] == 0.0
    assert counted["needless_offers"]["share"] == 1.0


def test_the_commonest_kind_is_counted(rows: tuple[Example, ...]) -> None:
    requests = [replace(row, kind=Kind.SERVICE_REQUEST) for row in rows[:9]]

    assert commonest([*requests, rows[0]]) is Kind.SERVICE_REQUEST


def test_keywords_read_the_plainest_messages(rows: tuple[Example, ...]) -> None:
    plain = replace(rows[0], subject="", text="I am disgusted, nobody came", channel="email")

    assert read_by_keywords(plain).kind is Kind.COMPLAINT
    assert read_by_keywords(replace(plain, text="7/10", channel="survey")).kind is Kind.SURVEY_FEEDBACK


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("STILL NO HEATING IN HERE", "all capitals"),
        ("still no heating in here", "no capitals"),
        ("Dear Sir,\nThe tap drips.", "a formal letter"),
        ("Thanks\n> We will come on Tuesday", "quotes something"),
        ("The tap drips.", "plain"),
    ],
)
def test_registers_are_told_by_form(text: str, register: str) -> None:
    assert register_of(text) == register


def test_lengths_fall_into_groups(rows: tuple[Example, ...]) -> None:
    assert length_of("boiler broke again") == "up to 10 words"
    assert length_of("word " * 500) == "longer"


def test_a_message_belongs_to_every_group_its_form_tells() -> None:
    assert groups_of("phone", "NO HEATING AGAIN SAYS MRS EXAMPLE") == {
        "phone notes",
        "very short",
        "all capitals",
    }

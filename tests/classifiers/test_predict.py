"""A message in, a Reading out; the rules stand behind the heads."""

import time

import pytest

from classifiers.labels import Kind, Signal
from classifiers.predict import Classifier
from classifiers.reading import Reading


@pytest.mark.parametrize(
    ("text", "channel", "kind"),
    [
        ("third week no hot water, nobody rings me back", "telegram", Kind.COMPLAINT),
        (
            "my boiler has stopped working this morning can someone come please",
            "widget",
            Kind.SERVICE_REQUEST,
        ),
        ("Score 3/10. Took ages", "survey", Kind.SURVEY_FEEDBACK),
        ("Score 2. I want to make a formal complaint about the plumber", "survey", Kind.COMPLAINT),
    ],
)
def test_the_kind_follows_from_the_answers(
    classifier: Classifier, text: str, channel: str, kind: Kind
) -> None:
    assert classifier.read(text, channel=channel).kind is kind


def test_asking_to_complain_is_explicit_unhappy_and_its_own_reason(classifier: Classifier) -> None:
    reading = classifier.read("Hello. I WANT TO MAKE A COMPLAINT about the stairs.")

    assert reading.explicit
    assert reading.unhappy
    assert reading.because[0] == ("I WANT TO MAKE A COMPLAINT", 1.0)


def test_a_rule_adds_its_signals_and_safeguarding_stands_beside_a_harm(classifier: Classifier) -> None:
    reading = classifier.read("There are bare wires in the hall. I want to die.")

    assert reading.has(Signal.EMERGENCY)
    assert {Signal.SELF_HARM, Signal.SAFEGUARDING} <= reading.signals


def test_a_message_in_another_language_is_left_to_a_person(classifier: Classifier) -> None:
    reading = classifier.read("Dzień dobry, nie mam ciepłej wody od tygodnia, proszę o pomoc")

    assert reading.language == "pl"
    assert not reading.sure


def test_many_are_read_as_one_by_one_in_the_same_order(classifier: Classifier) -> None:
    messages = [
        ("", "nobody came", "email"),
        ("Bins", "What day are they collected?", "widget"),
        ("", "10", "survey"),
    ]

    together = classifier.read_many(messages)

    assert together == [
        classifier.read(text, subject=subject, channel=channel) for subject, text, channel in messages
    ]


@pytest.mark.parametrize(
    "text", ["", " \n", "?", "👍", "\x00", "𝕗𝕖𝕕 𝕦𝕡", "x" * 100_000, "> quoted only", "\ud800"]
)
def test_no_text_is_too_odd_to_read(classifier: Classifier, text: str) -> None:
    reading = classifier.read(text)

    assert isinstance(reading, Reading)
    assert 0 <= reading.confidence <= 1
    assert reading.model == classifier.version


def test_nothing_to_read_gives_no_messages(classifier: Classifier) -> None:
    assert classifier.read_many([]) == []


def test_a_message_is_read_within_a_few_milliseconds(classifier: Classifier) -> None:
    text = "Still waiting for the plumber, nobody came on Tuesday and nobody rang. " * 3
    classifier.read(text)
    took = []
    for _ in range(30):
        began = time.process_time()
        classifier.read(text)
        took.append(time.process_time() - began)

    assert sorted(took)[15] < 0.015

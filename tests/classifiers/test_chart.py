"""The chart shows what each threshold would cost, and where the model stands."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from classifiers.chart import draw, trade_off
from classifiers.evaluate import Pair
from classifiers.examples import Example
from classifiers.labels import Kind
from classifiers.predict import Classifier


@pytest.fixture
def pairs(classifier: Classifier, rows: tuple[Example, ...]) -> list[Pair]:
    reading = replace(classifier.read("hello"), explicit=False, kind=Kind.ENQUIRY)
    kinds = (Kind.COMPLAINT, Kind.COMPLAINT, Kind.ENQUIRY, Kind.SERVICE_REQUEST)
    shares = (0.9, 0.3, 0.5, 0.1)
    return [
        (replace(rows[0], kind=kind), replace(reading, dissatisfied=share, unhappy=share >= 0.4))
        for kind, share in zip(kinds, shares, strict=True)
    ]


def test_a_higher_threshold_misses_more_and_offers_less(pairs: list[Pair]) -> None:
    points = trade_off(pairs)

    assert points[0] == (0.0, 1.0)
    assert points[-1] == (1.0, 0.0)
    assert (0.5, 0.5) in points  # at 0.4
    assert [missed for missed, _ in points] == sorted(missed for missed, _ in points)


def test_whoever_asked_to_complain_is_missed_at_no_threshold(pairs: list[Pair]) -> None:
    asked = [(row, replace(read, explicit=True)) for row, read in pairs[:1]] + pairs[2:]

    assert all(missed == 0.0 for missed, _ in trade_off(asked))


def test_the_chart_is_an_image_that_says_what_it_shows(pairs: list[Pair]) -> None:
    drawn = ElementTree.fromstring(draw(pairs, title="batch <e1>"))  # our own text

    said = " ".join(drawn.itertext())
    assert drawn.attrib["role"] == "img"
    assert "batch <e1>" in said
    assert "50.0 in 100 complainants go without the choice" in said


def test_without_complaints_there_is_a_chart_without_a_line(pairs: list[Pair]) -> None:
    assert trade_off(pairs[2:]) == []
    assert "<svg" in draw(pairs[2:], title="calm")

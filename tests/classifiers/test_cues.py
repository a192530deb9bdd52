"""Cues are found where they stand, and no message makes them slow."""

import time

import pytest

from classifiers.cues import Cues, load_patterns, words_within

CUES = Cues(load_patterns())


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("we are still waiting", "waiting"),
        ("nobody turned up", "nobody_came"),
        ("you said tuesday", "promise"),
        ("this is the fourth time", "count_of_times"),
        ("i've had no reply", "ignored"),
        ("please log this", "log_it"),
        ("treat this as formal", "formal_now"),
        ("take it to stage 2", "stage_2"),
        ("i don't want to make a complaint", "not_complaining"),
        ("i want to complain about next door's dog", "complaint_about_neighbour"),
        ("7/10 thanks", "score"),
        ("nikt nie odpisuje", "grievance_abroad"),
        ("my housing benefit and rent arrears", "about_money"),
    ],
)
def test_a_turn_of_phrase_is_found(text: str, cue: str) -> None:
    assert cue in {name for name, _, _ in CUES.find(text)}


def test_every_pattern_has_a_name_of_its_own_and_finds_no_empty_stretch() -> None:
    found = list(CUES.find("nothing in particular, 3 weeks, no reply " * 20))

    assert found
    assert all(end > start for _, start, end in found)


@pytest.mark.parametrize(
    "text", ["a" * 4000, "no " * 1333, "not to be " * 400, "complaint " * 400, "\n" * 4000, " " * 4000]
)
def test_no_message_makes_the_cues_slow(text: str) -> None:
    began = time.process_time()

    list(CUES.find(text))

    assert time.process_time() - began < 1.0


def test_the_words_of_a_stretch_are_those_that_begin_in_it() -> None:
    assert words_within([0, 6, 10, 15], 6, 15) == (1, 2)

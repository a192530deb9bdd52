"""Features are the same every time, and each knows its words."""

import numpy as np

from classifiers.cues import Cues, load_patterns
from classifiers.examples import Example
from classifiers.features import Vocabulary, count_terms, learn_vocabulary, list_terms
from classifiers.words import parse_message

CUES = Cues(load_patterns())


def terms(text: str, *, subject: str = "", channel: str = "email") -> dict[str, tuple[int, ...]]:
    return dict(list_terms(parse_message(subject, text, channel), CUES))


def learnt(rows: tuple[Example, ...]) -> Vocabulary:
    counted = [count_terms(list_terms(parse_message(*row.message), CUES)) for row in rows]
    return learn_vocabulary(counted, CUES)


def test_a_message_has_words_pairs_letters_cues_and_its_channel() -> None:
    found = terms("nobody came", channel="telegram")

    assert found["w:nobody"] == (0,)
    assert found["w:nobody came"] == (0, 1)
    assert found["c:body "] == (0,)
    assert found["k:nobody_came"] == (0,)
    assert found["k:channel telegram"] == ()


def test_quoted_words_are_features_of_their_own_and_no_cue_is_found_in_them() -> None:
    found = terms("The tap drips\n> nobody came")

    assert "q:nobody" in found
    assert "w:nobody" not in found
    assert "k:nobody_came" not in found


def test_words_of_the_subject_count_twice() -> None:
    found = terms("see below", subject="Complaint")

    assert {"s:complaint", "w:complaint"} <= set(found)


def test_capitals_and_questions_are_noticed() -> None:
    assert "k:capitals" in terms("WHERE IS MY PLUMBER")
    assert "k:capitals" not in terms("Where is my plumber")
    assert "k:ends with a question" in terms("where is he?")


def test_the_same_rows_give_the_same_vocabulary_in_the_same_order(rows: tuple[Example, ...]) -> None:
    first, second = learnt(rows), learnt(tuple(reversed(rows)))

    assert first.terms == second.terms == tuple(sorted(first.terms))
    assert np.array_equal(first.rarity, second.rarity)


def test_a_row_is_sparse_ascending_and_of_length_one_in_words(rows: tuple[Example, ...]) -> None:
    vocabulary = learnt(rows)

    columns, values = vocabulary.row(
        count_terms(list_terms(parse_message("", "still waiting, nobody came", "email"), CUES))
    )

    assert list(columns) == sorted(columns)
    words = [
        value for column, value in zip(columns, values, strict=True) if vocabulary.terms[column][0] == "w"
    ]
    assert np.isclose(sum(value * value for value in words), 1.0)


def test_a_message_of_nothing_known_has_an_empty_row_but_for_its_form(rows: tuple[Example, ...]) -> None:
    vocabulary = learnt(rows)

    columns, _ = vocabulary.row(count_terms(list_terms(parse_message("", "zzqq xxvv", "email"), CUES)))

    assert all(vocabulary.terms[column].startswith("k:") for column in columns)

"""Is the reading age counted as its docstring says?"""

import pytest

from bot.wording.reading_age import reading_age, sentences_of


def test_plain_words_are_easier_than_official_ones() -> None:
    plain = reading_age("We will fix it. Ring us if it gets worse.")
    official = reading_age(
        "Remediation of the aforementioned defect necessitates comprehensive investigation."
    )

    assert plain.years < 8
    assert official.years > 18


def test_the_count_is_the_published_formula() -> None:
    counted = reading_age("The cat sat on the mat.")

    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59 + 5.
    assert counted.years == pytest.approx(3.6, abs=0.05)
    assert counted.words == 6


def test_the_longest_sentence_is_named() -> None:
    counted = reading_age("Short one. This one is a little longer.")

    assert (counted.longest_sentence, counted.longest_sentence_words) == ("This one is a little longer", 6)


def test_an_address_is_not_read_and_a_number_is_one_word() -> None:
    assert sentences_of("Ring 0300 111 3000, or see www.example.org/a.b now.\nBye") == (
        "Ring #, or see  now",
        "Bye",
    )


def test_nothing_has_no_reading_age() -> None:
    assert reading_age("").words == 0

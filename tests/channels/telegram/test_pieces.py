"""A long text is cut where a reader would pause, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.pieces import MOST_UNITS, cut


@pytest.mark.parametrize("text", ["Short.", "x" * MOST_UNITS, "😀" * (MOST_UNITS // 2)])
def test_what_fits_is_one_piece(text: str) -> None:
    assert cut(text) == [text]


def test_it_is_cut_between_paragraphs_before_lines_before_sentences_before_words() -> None:
    assert cut("one one one\n\ntwo two\ntwo", 16) == ["one one one", "two two\ntwo"]
    assert cut("one one one\ntwo. two two", 16) == ["one one one", "two. two two"]
    assert cut("One one. Two two two", 14) == ["One one.", "Two two two"]
    assert cut("aaaa bbbb cccc", 9) == ["aaaa bbbb", "cccc"]


def test_a_word_longer_than_a_message_is_cut_and_no_emoji_is_halved() -> None:
    assert cut("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert cut("😀😀😀", 3) == ["😀", "😀", "😀"]


def test_an_empty_text_is_still_a_message() -> None:
    assert cut("  \n ") == ["…"]


@given(st.text(st.sampled_from("ab .\n😀"), max_size=300), st.integers(2, 40))
def test_every_piece_fits_and_together_they_say_the_same(text: str, most: int) -> None:
    pieces = cut(text, most)

    assert all(0 < len(piece.encode("utf-16-le")) // 2 <= most for piece in pieces)
    if text.strip():
        assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=60))
def test_no_word_that_fits_is_cut(words: list[str]) -> None:
    assert " ".join(cut(" ".join(words), 10)).split() == words

"""Are the words that weighed marked, whole, and nothing else changed?"""

import pytest

from bot.console.highlight import pieces_of

CASES = [
    pytest.param("No hot water", [["hot water", 1.0]], ["hot water"], id="a phrase"),
    pytest.param("Hot  Water again", [["hot water", 1.0]], ["Hot  Water"], id="case and spaces"),
    pytest.param("shot waters", [["hot", 1.0], ["water", 1.0]], [], id="never inside a word"),
    pytest.param("hot water", [["hot", 1.0], ["hot water", 0.5]], ["hot water"], id="the longest first"),
    pytest.param("thanks", [["thanks", -1.0]], [], id="what spoke against it is not marked"),
    pytest.param("a+b (c)", [["a+b", 1.0], ["(c)", 1.0]], ["a+b", "(c)"], id="signs are only signs"),
    pytest.param("", [["x", 1.0]], [], id="no text"),
]


@pytest.mark.parametrize(("text", "because", "marked"), CASES)
def test_the_words_that_weighed_are_marked(
    text: str, because: list[list[str | float]], marked: list[str]
) -> None:
    pieces = pieces_of(text, because)

    assert [piece.text for piece in pieces if piece.weighed] == marked
    assert "".join(piece.text for piece in pieces) == text

"""Are a sender's own lines put together again, and nobody else's?"""

import pytest

from channels.email.flowed import joined


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("one \ntwo\nthree", "one two\nthree", id="a soft break, then a hard one"),
        pytest.param("one \n\ntwo", "one \n\ntwo", id="an empty line ends it"),
        pytest.param("> one \n> two\nthree", "> one two\nthree", id="a quote stays a quote"),
        pytest.param("> one \n>> two", "> one \n>> two", id="another depth is another paragraph"),
        pytest.param("one \n-- \nSam", "one \n-- \nSam", id="the mark of a signature stays alone"),
        pytest.param(" From there", "From there", id="a stuffed space goes"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_soft_breaks_are_taken_out(text: str, lines: str) -> None:
    assert joined(text, delete_space=False) == lines


def test_a_word_broken_by_the_program_is_whole_again() -> None:
    assert joined("Feuchtig \nkeit", delete_space=True) == "Feuchtigkeit"

"""Is a case kept from the person it names?"""

import pytest

from bot.guarding import is_named

NAMED = [
    pytest.param("Anita Patel", " anita was rude to me ", True, id="first name"),
    pytest.param("Anita Patel", " i rang and mrs patel shouted ", True, id="title and surname"),
    pytest.param("Anita Smith-Patel", " it was anita smith patel again ", True, id="a double name"),
    pytest.param("Rose Green", " the green bin was not emptied ", False, id="a surname that is a word"),
    pytest.param("Anita Patel", " mr patels dog barks ", False, id="part of another word"),
]


@pytest.mark.parametrize(("name", "said", "named"), NAMED)
def test_a_person_is_known_by_whole_words(name: str, said: str, named: bool) -> None:
    assert is_named(name, said) is named

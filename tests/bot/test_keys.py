"""Can only we make a token, and is every altered one refused?"""

import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.keys import Keys

KEYS = Keys("a secret for tests")
NUMBERS = st.integers(0, 2**48 - 1)
LETTERS = st.sampled_from(string.ascii_lowercase + string.digits + "-_=+/. ")


@settings(deadline=None)
@given(NUMBERS)
def test_what_was_sealed_is_read(number: int) -> None:
    assert KEYS.read("choice", KEYS.seal("choice", number)) == number


@settings(deadline=None)
@given(NUMBERS)
def test_a_mail_program_may_write_a_token_in_capitals(number: int) -> None:
    assert KEYS.read("choice", KEYS.seal("choice", number).upper()) == number


@settings(deadline=None)
@given(NUMBERS, st.data())
def test_a_token_with_any_character_altered_is_refused(number: int, data: st.DataObject) -> None:
    token = KEYS.seal("choice", number)
    at = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(LETTERS.filter(lambda letter: letter != token[at]))

    assert KEYS.read("choice", token[:at] + letter + token[at + 1 :]) is None


@settings(deadline=None)
@given(NUMBERS)
def test_a_token_for_one_thing_opens_no_other(number: int) -> None:
    token = KEYS.seal("choice", number)

    assert KEYS.read("complain", token) is None
    assert Keys("another secret").read("choice", token) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_nonsense_is_refused_and_never_raises(text: str) -> None:
    assert KEYS.read("choice", text) is None


def test_a_body_beyond_any_number_of_ours_is_refused() -> None:
    assert KEYS.read("choice", "a" * 400 + "-" + "a" * 16) is None
    assert KEYS.read("choice", "\ud800-\ud800") is None


@settings(deadline=None)
@given(NUMBERS)
def test_a_token_is_safe_in_a_link_and_in_an_address(number: int) -> None:
    assert set(KEYS.seal("choice", number)) <= set(string.ascii_lowercase + string.digits + "-")


def test_a_cookie_is_stored_as_something_else() -> None:
    assert KEYS.hash("cookie") != "cookie"
    assert KEYS.hash("cookie") == KEYS.hash("cookie") != Keys("another secret").hash("cookie")


def test_a_dated_token_says_when_it_was_made_and_opens_nothing_else() -> None:
    keys, on = Keys("a secret"), date(2026, 11, 2)
    token = keys.seal_dated("my", 7, on)

    assert keys.read_dated("my", token) == (7, on)
    assert keys.read_dated("offer", token) is None
    assert keys.read_dated("my", keys.seal_dated("my", 7, date(2026, 11, 3))) == (7, date(2026, 11, 3))
    assert Keys("another").read_dated("my", token) is None

"""Words keep their places, and what is quoted is told apart."""

import pytest

from classifiers.words import LONGEST, new_text, parse_message, shorten


def plain(text: str, subject: str = "") -> list[str]:
    return [word.plain for word in parse_message(subject, text, "email").words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Don’t ring!!", ["don't", "ring", "!!"], id="curly marks and shouting"),
        pytest.param(
            "07700 900123 in 3 weeks", ["#####", "#####", "in", "3", "weeks"], id="numbers keep their length"
        ),
        pytest.param("9/10", ["9", "10"], id="scores stay"),
        pytest.param("flat 12b", ["flat", "##b"], id="house numbers"),
        pytest.param("STILL Waiting", ["still", "waiting"], id="capitals"),
        pytest.param("cold 🥶", ["cold", "🥶"], id="a face"),
    ],
)
def test_words_have_a_plain_form(text: str, words: list[str]) -> None:
    assert plain(text) == words


def test_a_word_remembers_how_and_where_it_was_written() -> None:
    message = parse_message("Hot WATER", "Don’t wait", "email")

    assert [word.as_written for word in message.words] == ["Hot", "WATER", "Don’t", "wait"]
    assert [message.own[word.start : word.end] for word in message.words] == ["hot", "water", "don't", "wait"]
    assert [word.is_subject for word in message.words] == [True, True, False, False]


@pytest.mark.parametrize(
    "history",
    [
        "> We are sorry you want to complain",
        "On Mon, 2 Nov 2026 at 09:12, Housing wrote:\nmake a complaint",
        "-----Original Message-----\nmake a complaint",
        "From: Housing\nSent: Monday\nmake a complaint",
    ],
)
def test_what_is_quoted_is_not_the_writers_own(history: str) -> None:
    message = parse_message("Re: tap", f"The tap drips.\n\n{history}", "email")

    assert "complain" not in message.own
    assert [word.plain for word in message.words if not word.is_quoted] == [
        "re",
        "tap",
        "the",
        "tap",
        "drips",
    ]
    assert new_text(f"The tap drips.\n\n{history}").strip() == "The tap drips."


def test_a_message_that_is_all_history_was_forwarded_to_be_read() -> None:
    message = parse_message("", "> my boiler is off\n> please come", "email")

    assert not any(word.is_quoted for word in message.words)


def test_a_very_long_message_keeps_its_beginning_and_its_end() -> None:
    short = shorten("begin " + "x" * 10_000 + " end")

    assert len(short) == LONGEST
    assert short.startswith("begin ")
    assert short.endswith(" end")


def test_letters_that_grow_when_made_small_do_not_move_the_places() -> None:
    message = parse_message("", "İstanbul road LEAK", "email")

    assert message.own[message.words[-1].start : message.words[-1].end] == "leak"

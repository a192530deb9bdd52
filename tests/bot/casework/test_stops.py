"""STOP alone ends texts; a sentence with "stop" in it does not."""

import pytest

from bot.casework.stops import asks_to_start, asks_to_stop
from bot.choice import Answer, read_answer


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "Stop.",
        "stop!!",
        "STOP ALL",
        "please stop",
        "Stop texting me please",
        "no more texts",
        "don’t text me again",
        "Unsubscribe",
        "stop these messages",
        "OPT OUT",
    ],
)
def test_a_wish_for_no_more_texts_is_heard_and_is_no_answer_to_the_choice(text: str) -> None:
    assert asks_to_stop(text)
    assert read_answer(text) is not Answer.YES


@pytest.mark.parametrize(
    "text",
    ["stop the leak", "It won't stop raining in", "NO", "no", "cancel", "stop it coming in please", ""],
)
def test_other_messages_are_no_such_wish(text: str) -> None:
    assert not asks_to_stop(text)


@pytest.mark.parametrize("text", ["START", "start please", "Unstop"])
def test_start_takes_it_back(text: str) -> None:
    assert asks_to_start(text)
    assert not asks_to_stop(text)


def test_starting_something_else_does_not() -> None:
    assert not asks_to_start("start the repair")

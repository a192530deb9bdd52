"""Whatever we say by text fits into one text message, and never loses the choice."""

from dataclasses import replace

import pytest

from bot.wording.render import Wording
from bot.wording.samples import FULL
from bot.wording.short import MOST_LETTERS, cut, is_too_long
from bot.wording.texts import TEXTS

WORDING = Wording()
LINK = "https://hark.example.org/text/abcdefgh-abcdefghijklmnop"
LONG_LINK = "https://complaints.hark.alder-vale-homes.example.org/choice/abcdefgh-abcdefghijklmnop?say="
LONG = "The hot water has been off and nobody rings me back. " * 30


def said(name: str) -> str:
    facts = replace(FULL, words=LONG, yes_link=f"{LONG_LINK}yes", no_link=f"{LONG_LINK}no")
    return WORDING.render(name, facts, channel="text").text


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text.has_chat])
def test_every_text_of_ours_can_be_made_to_fit(name: str) -> None:
    text = said(name)
    shorter = cut(text, link=LINK) if is_too_long(text) else text

    assert len(shorter) <= MOST_LETTERS
    assert shorter.split("\n\n")[0] == text.split("\n\n")[0]
    assert shorter.split("\n\n")[-1] == text.split("\n\n")[-1]


def test_the_choice_and_how_to_answer_it_stay_whatever_else_goes() -> None:
    text = said("choice_offer")

    shorter = cut(f"{text}\n\n{LONG}\n\n{text}", link=LINK)

    assert f"Yes, log it: {LONG_LINK}yes" in shorter
    assert f"No, not now: {LONG_LINK}no" in shorter
    assert "reply YES or NO" in shorter
    assert LINK in shorter


def test_the_residents_own_words_go_before_ours() -> None:
    text = f'First.\n\n{"Ours. " * 100}\n\n"{"Theirs. " * 200}"\n\nLast.'

    shorter = cut(text, link=LINK)

    assert shorter.count("Theirs.") > shorter.count("Ours.")
    assert '..."' in shorter


def test_what_fits_is_not_called_too_long() -> None:
    assert not is_too_long("x" * 890)
    assert is_too_long("x" * 919)

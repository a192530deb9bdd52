"""In an emergency of ours every text says what is slower and till when; where somebody may be at risk, none does."""

from dataclasses import replace
from datetime import date

import pytest

from bot.wording.contents import missing_contents
from bot.wording.reading_age import reading_age
from bot.wording.render import WORDING_FOLDER, Wording
from bot.wording.required import REQUIRED
from bot.wording.samples import FULL
from bot.wording.texts import TEXTS

WORDING = Wording(WORDING_FOLDER)
SLOWER = replace(
    FULL, slower="Our phones do not work, and repairs take longer.", slower_until=date(2026, 11, 12)
)
TOLD = [name for name, text in TEXTS.items() if text.says_how_to_complain and name != "incident"]


@pytest.mark.provision("8.5")
@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("channel", ["email", "telegram"])
def test_what_is_slower_and_till_when_stands_in_each_text_and_no_other_content_is_lost(
    name: str, channel: str
) -> None:
    text = WORDING.render(name, SLOWER, channel=channel).text

    form = "body" if channel == "email" or not TEXTS[name].has_chat else "chat"
    assert "Our phones do not work, and repairs take longer." in text
    assert "Thursday 12 November 2026" in text
    assert [one.name for one in missing_contents(REQUIRED, name, text, SLOWER, form=form)] == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in TOLD])
def test_a_text_that_must_say_nothing_says_nothing_of_it(name: str) -> None:
    assert "Our phones" not in WORDING.render(name, SLOWER).text


def test_without_an_emergency_nothing_is_said_of_one() -> None:
    assert "slower" not in WORDING.render("service_request_receipt", FULL).text


def test_the_notice_can_be_read_at_eleven_and_says_how_to_complain_last() -> None:
    text = WORDING.render("slower_notice", SLOWER).text

    assert reading_age(text).years <= 11
    assert text.strip().splitlines()[-1].startswith("You can complain at any time")


def test_a_language_without_the_words_is_sent_whole_and_without_them() -> None:
    unchecked = Wording(WORDING_FOLDER, with_unchecked=True)

    text = unchecked.render("emergency_reply", SLOWER, language="pl").text

    assert "Our phones" not in text
    assert text == unchecked.render("emergency_reply", FULL, language="pl").text

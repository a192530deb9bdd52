"""One phone has one number, however it is written, and what is no phone has none."""

import pytest

from channels.notify.numbers import to_e164


@pytest.mark.parametrize(
    "written",
    ["07700900123", "07700 900123", "+447700900123", "447700900123", "+44 7700 900 123", "(07700) 900123"],
)
def test_a_mobile_has_one_number_however_it_is_written(written: str) -> None:
    assert to_e164(written) == "+447700900123"


def test_a_number_from_abroad_keeps_its_country() -> None:
    assert to_e164("353851234567") == "+353851234567"


@pytest.mark.parametrize("written", ["", "EE", "60777", "RoyalMail", "GBP1234567890", "unknown", "0"])
def test_what_nobody_can_answer_has_no_number(written: str) -> None:
    assert to_e164(written) == ""

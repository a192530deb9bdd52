"""Whom residents can turn to: one dated file, for every nation."""

from datetime import timedelta

import pytest

from bot.landlords.calendar import NATIONS
from bot.landlords.ombudsman import is_stale, ombudsman_block


@pytest.mark.parametrize("nation", NATIONS)
def test_every_nation_has_a_block_with_its_number_in_both_lengths(nation: str) -> None:
    block = ombudsman_block(nation)

    assert block.phone in block.long
    assert block.phone in block.short
    assert block.website in block.long
    assert block.body in block.short


@pytest.mark.provision("3.7")
def test_england_offers_no_email_address_to_the_ombudsman() -> None:
    block = ombudsman_block("england")

    assert "@" not in block.long + block.short + block.form_link


@pytest.mark.provision("3.7")
def test_a_block_is_stale_after_180_days() -> None:
    block = ombudsman_block("england")

    assert not is_stale(block, block.checked_on + timedelta(days=180))
    assert is_stale(block, block.checked_on + timedelta(days=181))


def test_an_unknown_nation_has_no_block() -> None:
    with pytest.raises(ValueError, match="no nation"):
        ombudsman_block("cornwall")

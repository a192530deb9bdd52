"""What the Ombudsman sends is entered whole, and asks what its kind asks."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.ombudsman_items import ItemDraft, refused_because

TODAY = date(2026, 11, 26)
ORDER = ItemDraft("order", "Pay £200.", date(2026, 11, 2), date(2026, 11, 30))


@pytest.mark.provision("8.4")
@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (ORDER, ""),
        (replace(ORDER, kind="letter"), "Choose what it is"),
        (replace(ORDER, words=" "), "as it stands there"),
        (replace(ORDER, received_on=None), "the day it came"),
        (replace(ORDER, received_on=date(2026, 11, 27)), "the day it came"),
        (replace(ORDER, due_on=None), "by which they want it (8.4)"),
        (replace(ORDER, kind="determination", due_on=None), "what they found"),
        (replace(ORDER, kind="determination", due_on=None, finding="service_failure"), ""),
        (replace(ORDER, kind="recommendation", due_on=None), ""),
    ],
)
def test_each_kind_needs_its_own(draft: ItemDraft, says: str) -> None:
    said = refused_because(draft, today=TODAY)

    assert (says in said) if says else said == ""

"""The month's sample: so many of each organisation, always the same, and what was found of each."""

import pytest

from bot.reports.sampling import A_MONTH, SEVEN, Sampled, days_of, draw, month_before, results

ANSWERS = [Sampled(number, "us") for number in range(40)] + [
    Sampled(number, "Allied Repairs") for number in range(100, 103)
]


@pytest.mark.provision("5.5")
def test_each_organisation_has_its_share_and_the_same_month_the_same_answers() -> None:
    first = draw(ANSWERS, "2026-10", landlord_id="example")
    again = draw(list(reversed(ANSWERS)), "2026-10", landlord_id="example")
    other = draw(ANSWERS, "2026-09", landlord_id="example")

    assert first == again
    assert first != other
    assert [one.organisation for one in first].count("us") == A_MONTH
    assert [one.response_id for one in first if one.organisation == "Allied Repairs"] != []
    assert len({one.response_id for one in first}) == A_MONTH + 3


def test_what_is_missing_anywhere_is_named() -> None:
    whole, without_actions = list(SEVEN), [one for one in SEVEN if one != "actions"]

    (allied, ours) = results([("us", whole), ("us", without_actions), ("Allied", whole)])

    assert (allied.read, allied.whole, allied.lacking) == (1, 1, ())
    assert (ours.read, ours.whole, ours.lacking) == (2, 1, ("What is still to be done",))


def test_a_month_has_its_days() -> None:
    first, after = days_of("2026-12")

    assert (str(first), str(after), month_before(first)) == ("2026-12-01", "2027-01-01", "2026-11")

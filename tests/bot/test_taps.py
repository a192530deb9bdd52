"""A button in a chat says what the page behind it would, and nobody can tap for another."""

import pytest

from bot.keys import Keys
from bot.taps import Tap, button_for, read_kept, read_tapped
from bot.wording.blocks import Button as Wanted

KEYS = Keys("a secret of the test")
OFFER, CASE = KEYS.seal("offer", 7), KEYS.seal("case", 9)
AT = "https://hark.example.org"


@pytest.mark.parametrize(
    ("link", "means"),
    [
        (f"{AT}/choice/{OFFER}?say=yes", Tap("yes", "telegram", offer_id=7)),
        (f"{AT}/choice/{OFFER}?say=no", Tap("no", "telegram", offer_id=7)),
        (f"{AT}/complain/{CASE}", Tap("complain", "telegram", case_id=9)),
        (f"{AT}/again/{CASE}", Tap("look_again", "telegram", case_id=9)),
        (f"{AT}/done/{CASE}?say=done", Tap("done", "telegram", case_id=9)),
        (f"{AT}/done/{CASE}?say=not_done", Tap("not_done", "telegram", case_id=9)),
    ],
)
def test_a_tap_means_what_the_link_behind_its_button_means(link: str, means: Tap) -> None:
    drawn = button_for(Wanted("Tap me", link))

    assert read_tapped(drawn.tap, KEYS, how="telegram") == means
    assert drawn.link == link


def test_a_tap_is_short_enough_for_every_chat() -> None:
    token = KEYS.seal("case", 2**47)

    assert len(button_for(Wanted("x", f"{AT}/done/{token}?say=not_done")).tap.encode()) <= 60


def test_a_button_whose_page_asks_for_more_opens_the_page() -> None:
    assert button_for(Wanted("Read the policy", f"{AT}/policy")).tap == ""


@pytest.mark.parametrize(
    "tapped", ["", "yes", "yes:", f"yes:{CASE}", f"complain:{OFFER}", f"refuse:{OFFER}", "yes:abc-def"]
)
def test_a_button_we_never_drew_means_nothing(tapped: str) -> None:
    assert read_tapped(tapped, KEYS, how="telegram") is None


def test_a_tap_is_kept_as_it_was() -> None:
    tap = Tap("done", "page", case_id=3)

    assert read_kept(tap.raw()) == tap

"""Is a Monday's line of readings worked by keyboard alone, on a narrow screen, without scripts, in forced colours? All invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.console.acts import real_acts
from bot.console.review_keys import KEYS
from bot.review_order import is_blind, rank_of
from bot.store.messages import find_reading, get_message
from tests.browser.served import Served, served, sign_in
from tests.browser.test_console_in_chromium import faults_axe_finds, keep_picture, pytestmark
from tests.web_house import WebHouse, a_case

__all__ = ["pytestmark"]

WORDS = (
    "My bathroom light flickers when it rains. Could somebody look at it please?",
    "The lift is out again, my mother cannot go down.",
    "Thank you so much for the new kitchen, lovely lads.",
    "Winda nie działa. The lift is broke again",
    "still waiting mate",
    "Can I paint my front door?",
)


async def fill(web: WebHouse) -> None:
    web.app.state.console_acts = real_acts()
    for number, words in enumerate(WORDS):
        await waiting(web, words, kind="enquiry" if number == 5 else "service_request", blind=number == 3)


async def waiting(web: WebHouse, words: str, *, kind: str, blind: bool) -> None:
    while True:
        case = await a_case(
            web, words=words, kind="service_request", stage=None, queue="repairs", was_dissatisfied=False
        )
        if is_blind(web.house.keys.hash(f"blind:{case.opened_from}")) is blind:
            break
    async with web.house.database.writing() as session:
        message = await get_message(session, "example", case.opened_from)
        reading = await find_reading(session, "example", case.opened_from)
        assert message is not None
        assert reading is not None
        reading.kind = kind
        message.review_rank = rank_of(
            signals=reading.signals, sure=reading.sure, unhappy=reading.unhappy, confidence=reading.confidence
        )
        session.add_all([message, reading])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, fill) as here:
        yield here


def signed_in(house: Served, chromium, **context):  # type: ignore[no-untyped-def]
    """A browser window of an officer who has set a password."""
    opened = chromium.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **context}
    )
    window = opened.new_page()
    sign_in(window, house, role="triage")
    window.wait_for_url("**/console")
    return window


def test_six_messages_are_reviewed_by_keyboard_alone_and_one_is_taken_back(house: Served, chromium) -> None:  # type: ignore[no-untyped-def]
    page = signed_in(house, chromium)
    page.goto(f"{house.address}/console/review/")
    first = page.locator("blockquote").inner_text()

    def press(key: str) -> str:
        with page.expect_navigation():
            page.keyboard.press(key)
        return str(page.locator("main").inner_text())

    confirmed = press(KEYS["confirm"])
    back = press(KEYS["undo"])
    for _ in range(3):
        press(KEYS["confirm"])
    blind = page.get_by_role("heading", level=1).inner_text()
    press("2")
    later = press(KEYS["later"])
    asked = press(KEYS["request"])

    assert first == WORDS[0]
    assert "The reading is confirmed." in confirmed
    assert "Your confirmation is taken back" in back
    assert WORDS[0] in back
    assert blind == "What kind of message is this?"
    assert WORDS[5] in later
    assert "It is a service request now" in asked
    assert "You left 1 message for later." in asked


def test_keys_are_silent_while_somebody_types(house: Served, chromium) -> None:  # type: ignore[no-untyped-def]
    page = signed_in(house, chromium)
    page.goto(f"{house.address}/console/review/")

    page.get_by_label("Find a case").fill("")
    page.get_by_label("Find a case").press_sequentially("yr")

    assert page.get_by_label("Find a case").input_value() == "yr"
    assert page.url.endswith("/console/review/")


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("wide", {}),
        ("narrow", {"viewport": {"width": 320, "height": 640}}),
        ("forced_colours", {"forced_colors": "active"}),
        ("no_scripts", {"java_script_enabled": False}),
    ],
)
def test_axe_finds_nothing_in_any_state_and_nothing_scrolls_sideways(  # type: ignore[no-untyped-def]
    house: Served, chromium, name: str, context: dict[str, object]
) -> None:
    page = signed_in(house, chromium, **{**context, "java_script_enabled": True})
    if name == "no_scripts":
        window = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
        page = window.new_page()
    places = {
        "next": "/console/review/",
        "list": "/console/review/list/",
        "keys": "/console/review/keys/",
        "nothing": "/console/review/?queue=income",
    }
    found, wide = {}, {}

    for state, place in places.items():
        page.goto(house.address + place)
        keep_picture(page, f"review_{state}_{name}")
        # axe is a script itself, and so has nothing to say where there are none
        found[state] = faults_axe_finds(page) if name != "no_scripts" else []
        wide[state] = (
            page.viewport_size["width"]
            if name == "no_scripts"
            else page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    assert found == {state: [] for state in places}
    assert name == "no_scripts" or wide == dict.fromkeys(places, 0)


def test_without_scripts_a_reading_is_confirmed_and_taken_back(house: Served, chromium) -> None:  # type: ignore[no-untyped-def]
    page = signed_in(house, chromium)
    window = chromium.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    window.goto(f"{house.address}/console/review/")

    window.get_by_role("button", name="This is right").click()
    confirmed = window.locator("main").inner_text()
    window.get_by_role("button", name="Take that back").click()

    assert "The reading is confirmed." in confirmed
    assert WORDS[0] in window.locator("main").inner_text()

"""Can staff and contractors hand in what they were told on a small phone, and does axe find nothing there?"""

from collections.abc import Iterator

import pytest

from bot.desk import link_routes
from bot.desk.links import address_of, make_link
from tests.browser.served import Served, served, sign_in
from tests.browser.test_console_in_chromium import BUILT, CHROMIUM, faults_axe_finds, keep_picture
from tests.web_house import HERE, WebHouse, a_member_of_staff

WORDS = "No heating for three weeks and nobody rings me back."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="/usr/bin/chromium is not there, so nothing is tried in a browser"
    ),
    pytest.mark.skipif(not BUILT.exists(), reason="the assets are not built; run `make assets`"),
]


async def fill(web: WebHouse) -> None:
    web.app.include_router(link_routes.router)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("desk"), fill) as here:
        yield here


def contractors_place(house: Served) -> str:
    by = a_member_of_staff(id=1, role="administrator", landlord_id="example")
    link = house.do(make_link(house.web.house, by, holder="Al Reeve", organisation="Equity Heating"))
    return house.address + address_of(house.web.house, link).removeprefix(HERE)


def fill_in(window) -> None:  # type: ignore[no-untyped-def]
    window.get_by_label("What did they say?").fill(WORDS)
    window.get_by_label("On the phone").check()
    window.get_by_label("No, I did not ask").check()
    window.get_by_label("They gave no way").check()


def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    found, wide = {}, {}

    def look(name: str) -> None:
        keep_picture(small, f"desk_{name}")
        found[name] = faults_axe_finds(small)
        wide[name] = small.evaluate("document.documentElement.scrollWidth")

    sign_in(small, house, email="jo@staff.example.org", role="administrator")
    small.wait_for_url("**/console")
    small.goto(f"{house.address}/console/desk/")
    look("form")
    small.get_by_role("button", name="Hand it in").click()
    look("wrong")
    fill_in(small)
    small.get_by_role("button", name="Hand it in").click()
    small.wait_for_url("**/taken/**")
    look("taken")
    small.goto(f"{house.address}/console/desk/links/")
    small.get_by_label("Who gets it?").fill("Al Reeve")
    small.get_by_role("button", name="Make the link").click()
    look("links")
    small.goto(contractors_place(house))
    look("link_form")
    small.get_by_role("button", name="Hand it in").click()
    look("link_wrong")
    fill_in(small)
    small.get_by_role("button", name="Hand it in").click()
    look("link_thanks")

    assert not any(found.values()), found
    assert set(wide.values()) == {320}, wide


def test_axe_finds_a_fault_that_was_put_there(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    small.goto(contractors_place(house))
    small.evaluate("document.querySelector('label[for=words]').remove()")

    assert any(fault.startswith("label") for fault in faults_axe_finds(small))


def test_a_contractor_hands_in_with_and_without_scripts(house: Served, phone) -> None:  # type: ignore[no-untyped-def]
    phone.goto(contractors_place(house))
    phone.get_by_role("button", name="Hand it in").click()
    assert "There is a problem" in phone.inner_text("main")
    fill_in(phone)
    phone.get_by_role("button", name="Hand it in").click()

    assert "Thank you" in phone.inner_text("h1")


def test_what_was_typed_is_still_there_beside_what_is_wrong(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    small.goto(contractors_place(house))
    small.get_by_label("What did they say?").fill(WORDS)
    small.get_by_label("Their name").fill("Sam Okafor")
    small.get_by_role("button", name="Hand it in").click()

    assert small.get_by_label("What did they say?").input_value() == WORDS
    assert small.get_by_label("Their name").input_value() == "Sam Okafor"


def test_a_whole_sheet_is_filled_in_by_keyboard_alone(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    small.goto(contractors_place(house))
    small.get_by_label("What did they say?").focus()
    small.keyboard.type(WORDS)
    for label in ("On the phone", "Just now", "Yes, and they want to complain"):
        small.keyboard.press("Tab")
        if label != "Just now":  # it is chosen already
            small.keyboard.press("Space")
        assert small.evaluate("document.activeElement.labels[0].innerText").strip() == label
    for _ in ("their name", "their home", "their number", "how we answer"):
        small.keyboard.press("Tab")
    small.keyboard.press("ArrowUp")  # round to the last: they gave no way
    assert small.get_by_label("They gave no way").is_checked()
    while small.evaluate("document.activeElement.innerText.trim()") != "Hand it in":
        small.keyboard.press("Tab")
    small.keyboard.press("Enter")
    small.get_by_role("heading", name="Thank you").wait_for()

    assert WORDS not in small.inner_text("main")

"""Can a resident use their own page on a small phone, with and without scripts, and does axe find nothing there?"""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.store.cases import get_case
from bot.store.outbox import OutboxRow
from bot.store.people import IdentityRow, get_resident
from tests.browser.served import Served, served
from tests.browser.test_console_in_chromium import BUILT, CHROMIUM, faults_axe_finds, keep_picture
from tests.web_house import NOW, WebHouse, a_case

TODAY = NOW.date()

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
    """Sam, with a complaint and a request beside it, whose name and postcode we hold."""
    case = await a_case(web, reference="AV-7KQ2M")
    async with web.house.database.writing() as session:
        resident = await get_resident(session, "example", case.resident_id)
        resident.postcode = "M11AE"
        session.add(resident)
        request = await get_case(session, "example", case.id or 0)
        session.add(
            IdentityRow(
                landlord_id="example", resident_id=case.resident_id, channel="email",
                address=await _address(session, case.conversation_id), created_at=NOW,
            )
        )  # fmt: skip
        facts = request.model_dump(exclude={"id"})
        facts |= {
            "reference": "AV-REQ23", "kind": "service_request", "stage": None, "contact_by": date(2026, 11, 20),
            "queue": "repairs", "team": "our repairs team", "acknowledge_by": None,
        }  # fmt: skip
        session.add(type(case)(**facts))
    await web.add(
        OutboxRow(
            landlord_id="example", key="answer:1", name="complaint_logged", kind="answer", case_id=case.id,
            channel="email", to_address="x@mail.example", to_name="", sender_name="", sender_address="",
            reply_address="", subject="Your complaint, AV-7KQ2M", text="We have logged your complaint.\n\nA long word: "
            + "x" * 90, html="", message_id="<1@x>", in_reply_to="", state="sent", created_at=NOW, run_at=NOW,
            sent_at=NOW,
        )
    )  # fmt: skip


async def _address(session, conversation_id: int) -> str:  # type: ignore[no-untyped-def]
    from bot.store.people import get_conversation

    return (await get_conversation(session, "example", conversation_id)).address


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("my"), fill) as here:
        yield here


def link(house: Served, conversation_id: int = 1, on: date = TODAY) -> str:
    return f"{house.address}/my/{house.web.house.keys.seal_dated('my', conversation_id, on)}"


def get_in(window, house: Served) -> None:  # type: ignore[no-untyped-def]
    window.goto(link(house))
    window.get_by_label("Your last name").fill("Okoro")
    window.get_by_label("Your postcode").fill("m1 1ae")
    window.get_by_role("button", name="Go on").click()
    window.wait_for_url(link(house))


def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    found, wide = {}, {}

    def look(name: str) -> None:
        keep_picture(small, f"my_{name}")
        found[name] = faults_axe_finds(small)
        wide[name] = small.evaluate("document.documentElement.scrollWidth")

    small.goto(link(house))
    look("who")
    small.get_by_role("button", name="Go on").click()
    look("who_wrong")
    small.goto(link(house, on=date(2026, 1, 5)))
    look("old")
    get_in(small, house)
    look("page")
    small.get_by_text("All messages and letters about AV-7KQ2M").click()
    look("page_open")
    small.get_by_role("button", name="Send", exact=True).click()
    look("page_wrong")

    assert found == {name: [] for name in found}
    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_axe_finds_a_fault_that_was_put_there(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    get_in(small, house)
    small.evaluate("document.querySelector('label[for=words]').remove()")

    assert any(fault.startswith("label") for fault in faults_axe_finds(small))


def test_the_page_is_opened_and_read_with_and_without_scripts(house: Served, phone) -> None:  # type: ignore[no-untyped-def]
    get_in(phone, house)

    assert phone.get_by_role("heading", name="Where things stand").is_visible()
    assert phone.get_by_text("That day has passed. We are sorry.").is_visible()
    assert phone.locator("li[aria-current=step]").count() == 2
    phone.get_by_label("Use large print").check()
    phone.get_by_role("button", name="Save what I need").click()
    assert phone.get_by_text("We have changed what you need from us").is_visible()
    assert phone.get_by_label("Use large print").is_checked()


def test_everything_is_reached_by_keyboard_and_the_way_out_comes_first(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    get_in(small, house)
    small.goto(link(house))
    reached = []
    for _ in range(2):
        small.keyboard.press("Tab")
        reached.append(small.evaluate("document.activeElement.textContent.trim()"))

    assert reached == ["Skip to main content", "Leave this page now"]


def test_leaving_takes_the_page_out_of_the_history(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    small.route(
        "https://www.bbc.co.uk/**",
        lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"),
    )
    small.goto(f"{house.address}/healthz")
    get_in(small, house)
    before = small.evaluate("history.length")
    small.get_by_role("link", name="Leave this page now").click()
    small.wait_for_url("https://www.bbc.co.uk/weather")

    assert small.evaluate("history.length") == before
    small.goto(link(house))
    assert small.get_by_role("heading", name="Is it you?").is_visible()


def test_in_print_only_what_is_told_is_left(house: Served, small) -> None:  # type: ignore[no-untyped-def]
    get_in(small, house)
    small.emulate_media(media="print")

    assert small.get_by_text("What happens next").first.is_visible()
    assert not small.get_by_role("link", name="Leave this page now").is_visible()
    assert not small.get_by_role("button", name="Send", exact=True).is_visible()
    assert not small.get_by_role("button", name="This is not me").is_visible()

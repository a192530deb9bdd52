"""Can staff work the console in a real browser: by keyboard, on a narrow screen, without scripts, and does axe find nothing?"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.store.cases import ClockRow, PointRow
from bot.store.outbox import OutboxRow
from bot.store.people import AdjustmentRow
from bot.store.tasks import AlertRow, TaskRow
from tests.browser.served import Served, served, sign_in
from tests.web_house import NOW, WebHouse, a_case, an_unreadable_arrival

CHROMIUM = Path("/usr/bin/chromium")
BUILT = Path(__file__).parents[2] / "bot" / "console" / "static" / "built" / "hark.css"
SHOTS = os.environ.get("HARK_SHOTS", "")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="/usr/bin/chromium is not there, so nothing is tried in a browser"
    ),
    pytest.mark.skipif(not BUILT.exists(), reason="the assets are not built; run `make assets`"),
]

WORDS = (
    "This is the third week without hot water and nobody rings me back. I have two small children and we wash at my "
    "mum's. I was told Tuesday, then Friday, and still nobody came."
)


async def fill(web: WebHouse) -> None:
    """A morning's worth: one full case, a few more, a task, an alert, an unreadable message."""
    case = await a_case(web, words=WORDS, reference="AV-7KQ2M", signals=["vulnerable", "repeat", "hazard"])
    known = {"landlord_id": "example", "case_id": case.id}
    await web.add(
        AdjustmentRow(
            landlord_id="example", resident_id=case.resident_id, door="phone", words="Please ring after 3pm; I work nights.",
            recorded_at=NOW, recorded_by="hark", review_on=date(2027, 5, 1),
        ),
        PointRow(**known, stage=1, number=1, text="No hot water for three weeks.", responsible="yes"),
        PointRow(**known, stage=1, number=2, text="Nobody rang back on Tuesday or Friday.", responsible="unsure"),
        ClockRow(
            **known, rule="acknowledge_stage_1", law="code", from_on=date(2026, 11, 20), due_on=date(2026, 11, 24),
            started_at=NOW,
        ),
        OutboxRow(
            landlord_id="example", key="answer:1", name="complaint_logged", kind="answer", case_id=case.id,
            channel="email", to_address="sam.okoro@mail.example", to_name="", sender_name="", sender_address="",
            reply_address="", subject="Your complaint, AV-7KQ2M", text="We have logged your complaint.\n\nYour number is AV-7KQ2M.",
            html="", message_id="<1@x>", in_reply_to="", state="sent", created_at=NOW, run_at=NOW,
            sent_at=NOW - timedelta(days=2),
        ),
        TaskRow(
            **known, key="t1", kind="definition", team="complaints", why="Agree the points and send the acknowledgement.",
            due_on=date(2026, 11, 22), created_at=NOW,
        ),
        TaskRow(
            landlord_id="example", key="t2", kind="call", team="repairs", why="Ring Ada Brook: she cannot read e-mail.",
            due_on=date(2026, 11, 20), created_at=NOW,
        ),
        AlertRow(**known, kind="hazard", why="It reads as a possible hazard: no hot water, small children.", created_at=NOW, step=1),
        an_unreadable_arrival(),
    )  # fmt: skip
    for name, words, queue, due_in, kind in (
        (
            "Ada Brook",
            "My bathroom light flickers when it rains. Could somebody look at it please?",
            "repairs",
            8,
            "service_request",
        ),
        (
            "Tomasz Wilk",
            "Winda nie działa. The lift is broke again, my mother cannot go down",
            "repairs",
            -1,
            "service_request",
        ),
        (
            "Gwen Parry",
            "I want to make a formal complaint about the way I was spoken to.",
            "complaints",
            0,
            "complaint",
        ),
        ("", "still waiting mate", "triage", 1, "contact"),
        ("Bea Ford", "Thank you so much for the new kitchen, lovely lads.", "enquiries", 10, "enquiry"),
    ):
        stage = 1 if kind == "complaint" else None
        await a_case(
            web, name=name, words=words, queue=queue, kind=kind, stage=stage,
            next_due_on=date(2026, 11, 22) + timedelta(days=due_in), signals=[],
        )  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("browser"), fill) as here:
        yield here


@pytest.fixture
def page(house: Served, chromium):  # type: ignore[no-untyped-def]
    """A browser window, signed in through the welcome page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    window = context.new_page()
    sign_in(window, house, role="complaints_officer")
    yield window
    context.close()


def faults_axe_finds(window) -> list[str]:  # type: ignore[no-untyped-def]
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        window, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found.response["violations"]]


def keep_picture(window, name: str) -> None:  # type: ignore[no-untyped-def]
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        window.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


PLACES = {
    "queues": "/console",
    "queue": "/console/queues/complaints",
    "case": "/console/cases/AV-7KQ2M",
    "points": "/console/cases/AV-7KQ2M/points",
    "acknowledgement": "/console/cases/AV-7KQ2M/acknowledgement",
    "contact": "/console/cases/AV-7KQ2M/contact",
    "hazard": "/console/cases/AV-7KQ2M/hazard",
    "correct": "/console/cases/AV-7KQ2M/messages/1/correct",
    "letter": "/console/cases/AV-7KQ2M/letter",
    "tasks": "/console/tasks",
    "alerts": "/console/alerts",
    "unreadable": "/console/unreadable",
    "raw": "/console/unreadable/2",
    "find": "/console/find?reference=AV-NONE",
    "close": "/console/cases/AV-7KQ2M/close",
    "person": "/console/cases/AV-7KQ2M/person",
    "blind": "/console/blind/",
    "classifier": "/console/classifier/",
    "feedback": "/console/feedback/",
    "ledger": "/console/ledger",
    "answer": "/console/cases/AV-7KQ2M/answer",
    "case_promises": "/console/cases/AV-7KQ2M/promises",
    "promises": "/console/promises/",
    "extend": "/console/cases/AV-7KQ2M/extend",
    "refuse": "/console/cases/AV-7KQ2M/refuse",
    "reopen": "/console/cases/AV-7KQ2M/reopen",
    "around": "/console/cases/AV-7KQ2M/around",
    "needs": "/console/cases/AV-7KQ2M/needs",
    "new_issue": "/console/cases/AV-7KQ2M/messages/1/new",
    "safe_home": "/console/cases/AV-7KQ2M/safe-home",
    "ombudsman": "/console/cases/AV-7KQ2M/ombudsman",
    "ombudsman_list": "/console/ombudsman/",
    "watch": "/console/watch/",
    "requests": "/console/requests/",
    "reports": "/console/reports/",
    "report": "/console/reports/2025-26/",
    "team": "/console/team/",
    "incident": "/console/incident/",
    "paper_form": "/console/incident/form",
    "quality": "/console/quality/",
    "policy": "/policy/example",
}


def test_axe_finds_nothing_on_any_page_of_the_console(house: Served, page) -> None:  # type: ignore[no-untyped-def]
    found = {}

    for name, place in PLACES.items():
        page.goto(house.address + place)
        keep_picture(page, name)
        found[name] = faults_axe_finds(page)

    assert found == {name: [] for name in PLACES}


def test_axe_finds_a_fault_that_was_put_there(house: Served, page) -> None:  # type: ignore[no-untyped-def]
    page.goto(house.address + "/console")
    page.evaluate(
        "document.querySelector('#find').labels[0].remove(); document.querySelector('#find').placeholder = ''"
    )

    found = faults_axe_finds(page)

    assert any(fault.startswith("label") for fault in found)


def test_sign_in_has_no_fault_and_says_what_is_wrong(house: Served, chromium) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context()
    window = context.new_page()
    window.goto(house.address + "/console/cases/AV-7KQ2M")
    keep_picture(window, "sign_in")
    before = faults_axe_finds(window)
    window.get_by_label("E-mail address").fill("nobody@x.example")
    window.get_by_role("textbox", name="Password").fill("wrong")
    window.get_by_role("button", name="Sign in").click()
    keep_picture(window, "sign_in_wrong")

    assert before == []
    assert faults_axe_finds(window) == []
    assert window.get_by_role("alert").get_by_text("is wrong").is_visible()
    assert window.title().startswith("Error: ")
    context.close()


def test_a_case_is_found_and_opened_by_keyboard_alone(house: Served, page) -> None:  # type: ignore[no-untyped-def]
    page.goto(house.address + "/console")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent.trim()")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("av-7kq2m")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/AV-7KQ2M")

    assert skip == "Skip to main content"
    assert page.get_by_role("heading", name="AV-7KQ2M", exact=True).is_visible()


@pytest.mark.parametrize(
    "name", ["queues", "queue", "case", "points", "tasks", "answer", "around", "report", "watch", "policy"]
)
def test_on_a_narrow_screen_only_tables_scroll_sideways(house: Served, page, name: str) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(house.address + PLACES[name])
    keep_picture(page, f"{name}_320")

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 320


def test_without_scripts_a_reading_is_confirmed_and_points_are_added(house: Served, page, chromium) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    window = context.new_page()
    window.goto(house.address + "/console/cases/AV-7KQ2M")
    window.get_by_role("button", name="This is right").click()
    said = window.get_by_text("The reading is confirmed").is_visible()
    window.goto(house.address + "/console/cases/AV-7KQ2M/points")
    window.get_by_role("button", name="Add another point").click()

    assert said
    assert window.get_by_role("group", name="Point 3").is_visible()
    context.close()


def test_no_page_asks_for_anything_that_the_policy_forbids(house: Served, page) -> None:  # type: ignore[no-untyped-def]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    for name in ("queues", "case", "points"):
        page.goto(house.address + PLACES[name], wait_until="networkidle")

    assert said == []


def test_a_resident_answers_the_choice_on_a_phone_without_scripts(house: Served, chromium) -> None:  # type: ignore[no-untyped-def]
    from bot.store.offers import OfferRow

    async def offer() -> str:
        case = await a_case(house.web, kind="service_request", stage=None)
        row = OfferRow(
            landlord_id="example", conversation_id=case.conversation_id, case_id=case.id or 0,
            message_id=case.opened_from, created_at=NOW,
        )  # fmt: skip
        await house.web.add(row)
        return house.web.house.keys.seal("offer", row.id or 0)

    house.web.acts.answers["answer_offer"] = "declined"
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    window = context.new_page()
    window.goto(f"{house.address}/choice/{house.do(offer())}?say=no")
    keep_picture(window, "choice")
    before = faults_axe_finds(window)
    focused = window.evaluate("document.activeElement.textContent.trim()")
    window.get_by_role("button", name="No, not now").click()
    keep_picture(window, "choice_thanks")

    assert before == []
    assert focused == "No, not now"
    assert window.get_by_text("You can still say yes at any time").is_visible()
    assert faults_axe_finds(window) == []
    context.close()

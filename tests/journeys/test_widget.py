"""Residents write to us on a web page: without a network, on another device, on a shared computer, in danger."""

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.journeys.widget_stage import (
    IN_A_BROWSER,
    Landlord,
    a_page,
    answers,
    faults,
    keep_picture,
    writes,
)
from tests.running_hark import Hark, a_sink, until

AFRAID = "My partner hits me and he has taken my keys. I need new locks."

pytestmark = IN_A_BROWSER


def test_the_network_goes_in_mid_sentence_and_nothing_is_lost_or_doubled(
    landlord: Landlord, context: Any
) -> None:
    before = landlord.arrivals()
    page = a_page(context, landlord)
    page.get_by_role("textbox").first.press_sequentially("My tap drips and ")
    context.set_offline(True)
    page.get_by_role("textbox").first.press_sequentially("nobody came.")
    page.get_by_role("textbox").first.press("Enter")
    writes(page, "It is the one in the kitchen.")
    page.get_by_text("Waiting to send").first.wait_for()
    waiting = page.get_by_text("Waiting to send").count()

    context.set_offline(False)
    answers(page).nth(1).wait_for()
    page.reload()
    answers(page).nth(1).wait_for()

    assert waiting >= 1
    said = page.locator(".said.you .words").all_inner_texts()
    assert said == ["My tap drips and nobody came.", "It is the one in the kitchen."]
    assert landlord.arrivals() - before == 2


def test_the_answer_to_a_post_is_lost_and_the_same_post_is_kept_once(
    landlord: Landlord, context: Any
) -> None:
    before = landlord.arrivals()
    page = a_page(context, landlord)
    lost: list[int] = []

    def lose_the_first(route: Any) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/messages", lose_the_first)
    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()

    assert lost == [202]
    assert page.locator(".said").count() == 2
    assert landlord.arrivals() - before == 1


def test_what_is_half_written_and_what_was_said_are_there_after_a_reload(
    landlord: Landlord, context: Any
) -> None:
    page = a_page(context, landlord)
    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()
    page.get_by_role("textbox").first.fill("And the garden wa")

    page.reload()
    answers(page).first.wait_for()

    assert page.get_by_role("textbox").first.input_value() == "And the garden wa"
    assert page.locator(".said").count() == 2


def test_an_answer_has_left_only_once_its_tab_is_in_sight(landlord: Landlord, context: Any) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(document, 'visibilityState', {get: () => window.sight ?? 'hidden'})"
    )
    page.goto(f"{landlord.at}/widget/")
    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()
    time.sleep(1)
    hidden = states_of_ours(landlord)[-1]

    page.evaluate("window.sight = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    until(lambda: states_of_ours(landlord)[-1] == "sent", seconds=10)

    assert hidden == "queued"


def states_of_ours(landlord: Landlord) -> list[str]:
    """How what was written to pages stands, oldest first."""
    return [
        state for (state,) in asked(landlord, "select state from outbox where channel = 'widget' order by id")
    ]


def asked(landlord: Landlord, query: str) -> list[Any]:
    """What the house keeps."""
    with sqlite3.connect(landlord.hark.folder / "hark" / "hark.db") as house:
        return house.execute(query).fetchall()


def test_the_house_stops_in_good_time_while_a_page_listens(tmp_path: Path) -> None:
    with a_sink() as relay:
        hark = Hark(tmp_path, relay.port)
        running = hark.serve()
        at = f"http://127.0.0.1:{hark.http_port}/widget/example"
        token = httpx2.post(f"{at}/session").json()["token"]
        with httpx2.stream("GET", f"{at}/events", headers={"Authorization": f"Bearer {token}"}) as said:
            first = next(said.iter_lines())
            running.terminate()
            running.wait(10)
        hark.end()

    assert first == "retry: 2000"
    assert said.headers["content-type"].startswith("text/event-stream")
    assert (said.headers["x-accel-buffering"], said.headers["cache-control"]) == ("no", "no-store")
    assert running.returncode == 0


def test_a_stream_that_never_comes_is_made_up_for_by_asking(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    page.route("**/events", lambda route: route.abort())

    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()

    assert page.locator(".said").count() == 2


def test_a_post_that_must_wait_says_so_and_goes_by_itself(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    busy = "Very many messages are coming in."
    told: list[str] = []

    def wait_once(route: Any) -> None:
        if told:
            return route.continue_()
        told.append(busy)
        return route.fulfill(status=429, json={"error": busy, "wait": 2})

    page.route(
        "**/messages", lambda route: wait_once(route) if route.request.method == "POST" else route.continue_()
    )
    writes(page, "When are the bins collected?")
    page.get_by_text(busy).wait_for()
    waiting = page.locator(".said.you .state").inner_text()
    answers(page).first.wait_for()

    assert waiting.startswith("Waiting to send")
    assert page.locator(".said").count() == 2


def test_a_chat_is_carried_on_from_another_device_by_a_code(
    landlord: Landlord, context: Any, chromium: Any
) -> None:
    phone = a_page(context, landlord)
    phone.get_by_text("Get our answer by e-mail if you leave").click()
    phone.get_by_label("Your e-mail address").fill("sam.okafor@example.net")
    phone.get_by_role("button", name="Save").click()
    writes(phone, "When are the bins collected?")
    answers(phone).first.wait_for()
    elsewhere = chromium.new_context(viewport={"width": 900, "height": 900})
    laptop = a_page(elsewhere, landlord)
    laptop.get_by_text("Carry on a chat from another device").click()
    laptop.get_by_label("The e-mail address you gave").fill("sam.okafor@example.net")

    laptop.get_by_role("button", name="Send me a code").click()
    until(lambda: "sam.okafor@example.net" in landlord.relay.recipients(), seconds=20)
    laptop.get_by_label("The code from the e-mail").fill(code_sent(landlord))
    laptop.get_by_role("button", name="Carry on").click()
    answers(laptop).first.wait_for()
    writes(laptop, "And the garden waste?")
    phone.get_by_text("And the garden waste?").wait_for()

    assert "When are the bins collected?" in laptop.locator(".log").inner_text()
    elsewhere.close()


def code_sent(landlord: Landlord) -> str:
    """The code, from where the house keeps what it sent."""
    text = asked(landlord, "select text from outbox where name = 'chat_code' order by id desc")[0][0]
    found = re.search(r"code is (\d{3} \d{3})", text)
    assert found is not None
    return found[1]


def test_photos_are_made_small_and_kept(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    large = page.evaluate(
        """async () => { const c = document.createElement('canvas'); c.width = 4000; c.height = 3000;
        const p = c.getContext('2d'); for (let i = 0; i < 4000; i += 40) { p.fillStyle = `hsl(${i},80%,50%)`; p.fillRect(i, 0, 40, 3000); }
        const b = await new Promise(d => c.toBlob(d, 'image/png')); const r = new Uint8Array(await b.arrayBuffer());
        return Array.from(r); }"""
    )
    posted: list[int] = []
    page.on(
        "request",
        lambda one: posted.append(len(one.post_data or "")) if one.url.endswith("/messages") else None,
    )

    page.get_by_label("Add photos").set_input_files(
        {"name": "wall.png", "mimeType": "image/png", "buffer": bytes(large)}
    )
    page.get_by_text("Photos to send: 1.").wait_for()
    page.get_by_label("Add photos").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"no photo"}
    )
    page.get_by_text("letter.txt cannot be used").wait_for()
    writes(page, "This is the wall.")
    answers(page).first.wait_for()

    assert page.get_by_text("Photos: 1").count() == 1
    assert 0 < posted[0] < 700_000


def test_somebody_at_risk_can_leave_and_clear_at_once(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="the weather"))
    writes(page, AFRAID)
    page.get_by_role("button", name="Leave this page now").wait_for()
    said = answers(page).first.inner_text()
    keep_picture(page, "widget-safe")
    found = faults(page)
    page.get_by_role("button", name="Yes, ring this number").click()
    missing = page.get_by_role("status").inner_text()

    page.get_by_role("button", name="Leave this page now").click()
    page.get_by_text("the weather").wait_for()
    page.goto(f"{landlord.at}/widget/")
    page.get_by_role("textbox").first.wait_for()
    time.sleep(0.5)

    assert "In danger now? Ring 999." in said
    assert "locks" not in said
    assert found == []
    assert missing == "Write the number that is safe to ring."
    assert page.locator(".said").count() == 0
    assert page.evaluate("sessionStorage.length") == 0


def test_what_is_not_sent_yet_is_cleared_only_when_asked_twice(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    page.get_by_role("textbox").first.fill("The lift is out ag")

    page.get_by_role("button", name="Finish and clear this chat").click()
    asked, kept = page.get_by_role("status").inner_text(), page.get_by_role("textbox").first.input_value()
    page.get_by_role("button", name="Finish and clear this chat").click()

    assert "not sent yet" in asked
    assert kept == "The lift is out ag"
    assert page.get_by_role("textbox").first.input_value() == ""


def test_a_shared_computer_forgets_on_finish(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()

    page.get_by_role("button", name="Finish and clear this chat").click()
    page.get_by_text("Nothing of this chat is left on this page.").wait_for()
    page.reload()
    page.get_by_role("textbox").first.wait_for()
    time.sleep(0.5)

    assert page.locator(".said").count() == 0
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0

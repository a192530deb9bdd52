"""The chat is for everybody: by keyboard alone, without scripts, on a narrow screen, read aloud, on the sites it may stand on."""

import base64
from typing import Any

import pytest

from tests.journeys.widget_stage import (
    IN_A_BROWSER,
    UNHAPPY,
    Landlord,
    a_page,
    answers,
    faults,
    keep_picture,
    writes,
)

pytestmark = IN_A_BROWSER


def test_an_unhappy_resident_says_yes_by_keyboard_alone(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    while page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") != "message":
        page.keyboard.press("Tab")
    page.keyboard.type("Nobody has rung me back about my tenancy form for a month")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and I am fed up with it.")
    page.keyboard.press("Enter")
    answers(page).first.wait_for()
    keep_picture(page, "widget-choice")

    while not focused(page).startswith("Yes"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    answers(page).nth(1).wait_for()

    labels = page.locator(".buttons button").all_inner_texts()
    assert [label.removeprefix("✓ ").split(",")[0] for label in labels[:2]] == ["Yes", "No"]
    assert "logged your complaint" in answers(page).nth(1).inner_text()
    assert page.locator(".said.you").all_inner_texts()[0].endswith("month\nand I am fed up with it.")
    assert focused(page).startswith("Yes")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent ?? ''"))


def test_without_scripts_a_resident_writes_sends_a_photo_and_says_yes(
    landlord: Landlord, chromium: Any
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 400, "height": 900})
    page = context.new_page()
    page.goto(f"{landlord.at}/widget/")
    page.get_by_role("link", name="Write to us on a page without scripts").click()
    page.get_by_role("button", name="Send").click()
    empty = page.get_by_role("alert").or_(page.locator(".govuk-error-summary")).first.inner_text()
    page.get_by_label("Your message").fill(UNHAPPY)
    page.get_by_label("Add photos").set_input_files(a_photo())
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Yes").wait_for(timeout=30_000)  # the page looks again by itself
    keep_picture(page, "widget-plain")

    page.get_by_role("button", name="Yes").first.click()
    page.get_by_text("logged your complaint").wait_for(timeout=30_000)
    shown = page.locator("main").inner_text()
    page.get_by_role("button", name="Finish").click()

    assert "Write a few words, or add a photo" in empty
    assert "Photos: 1" in shown
    assert UNHAPPY not in page.locator("main").inner_text()
    assert context.cookies() == []
    context.close()


def a_photo() -> dict[str, Any]:
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
    return {"name": "mould.png", "mimeType": "image/png", "buffer": base64.b64decode(png)}


@pytest.mark.parametrize("scale", [1, 4], ids=["320 wide", "1280 wide at 400%"])
def test_it_fits_a_narrow_screen_without_scrolling_sideways(
    landlord: Landlord, chromium: Any, scale: int
) -> None:
    context = chromium.new_context(
        viewport={"width": 320, "height": 256 if scale == 4 else 640}, device_scale_factor=scale
    )
    page = a_page(context, landlord)
    writes(page, UNHAPPY + " " + "w" * 200)
    answers(page).first.wait_for()
    keep_picture(page, f"widget-narrow-{scale}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []
    context.close()


def test_axe_finds_nothing_in_any_state_and_finds_a_deliberate_fault(
    landlord: Landlord, context: Any
) -> None:
    page = a_page(context, landlord)
    found = {"empty": faults(page)}
    page.get_by_text("Get our answer by e-mail if you leave").click()
    page.get_by_text("Carry on a chat from another device").click()
    found["open"] = faults(page)
    context.set_offline(True)
    writes(page, UNHAPPY)
    page.get_by_text("Waiting to send").first.wait_for()
    keep_picture(page, "widget-waiting")
    found["waiting"] = faults(page)
    context.set_offline(False)
    answers(page).first.wait_for()
    found["answered"] = faults(page)
    page.get_by_role("button", name="No").first.click()
    answers(page).nth(1).wait_for()
    found["tapped"] = faults(page)
    page.goto(f"{landlord.at}/widget/example/plain")
    found["plain"] = faults(page)
    page.get_by_role("button", name="Send").click()
    found["plain, empty"] = faults(page)
    page.get_by_label("Your message").fill(UNHAPPY)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Yes").wait_for()
    found["plain, answered"] = faults(page)

    page = a_page(context, landlord)
    page.evaluate("document.querySelector('hark-chat').shadowRoot.querySelector('label').remove()")
    wrong = faults(page)

    assert found == {state: [] for state in found}
    assert {one.partition(":")[0] for one in wrong} == {"label", "label-title-only"}


def test_a_live_log_tells_what_comes_and_nothing_of_what_was_there(landlord: Landlord, context: Any) -> None:
    page = a_page(context, landlord)
    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()

    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_attribute("aria-label") == "What was said"
    assert page.get_by_role("status").count() == 1


def test_on_a_site_that_may_not_have_it_it_says_where_to_ring_and_write(
    landlord: Landlord, context: Any
) -> None:
    page = context.new_page()
    page.route(
        "https://other.example/**",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<html lang="en"><script type="module" src="{landlord.at}/widget/hark.js"></script><hark-chat landlord="example"></hark-chat>',
        ),
    )
    page.goto("https://other.example/")
    page.get_by_text("This chat cannot be used on this website yet.").wait_for()

    assert page.get_by_role("link", name="write to us on our own page").get_attribute("href") == (
        f"{landlord.at}/widget/example/plain"
    )
    assert page.get_by_role("textbox").count() == 0


def test_on_the_landlords_own_site_it_works_from_another_origin(landlord: Landlord, context: Any) -> None:
    page = context.new_page()
    page.route(
        "https://www.example.org/**",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={
                "Content-Security-Policy": f"default-src 'self'; script-src {landlord.at}; connect-src {landlord.at}"
            },
            body=f'<html lang="en"><script type="module" src="{landlord.at}/widget/hark.js"></script><hark-chat landlord="example"></hark-chat>',
        ),
    )
    page.goto("https://www.example.org/contact")
    page.get_by_role("textbox").first.wait_for()

    writes(page, "When are the bins collected?")
    answers(page).first.wait_for()

    assert page.locator(".said").count() == 2

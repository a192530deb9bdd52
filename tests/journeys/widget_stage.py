"""What do the journeys of the chat stand on? A real Hark that serves, with its own classifier, and a real browser."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.running_hark import Hark, Sink, a_sink

CHROMIUM = Path("/usr/bin/chromium")
SHOTS = os.environ.get("HARK_SHOTS", "")
UNHAPPY = "Nobody has rung me back about my tenancy form for a month and I am fed up with it."
CODES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="/usr/bin/chromium is not there, so nothing is tried in a browser"
    ),
]


@dataclass
class Landlord:
    """A running Hark, and where its mail goes."""

    hark: Hark
    relay: Sink

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.hark.http_port}"

    def arrivals(self) -> int:
        """How many messages of residents are kept."""
        line = next(
            (line for line in self.hark.run("ledger").stdout.splitlines() if " widget " in line), "0 0 0 0"
        )
        return int(line.split()[3])


@pytest.fixture(scope="module")
def landlord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landlord]:
    with a_sink() as relay:
        hark = Hark(tmp_path_factory.mktemp("widget"), relay.port)
        hark.serve()
        yield Landlord(hark, relay)
        hark.end()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # A browser asks before a public page may speak with the machine it runs on; a landlord's Hark stands elsewhere.
        flags = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    """A browser of a resident's own."""
    made = chromium.new_context(viewport={"width": 900, "height": 900}, locale="en-GB")
    yield made
    made.close()


def a_page(context: Any, landlord: Landlord) -> Any:
    """The chat, open; nothing on it may be against the page's own rules."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto(f"{landlord.at}/widget/")
    page.get_by_role("textbox").first.wait_for()
    assert complaints == []
    return page


def writes(page: Any, text: str) -> None:
    page.get_by_role("textbox").first.fill(text)
    page.get_by_role("textbox").first.press("Enter")


def answers(page: Any) -> Any:
    return page.locator(".said.us")


def faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    # The skip link is known by what follows it, which axe does not look for inside a shadow.
    found = Axe().run(page, context={"exclude": [[".govuk-skip-link"]]}, options={"runOnly": CODES})
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]


def keep_picture(page: Any, name: str) -> None:
    """A picture of the chat, or of a page without one, for the documentation."""
    chat = page.locator("hark-chat section")
    if SHOTS and chat.count():
        chat.screenshot(path=f"{SHOTS}/{name}.png", animations="disabled")
    elif SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)

"""Does an administrator find their way in the classifier room: while it is taught, before and after, narrow and wide? All invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.workshop import Workshop, write_whole
from tests.bot.console.test_classifier_room import FOUND, WAITS
from tests.browser.served import Served, served, sign_in
from tests.browser.test_console_in_chromium import faults_axe_finds, keep_picture, pytestmark
from tests.builders import an_unhappy_reading
from tests.fakes import FakeReader
from tests.model_versions import a_registry
from tests.web_house import WebHouse

__all__ = ["pytestmark"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    async def fill(web: WebHouse) -> None:
        a_registry(tmp_path / "models")
        (tmp_path / "training" / "compared").mkdir(parents=True)
        write_whole(tmp_path / "training" / "compared" / "heads-2.json", FOUND)
        web.app.state.house = web.house = replace(
            web.house,
            models=tmp_path / "models",
            workshop=Workshop(tmp_path / "training", WAITS),
            reader=lambda: FakeReader(otherwise=an_unhappy_reading()),
        )

    with served(tmp_path, fill) as here:
        yield here


@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_of_the_room_is_without_fault_and_fits(house: Served, chromium, width: int) -> None:  # type: ignore[no-untyped-def]
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page, house, role="administrator")
    page.wait_for_url("**/console")
    found = {}

    def look(state: str) -> None:
        keep_picture(page, f"room_{state}_{width}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[state] = [*faults_axe_finds(page), *(["it scrolls sideways"] if wide else [])]

    page.goto(f"{house.address}/console/classifier/versions/heads-2/")
    look("compared")
    page.goto(f"{house.address}/console/classifier/")
    look("before")
    page.get_by_label("How would this be read").fill("Third week without hot water.")
    page.get_by_role("button", name="Read it").click()
    look("tried")
    page.get_by_role("button", name="Teach it now").click()
    look("running")
    moving = page.locator("progress").count()
    page.get_by_role("button", name="Stop it").click()
    look("stopped")

    assert found == {state: [] for state in ("compared", "before", "tried", "running", "stopped")}
    assert moving == 1

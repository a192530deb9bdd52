"""Which browser looks at the pages? Debian's chromium, wide for staff, small for residents and whoever stands on the stairs."""

from collections.abc import Iterator

import pytest

from tests.browser.test_console_in_chromium import CHROMIUM


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(chromium, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    context = chromium.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def small(chromium):  # type: ignore[no-untyped-def]
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()

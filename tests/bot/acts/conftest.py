"""What do the tests of the acts stand on? A house with a real database and a browser before it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web_house import WebHouse, a_web_house


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """One web house, closed after the test."""
    made = await a_web_house(tmp_path)
    yield made
    await made.client.aclose()
    await made.house.database.close()

"""What stands open in these tests? The chat of the example landlord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.widget_house import WidgetHouse, a_widget_house


@pytest.fixture
async def chat(database: Database, tmp_path: Path) -> AsyncIterator[WidgetHouse]:
    """On SQLite."""
    async with a_widget_house(database, tmp_path) as here:
        yield here


@pytest.fixture
async def any_chat(any_database: Database, tmp_path: Path) -> AsyncIterator[WidgetHouse]:
    """On SQLite, and again on PostgreSQL."""
    async with a_widget_house(any_database, tmp_path) as here:
        yield here

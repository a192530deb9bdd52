"""What does a story stand on? A stage on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.journeys.stage import Stage, a_stage
from tests.journeys.widget_stage import chromium, context, landlord

__all__ = ["any_stage", "chromium", "context", "landlord", "stage"]


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord on SQLite."""
    async with a_stage(database, tmp_path) as made:
        yield made


@pytest.fixture
async def any_stage(any_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord on SQLite, and again on PostgreSQL."""
    async with a_stage(any_database, tmp_path) as made:
        yield made

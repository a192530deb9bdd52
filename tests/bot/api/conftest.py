"""What do tests of the JSON interface stand on? A story's house behind HTTP, and other systems that sign."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.api.clients import add_client, key_of, token_of
from bot.api.router import api_router
from bot.api.signatures import sign
from bot.store.api_clients import ApiClientRow
from bot.store.database import Database
from bot.web import create_app
from tests.journeys.stage import Stage, a_stage

NOW = "2026-11-05T10:00"


@dataclass
class System:
    """Another system of the landlord's."""

    http: httpx2.AsyncClient
    token: str
    key: str
    at: int
    client: ApiClientRow

    async def reads(self, place: str, **query: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        return await self.http.get(f"/api/v1{place}", headers=headers, params=query)

    async def hands_in(
        self, key: str = "key-0001", *, signed: bytes | None = None, late: int = 0, **said: Any
    ) -> httpx2.Response:
        body = json.dumps(said).encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "X-Hark-Signature": sign(self.key, signed or body, self.at - late),
            "Content-Type": "application/json",
        }
        return await self.http.post("/api/v1/messages", content=body, headers=headers)


@pytest.fixture
async def stage(any_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(any_database, tmp_path) as made:
        await made.time_passes(NOW)
        yield made


@pytest.fixture
async def http(stage: Stage) -> AsyncIterator[httpx2.AsyncClient]:
    async def is_ready() -> bool:
        return True

    app = create_app(stage.house, ready=is_ready, more=[api_router()])
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hark.test") as client:
        yield client


async def a_system(stage: Stage, http: httpx2.AsyncClient, **may: bool) -> System:
    allowed = {"reads": True, "hands_in": True, "sees_restricted": False, **may}
    client = await add_client(stage.house, stage.landlord_id, name="Tenant portal", by="test", **allowed)
    now = int(stage.house.clock().timestamp())
    return System(http, token_of(stage.house, client), key_of(stage.house, client), now, client)


@pytest.fixture
async def portal(stage: Stage, http: httpx2.AsyncClient) -> System:
    return await a_system(stage, http)

"""How does a resident use their own page in a story? A browser before the house on the stage."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

import httpx2

from bot.my.at_page import COOKIE
from bot.web import create_app
from tests.journeys.stage import Scene, Stage


class AtHome:
    """One browser, on one link."""

    def __init__(self, client: httpx2.AsyncClient, place: str) -> None:
        self.client, self.place = client, place

    async def opens(self) -> tuple[int, str]:
        """The page of the link: its status, and what can be read on it."""
        answer = await self.client.get(self.place)
        return answer.status_code, _read(answer)

    async def sends(self, to: str, **form: str | list[str]) -> tuple[int, str]:
        """A form of the page; what can be read after it."""
        answer = await self.client.post(f"{self.place}/{to}", data=form, follow_redirects=True)
        return answer.status_code, _read(answer)

    @property
    def is_in(self) -> bool:
        """Whether this browser holds a pass."""
        return any(cookie.name == COOKIE for cookie in self.client.cookies.jar)


@asynccontextmanager
async def at_home(stage: Stage, place: str) -> AsyncIterator[AtHome]:
    """A browser that opens a link out of a text."""

    async def is_ready() -> bool:
        return True

    app = create_app(stage.house, ready=is_ready)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=stage.house.public_url) as client:
        yield AtHome(client, place)


def link_in(text: str) -> str:
    """The link to their own page in a text."""
    found = re.search(r"See where this stands: \S+?(/my/[a-z0-9-]+)", text)
    assert found is not None, text
    return found.group(1)


def code_in(scene: Scene) -> str:
    """The code in the one text that left."""
    found = re.search(r"Your code is (\d{6})", scene.text)
    assert found is not None
    return found.group(1)


def _read(answer: httpx2.Response) -> str:
    main = answer.text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

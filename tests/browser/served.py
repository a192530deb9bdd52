"""A web house served on loopback from a thread, for a real browser."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from bot.console.accounts import add_staff
from tests.web_house import HERE, WebHouse, a_web_house

PASSWORD = "three horses eat blue paper"


@dataclass(frozen=True)
class Served:
    """Where the house is served, and a way to do things inside it."""

    address: str
    web: WebHouse
    loop: asyncio.AbstractEventLoop

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the house's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=30)


def sign_in(window: Any, house: Served, *, email: str = "priya@staff.example.org", role: str) -> None:
    """Come in as staff do for the first time: by the one-time link, with a password of one's own."""
    link = house.do(
        add_staff(house.web.house, landlord_id="example", email=email, name="Priya Nair", role=role)
    )
    window.goto(house.address + link.removeprefix(HERE))
    window.get_by_label("New password").fill(PASSWORD)
    window.get_by_label("The same password again").fill(PASSWORD)
    window.get_by_role("button", name="Set the password").click()


@contextmanager
def served(
    folder: Path, fill: Callable[[WebHouse], Coroutine[Any, Any, None]], *, database: str = ""
) -> Iterator[Served]:
    """Serve a filled house until the block ends; on a database of its own, or on the one that is named."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    web: WebHouse = asyncio.run_coroutine_threadsafe(a_web_house(folder, database=database), loop).result(
        timeout=60
    )
    # Named TCP, so that asyncio turns Nagle's algorithm off as it does for a server of its own.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(web.app, log_config=None, lifespan="off"))
    here = Served(f"http://127.0.0.1:{listener.getsockname()[1]}", web, loop)
    asyncio.run_coroutine_threadsafe(fill(web), loop).result(timeout=1800)
    running = asyncio.run_coroutine_threadsafe(server.serve(sockets=[listener]), loop)
    while not server.started and not running.done():
        time.sleep(0.01)
    try:
        yield here
    finally:
        server.should_exit = True
        running.result(timeout=10)
        here.do(web.client.aclose())
        here.do(web.house.database.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        listener.close()
        loop.close()

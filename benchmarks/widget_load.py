"""How long does a resident on a web page wait for the answer while five hundred write at once, and is anything lost?

A real `hark serve` on SQLite, its own classifier, and as many pages as told in another process: each begins a
session, listens by server-sent events, posts one message, and says what it has shown. Every tenth posts the same message
twice, as after a lost answer. Then every page asks for all that was said: one message of theirs and one answer, or it counts
as lost or doubled. At the end the house is asked to stop while every page still listens.

The posts come within the seconds told: 0 is all in one instant, which is the hardest.

    .venv/bin/python benchmarks/widget_load.py [pages=500] [within=0]
"""

import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.running_hark import DAYS, EXPLICIT, REPAIR, UNHAPPY, Hark, a_sink

TEXTS = (*UNHAPPY, *REPAIR, *EXPLICIT)
LONGEST_SECONDS = 300


@dataclass
class Page:
    """One page, and what came of it."""

    number: int
    client: httpx2.AsyncClient
    known: dict[str, str] = field(default_factory=dict)
    accepted_after: float = 0.0
    answered_after: float = 0.0
    began: float = 0.0
    listening: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    refusals: Counter[int] = field(default_factory=Counter)

    async def begin(self) -> None:
        answer = await self.client.post("session")
        self.known = {"Authorization": f"Bearer {answer.json()['token']}"}

    async def listen(self) -> None:
        """Hear what is said until the house hangs up."""
        async with (
            self.client.stream("GET", "events", headers=self.known, timeout=None) as said,
            aclosing(said.aiter_lines()) as lines,
        ):
            async for line in lines:
                self.listening.set()
                if line.startswith("data: "):
                    await self._hear(json.loads(line[6:]))

    async def _hear(self, items: list[dict[str, Any]]) -> None:
        ours = [item["id"] for item in items if item["who"] == "us"]
        if ours and not self.answered.is_set():
            self.answered_after = time.perf_counter() - self.began
            self.answered.set()
            await self.client.post("seen", json={"ids": ours}, headers=self.known)

    async def write(self, wait: float) -> None:
        await asyncio.sleep(wait)
        text = TEXTS[self.number % len(TEXTS)].format(day=DAYS[self.number % len(DAYS)], number=self.number)
        said = {"client_id": f"message-{self.number:06}", "text": text}
        self.began = time.perf_counter()
        for _ in range(2 if self.number % 10 == 0 else 1):
            await self._post(said)
        self.accepted_after = self.accepted_after or time.perf_counter() - self.began

    async def _post(self, said: dict[str, str]) -> None:
        while (
            answer := await self.client.post("messages", json=said, headers=self.known)
        ).status_code != 202:
            self.refusals[answer.status_code] += 1
            await asyncio.sleep(answer.json().get("wait") or 1)
        self.accepted_after = self.accepted_after or time.perf_counter() - self.began

    async def whole(self) -> str:
        """Whether the page is given each thing once."""
        items = (await self.client.get("messages", headers=self.known)).json()["items"]
        counts = Counter(item["who"] for item in items)
        return (
            "whole" if counts == {"you": 1, "us": 1} else f"{counts['you']} of theirs, {counts['us']} of ours"
        )


async def load(hark: Hark, number: int, within: float) -> tuple[list[Page], Counter[str]]:
    """All pages at once; how each fared."""
    at = f"http://127.0.0.1:{hark.http_port}/widget/example/"
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=number)
    draw = random.Random(5)
    async with httpx2.AsyncClient(base_url=at, limits=limits, timeout=LONGEST_SECONDS) as client:
        pages = [Page(each, client) for each in range(number)]
        await asyncio.gather(*(page.begin() for page in pages))
        listening = [asyncio.create_task(page.listen()) for page in pages]
        await asyncio.gather(*(page.listening.wait() for page in pages))
        print(f"{number} pages listen; memory {memory(hark)}", flush=True)
        await asyncio.gather(*(page.write(draw.uniform(0, within)) for page in pages))
        await asyncio.wait_for(
            asyncio.gather(*(page.answered.wait() for page in pages)), timeout=LONGEST_SECONDS
        )
        ends = Counter([await page.whole() for page in pages])
        print(f"all answered; memory {memory(hark)}", flush=True)
        print(f"stopped {await stop(hark):.1f} s after it was asked to, {number} pages still listening")
        await asyncio.gather(*listening, return_exceptions=True)
    return pages, ends


def memory(hark: Hark) -> str:
    """Resident memory of the house, now and at most."""
    status = Path(f"/proc/{hark.running[0].pid}/status").read_text().splitlines()
    known = {name: int(rest.split()[0]) / 1024 for name, _, rest in (one.partition(":") for one in status) if name in ("VmRSS", "VmHWM")}  # fmt: skip
    return f"{known['VmRSS']:.0f} MiB, at most {known['VmHWM']:.0f} MiB"


async def stop(hark: Hark) -> float:
    """Ask the house to stop; how long that took."""
    began = time.perf_counter()
    hark.running[0].send_signal(signal.SIGTERM)
    await asyncio.to_thread(hark.running[0].wait, 60)
    return time.perf_counter() - began


def spread(seconds: list[float]) -> str:
    """The middle, the 95th of a hundred, and the longest."""
    order = sorted(seconds)
    at = [order[min(len(order) - 1, int(len(order) * part))] for part in (0.5, 0.95)]
    return f"median {at[0]:.2f} s, p95 {at[1]:.2f} s, longest {order[-1]:.2f} s"


def main() -> None:
    """Print what was seen."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    within = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder, a_sink() as relay:
        hark = Hark(Path(folder), relay.port)
        hark.serve()
        print(f"ready; memory {memory(hark)}")
        pages, ends = asyncio.run(load(hark, number, within))
        hark.end()
    print(f"posts within {within:g} s; each page was given: {dict(ends)}")
    print(f"from post to accepted: {spread([page.accepted_after for page in pages])}")
    print(f"from post to the answer on the page: {spread([page.answered_after for page in pages])}")
    print(f"refused and sent again: {dict(sum((page.refusals for page in pages), Counter()))}")


if __name__ == "__main__":
    main()

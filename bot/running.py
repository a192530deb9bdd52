"""How does everything run in one process, and stop cleanly? Doors first, worker beside them, signals last."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator

import uvicorn

from bot.console.first_administrator import first_link
from bot.front_door import FrontDoor
from bot.house import House
from bot.last_good import with_last_good_profiles
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.store.migrate import upgrade
from bot.web import create_app
from bot.wiring import (
    build_house,
    landlord_finder,
    owner_name,
    prepare_models,
    register_landlords,
    reply_addresses,
)
from bot.worker import Worker

STOP_SECONDS = 8.0


async def serve_everything(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; ready as soon as the doors are open."""
    set_up_logs()
    house = build_house(settings)
    if house.database.is_sqlite:
        await asyncio.to_thread(upgrade, house.database.url)
    house = await with_last_good_profiles(house, broken=house.profiles_are_broken)
    prepare_models(settings.data_dir)
    await asyncio.to_thread(house.reader)
    await register_landlords(house)
    async with _doors(house, settings) as (front_door, ready):
        server = _web(house, settings, ready)
        worker = Worker(house, owner=owner_name(), arrived=front_door.arrived)
        await _until_stopped(house, settings, server, worker)
    await house.database.close()


@contextlib.asynccontextmanager
async def _doors(house: House, settings: Settings) -> AsyncIterator[tuple[FrontDoor, asyncio.Event]]:
    from channels.email.receive_smtp import open_smtp_door

    front_door, ready = (
        FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock),
        asyncio.Event(),
    )
    await front_door.start()
    smtp = await open_smtp_door(
        front_door,
        host=settings.smtp_host,
        port=settings.smtp_port,
        landlord_for=landlord_finder(house),
        size_limit_bytes=settings.size_limit_mb * 1024 * 1024,
        hostname="hark",
        now=house.clock,
    )
    ready.set()
    try:
        yield front_door, ready
    finally:
        ready.clear()
        smtp.close()
        await front_door.close()


def _web(house: House, settings: Settings, ready: asyncio.Event) -> uvicorn.Server:
    async def is_ready() -> bool:
        return ready.is_set() and bool(house.profiles) and await house.database.is_ready()

    app = create_app(house, ready=is_ready)
    config = uvicorn.Config(
        app,
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    return server


async def _until_stopped(house: House, settings: Settings, server: uvicorn.Server, worker: Worker) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    web = asyncio.create_task(server._serve(), name="web")
    work = asyncio.create_task(worker.run(), name="worker")
    await _say_ready(house, settings)
    await asyncio.wait({asyncio.create_task(stop.wait()), web, work}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    worker.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(web, work, return_exceptions=True), STOP_SECONDS)


async def _say_ready(house: House, settings: Settings) -> None:
    taken = ", ".join(reply_addresses(list(house.profiles.values()))) or "nobody: see `hark check`"
    lines = [
        f"Hark is ready. Mail for {taken} is taken at {settings.smtp_host}:{settings.smtp_port}.",
        f"The console is at {house.public_url}/console/",
    ]
    link = await first_link(house)
    if link:
        lines.append(f"The first administrator signs in here, once: {link}")
    if not settings.relay_url:
        lines.append("HARK_RELAY_URL is not set, so answers wait in the outbox.")
    lines += [f"Please look: {fault}" for fault in house.faults]
    print("\n".join(lines), file=sys.stderr, flush=True)


async def run_worker(house: House) -> None:
    """One worker without doors, until told to stop."""
    set_up_logs()
    worker = Worker(house, owner=owner_name())
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, worker.stop)
    await worker.run()

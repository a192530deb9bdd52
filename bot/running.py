"""How does everything run in one process, and stop cleanly? Doors first, worker beside them, signals last.

The doors are plugged in here: SMTP, and each mailbox that the settings or a profile names.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
from fastapi import APIRouter
from pydantic import ValidationError

from bot.console.first_administrator import first_link
from bot.doors.plug import Opened
from bot.doors.plugged import DOORS
from bot.file_checks import checking_files
from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.mailbox import Mailbox as AskedMailbox
from bot.landlords.mailbox import unset_secrets
from bot.landlords.profile import Profile
from bot.last_good import with_last_good_profiles
from bot.logs import set_up_logs
from bot.mailboxes import NamedMailbox
from bot.settings import Settings
from bot.store.migrate import upgrade
from bot.watching import Watching
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
from channels.door import Watch

if TYPE_CHECKING:
    from channels.email.mailbox import Mailbox

STOP_SECONDS = 8.0
_Asked = tuple[Profile, AskedMailbox, Mapping[str, str]]  #: whose, which, and where its secrets are looked up


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
    house, mailboxes = knowing_mailboxes(house, settings)
    async with (
        _doors(house, settings, mailboxes) as (front_door, others, ready),
        checking_files(house),
    ):
        house = replace(
            house,
            mailboxes=(*house.mailboxes, *(one for door in others for one in door.watched)),
            faults=(*house.faults, *(fault for door in others for fault in door.faults)),
        )
        server = _web(house, settings, ready, [route for door in others for route in door.routes])
        worker = Worker(house, owner=owner_name(), arrived=front_door.arrived)
        await _until_stopped(house, settings, server, worker, others)
    await house.database.close()


@contextlib.asynccontextmanager
async def _doors(
    house: House, settings: Settings, mailboxes: "list[Mailbox]"
) -> AsyncIterator[tuple[FrontDoor, list[Opened], asyncio.Event]]:
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
    others = [door.open(house, settings, front_door) for door in DOORS]
    watches = dict(_watches(mailboxes, house, front_door))
    for door in others:
        watches |= door.watches
    watching = Watching(house.database, watches, owner=owner_name(), clock=house.clock)
    watching.start()
    ready.set()
    try:
        yield front_door, others, ready
    finally:
        ready.clear()
        smtp.close()
        await watching.stop()
        await asyncio.gather(*(door.close() for door in others))
        await front_door.close()


def knowing_mailboxes(house: House, settings: Settings) -> "tuple[House, list[Mailbox]]":
    """The house that knows which mailboxes are to be read, and these; whoever makes the rounds tells of their outages."""
    mailboxes, faults = mailboxes_of(settings, list(house.profiles.values()))
    named = tuple(NamedMailbox(one.key, one.name, one.landlord_id) for one in mailboxes)
    return replace(house, mailboxes=named, faults=(*house.faults, *faults)), mailboxes


def mailboxes_of(settings: Settings, profiles: Sequence[Profile]) -> "tuple[list[Mailbox], list[str]]":
    """Every mailbox that can be read, from settings and profiles, and why another cannot, a sentence each."""
    from channels.email.mailbox import mailbox_as_asked

    asked, faults = _asked_in_settings(settings, profiles)
    asked += [(profile, box, os.environ) for profile in profiles for box in profile.mailboxes]
    found = []
    for profile, box, known in asked:
        unset = unset_secrets(box, known)
        faults += unset
        if not unset:
            mailbox = mailbox_as_asked(
                box, known, landlord_id=profile.id, our_addresses=frozenset(profile.email_addresses)
            )
            # In shadow mode staff still work from the mailbox, so nothing in it may change.
            limit = settings.size_limit_mb * 1024 * 1024
            found.append(replace(mailbox, size_limit_bytes=limit, is_left_alone=settings.shadow))
    return found, faults


def _asked_in_settings(settings: Settings, profiles: Sequence[Profile]) -> tuple[list[_Asked], list[str]]:
    """The one mailbox of the settings, with the landlord whose address its user is, or who is the only one."""
    if not settings.imap_host or not settings.imap_user or not profiles:
        return [], []
    user = settings.imap_user
    owners = [profile for profile in profiles if user.lower() in profile.email_addresses]
    if not owners and len(profiles) > 1:
        return [], ["HARK_IMAP_USER is no landlord's address: name the mailbox in the profile it belongs to."]
    owner = (owners or list(profiles))[0]
    known = {
        "IMAP_PASSWORD": settings.imap_password or "",
        "IMAP_CLIENT_SECRET": settings.imap_client_secret or "",
        "IMAP_REFRESH_TOKEN": settings.imap_refresh_token or "",
    }
    try:
        box = AskedMailbox(
            name=user if settings.imap_folder == "INBOX" else f"{user}, {settings.imap_folder}",
            address=user.lower() if owners else owner.email_addresses[0],
            host=settings.imap_host,
            port=settings.imap_port,
            user=user,
            folder=settings.imap_folder,
            security=settings.imap_security,
            sign_in=settings.imap_sign_in,
            password_from="IMAP_PASSWORD",  # noqa: S106 - a name
            tenant=settings.imap_tenant,
            client_id=settings.imap_client_id,
            client_secret_from="IMAP_CLIENT_SECRET",  # noqa: S106
            refresh_token_from="IMAP_REFRESH_TOKEN",  # noqa: S106
            mark=settings.imap_mark,
            move_to=settings.imap_move_to,
            old_after_days=settings.imap_old_after_days,
        )
    except ValidationError:
        return [], []  # what the settings lack, their own check says
    return ([] if unset_secrets(box, known) else [(owner, box, known)]), []


def _watches(
    mailboxes: "list[Mailbox]", house: House, front_door: FrontDoor
) -> Mapping[str, Callable[[], Watch]]:
    """How each mailbox is watched; nothing of it is loaded where there is none."""
    if not mailboxes:
        return {}
    from channels.email.receive_imap import MailboxWatch

    return {one.key: partial(MailboxWatch, one, front_door, now=house.clock) for one in mailboxes}


def _web(house: House, settings: Settings, ready: asyncio.Event, more: Sequence[APIRouter]) -> uvicorn.Server:
    async def is_ready() -> bool:
        return ready.is_set() and bool(house.profiles) and await house.database.is_ready()

    app = create_app(house, ready=is_ready, more=more)
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


async def _until_stopped(
    house: House, settings: Settings, server: uvicorn.Server, worker: Worker, others: Sequence[Opened]
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    web = asyncio.create_task(server._serve(), name="web")
    work = asyncio.create_task(worker.run(), name="worker")
    await _say_ready(house, settings, others)
    await asyncio.wait({asyncio.create_task(stop.wait()), web, work}, return_when=asyncio.FIRST_COMPLETED)
    for door in others:
        door.hang_up()
    server.should_exit = True
    worker.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(web, work, return_exceptions=True), STOP_SECONDS)


async def _say_ready(house: House, settings: Settings, others: Sequence[Opened]) -> None:
    sentences = [sentence for door in others for sentence in (*door.sentences, *await door.introduce())]
    taken = ", ".join(reply_addresses(list(house.profiles.values()))) or "nobody: see `hark check`"
    read = ", ".join(one.name for one in house.mailboxes if one.kind == "mailbox")
    lines = [
        f"Hark is ready. Mail for {taken} is taken at {settings.smtp_host}:{settings.smtp_port}.",
        *([f"Mail is also read from: {read}."] if read else []),
        *sentences,
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
    async with checking_files(house):
        await worker.run()

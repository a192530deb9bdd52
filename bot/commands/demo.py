"""What does a morning look like? Twenty-five invented residents write through the real SMTP port."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.house import House
    from bot.settings import Settings


def demo() -> None:
    """Send an invented morning's mail and print what became of each."""
    from bot.commands.outcome import run
    from bot.logs import set_up_logs
    from bot.settings import load_settings

    set_up_logs()
    run(_morning(load_settings()))


async def _morning(settings: "Settings") -> None:
    import aiosmtplib

    from bot.demo_mails import MORNING
    from bot.store.migrate import upgrade
    from bot.wiring import build_house, prepare_models, register_landlords

    house = build_house(settings)
    if house.database.is_sqlite:
        await asyncio.to_thread(upgrade, house.database.url)
    prepare_models(settings.data_dir)
    await register_landlords(house)
    profile = next(iter(house.profiles.values()))
    async with _a_running_hark(house, settings) as port:
        for number, (name, address, subject, text) in enumerate(MORNING, start=1):
            mail = _mail(profile.email_addresses[0], name, address, subject, text)
            await aiosmtplib.send(mail, hostname=settings.smtp_host, port=port, start_tls=False)
            _show_progress(number, len(MORNING))
        await _wait_until_decided(house)
        await _print_outcomes(house, profile.id)
    await house.database.close()


def _show_progress(sent: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rsent {sent} of {of}", end="\n" if sent == of else "", file=sys.stderr)
    elif sent == of:
        print(f"sent {sent} of {of}", file=sys.stderr)


@contextlib.asynccontextmanager
async def _a_running_hark(house: "House", settings: "Settings") -> AsyncIterator[int]:
    """The Hark that listens already, or one of our own for as long as the morning lasts."""
    try:
        _, writer = await asyncio.open_connection(settings.smtp_host, settings.smtp_port)
    except OSError:
        async with _our_own(house, settings) as port:
            yield port
        return
    writer.close()
    print(f"Hark is running; the mail goes to {settings.smtp_host}:{settings.smtp_port}.", file=sys.stderr)
    yield settings.smtp_port


@contextlib.asynccontextmanager
async def _our_own(house: "House", settings: "Settings") -> AsyncIterator[int]:
    from bot.front_door import FrontDoor
    from bot.wiring import landlord_finder, maildir_senders, owner_name, with_senders
    from bot.worker import Worker
    from channels.email.receive_smtp import open_smtp_door

    if not settings.relay_url:
        folder = settings.data_dir / "demo-mail"
        house = with_senders(house, maildir_senders(folder, house.clock))
        print(f"No relay is set, so the answers lie in the maildir {folder}/new.", file=sys.stderr)
    door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock)
    await door.start()
    server = await open_smtp_door(
        door,
        host=settings.smtp_host,
        port=0,
        landlord_for=landlord_finder(house),
        size_limit_bytes=2**20,
        hostname="hark",
        now=house.clock,
    )
    worker = Worker(house, owner=owner_name(), arrived=door.arrived)
    running = asyncio.create_task(worker.run())
    try:
        yield server.sockets[0].getsockname()[1]
        while await worker.send_due():
            pass
    finally:
        worker.stop()
        await running
        server.close()
        await door.close()


def _mail(to: str, name: str, address: str, subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f'"{name}" <{address}>', to, subject
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain="resident.example")
    if address.startswith("noreply@"):
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return mail


async def _wait_until_decided(house: "House") -> None:
    from bot.store.arrivals import count_waiting

    for _ in range(300):
        async with house.database.reading() as session:
            if not await count_waiting(session, list(house.profiles)):
                return
        await asyncio.sleep(0.1)
    print("Some are still waiting; `hark ledger` says how many.", file=sys.stderr)


async def _print_outcomes(house: "House", landlord_id: str) -> None:
    from bot.demo_mails import MORNING
    from bot.store.demo_outcomes import find_latest_outcome

    async with house.database.reading() as session:
        for name, address, subject, _ in MORNING:
            outcome = await find_latest_outcome(session, landlord_id, address)
            what = (
                f"{outcome.action:<20} {outcome.reference or '-':<11} {outcome.text or 'nothing sent'}"
                if outcome
                else "not decided yet"
            )
            print(f"{name:<16} {subject[:30]:<31} {what}")

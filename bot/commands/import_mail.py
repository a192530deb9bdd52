"""What would Hark make of old mail, or take in of it? Mail files, folders and mbox; nothing imported starts a clock.

An import that was stopped is simply run again: what is here already is passed over, by its bytes.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.commands.import_progress import Progress
    from bot.front_door import FrontDoor
    from bot.house import House, Reader
    from bot.importing import MailFile
    from bot.landlords.profile import Profile
    from bot.worker import Worker
    from channels.messages import Incoming

HERE, TAKEN, LEFT_OUT = "here already", "taken in", "left out"


def import_mail(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Mail files, folders or mbox files.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Store nothing; print a JSON line a mail.")
    ] = False,
    landlord: Annotated[str, typer.Option(help="Whose mail it is; the first profile's where not said.")] = "",
) -> int:
    """Read mail from files, keeping each mail's own date."""
    return _dry(paths) if dry_run else _keep(paths, landlord)


def _dry(paths: list[Path]) -> int:
    from bot.commands.import_progress import Progress
    from bot.commands.reading_model import reading_model
    from bot.commands.triage import write_utf_8
    from bot.importing import find_mails, in_batches

    reader, progress = reading_model(), Progress()
    write_utf_8()
    for batch in in_batches(find_mails(paths)):
        for line in _dry_lines(batch, reader):
            print(json.dumps(line, ensure_ascii=False))
            progress.count(line["outcome"])
        sys.stdout.flush()
    progress.end()
    return 0


def _dry_lines(batch: "list[MailFile]", reader: "Reader") -> list[dict[str, Any]]:
    """A line a mail, in their order; those that can be read are read together."""
    from bot.importing import dry_line, unreadable_line

    taken_apart = [_taken_apart(mail) for mail in batch]
    readable = [one for one in taken_apart if not isinstance(one, str)]
    readings = iter(reader.read_many([(one.subject, one.text, one.channel) for one in readable]))
    return [
        unreadable_line(mail, one) if isinstance(one, str) else dry_line(mail, one, next(readings))
        for mail, one in zip(batch, taken_apart, strict=True)
    ]


def _taken_apart(mail: "MailFile") -> "Incoming | str":
    """What a mail says, or why it cannot be read."""
    from bot.importing import as_arrival
    from channels.email.parse import parse
    from channels.errors import CannotParse

    if mail.fault:
        return mail.fault
    try:
        arrival = as_arrival(mail, "dry-run", "housing@example.org", mail.changed_at)
        return parse(arrival, our_addresses=frozenset({"housing@example.org"}))
    except CannotParse as error:
        return str(error)


def _keep(paths: list[Path], landlord: str) -> int:
    from bot.commands.outcome import in_the_house, run
    from bot.settings import load_settings
    from bot.wiring import prepare_models

    async def act(house: "House") -> int:
        return await _take_in(house, profile_of(house, landlord), paths)

    prepare_models(load_settings().data_dir)
    return run(in_the_house(act))


def profile_of(house: "House", landlord: str) -> "Profile":
    from bot.commands.outcome import DidNot

    profile = house.profiles.get(landlord) if landlord else next(iter(house.profiles.values()), None)
    if profile is None:
        raise DidNot(f"There is no landlord {landlord!r} here; there are: {', '.join(house.profiles)}.")
    return profile


async def _take_in(house: "House", profile: "Profile", paths: list[Path]) -> int:
    """Take every mail in and decide about it; 1 where none could be taken in."""
    from bot.commands.import_progress import Progress
    from bot.front_door import FrontDoor
    from bot.importing import find_mails, in_batches
    from bot.wiring import owner_name
    from bot.worker import Worker

    door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock)
    await door.start()
    worker, progress = Worker(house, owner=owner_name()), Progress()
    try:
        for batch in in_batches(find_mails(paths)):
            await _receive_all(house, door, profile, batch, progress)
            while await worker.take_arrivals():
                pass
    finally:
        await door.close()
    progress.end()
    await take_in_the_rest(house, worker)
    return _summed_up(progress)


async def take_in_the_rest(house: "House", worker: "Worker") -> None:
    """What an import that was stopped held in its hands is free again when its lease has run out."""
    from bot.inbox import LEASE_SECONDS

    waiting = 0
    for _ in range(LEASE_SECONDS + 2):
        while await worker.take_arrivals():
            pass
        waiting = await _count_waiting(house)
        if not waiting:
            return
        await asyncio.sleep(1)
    print(f"{waiting:,} kept, and not decided yet: Hark does so when it runs.", file=sys.stderr)


async def _count_waiting(house: "House") -> int:
    from bot.store.arrivals import count_waiting

    async with house.database.reading() as session:
        return await count_waiting(session, list(house.profiles))


def _summed_up(progress: "Progress") -> int:
    taken, here, left = (progress.became[one] for one in (TAKEN, HERE, LEFT_OUT))
    before = f", {here:,} {'was' if here == 1 else 'were'} here already" if here else ""
    said = f"{taken:,} {'mail' if taken == 1 else 'mails'} taken in{before}."
    print(f"{said} `hark cases` lists what became of them.")
    return 1 if left and not taken + here else 0


async def _receive_all(
    house: "House", door: "FrontDoor", profile: "Profile", batch: "list[MailFile]", progress: "Progress"
) -> None:
    """Put a few mails through the door together; which of them were here before shows in what became of them."""
    for mail in batch:
        if mail.fault:
            print(f"{mail.name} is left out: {mail.fault}", file=sys.stderr)
            progress.count(LEFT_OUT)
    readable = [mail for mail in batch if not mail.fault]
    ids = await asyncio.gather(*(_receive(house, door, profile, mail) for mail in readable))
    for at, arrival_id in enumerate(ids):
        is_here = arrival_id in ids[:at] or await is_decided(house, profile, arrival_id)
        progress.count(HERE if is_here else TAKEN)


async def _receive(house: "House", door: "FrontDoor", profile: "Profile", mail: "MailFile") -> int:
    """Keep one mail, or find it kept; its arrival's id."""
    from bot.importing import as_arrival, received_at_of
    from channels.errors import CannotParse

    recipient = profile.email_addresses[0]
    try:
        incoming = house.parse(as_arrival(mail, profile.id, recipient, mail.changed_at))
        received_at = received_at_of(incoming, mail, house.clock())
    except CannotParse:
        received_at = mail.changed_at
    return int(await door.receive(as_arrival(mail, profile.id, recipient, received_at)))


async def is_decided(house: "House", profile: "Profile", arrival_id: int) -> bool:
    from bot.store.arrivals import WAITING, find_arrival

    async with house.database.reading() as session:
        found = await find_arrival(session, profile.id, arrival_id)
    return found is not None and found.state != WAITING

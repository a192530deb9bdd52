"""What would Hark make of old mail, or take in of it? Mail files, folders and mbox; nothing imported starts a clock."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.front_door import FrontDoor
    from bot.house import House
    from bot.importing import MailFile
    from bot.landlords.profile import Profile


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
    from bot.commands.triage import write_utf_8
    from bot.importing import as_arrival, dry_line, find_mails, unreadable_line
    from channels.email.parse import parse
    from channels.errors import CannotParse
    from classifiers.registry import SHIPPED, load_classifier

    reader = load_classifier(SHIPPED)
    write_utf_8()
    for mail in find_mails(paths):
        arrival = as_arrival(mail, "dry-run", "housing@example.org", mail.changed_at)
        try:
            line = (
                unreadable_line(mail, mail.fault)
                if mail.fault
                else dry_line(mail, parse(arrival, our_addresses=frozenset({"housing@example.org"})), reader)
            )
        except CannotParse as error:
            line = unreadable_line(mail, str(error))
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def _keep(paths: list[Path], landlord: str) -> int:
    from bot.commands.outcome import in_the_house, run
    from bot.settings import load_settings
    from bot.wiring import prepare_models

    async def act(house: "House") -> int:
        return await _take_in(house, _profile(house, landlord), paths)

    prepare_models(load_settings().data_dir)
    return run(in_the_house(act))


def _profile(house: "House", landlord: str) -> "Profile":
    from bot.commands.outcome import DidNot

    profile = house.profiles.get(landlord) if landlord else next(iter(house.profiles.values()), None)
    if profile is None:
        raise DidNot(f"There is no landlord {landlord!r} here; there are: {', '.join(house.profiles)}.")
    return profile


async def _take_in(house: "House", profile: "Profile", paths: list[Path]) -> int:
    """Take every mail in and decide about it; 1 where none could be taken in."""
    from bot.front_door import FrontDoor
    from bot.importing import find_mails
    from bot.wiring import owner_name
    from bot.worker import Worker

    door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock)
    await door.start()
    worker, taken, left = Worker(house, owner=owner_name()), 0, 0
    try:
        for mail in find_mails(paths):
            if mail.fault:
                print(f"{mail.name} is left out: {mail.fault}", file=sys.stderr)
                left += 1
                continue
            await _receive(house, door, profile, mail)
            await worker.take_arrivals()
            taken += 1
            if taken % 100 == 0:
                print(f"{taken} mails", file=sys.stderr)
    finally:
        await door.close()
    while await worker.take_arrivals():
        pass
    print(f"{taken} {'mail' if taken == 1 else 'mails'} taken in. `hark cases` lists what became of them.")
    return 1 if left and not taken else 0


async def _receive(house: "House", door: "FrontDoor", profile: "Profile", mail: "MailFile") -> None:
    from bot.importing import as_arrival, received_at_of
    from channels.errors import CannotParse

    recipient = profile.email_addresses[0]
    try:
        incoming = house.parse(as_arrival(mail, profile.id, recipient, mail.changed_at))
        received_at = received_at_of(incoming, mail, house.clock())
    except CannotParse:
        received_at = mail.changed_at
    await door.receive(as_arrival(mail, profile.id, recipient, received_at))

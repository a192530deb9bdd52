"""How would this conversation go? Plays a script of JSON Lines and prints a line a step; sends nothing."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer


def rehearse(
    file: Annotated[Path, typer.Argument(help="A script of JSON Lines, or - for standard input.")],
) -> int:
    """Play a scripted conversation through the real corridor, on a database of its own."""
    import asyncio

    with tempfile.TemporaryDirectory(prefix="hark-rehearsal-") as folder:
        return asyncio.run(_play(file, Path(folder)))


async def _play(file: Path, folder: Path) -> int:
    from bot.commands.outcome import DidNot
    from bot.errors import BotError
    from bot.logs import set_up_logs
    from bot.rehearsal import MovableClock, Rehearsal, house_for, read_step
    from bot.settings import load_settings
    from bot.store.database import Database
    from bot.wiring import build_house, prepare_models, register_landlords

    set_up_logs()
    clock, settings = MovableClock(), load_settings()
    prepare_models(settings.data_dir)
    database = Database(f"sqlite+aiosqlite:///{folder}/rehearsal.db")
    house = house_for(build_house(settings, clock=clock), clock, database)
    await database.create_all()
    await register_landlords(house)
    rehearsal = Rehearsal(house, clock)
    await rehearsal.open()
    try:
        for number, line in enumerate(_lines(file), start=1):
            if line.strip():
                step = read_step(_said(line, number), number)
                print(json.dumps(await rehearsal.play(step), ensure_ascii=False), flush=True)
    except BotError as error:
        raise DidNot(str(error)) from error
    finally:
        await rehearsal.close()
    return 0


def _said(line: str, number: int) -> dict[str, Any]:
    from bot.commands.outcome import DidNot

    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise DidNot(f"Step {number}: this is not a JSON object.")
    return said


def _lines(file: Path) -> Iterator[str]:
    """The script's lines; those of standard input as they come."""
    from bot.commands.outcome import DidNot

    if str(file) == "-":
        yield from sys.stdin
        return
    try:
        with file.open(encoding="utf-8-sig") as script:
            yield from script
    except OSError as error:
        raise DidNot(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DidNot(f"{file} is not UTF-8 text.") from error

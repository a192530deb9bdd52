"""How are answers to surveys taken in from a file? `hark survey import`: safe to stop and to run twice."""

import asyncio
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.commands.import_progress import Progress
    from bot.commands.survey_files import AnswerLine
    from bot.front_door import FrontDoor
    from bot.house import House
    from bot.landlords.profile import Profile
    from bot.landlords.survey import SurveySource

app = typer.Typer(no_args_is_help=True, help="Answers to surveys.")
TOGETHER = 32
HERE, TAKEN, LEFT_OUT = "here already", "taken in", "left out"


@app.callback()
def survey() -> None:
    """Answers to surveys."""


@app.command("import")
def import_answers(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file, an answer a row.")],
    source: Annotated[str, typer.Option(help="Which survey of the profile it answers, by name.")],
    landlord: Annotated[str, typer.Option(help="Whose; the first profile's where not said.")] = "",
    old: Annotated[
        bool, typer.Option("--old", help="Keep them as old: they start nothing and nobody is answered.")
    ] = False,
) -> int:
    """Take in each answer once; a row that cannot be taken is told with its line, and the next goes on."""
    from bot.commands.import_mail import profile_of
    from bot.commands.outcome import in_the_house, run
    from bot.settings import load_settings
    from bot.wiring import prepare_models

    async def act(house: "House") -> int:
        profile = profile_of(house, landlord)
        return await _take_in(house, profile, _survey(profile, source), file, is_old=old)

    prepare_models(load_settings().data_dir)
    return run(in_the_house(act))


def _survey(profile: "Profile", name: str) -> "SurveySource":
    from bot.commands.outcome import DidNot

    known = {one.name: one for one in profile.survey_sources}
    if name not in known:
        there = ", ".join(known) or "none; add [[survey_sources]] to the profile"
        raise DidNot(f"{profile.name} has no survey {name!r}; there are: {there}.")
    return known[name]


async def _take_in(
    house: "House", profile: "Profile", survey: "SurveySource", file: Path, *, is_old: bool
) -> int:
    from bot.commands.import_mail import take_in_the_rest
    from bot.commands.import_progress import Progress
    from bot.commands.survey_files import read_answers, read_text
    from bot.doors.survey import source_of
    from bot.front_door import FrontDoor
    from bot.wiring import owner_name
    from bot.worker import Worker

    answers = read_answers(file, read_text(file), source_of(survey))
    door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock)
    worker, progress = Worker(house, owner=owner_name()), Progress(what="answers")
    await door.start()
    try:
        while batch := list(islice(answers, TOGETHER)):
            readable = _tell_faults(file, batch, progress)
            await _receive(house, door, profile, survey, readable, progress, is_old=is_old)
            while await worker.take_arrivals():
                pass
    finally:
        await door.close()
    progress.end()
    await take_in_the_rest(house, worker)
    return _summed_up(progress)


def _tell_faults(file: Path, batch: "list[AnswerLine]", progress: "Progress") -> "list[AnswerLine]":
    for answer in batch:
        if answer.fault:
            print(f"{file} line {answer.line}: {answer.fault}", file=sys.stderr)
            progress.count(LEFT_OUT)
    return [answer for answer in batch if not answer.fault]


async def _receive(
    house: "House",
    door: "FrontDoor",
    profile: "Profile",
    survey: "SurveySource",
    answers: "list[AnswerLine]",
    progress: "Progress",
    *,
    is_old: bool,
) -> None:
    """Put a few answers through the door together; one that is decided already was here before."""
    from bot.commands.import_mail import is_decided
    from bot.commands.survey_files import as_arrival
    from bot.doors.survey import source_of

    source, now = source_of(survey), house.clock()
    arrivals = [
        as_arrival(one, source, profile.id, now=now, old_after_days=survey.old_after_days, is_old=is_old)
        for one in answers
    ]
    ids = [int(one) for one in await asyncio.gather(*(door.receive(arrival) for arrival in arrivals))]
    for at, arrival_id in enumerate(ids):
        is_here = arrival_id in ids[:at] or await is_decided(house, profile, arrival_id)
        progress.count(HERE if is_here else TAKEN)


def _summed_up(progress: "Progress") -> int:
    taken, here, left = (progress.became[one] for one in (TAKEN, HERE, LEFT_OUT))
    parts = [f"{taken:,} {'answer' if taken == 1 else 'answers'} taken in"]
    parts += [f"{here:,} {'was' if here == 1 else 'were'} here already"] if here else []
    parts += [f"{left:,} left out"] if left else []
    print(", ".join(parts) + ".")
    return 1 if left and not taken + here else 0

"""What have staff taught, without the people in it? Rows for the next training, and labels worth a second look."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.house import House
    from bot.labels_to_check import Labelled


def corrections(
    likely_wrong: Annotated[
        int,
        typer.Option(
            "--likely-wrong", metavar="N", min=0, help="List up to N labels that the classifier contradicts."
        ),
    ] = 0,
) -> None:
    """Write what staff confirmed and corrected as rows to learn from, redacted; print how many there are."""
    from bot.commands.outcome import in_the_house, run
    from bot.settings import load_settings

    folder = load_settings().data_dir / "corrections"

    async def act(house: House) -> None:
        from bot.corrections import gather_corrections

        count = await gather_corrections(house, folder)
        if likely_wrong:
            await _list_likely_wrong(house, folder, likely_wrong)
        else:
            print(count)
        print(f"The rows are in {folder}. hark train learns from them.", file=sys.stderr)

    run(in_the_house(act))


async def _list_likely_wrong(house: House, folder: Path, most: int) -> None:
    from bot.labels_to_check import rank_likely_wrong

    for row in rank_likely_wrong(_labelled(house, folder))[:most]:
        reference = await _reference_of(house, row)
        print(
            f"{reference}  staff say {row.label}, the classifier says {row.answer} ({row.confidence:.0%} sure)"
        )


def _labelled(house: House, folder: Path) -> list[Labelled]:
    """Every row with what the version that reads now says of it."""
    from bot.labels_to_check import Labelled
    from classifiers.examples import load_files

    rows = load_files(sorted(folder.glob("*.jsonl")))
    answers = house.reader().read_many([row.message for row in rows])
    return [
        Labelled(row.id, row.kind.value, answer.kind.value, answer.confidence)
        for row, answer in zip(rows, answers, strict=True)
    ]


async def _reference_of(house: House, row: Labelled) -> str:
    from bot.store.reviewed import list_case_references
    from classifiers.examples import CORRECTIONS

    landlord_id, _, message_id = row.id.removeprefix(f"{CORRECTIONS}-").rpartition("-")
    async with house.database.reading() as session:
        found = await list_case_references(session, landlord_id, [int(message_id)])
    return found.get(int(message_id), f"message {message_id}")

"""How does the form of the desk become a sheet that is handed in, and how is it shown again where something is missing?

The console's page and the page behind a link ask the same; whoever is in front of them differs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData

from bot.console.signed_in import storable, typed
from bot.desk import sheet
from bot.desk.handing_in import ALPHABET, ID_LENGTH, hand_in
from bot.desk.scans import MOST_BYTES, MOST_FILES, read_files
from bot.desk.sheet import Filled
from bot.house import House

_AN_ID: Final = re.compile(rf"[{ALPHABET}]{{{ID_LENGTH}}}")
#: what the template needs beside what was filled in
CHOICES_SHOWN: Final = {
    "ways": sheet.WAYS,
    "choices": sheet.CHOICES,
    "answers": sheet.ANSWERS,
    "not_safe": sheet.NOT_SAFE,
    "needs": sheet.NEEDS,
    "most_files": MOST_FILES,
    "most_megabytes": MOST_BYTES // 1024 // 1024,
}


@dataclass(frozen=True)
class Hand:
    """Who hands it in."""

    landlord_id: str
    sender: str  #: a staff address, or the link
    name: str
    organisation: str = ""
    by_link: bool = False


@dataclass(frozen=True)
class Handed:
    """What came of sending the form: an arrival, or what must be put right."""

    filled: Filled
    faults: Mapping[str, str]
    arrival_id: int = 0
    had_files: bool = False  #: a browser does not keep them; they must be chosen again


def empty_form(house: House) -> Filled:
    """A form nobody has filled in; its id makes one sheet of it however often it is sent."""
    return Filled({"id": house.draw(ALPHABET, ID_LENGTH), "when": "now"})


async def take_form(house: House, form: FormData, hand: Hand, *, closed: str = "") -> Handed:
    """Hand the form in where nothing is wrong with it.

    Args:
        closed: why nothing can be taken at this moment; what was typed is shown again.
    """
    filled, now = _filled(house, form), house.clock()
    files, fault = await read_files(form)
    faults = {**sheet.faults_of(filled, now), **({"scans": fault} if fault else {})}
    faults = {"": closed} if closed else faults
    if faults:
        return Handed(filled, faults, had_files=bool(files or fault))
    kept = sheet.sheet_of(
        filled,
        [{name: storable(value) for name, value in file.items()} for file in files],
        taken_by=hand.name,
        organisation=hand.organisation,
        by_link=hand.by_link,
        now=now,
    )
    arrival_id = await hand_in(house, hand.landlord_id, kept, way=filled["way"], sender=hand.sender)
    return Handed(filled, {}, arrival_id)


def _filled(house: House, form: FormData) -> Filled:
    said = {name: typed(form, name) for name in sheet.FIELDS}
    if not _AN_ID.fullmatch(said["id"]):
        said["id"] = house.draw(ALPHABET, ID_LENGTH)
    return Filled(said, _ticked(form, "not_safe"), _ticked(form, "needs"))


def _ticked(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(one for one in form.getlist(name) if isinstance(one, str))

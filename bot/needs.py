"""What can a resident ask of how we deal with them, in which words, and what follows when they change it? Code: 5.10."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot.decision.across import TaskWanted
from bot.guarding import ADJUSTMENT_REVIEW_WORKING_DAYS
from bot.moment import Moment
from bot.store import people
from bot.store.cases import CaseRow
from bot.store.people import AdjustmentRow
from bot.tasking import ask_for
from bot.working_days import add_working_days


@dataclass(frozen=True)
class Need:
    """One thing to ask for."""

    name: str
    label: str  #: as the resident reads it
    words: str  #: as said after "You asked us to"
    door: str = ""
    is_asked: bool = False


OFFERED: Final = (
    Need("phone", "Ring me, do not write", "reach you by phone", "phone"),
    Need("post", "Send me letters by post", "reach you by post", "post"),
    Need("large_print", "Use large print", "write in large print"),
    Need("interpreter", "Bring an interpreter", "speak with you through an interpreter"),
    Need("easy_words", "Use easy words", "write in easy words"),
    Need("more_time", "Give me more time", "give you more time"),
)
CHANGED: Final = TaskWanted(
    "agree_adjustment",
    "case",
    1,
    "They changed on their page how they need to be reached or dealt with. Look at their needs and agree them.",
)


def needs_of(rows: Sequence[AdjustmentRow]) -> list[Need]:
    """What can be asked for, with what is asked for marked; then whatever else is on record."""
    held = {row.words for row in rows}
    offered = [Need(one.name, one.label, one.words, one.door, one.words in held) for one in OFFERED]
    others = held - {one.words for one in OFFERED}
    return [*offered, *(Need(f"other:{words}", "", words, is_asked=True) for words in sorted(others))]


async def change_needs(
    moment: Moment, resident_id: int, wanted: Collection[str], *, case: CaseRow | None
) -> bool:
    """Make these of the offered needs the ones on record; whatever else is on record stays. True where it changed."""
    known = await people.list_adjustments(moment.session, moment.profile.id, resident_id)
    held = {row.words for row in known}
    added = [one for one in OFFERED if one.name in wanted and one.words not in held]
    unwanted = {one.words for one in OFFERED if one.name not in wanted}
    ended = [row for row in known if row.words in unwanted]
    for row in ended:
        row.ended_at = moment.now
    moment.session.add_all([*ended, *(_row(moment, resident_id, one) for one in added)])
    if not added and not ended:
        return False
    await ask_for(moment, CHANGED, case=case, key=f"needs:{resident_id}:{int(moment.now.timestamp())}")
    codes = {"added": len(added), "ended": len(ended)}
    await moment.note(
        "needs_changed", case=case, row=f"resident:{resident_id}", actor="resident", codes={**codes}
    )
    return True


def _row(moment: Moment, resident_id: int, need: Need) -> AdjustmentRow:
    return AdjustmentRow(
        landlord_id=moment.profile.id,
        resident_id=resident_id,
        door=need.door,
        words=need.words,
        recorded_at=moment.now,
        recorded_by="resident",
        review_on=add_working_days(moment.today, ADJUSTMENT_REVIEW_WORKING_DAYS, holidays=moment.holidays),
    )

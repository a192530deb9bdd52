"""How does an administrator teach the classifier, let a version read and take that back? By name, and on record.

Nothing that reads changes until somebody lets a version read; one that misses more complaints than the present one is let
read only with a reason, and the one before comes back in one step.
"""

import asyncio
from typing import TYPE_CHECKING

from bot.errors import IllegalMove
from bot.house import House
from bot.store import journal
from bot.store.staff import StaffRow
from bot.workshop import Workshop

if TYPE_CHECKING:
    from classifiers.promotions import Promotion


async def start_lesson(house: House, by: StaffRow) -> None:
    """Teach the classifier what staff confirmed and corrected until now.

    Raises:
        IllegalMove: it is being taught already, or cannot be taught here.
    """
    _must_be_one_landlords(house)
    await _workshop(house).start(by.email, house.clock())
    await _note(house, by, "lesson_started")


async def stop_lesson(house: House, by: StaffRow) -> None:
    """End the lesson that goes on; nothing of it is kept.

    Raises:
        IllegalMove: none goes on.
    """
    await _workshop(house).stop()
    await _note(house, by, "lesson_stopped")


async def let_version_read(house: House, by: StaffRow, version: str, *, reason: str = "") -> None:
    """Let a version read from the next message on.

    Args:
        reason: why it reads although its figures speak against it.
    Raises:
        IllegalMove: there is none of this name, or it misses more complaints and no reason is given.
    """
    from classifiers import promoting
    from classifiers.errors import ClassifierError, ModelRefused

    _must_be_one_landlords(house)
    assert house.models is not None  # noqa: S101 - the page that asks for it shows its versions
    try:
        promotion = await asyncio.to_thread(
            promoting.promote,
            house.models,
            version,
            by=by.email,
            at=house.clock(),
            reason=reason,
            force=bool(reason.strip()),
        )
    except ModelRefused as error:
        why = str(error).partition("; to let it read")[0]
        raise IllegalMove(f"{why}. To let it read all the same, say why.") from error
    except ClassifierError as error:
        raise IllegalMove(str(error)) from error
    if promotion is None:
        raise IllegalMove("It reads already.")
    await _keep(house, by, "version_promoted", promotion)


async def take_version_back(house: House, by: StaffRow) -> None:
    """Let the version read again that did before.

    Raises:
        IllegalMove: there was none before.
    """
    from classifiers import promoting
    from classifiers.errors import ClassifierError

    _must_be_one_landlords(house)
    assert house.models is not None  # noqa: S101 - as above
    try:
        promotion = await asyncio.to_thread(
            promoting.roll_back, house.models, by=by.email, at=house.clock(), reason="in the console"
        )
    except ClassifierError as error:
        raise IllegalMove(str(error)) from error
    if promotion is None:
        raise IllegalMove("There is no version before this one.")
    await _keep(house, by, "version_taken_back", promotion)


async def _keep(house: House, by: StaffRow, what: str, promotion: "Promotion") -> None:
    from bot.model_versions import row_of

    async with house.database.writing() as session:
        session.add(row_of(promotion))
        await journal.record(
            session,
            by.landlord_id,
            at=house.clock(),
            what=what,
            actor=f"staff:{by.id}",
            codes={"version": promotion.version, "forced": promotion.forced},
        )


async def _note(house: House, by: StaffRow, what: str) -> None:
    async with house.database.writing() as session:
        await journal.record(session, by.landlord_id, at=house.clock(), what=what, actor=f"staff:{by.id}")


def _must_be_one_landlords(house: House) -> None:
    if len(house.profiles) > 1:
        raise IllegalMove(
            "Several landlords share what reads here, so whoever runs Hark teaches it: “hark train”, “hark promote”."
        )


def _workshop(house: House) -> Workshop:
    if house.workshop is None:
        raise IllegalMove(
            "The classifier cannot be taught from here. Use “hark train” where Hark is installed."
        )
    return house.workshop

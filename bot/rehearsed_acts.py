"""What can staff do in a rehearsal? The acts of the console, by name, on the case that is named or the latest one."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot import acts
from bot.errors import IllegalMove
from bot.house import House
from bot.landlords.profile import Profile
from bot.rehearsed_code import ACTS_OF_THE_CODE
from bot.store import cases, messages, staff, tasks
from bot.store.staff import StaffRow
from bot.working_days import LONDON

Said = Mapping[str, Any]
Act = Callable[[House, StaffRow, str, Said], Awaitable[object]]


async def act_as_staff(house: House, profile: Profile, said: Said) -> None:
    """Carry out one act of staff.

    Raises:
        BotError: there is no such act, or the house refuses it; the message says why.
    """
    verb = " ".join(str(said["do"]).lower().replace("_", " ").split())
    act = ACTS.get(verb)
    if act is None:
        raise IllegalMove(f"Staff cannot “{verb}” in a rehearsal. They can: {', '.join(sorted(ACTS))}.")
    by = await _colleague(
        house, profile, str(said.get("from") or f"officer@{profile.sender_address.partition('@')[2]}")
    )
    await act(house, by, await _reference(house, profile, said), said)


async def _colleague(house: House, profile: Profile, email: str) -> StaffRow:
    async with house.database.writing() as session:
        known = await staff.find_staff(session, profile.id, email)
        if known is None:
            known = StaffRow(
                landlord_id=profile.id,
                email=email.lower(),
                name="An Officer",
                role="complaints_officer",
                sees_restricted=True,
                created_at=house.clock(),
            )
            session.add(known)
            await session.flush()
        return known


async def _reference(house: House, profile: Profile, said: Said) -> str:
    if said.get("case"):
        return str(said["case"])
    async with house.database.reading() as session:
        known = await cases.list_cases(session, profile.id, limit=100_000)
    wanted = str(said.get("kind_of_case") or "")
    matching = [case for case in known if not wanted or case.kind == wanted]
    return matching[-1].reference if matching else ""


async def _confirm(house: House, by: StaffRow, reference: str, said: Said) -> None:
    await acts.confirm_reading(house, by, reference)


async def _correct(house: House, by: StaffRow, reference: str, said: Said) -> None:
    async with house.database.reading() as session:
        case = await cases.find_case(session, by.landlord_id, reference)
        read = await messages.find_reading(session, by.landlord_id, case.opened_from) if case else None
    if case is None or read is None:
        raise IllegalMove("There is no case to correct yet.")
    await acts.correct_reading(
        house,
        by,
        reference,
        message_id=read.message_id,
        kind=str(said.get("kind") or read.kind),
        topic=str(said.get("topic") or read.topic),
        wants_action=bool(said.get("wants_action", read.wants_action)),
        explicit=bool(said.get("explicit", False)),
        signals=list(said.get("signals") or read.signals),
        reason=str(said.get("reason") or ""),
    )


async def _points(house: House, by: StaffRow, reference: str, said: Said) -> None:
    drafts = [
        acts.PointDraft(**point) if isinstance(point, dict) else acts.PointDraft(str(point), "yes")
        for point in said.get("points", [])
    ]
    await acts.save_points(house, by, reference, drafts, outcome_sought=str(said.get("outcome") or ""))


async def _acknowledge(house: House, by: StaffRow, reference: str, said: Said) -> None:
    if said.get("points"):
        await _points(house, by, reference, said)
    await acts.send_acknowledgement(house, by, reference)


def _london(said: str) -> datetime:
    """A time of the script; London where it has no zone."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise IllegalMove('"happened_at" must be a time such as 2026-11-02T09:12.') from error
    return at if at.tzinfo else at.replace(tzinfo=LONDON)


def _contact(way: str) -> Act:
    async def record(house: House, by: StaffRow, reference: str, said: Said) -> None:
        at = said.get("happened_at")
        await acts.record_contact(
            house,
            by,
            reference,
            way=way,
            reached=bool(said.get("reached", True)),
            read_out=bool(said.get("read_out", False)),
            happened_at=_london(str(at)) if at else house.clock(),
            note=str(said.get("note") or said.get("text") or ""),
            offered=bool(said.get("offered", False)),
            choice=str(said.get("choice") or ""),
        )

    return record


async def _safe_way(house: House, by: StaffRow, reference: str, said: Said) -> None:
    await acts.record_safe_way(
        house,
        by,
        reference,
        words=str(said.get("words") or said.get("text") or ""),
        email_is_safe=bool(said.get("email_is_safe", False)),
    )


async def _grade(house: House, by: StaffRow, reference: str, said: Said) -> None:
    await acts.grade_hazard(
        house, by, reference, grade=str(said.get("grade") or ""), reason=str(said.get("reason") or "")
    )


async def _have_it(house: House, by: StaffRow, reference: str, said: Said) -> None:
    async with house.database.reading() as session:
        waiting = await tasks.list_untaken_alerts(session, by.landlord_id)
    for alert in waiting:
        await acts.take_alert(house, alert.id or 0, by_name=by.name)


async def _write(house: House, by: StaffRow, reference: str, said: Said) -> None:
    await acts.write_to_resident(house, by, reference, text=str(said.get("text") or ""))


async def _close(house: House, by: StaffRow, reference: str, said: Said) -> None:
    learned = acts.Learned(
        str(said.get("learned") or ""), str(said.get("change") or ""), str(said.get("none_because") or "")
    )
    await acts.close_case(house, by, reference, reason=str(said.get("reason") or ""), learned=learned)


ACTS: Mapping[str, Act] = {
    "confirm": _confirm,
    "correct": _correct,
    "points": _points,
    "acknowledge": _acknowledge,
    "call": _contact("call"),
    "letter": _contact("letter"),
    "visit": _contact("visit"),
    "safe way": _safe_way,
    "grade": _grade,
    "i have it": _have_it,
    "write": _write,
    "close": _close,
    **ACTS_OF_THE_CODE,
}

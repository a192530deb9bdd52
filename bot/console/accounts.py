"""Who may sign in? Members of staff, their one-time links, and the rest an account takes after wrong tries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.console.passwords import Passwords
from bot.console.rights import ROLES
from bot.errors import NotAllowed, NotFound
from bot.house import House
from bot.queues import queues_of
from bot.store import journal
from bot.store.sign_in import find_invited, get_staff_for_change, revoke_sessions
from bot.store.staff import StaffRow, find_staff

HEX: Final = "0123456789abcdef"
TOKEN_LENGTH: Final = 64  # 256 bits
INVITED_FOR: Final = timedelta(days=7)
TRIES: Final = 8
RESTS_FOR: Final = timedelta(minutes=15)


async def add_staff(
    house: House,
    *,
    landlord_id: str,
    email: str,
    name: str = "",
    role: str = "",
    sees_restricted: bool | None = None,
    queues: Sequence[str] | None = None,
) -> str:
    """Add a member of staff, or give one a new link; return the one-time link to set a password.

    What is not said stays as it is: a new link for a forgotten password widens nobody's rights. Somebody new is then an
    administrator, named by their address, who works in every queue and does not see the cases of people at risk.

    Raises:
        NotFound: there is no such landlord here, no such role or no such queue.
        NotAllowed: the address belongs to staff of another landlord.
    """
    if landlord_id not in house.profiles:
        raise NotFound("landlord", landlord_id)
    if role and role not in ROLES:
        raise NotFound("role", f"{role}; there are: {', '.join(ROLES)}")
    known = queues_of(house.profiles[landlord_id])
    unknown = sorted(set(queues or ()) - set(known))
    if unknown:
        raise NotFound("queue", f"{', '.join(unknown)}; there are: {', '.join(known)}")
    token, now = house.draw(HEX, TOKEN_LENGTH), house.clock()
    async with house.database.writing() as session:
        row = await find_staff(session, None, email)
        if row is not None and row.landlord_id != landlord_id:
            raise NotAllowed(f"{email} works for another landlord here.")
        row = row or StaffRow(
            landlord_id=landlord_id,
            email=email.strip().lower(),
            name=email.partition("@")[0],
            role="administrator",
            created_at=now,
        )
        row.name, row.role, row.active = name or row.name, role or row.role, True
        row.sees_restricted = row.sees_restricted if sees_restricted is None else sees_restricted
        row.queues = row.queues if queues is None else sorted(set(queues))
        row.invite_hash, row.invite_until = house.keys.hash(token), now + INVITED_FOR
        session.add(row)
        await session.flush()
        codes: journal.Codes = {"role": row.role, "sees_restricted": row.sees_restricted}
        await journal.record(
            session, landlord_id, at=now, what="staff_invited", row=f"staff:{row.id}", codes=codes
        )
    return f"{house.public_url.rstrip('/')}/console/welcome/{token}"


async def find_invitation(house: House, token: str) -> StaffRow | None:
    """Whose one-time link this is; None where it is not ours, used or too old."""
    async with house.database.reading() as session:
        row = await find_invited(session, list(house.profiles), house.keys.hash(token))
    return row if row and _still_good(row, house.clock()) else None


async def set_password(house: House, passwords: Passwords, token: str, password: str) -> StaffRow | None:
    """Use a one-time link up; None where it no longer works. Every session from before ends."""
    hashed, now = await passwords.hash(password), house.clock()
    async with house.database.writing() as session:
        row = await find_invited(session, list(house.profiles), house.keys.hash(token))
        if row is None or row.id is None or not _still_good(row, now):
            return None
        row.password_hash, row.invite_hash, row.invite_until = hashed, "", None
        row.failed_sign_ins, row.locked_until = 0, None
        session.add(row)
        await revoke_sessions(session, row.landlord_id, row.id, now)
        await journal.record(
            session,
            row.landlord_id,
            at=now,
            what="password_set",
            actor=f"staff:{row.id}",
            row=f"staff:{row.id}",
        )
    return row


async def check_sign_in(house: House, passwords: Passwords, email: str, password: str) -> StaffRow | None:
    """The member of staff, or None: wrong address, wrong password or an account at rest, told apart by nothing.

    Raises:
        TooBusy: too many sign-ins at once.
    """
    async with house.database.reading() as session:
        row = await find_staff(session, None, email)
    is_known = row is not None and row.active and row.landlord_id in house.profiles
    is_right = await passwords.is_right(row.password_hash if row and is_known else "", password)
    if row is None or row.id is None or not is_known:
        return None
    return await _count_try(house, row.landlord_id, row.id, is_right=is_right)


async def _count_try(house: House, landlord_id: str, staff_id: int, *, is_right: bool) -> StaffRow | None:
    now = house.clock()
    async with house.database.writing() as session:
        row = await get_staff_for_change(session, landlord_id, staff_id)
        if row.locked_until is not None and row.locked_until > now:
            return None
        if is_right:
            row.failed_sign_ins, row.locked_until = 0, None
        else:
            row.failed_sign_ins += 1
        if row.failed_sign_ins >= TRIES:
            row.failed_sign_ins, row.locked_until = 0, now + RESTS_FOR
            await journal.record(session, landlord_id, at=now, what="sign_in_rested", row=f"staff:{row.id}")
        session.add(row)
    return row if is_right else None


def _still_good(row: StaffRow, now: datetime) -> bool:
    return row.invite_until is not None and row.invite_until > now

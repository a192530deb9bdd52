"""How does an officer put on record what an answer of the month's sample holds? Never their own. Code: 5.5, 6.9"""

from collections.abc import Sequence

from bot.errors import IllegalMove, NotAllowed
from bot.house import House
from bot.moment import Moment
from bot.reports.sampling import SEVEN, Sampled
from bot.store.journal import Codes
from bot.store.ombudsman_file import QualityCheckRow, list_checks
from bot.store.responses import ResponseRow
from bot.store.staff import StaffRow


async def read_answer(
    house: House,
    by: StaffRow,
    month: str,
    drawn: Sampled,
    response: ResponseRow,
    *,
    held: Sequence[str],
    remark: str,
) -> None:
    """Keep which of the seven an answer holds; it may be read again, and the last reading holds.

    Raises:
        NotAllowed: they wrote or approved it.
        IllegalMove: something is missing and nobody says what.
    """
    if by.email in (response.written_by, response.approved_by):
        raise NotAllowed("You wrote or approved this answer, so somebody else reads it.")
    if len(held) < len(SEVEN) and not remark.strip():
        raise IllegalMove("Say in a few words what is missing, so that whoever wrote it can learn from it.")
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        checks = await list_checks(session, by.landlord_id, month)
        row = next((one for one in checks if one.response_id == drawn.response_id), None) or QualityCheckRow(
            landlord_id=by.landlord_id,
            month=month,
            response_id=drawn.response_id,
            organisation=drawn.organisation,
            read_by=by.email,
            read_at=moment.now,
        )
        row.held, row.remark = [one for one in SEVEN if one in held], remark.strip()
        row.read_by, row.read_at = by.email, moment.now
        session.add(row)
        codes: Codes = {"month": month, **{one: one in held for one in SEVEN}}
        await moment.note(
            "answer_read", row=f"response:{drawn.response_id}", actor=f"staff:{by.id}", codes=codes
        )

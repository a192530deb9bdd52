"""How do staff put on record who was told of complaints, and what colleagues were taught? Code: 4.3, 8.2, 9.3-9.8"""

from datetime import date

from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.moment import Moment
from bot.reports.periods import read_period
from bot.reports.records import refused_because
from bot.reports.training import TRAINING, staff_record_refused_because
from bot.store.governance import ReportRecordRow, StaffRecordRow
from bot.store.staff import StaffRow, list_staff
from bot.working_days import london_date


async def record_report(
    house: House, by: StaffRow, period: str, *, what: str, words: str, link: str, done_on: date | None
) -> None:
    """Put on record what was done about a period's report.

    Raises:
        NotFound: there is no such period.
        IllegalMove: something is missing, or the day has not come.
    """
    known = read_period(period)
    if known is None:
        raise NotFound("period", period)
    fault = refused_because(what, words.strip(), link.strip())
    if fault or done_on is None or done_on > london_date(house.clock()):
        raise IllegalMove(fault or "Give the day it was done; it cannot be a day to come.")
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        row = ReportRecordRow(
            landlord_id=by.landlord_id,
            period=known.name,
            what=what,
            words=words.strip(),
            link=link.strip(),
            done_on=done_on,
            recorded_by=by.email,
            recorded_at=moment.now,
        )
        session.add(row)
        await moment.note(
            "report_recorded", actor=f"staff:{by.id}", codes={"period": known.name, "what": what}
        )


async def note_view(house: House, by: StaffRow, period: str) -> None:
    """The member responsible for complaints has looked at a period: that is on record. Code: 9.6"""
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        await moment.note("report_viewed", actor=f"staff:{by.id}", codes={"period": period})


async def record_training(
    house: House, by: StaffRow, staff_id: int, *, words: str, done_on: date | None, until: date | None
) -> None:
    """Put on record what a colleague was taught, and until when it holds. Code: 4.3

    Raises:
        NotFound: nobody here has this number.
        IllegalMove: something is missing or cannot be.
    """
    today = london_date(house.clock())
    fault = staff_record_refused_because(words.strip(), done_on, until, today=today)
    if fault or done_on is None:
        raise IllegalMove(fault)
    await _keep(house, by, staff_id, what=TRAINING, words=words.strip(), done_on=done_on, until=until)


async def acknowledge_objective(house: House, by: StaffRow, *, words: str) -> None:
    """The standard objective was read and is acknowledged, by the person themself. Code: 9.8"""
    today = london_date(house.clock())
    await _keep(house, by, by.id or 0, what="objective", words=words, done_on=today, until=None)


async def _keep(
    house: House, by: StaffRow, staff_id: int, *, what: str, words: str, done_on: date, until: date | None
) -> None:
    async with house.database.writing() as session:
        if staff_id not in {one.id for one in await list_staff(session, by.landlord_id)}:
            raise NotFound("staff", staff_id)
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        row = StaffRecordRow(
            landlord_id=by.landlord_id,
            staff_id=staff_id,
            what=what,
            words=words,
            done_on=done_on,
            until=until,
            recorded_by=by.email,
            recorded_at=moment.now,
        )
        session.add(row)
        await moment.note(f"{what}_recorded", actor=f"staff:{by.id}", codes={"staff": staff_id})

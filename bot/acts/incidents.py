"""How does the landlord go through a hard time: told to residents and the Ombudsman, with its end named? Code: 8.5

Nothing pauses: every clock runs on, and what is taken down on paper is entered later with the day and hour it was said.
"""

from dataclasses import replace
from datetime import date

from bot.acts.at_hand import must_decide
from bot.answering import Answer, case_facts, say
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.last_door import door_now
from bot.moment import Moment
from bot.store import people
from bot.store.ombudsman_file import IncidentRow, find_incident
from bot.store.sampled import list_affected
from bot.store.staff import StaffRow
from bot.tasking import ask_for


async def start_incident(
    house: House, by: StaffRow, *, what: str, meanwhile: str, back_by: date | None
) -> None:
    """Say what does not work, how to reach us meanwhile and by when all works again; the Ombudsman is to be told.

    Raises:
        NotAllowed: this role may not.
        IllegalMove: something is missing, or one runs already.
    """
    must_decide(by)
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        if await find_incident(session, by.landlord_id) is not None:
            raise IllegalMove("A hard time runs already. End it first, or change nothing.")
        if not what.strip() or not meanwhile.strip():
            raise IllegalMove("Say what does not work, and how residents reach you meanwhile.")
        if back_by is None or back_by < moment.today:
            raise IllegalMove("Give the day by which all works again (8.5).")
        row = IncidentRow(
            landlord_id=by.landlord_id,
            what=what.strip(),
            meanwhile=meanwhile.strip().rstrip("."),
            back_by=back_by,
            started_at=moment.now,
            started_by=by.email,
        )
        session.add(row)
        await session.flush()
        await moment.note("incident_started", row=f"incident:{row.id}", actor=f"staff:{by.id}")
        wanted = TaskWanted(
            "tell_ombudsman",
            "manager",
            0,
            f"Tell the Ombudsman that you cannot keep to the Code as usual, why, and that you expect to by {back_by:%d %B %Y}. Put the notice on your web site.",
        )
        await ask_for(moment, wanted, key=f"tell_ombudsman:{row.id}")


async def tell_affected(house: House, by: StaffRow) -> int:
    """Write to everybody with an open complaint; at risk nobody is written to. How many were written to.

    Raises:
        NotAllowed: this role may not.
        IllegalMove: no hard time runs.
    """
    must_decide(by)
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        row = await find_incident(session, by.landlord_id)
        if row is None:
            raise IllegalMove("No hard time runs.")
        done = 0
        for case in await list_affected(session, by.landlord_id):
            resident = await people.get_resident(session, by.landlord_id, case.resident_id)
            conversation = await door_now(moment, case)
            if resident_is_out_of_reach(resident) or case.restricted or not conversation.door:
                continue
            facts = replace(
                await case_facts(moment, case),
                free_text=row.what,
                ways_left=row.meanwhile,
                promised_on=row.back_by,
                by_computer=False,
            )
            key = f"incident:{row.id}:{case.id}"
            said = Answer("incident", "person", key, facts, case=case, automatic="auto-generated")
            done += await say(moment, conversation, said) is not None
        await moment.note(
            "incident_told", row=f"incident:{row.id}", actor=f"staff:{by.id}", codes={"told": done}
        )
        return done


async def end_incident(house: House, by: StaffRow) -> None:
    """All works again; what was taken down on paper is to be entered with its true days.

    Raises:
        NotAllowed: this role may not.
        IllegalMove: no hard time runs.
    """
    must_decide(by)
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        row = await find_incident(session, by.landlord_id)
        if row is None:
            raise IllegalMove("No hard time runs.")
        row.ended_at, row.ended_by = moment.now, by.email
        session.add(row)
        await moment.note("incident_ended", row=f"incident:{row.id}", actor=f"staff:{by.id}")
        wanted = TaskWanted(
            "enter_paper_forms",
            "triage",
            1,
            "Enter every form that was taken down on paper, with the day and hour it was said: “Take a message”.",
        )
        await ask_for(moment, wanted, key=f"enter_paper_forms:{row.id}")

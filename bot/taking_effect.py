"""What holds only once its letter has reached the resident? More time, a refusal, an answer. Code: 2.4, 6.3, 6.4, 6.14, 6.15

Until then the old day stands and the complaint goes on; where the letter comes back, it is as if it had never been.
"""

from datetime import datetime

from bot.acknowledging import end_clocks
from bot.casework.clocks import ClockStart
from bot.casework.refuse import GROUNDS, REFUSED
from bot.moment import Moment
from bot.opening import set_next_due, start_clock
from bot.store import cases, extensions, refusals, responses
from bot.store.cases import CaseRow
from bot.store.extensions import ExtensionRow
from bot.store.refusals import RefusalRow

ANSWER_CLOCKS = ("respond_stage_1", "respond_stage_2", "own_respond")
ALL_CLOCKS = (
    "acknowledge_stage_1",
    "acknowledge_stage_2",
    "own_acknowledge",
    "own_first_call",
    *ANSWER_CLOCKS,
)


async def take_effect(moment: Moment, case: CaseRow, name: str, *, at: datetime) -> None:
    """The letter has reached them: what it says holds from now on."""
    if name == "extension":
        for extension in await extensions.list_extensions(moment.session, case.landlord_id, case.id or 0):
            if extension.state == extensions.WRITTEN:
                await _extend(moment, case, extension, at)
    elif name == "refusal":
        for refusal in await refusals.list_refusals(moment.session, case.landlord_id, case.id or 0):
            if refusal.state == refusals.WRITTEN:
                await _refuse(moment, case, refusal, at)


async def _extend(moment: Moment, case: CaseRow, extension: ExtensionRow, at: datetime) -> None:
    if case.responded_at is not None or case.stage != extension.stage:
        return  # it was answered while the notice was on its way
    extension.state, extension.told_at = extensions.HOLDS, at
    moment.session.add(extension)
    rule = f"respond_stage_{case.stage}"
    await end_clocks(moment, case, (rule,), why="extended", by=extension.written_by)
    await start_clock(moment, case, ClockStart(rule, "code", extension.due_on, extension.new_due_on))
    case.respond_by = extension.new_due_on
    if case.respond_backstop is not None:
        case.respond_backstop = max(case.respond_backstop, extension.new_due_on)
    set_next_due(case)
    moment.session.add(case)
    await moment.note(
        "extended",
        case=case,
        row=f"extension:{extension.id}",
        codes={
            "from": extension.due_on.isoformat(),
            "to": extension.new_due_on.isoformat(),
            "stage": case.stage,
        },
    )


async def _refuse(moment: Moment, case: CaseRow, refusal: RefusalRow, at: datetime) -> None:
    refusal.state, refusal.told_at = refusals.HOLDS, at
    moment.session.add(refusal)
    await end_clocks(moment, case, ALL_CLOCKS, why=f"refused: {refusal.ground}", by=refusal.refused_by)
    case.status, case.closed_at = cases.CLOSED, at
    case.closed_reason = REFUSED + GROUNDS[refusal.ground].lower()
    set_next_due(case)
    moment.session.add(case)
    await moment.note(
        "refused",
        case=case,
        row=f"refusal:{refusal.id}",
        codes={"ground": refusal.ground, "stage": refusal.stage},
    )


async def undo_effect(moment: Moment, case: CaseRow, name: str) -> None:
    """The letter came back: they were never told, so nothing of it holds."""
    if name == "extension":
        for extension in await extensions.list_extensions(moment.session, case.landlord_id, case.id or 0):
            if extension.state == extensions.HOLDS and case.respond_by == extension.new_due_on:
                await _take_back(moment, case, extension)
    elif name == f"stage_{case.stage}_response":
        await _owe_answer_again(moment, case)
    elif name == "refusal":
        for refusal in await refusals.list_refusals(moment.session, case.landlord_id, case.id or 0):
            if refusal.state == refusals.HOLDS:
                refusal.state, refusal.told_at = refusals.WRITTEN, None
                moment.session.add(refusal)
                await go_on(moment, case)


async def _take_back(moment: Moment, case: CaseRow, extension: ExtensionRow) -> None:
    extension.state, extension.told_at = extensions.WRITTEN, None
    moment.session.add(extension)
    rule = f"respond_stage_{case.stage}"
    await end_clocks(moment, case, (rule,), why="replaced", by="the notice came back")
    await start_clock(moment, case, ClockStart(rule, "code", extension.due_on, extension.due_on))
    case.respond_by = extension.due_on
    set_next_due(case)
    moment.session.add(case)


async def _owe_answer_again(moment: Moment, case: CaseRow) -> None:
    """An answer that came back answered nobody: its day stands, and it is given another way. Code: 6.3, 6.14"""
    response = await responses.find_response(moment.session, case.landlord_id, case.id or 0, case.stage or 1)
    if response is None or response.state != responses.SENT or case.respond_by is None:
        return
    response.state, response.sent_at, response.sent_how = responses.DRAFT, None, ""
    moment.session.add(response)
    case.responded_at, case.status = None, cases.OPEN
    if case.stage == 1:
        case.stage_1_responded_at = None
    rule = f"respond_stage_{case.stage}"
    await start_clock(moment, case, ClockStart(rule, "code", moment.today, case.respond_by))
    set_next_due(case)
    moment.session.add(case)
    await moment.note("answer_owed_again", case=case, codes={"stage": case.stage})


async def go_on(moment: Moment, case: CaseRow) -> None:
    """A refused complaint goes on where it was; its running clock starts again with the day it had."""
    case.status, case.closed_at, case.closed_reason = cases.OPEN, None, ""
    owed = case.acknowledge_by if case.acknowledged_at is None else case.respond_by
    step = "acknowledge" if case.acknowledged_at is None else "respond"
    if owed is not None:
        rule = f"{step}_stage_{case.stage}"
        await start_clock(moment, case, ClockStart(rule, "code", moment.today, owed))
    set_next_due(case)
    moment.session.add(case)

"""What can staff do in a rehearsal with a complaint once it is acknowledged? Answers, promises, more time, refusals."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from bot import acts
from bot.acts import delaying, promising, refusing, responding
from bot.acts.responding import FindingDraft
from bot.casework.extend import Wanted
from bot.casework.refuse import RefusalDraft
from bot.casework.remedies import Promised
from bot.errors import IllegalMove
from bot.house import House
from bot.store import cases, responses
from bot.store.staff import StaffRow

Said = Mapping[str, Any]
Act = Callable[[House, StaffRow, str, Said], Awaitable[object]]


async def _answer(house: House, by: StaffRow, reference: str, said: Said) -> None:
    """Every point alike, with `text` as its reasons, unless `findings` says more; and an apology, unless told otherwise."""
    words = str(said.get("text") or "This is our answer.")
    async with house.database.reading() as session:
        case = await cases.find_case(session, by.landlord_id, reference)
        rows = await cases.list_points(session, by.landlord_id, case.id or 0, case.stage or 1) if case else []
    if any(
        row.responsible == "unsure" for row in rows
    ):  # a script that says nothing of it means that it is ours
        drafts = [
            acts.PointDraft(
                row.text,
                "yes" if row.responsible == "unsure" else row.responsible,
                row.reason,
                row.who,
                row.contact,
            )
            for row in rows
        ]
        await acts.save_points(
            house, by, reference, drafts, outcome_sought=case.outcome_sought if case else ""
        )
    given = {int(one["number"]): one for one in said.get("findings", [])}
    findings = [
        FindingDraft(
            row.number,
            **{
                "found": "upheld",
                "reasons": words,
                "rules": "our complaints policy",
                "asked": "the team",
                **{name: text for name, text in given.get(row.number, {}).items() if name != "number"},
            },
        )
        for row in rows
    ]
    await responding.save_answer(house, by, reference, findings, opening_words=str(said.get("opening") or ""))
    if case is not None and not said.get("no_apology"):
        sorry = Promised("apologise", str(said.get("sorry") or "We are sorry that this happened"))
        await promising.promise_remedy(house, by, reference, sorry)
    await responding.send_answer(house, by, reference, how=str(said.get("how") or "written"))


async def _promise(house: House, by: StaffRow, reference: str, said: Said) -> None:
    promised = Promised(
        kind=str(said.get("kind") or "act"),
        what=str(said.get("text") or ""),
        number=int(said.get("number") or 0),
        amount=int(said["amount"]) if said.get("amount") else None,
        guidance=str(said.get("guidance") or ""),
        owner=str(said.get("owner") or ""),
        due_on=_day(said.get("due_on")),
    )
    await promising.promise_remedy(house, by, reference, promised, impact=str(said.get("impact") or ""))


async def _promise_changed(house: House, by: StaffRow, reference: str, said: Said) -> None:
    """The oldest promise that is still open: done with `proof`, or moved to `due_on` with `text`."""
    async with house.database.reading() as session:
        case = await cases.find_case(session, by.landlord_id, reference)
        rows = await responses.list_remedies(session, by.landlord_id, case.id or 0) if case else []
    left = next((row.id for row in rows if row.due_on and not row.done_at), None)
    if left is None:
        raise IllegalMove("No promise of this case is open.")
    if said.get("due_on"):
        await promising.move_promise(
            house, by, reference, left, due_on=_day(said["due_on"]), why=str(said.get("text") or "")
        )
    else:
        await promising.keep_promise(house, by, reference, left, proof=str(said.get("proof") or ""))


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said)) if said else None
    except ValueError as error:
        raise IllegalMove('"due_on" must be a day such as 2026-11-30.') from error


async def _extend(house: House, by: StaffRow, reference: str, said: Said) -> None:
    wanted = Wanted(
        new_due_on=_day(said.get("due_on")),
        reason=str(said.get("text") or ""),
        update_every=int(said.get("update_every") or 5),
        good_reason=str(said.get("good_reason") or ""),
        is_agreed=bool(said.get("agreed", False)),
    )
    how = str(said.get("how") or "written")
    await delaying.extend(
        house, by, reference, wanted, done_so_far=str(said.get("done_so_far") or ""), how=how
    )


async def _refuse(house: House, by: StaffRow, reference: str, said: Said) -> None:
    draft = RefusalDraft(
        ground=str(said.get("ground") or ""),
        facts=str(said.get("text") or ""),
        circumstances=str(said.get("circumstances") or ""),
        discretion=str(said.get("discretion") or ""),
        event_on=_day(said.get("event_on")),
        aware_on=_day(said.get("aware_on")),
        filed_on=_day(said.get("filed_on")),
        documents=str(said.get("documents") or ""),
        considered_in=str(said.get("considered_in") or ""),
    )
    await refusing.refuse(house, by, reference, draft, how=str(said.get("how") or "written"))


async def _reopen(house: House, by: StaffRow, reference: str, said: Said) -> None:
    await refusing.reopen_on_instruction(
        house, by, reference, instructed_on=_day(said.get("on")), words=str(said.get("text") or "")
    )


ACTS_OF_THE_CODE: Mapping[str, Act] = {
    "answer": _answer,
    "promise": _promise,
    "promise changed": _promise_changed,
    "extend": _extend,
    "refuse": _refuse,
    "reopen": _reopen,
}

"""What exactly is the complaint? The points in the resident's own words, and the acknowledgement made of them.

The acknowledgement leaves from its own page, where it is read first and what is missing is listed. Code: 5.6, 5.7, 6.2
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.case_page import get_visible_case, is_on_its_way, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotAllowed
from bot.house import House
from bot.store.cases import CaseRow, list_points
from bot.store.outbox import list_outbox

router = APIRouter()

MOST_POINTS: Final = 20
LEAST_ROWS: Final = 2
OURS: Final = {"yes": "Ours", "no": "Not ours", "unsure": "We are still checking"}


@dataclass(frozen=True)
class PointLine:
    """One point as it stands in the form."""

    text: str = ""
    responsible: str = "yes"
    reason: str = ""
    who: str = ""
    contact: str = ""


@router.get("/cases/{reference}/points")
async def points(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The points as they stand, with room for more."""
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        rows = await list_points(session, case.landlord_id, case.id or 0, case.stage or 1)
    lines = [PointLine(row.text, row.responsible, row.reason, row.who, row.contact) for row in rows]
    return _points_page(request, signed, case, lines, outcome=case.outcome_sought)


@router.post("/cases/{reference}/points")
async def save_points(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Save the points; or only show one more empty row."""
    case = await must_see(house, signed, reference)
    lines, outcome, press = _lines_in(form), typed(form, "outcome_sought"), typed(form, "press")
    if press == "add":
        return _points_page(request, signed, case, lines, outcome=outcome, rows=len(lines) + 1)
    faults = _faults_of(lines)
    if not faults:
        make = acts.on_cases.PointDraft
        drafts = [
            make(
                text=line.text,
                responsible=line.responsible,
                reason=line.reason,
                who=line.who,
                contact=line.contact,
            )
            for line in lines
        ]
        fault = await fault_of(
            acts.on_cases.save_points(house, signed.staff, reference, drafts, outcome_sought=outcome)
        )
        faults = {"": fault} if fault else {}
    if faults:
        return _points_page(request, signed, case, lines, outcome=outcome, faults=faults)
    if press == "acknowledge":
        return RedirectResponse(f"{place_of(case)}/acknowledgement", status_code=303)
    return back_to(place_of(case), "points")


@router.get("/cases/{reference}/acknowledgement")
async def acknowledgement(
    request: Request, house: HouseHere, signed: Signed, acts: ActsHere, reference: str
) -> Response:
    """The acknowledgement as it would leave, and what it still lacks."""
    case = await must_see(house, signed, reference)
    try:
        preview, missing = await acts.on_cases.preview_acknowledgement(house, signed.staff, reference)
    except (IllegalMove, NotAllowed) as error:
        return await _acknowledgement_page(
            request, house, signed, case, preview=None, missing=[], fault=str(error)
        )
    return await _acknowledgement_page(request, house, signed, case, preview=preview, missing=missing)


@router.post("/cases/{reference}/acknowledgement")
async def send_acknowledgement(
    request: Request, house: HouseHere, signed: Signed, acts: ActsHere, reference: str
) -> Response:
    """Send it; a named person has read it."""
    case = await must_see(house, signed, reference)
    fault = await fault_of(acts.on_cases.send_acknowledgement(house, signed.staff, reference))
    if fault:
        return await _acknowledgement_page(
            request, house, signed, case, preview=None, missing=[], fault=fault
        )
    return back_to(place_of(case), "acknowledged")


def _lines_in(form: FormData) -> list[PointLine]:
    lines = []
    for number in range(1, MOST_POINTS + 1):
        said = {
            name: typed(form, f"{name}-{number}")
            for name in ("text", "responsible", "reason", "who", "contact")
        }
        if said["text"]:
            lines.append(PointLine(**{**said, "responsible": said["responsible"] or "unsure"}))
    return lines


def _faults_of(lines: Sequence[PointLine]) -> dict[str, str]:
    faults = {} if lines else {"text-1": "Write at least one point, in the resident's own words."}
    for number, line in enumerate(lines, start=1):
        if line.responsible not in OURS:
            faults[f"responsible-{number}"] = f"Say whether point {number} is ours."
        if line.responsible == "no" and not line.reason:
            faults[f"reason-{number}"] = f"Say why point {number} is not ours (5.7)."
    return faults


def _points_page(
    request: Request,
    signed: SignedIn,
    case: CaseRow,
    lines: Sequence[PointLine],
    *,
    outcome: str,
    rows: int = 0,
    faults: dict[str, str] | None = None,
) -> Response:
    wanted = min(MOST_POINTS, max(rows, LEAST_ROWS, len(lines)))
    filled = [*lines, *[PointLine()] * (wanted - len(lines))]
    return show(
        request,
        signed,
        "console/points.html",
        at="queues",
        status=422 if faults else 200,
        case=case,
        place=place_of(case),
        lines=filled,
        outcome=outcome,
        ours=OURS,
        faults=faults or {},
    )


async def _acknowledgement_page(
    request: Request,
    house: House,
    signed: SignedIn,
    case: CaseRow,
    *,
    preview: object,
    missing: Sequence[str],
    fault: str = "",
) -> Response:
    async with house.database.reading() as session:
        is_waiting = is_on_its_way(await list_outbox(session, case.landlord_id, [case.id or 0]))
    return show(
        request,
        signed,
        "console/acknowledgement.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        preview=preview,
        missing=missing,
        is_waiting=is_waiting,
        is_sent=case.acknowledged_at is not None and bool(case.points_agreed_by),
        faults=[fault] if fault else [],
    )

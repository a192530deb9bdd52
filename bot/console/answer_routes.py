"""How is a complaint answered on the screen? Point by point, with what is missing and the letter beside it. Code: 6.7, 6.9, 6.18, 6.19"""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.acts import responding
from bot.acts.responding import AnswerPreview, FindingDraft
from bot.casework.respond import FOUND
from bot.console.case_page import get_visible_case, must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.errors import IllegalMove, NotAllowed
from bot.house import House
from bot.store import responses
from bot.store.cases import list_points

router = APIRouter()
FIELDS = ("found", "reasons", "rules", "impact", "asked")
SENT_HOW = {
    "written": "Send it to them now",
    "letter": "I have posted it",
    "call": "I have read it out on a call",
    "visit": "I have gone through it with them in person",
}


@router.get("/cases/{reference}/answer")
async def answer(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The editor of the present stage's answer."""
    return await _page(request, house, signed, reference)


@router.post("/cases/{reference}/answer")
async def keep_or_send(
    request: Request, house: HouseHere, signed: Signed, form: Form, reference: str
) -> Response:
    """Keep the draft; approve and send it where that was pressed."""
    await must_see(house, signed, reference)
    drafts, words = _drafts(form), typed(form, "opening")
    fault = await fault_of(
        responding.save_answer(house, signed.staff, reference, drafts, opening_words=words)
    )
    if not fault and typed(form, "do") == "send":
        approve = typed(form, "approve") == "yes"
        act = responding.send_answer(
            house, signed.staff, reference, how=typed(form, "how") or "written", approve=approve
        )
        fault = await fault_of(act)
        if not fault:
            return back_to(f"/console/cases/{reference}", "answered")
    if fault:
        return await _page(request, house, signed, reference, fault=fault)
    return back_to(f"/console/cases/{reference}/answer", "draft")


def _drafts(form: FormData) -> list[FindingDraft]:
    numbers = sorted(
        int(name.removeprefix("reasons-")) for name in form if name.removeprefix("reasons-").isdecimal()
    )
    return [
        FindingDraft(number, **{field: typed(form, f"{field}-{number}") for field in FIELDS})
        for number in numbers
    ]


async def _page(
    request: Request, house: House, signed: SignedIn, reference: str, *, fault: str = ""
) -> Response:
    preview, barred = await _preview(house, signed, reference)
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        stage, case_id = case.stage or 1, case.id or 0
        points = await list_points(session, case.landlord_id, case_id, stage)
        found = {
            row.number: row
            for row in await responses.list_findings(session, case.landlord_id, case_id, stage)
        }
        first = {
            row.number: row for row in await responses.list_findings(session, case.landlord_id, case_id, 1)
        }
        response = await responses.find_response(session, case.landlord_id, case_id, stage)
        remedies = await responses.list_remedies(session, case.landlord_id, case_id)
    faults: Sequence[str] = [one for one in (fault, barred) if one]
    return show(
        request,
        signed,
        "console/answer.html",
        at="queues",
        status=422 if fault else 200,
        case=case,
        place=place_of(case),
        points=points,
        found=found,
        first=first if stage > 1 else {},
        opening=response.opening if response else "",
        remedies=[row for row in remedies if row.stage == stage],
        preview=preview,
        agreed=FOUND,
        ways=SENT_HOW,
        faults=faults,
    )


async def _preview(house: House, signed: SignedIn, reference: str) -> tuple[AnswerPreview | None, str]:
    """The letter as it stands, or why there can be none."""
    try:
        return await responding.preview_answer(house, signed.staff, reference), ""
    except (IllegalMove, NotAllowed) as error:
        return None, str(error)

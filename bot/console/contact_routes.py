"""How else was the resident reached? A call, visit or letter, put on record. Code: 1.3, 6.2"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.acts.reaching import Around
from bot.console.case_page import must_see
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.house import House
from bot.store.cases import CaseRow
from bot.store.offers import ACCEPTED, list_case_offers
from bot.working_days import LONDON, london_time

router = APIRouter()

WAYS: Final = {"call": "Call", "visit": "Visit", "letter": "Letter"}
FIELDS: Final = (
    *("way", "reached", "read_out", "choice", "day", "month", "year", "time", "note"),
    *("with_whom", "needs_met", "ring_when", "ring_on"),
)


@router.get("/cases/{reference}/contact")
async def contact(request: Request, house: HouseHere, signed: Signed, reference: str) -> Response:
    """The form, filled with the present day and time."""
    case = await must_see(house, signed, reference)
    now = house.clock().astimezone(LONDON)
    filled = {"day": str(now.day), "month": str(now.month), "year": str(now.year), "time": f"{now:%H:%M}"}
    return await _contact_page(request, house, signed, case, filled=filled, faults={})


@router.post("/cases/{reference}/contact")
async def record_contact(
    request: Request, *, house: HouseHere, signed: Signed, acts: ActsHere, form: Form, reference: str
) -> Response:
    """Record what happened; an acknowledgement read out or posted counts as sent."""
    case = await must_see(house, signed, reference)
    filled = {name: typed(form, name) for name in FIELDS}
    happened_at = _instant_in(filled)
    faults = _faults_of(filled, happened_at, house.clock())
    if not faults and happened_at is not None:
        act = acts.on_cases.record_contact(
            house,
            signed.staff,
            reference,
            way=filled["way"],
            reached=filled["reached"] == "yes",
            read_out=filled["read_out"] == "yes",
            happened_at=happened_at,
            note=filled["note"],
            offered=filled["choice"] != "",
            choice=filled["choice"] if filled["choice"] in ("yes", "no") else "",
            around=Around(filled["with_whom"], filled["needs_met"], filled["ring_when"], filled["ring_on"]),
        )
        fault = await fault_of(act)
        faults = {"": fault} if fault else {}
    if faults:
        return await _contact_page(request, house, signed, case, filled=filled, faults=faults)
    return back_to(place_of(case), "contact")


def _instant_in(filled: Mapping[str, str]) -> datetime | None:
    try:
        on = date(int(filled["year"]), int(filled["month"]), int(filled["day"]))
        hour, _, minute = filled["time"].replace(".", ":").partition(":")
        return london_time(on, int(hour), int(minute or 0))
    except ValueError:
        return None


def _faults_of(filled: Mapping[str, str], happened_at: datetime | None, now: datetime) -> dict[str, str]:
    faults = {} if filled["way"] in WAYS else {"way": "Choose whether it was a call, a visit or a letter."}
    if filled["reached"] not in ("yes", "no"):
        faults["reached"] = "Say whether you reached them."
    if happened_at is None:
        faults["day"] = "Give a real date and a time such as 14:30."
    elif happened_at > now:
        faults["day"] = "The date and time must not lie ahead."
    if filled["read_out"] == "yes" and filled["reached"] == "no" and filled["way"] != "letter":
        faults["read_out"] = "The acknowledgement cannot have been read out to somebody you did not reach."
    return faults


async def _contact_page(
    request: Request,
    house: House,
    signed: SignedIn,
    case: CaseRow,
    *,
    filled: Mapping[str, str],
    faults: dict[str, str],
) -> Response:
    async with house.database.reading() as session:
        offers = await list_case_offers(session, case.landlord_id, [case.id or 0])
    return show(
        request,
        signed,
        "console/contact.html",
        at="queues",
        status=422 if faults else 200,
        case=case,
        place=place_of(case),
        filled=filled,
        ways=WAYS,
        has_offer=any(offer.state != ACCEPTED for offer in offers),
        faults=faults,
    )

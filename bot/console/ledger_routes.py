"""Has anything been lost lately? The ledger of the last weeks, for everybody who works here."""

from datetime import timedelta
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.frame import show
from bot.console.signed_in import HouseHere, Signed
from bot.ledger import count, gaps
from bot.working_days import london_date

router = APIRouter()

SHOWN: Final = timedelta(days=30)


@router.get("/ledger")
async def ledger(request: Request, house: HouseHere, signed: Signed) -> Response:
    """What was accepted, stored, read and decided, newest day first, and where that disagrees."""
    now = house.clock()
    since = london_date(now) - SHOWN
    async with house.database.reading() as session:
        lines = await count(session, [signed.staff.landlord_id], now=now, since=since)
    return show(
        request,
        signed,
        "console/ledger.html",
        at="unreadable",
        lines=sorted(lines, key=lambda line: (line.day, line.channel), reverse=True),
        gaps=gaps(lines),
        days=SHOWN.days,
    )

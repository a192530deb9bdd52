"""What do residents think, month by month? One page of scores, without a name or a word of anybody. Code: 9.2"""

from datetime import timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.feedback_page import MONTHS, build_feedback_page
from bot.console.frame import show
from bot.console.signed_in import HouseHere, Signed
from bot.store.surveys import list_answers_since
from bot.working_days import london_date

router = APIRouter()


@router.get("/feedback/")
async def feedback(request: Request, house: HouseHere, signed: Signed) -> Response:
    """The scores of each survey for a year, as bars and as a table."""
    now = house.clock()
    async with house.database.reading() as session:
        rows = await list_answers_since(session, signed.viewer.landlord_id, now - timedelta(days=31 * MONTHS))
    surveys = build_feedback_page(rows, today=london_date(now))
    landlord = house.profiles[signed.viewer.landlord_id]
    return show(
        request, signed, "console/feedback.html", at="queues", surveys=surveys, queue=landlord.feedback_queue
    )

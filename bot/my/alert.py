"""Who has it? The page behind the link that woke somebody on call; it says nothing of the matter itself."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.signed_in import typed
from bot.errors import BotError
from bot.my.acts import TakesAlert
from bot.my.choice import SEEN
from bot.my.links import house_of, open_alert_link
from bot.pages import pages_of
from bot.store.tasks import AlertRow

router = APIRouter(include_in_schema=False)

LONGEST_NAME: Final = 80


@router.api_route("/alert/{token}", methods=SEEN)
async def show_alert(request: Request, token: str) -> Response:
    """Whether somebody has it, and a button where nobody does."""
    alert = await open_alert_link(house_of(request), token)
    return _show(request, alert)


@router.post("/alert/{token}")
async def take_alert(request: Request, token: str) -> Response:
    """Note who has it; the first one keeps it."""
    house = house_of(request)
    alert = await open_alert_link(house, token)
    name = typed(await request.form(), "name")
    if not name or len(name) > LONGEST_NAME:
        return _show(request, alert, fault="Type your name, so that others know who has it.", status=422)
    act: TakesAlert = request.app.state.take_alert
    if alert.taken_at is None and alert.id is not None:
        try:
            await act(house, alert.id, by_name=name)
        except BotError as error:
            return _show(request, alert, fault=str(error), status=422)
    return _show(request, await open_alert_link(house, token), just_taken=alert.taken_at is None)


def _show(
    request: Request, alert: AlertRow, *, fault: str = "", just_taken: bool = False, status: int = 200
) -> Response:
    landlord = house_of(request).profiles[alert.landlord_id]
    return pages_of(request).show(
        request,
        "my/alert.html",
        status=status,
        landlord=landlord,
        alert=alert,
        fault=fault,
        just_taken=just_taken,
    )

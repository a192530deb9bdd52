"""What does the holder of a link see? The form, and a thank-you; never a case, a name or a word of anybody."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.desk.form import CHOICES_SHOWN, Hand, Handed, empty_form, take_form
from bot.desk.handing_in import what_came_of
from bot.desk.links import is_used_too_much, mark_used, open_link, sender_of
from bot.house import House
from bot.my.links import house_of
from bot.pages import pages_of
from bot.store.desk_links import DeskLinkRow

router = APIRouter(include_in_schema=False)

TOO_MUCH = "Too much came by this link in an hour. Wait a little and send it once more: what you typed is still here."


@router.api_route("/desk/{token}", methods=["GET", "HEAD"])
async def show_form(request: Request, token: str) -> Response:
    """The form; a link that was revoked says whom to ring."""
    house = house_of(request)
    link = await open_link(house, token)
    if link.revoked_at is not None:
        return _ended(request, link)
    return _form_page(request, link, Handed(empty_form(house), {}))


@router.post("/desk/{token}")
async def take(request: Request, token: str) -> Response:
    """Take what was typed."""
    house = house_of(request)
    link = await open_link(house, token)
    if link.revoked_at is not None:
        return _ended(request, link)
    closed = TOO_MUCH if await is_used_too_much(house, link) else ""
    async with request.form() as form:
        handed = await take_form(house, form, _hand_of(link), closed=closed)
    if not handed.arrival_id:
        return _form_page(request, link, handed, status=429 if closed else 422)
    await mark_used(house, link)
    return await _thanks(request, house, link, handed.arrival_id)


def _hand_of(link: DeskLinkRow) -> Hand:
    return Hand(link.landlord_id, sender_of(link), link.holder, link.organisation, by_link=True)


async def _thanks(request: Request, house: House, link: DeskLinkRow, arrival_id: int) -> Response:
    """The number of what was handed in; for somebody at risk not even that."""
    came = await what_came_of(house, link.landlord_id, arrival_id)
    number = came.case.reference if came and came.case and not came.is_at_risk else ""
    return pages_of(request).show(
        request,
        "my/desk_thanks.html",
        landlord=house.profiles[link.landlord_id],
        number=number,
        is_at_risk=bool(came and came.is_at_risk),
        again=request.url.path,
    )


def _ended(request: Request, link: DeskLinkRow) -> Response:
    landlord = house_of(request).profiles[link.landlord_id]
    return pages_of(request).show(request, "my/ended.html", status=410, landlord=landlord)


def _form_page(request: Request, link: DeskLinkRow, handed: Handed, *, status: int = 200) -> Response:
    return pages_of(request).show(
        request,
        "my/desk.html",
        status=status,
        landlord=house_of(request).profiles[link.landlord_id],
        link=link,
        filled=handed.filled,
        faults=handed.faults,
        had_files=handed.had_files,
        **CHOICES_SHOWN,
    )

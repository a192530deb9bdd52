"""In whose colours does a resident's page stand? A style sheet of two lines, so that no page holds styles of its own."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import NotFound
from bot.my.links import house_of

router = APIRouter(include_in_schema=False)


@router.get("/brand/{landlord_id}.css")
async def brand(request: Request, landlord_id: str) -> Response:
    """The landlord's colours, from its profile."""
    landlord = house_of(request).profiles.get(landlord_id)
    if landlord is None:
        raise NotFound("landlord", landlord_id)
    colours = landlord.brand
    sheet = (
        f":root {{ --landlord-colour: {colours.colour}; --landlord-text-colour: {colours.text_colour}; }}\n"
    )
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})

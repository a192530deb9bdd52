"""How are complaints dealt with here? The landlord's policy as a page for everybody, from its profile. Code: 3.4, 3.5

Where the profile changes, the page does, with the day of the change; it never promises more than the profile.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import NotFound
from bot.landlords.profile import profile_version
from bot.landlords.public_policy import public_policy
from bot.my.links import house_of
from bot.pages import pages_of
from bot.store.ombudsman_file import find_incident
from bot.store.system import find_profile_version
from bot.working_days import london_date

router = APIRouter(include_in_schema=False)


@router.get("/policy/{landlord_id}")
async def policy(request: Request, landlord_id: str) -> Response:
    """The page; public, without a word about anybody."""
    house = house_of(request)
    landlord = house.profiles.get(landlord_id)
    if landlord is None:
        raise NotFound("landlord", landlord_id)
    version = profile_version(landlord)
    async with house.database.reading() as session:
        known = await find_profile_version(session, landlord.id, version)
        incident = await find_incident(session, landlord.id)
    since = london_date(known.first_seen_at if known else house.clock())
    return pages_of(request).show(
        request,
        "my/policy.html",
        landlord=landlord,
        policy=public_policy(landlord, version=version),
        since=since,
        incident=incident,
        ombudsman=house.ombudsman.get(landlord.nation),
    )

"""What if a landlord's profile is broken today? The last version that was good is used, and everybody is told.

A slip of the pen in a profile must never keep a resident's mail out. Every version is kept in the database with the
cases it governs, so the one of yesterday is at hand.
"""

from dataclasses import replace

from pydantic import ValidationError

from bot.house import House
from bot.landlords.profile import Profile
from bot.store.system import find_profile_version, list_landlords
from bot.wiring import parser_for


async def with_last_good_profiles(house: House, *, broken: bool) -> House:
    """The same house, with the landlords whose profile cannot be read today served as they were yesterday.

    Args:
        broken: whether any profile could not be loaded; a landlord that was taken out on purpose stays out.
    """
    if not broken:
        return house
    found: dict[str, Profile] = {}
    async with house.database.reading() as session:
        for row in await list_landlords(session):
            version = await find_profile_version(session, row.id, row.profile_version)
            if row.id not in house.profiles and version is not None:
                profile = _read(version.content)
                if profile is not None:
                    found[row.id] = profile
    if not found:
        return house
    profiles = {**house.profiles, **found}
    told = [
        f"{profile.name}: its profile cannot be read, so the last good version is used."
        for profile in found.values()
    ]
    return replace(house, profiles=profiles, parse=parser_for(profiles), faults=(*house.faults, *told))


def _read(content: dict[str, object]) -> Profile | None:
    try:
        return Profile.model_validate(content)
    except ValidationError:
        return None  # written by another release whose fields are gone; the fault of the file is told anyway

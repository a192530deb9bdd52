"""How does the first administrator get in? A one-time link, made anew at each start until somebody has used one."""

from bot.console.accounts import add_staff
from bot.house import House
from bot.store.staff import list_staff


async def first_link(house: House) -> str:
    """The link for the first administrator of the first landlord; "" once anybody there has a password."""
    profile = next(iter(house.profiles.values()), None)
    if profile is None:
        return ""
    async with house.database.reading() as session:
        known = await list_staff(session, profile.id)
    if any(row.password_hash for row in known):
        return ""
    administrators = [row.email for row in known if row.role == "administrator"]
    email = (
        administrators[0] if administrators else f"administrator@{profile.sender_address.partition('@')[2]}"
    )
    return await add_staff(
        house,
        landlord_id=profile.id,
        email=email,
        name="First administrator",
        role="administrator",
        sees_restricted=True,
    )

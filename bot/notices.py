"""What stands on the chat's page and before staff while the landlord cannot work as it should? Code: 8.5"""

from bot.answering import letterhead
from bot.house import House
from bot.landlords.profile import Profile
from bot.store.ombudsman_file import IncidentRow, find_incident
from bot.wording.facts import Facts


async def list_notice(house: House, profile: Profile) -> list[str]:
    """The notice, a line each; none where all works."""
    async with house.database.reading() as session:
        row = await find_incident(session, profile.id)
    return notice_of(house, profile, row) if row is not None else []


def notice_of(house: House, profile: Profile, row: IncidentRow) -> list[str]:
    """The notice of one hard time, a line each."""
    facts = Facts(
        landlord=letterhead(house, profile),
        slower=row.what,
        slower_until=row.back_by,
        slower_meanwhile=row.meanwhile,
    )
    text = house.wording.render("slower_notice", facts, channel="widget").text
    return [line.strip() for line in text.splitlines() if line.strip()]

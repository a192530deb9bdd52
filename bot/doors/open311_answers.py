"""What is told by Open311? The services a landlord takes reports for, and whether one is still open: never who, what or where. Pure."""

from datetime import datetime
from typing import Any, Final

from bot.landlords.profile import Profile
from bot.working_days import LONDON

#: name and description of each topic that may be reported
SERVICES: Final = {
    "estate": (
        "Estates and shared areas",
        "Rubbish, lighting, lifts, doors, grounds and parking that everybody shares.",
    ),
    "building_safety": (
        "Safety of a building",
        "Blocked ways out, broken fire doors, loose panels: what everybody in a block depends on.",
    ),
}


def services_of(profile: Profile) -> list[str]:
    """The topics that may be reported to a landlord, those that a team of its has; none where the door is shut."""
    chosen = profile.open311.topics if profile.open311 else ()
    return [topic for topic in chosen if topic in profile.teams]


def as_services(profile: Profile) -> list[dict[str, Any]]:
    """The answer to `services.json`."""
    return [
        {
            "service_code": topic,
            "service_name": SERVICES[topic][0],
            "description": SERVICES[topic][1],
            "metadata": False,
            "type": "realtime",
            "keywords": "",
            "group": "",
        }
        for topic in services_of(profile)
    ]


def as_taken(number: int, profile: Profile) -> list[dict[str, Any]]:
    """The answer to a report that is kept."""
    notice = f"If somebody is in danger, ring {profile.emergency_phone} now. Nobody may be reading this yet."
    return [{"service_request_id": str(number), "service_notice": notice, "account_id": None}]


def as_request(number: int, service_code: str, received_at: datetime, *, is_open: bool) -> dict[str, Any]:
    """One report as it stands."""
    return {
        "service_request_id": str(number),
        "status": "open" if is_open else "closed",
        "service_code": service_code,
        "service_name": SERVICES.get(service_code, ("", ""))[0],
        "requested_datetime": received_at.astimezone(LONDON).isoformat(timespec="seconds"),
    }

"""What may be reported to this landlord by Open311 GeoReport v2? Only what is about estates and shared areas, never a home."""

from typing import Literal

from pydantic import Field

from bot.landlords.parts import Part

EstateTopic = Literal["estate", "building_safety"]


class Open311(Part):
    """The door for reports from maps, apps and other councils' pages; shut where the profile does not say it."""

    topics: tuple[EstateTopic, ...] = Field(default=("estate",), min_length=1)

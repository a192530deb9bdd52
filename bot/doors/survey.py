"""What does the door of the surveys bring? Answers by signed webhooks, read by what the profile says of their fields."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.doors.plug import Opened, Plug, Profiles
from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.profile import Profile
from bot.landlords.survey import SurveySource, unset_survey_secrets
from bot.settings import Settings
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming

if TYPE_CHECKING:
    from channels.survey.receive import Webhook
    from channels.survey.source import Source


def source_of(asked: SurveySource) -> "Source":
    """A survey of the profile as its channel knows it."""
    from channels.survey.source import Source

    columns = asked.columns
    return Source(
        name=asked.name,
        id=columns.id,
        is_anonymous=asked.anonymous,
        answered_at=columns.answered_at,
        email=columns.email,
        phone=columns.phone,
        person=columns.name,
        case=columns.case,
        score=columns.score,
        best=asked.best_score,
        complaint=columns.complaint,
        questions=columns.questions,
    )


def sources_of(profile: Profile) -> "dict[str, Source]":
    """The landlord's surveys by name."""
    return {asked.name: source_of(asked) for asked in profile.survey_sources}


def _parser(profiles: Profiles) -> Callable[[Arrival], Incoming]:
    from channels.survey.parse import parse

    known = {landlord_id: sources_of(profile) for landlord_id, profile in profiles.items()}

    def parse_one(arrival: Arrival) -> Incoming:
        if arrival.landlord_id not in known:
            raise CannotParse("Its landlord is not served here any more.")
        return parse(arrival, known[arrival.landlord_id])

    return parse_one


def _open(house: House, settings: Settings, door: FrontDoor) -> Opened:
    from channels.survey.receive import survey_routes

    profiles = list(house.profiles.values())
    webhooks = webhooks_of(profiles, os.environ)
    faults = [
        f"{profile.name}: {fault}"
        for profile in profiles
        for source in profile.survey_sources
        for fault in unset_survey_secrets(source, os.environ)
    ]
    taken = ", ".join(f"{house.public_url}/survey/{landlord}/{name}" for landlord, name in webhooks)
    return Opened(
        routes=[survey_routes(door, webhooks, now=house.clock)] if webhooks else [],
        faults=faults,
        sentences=[f"Answers to surveys are taken at {taken}."] if taken else [],
    )


def webhooks_of(profiles: list[Profile], secrets: Mapping[str, str]) -> "dict[tuple[str, str], Webhook]":
    """The webhooks that stand open, by landlord and survey."""
    from channels.survey.receive import Webhook

    return {
        (profile.id, source.name): Webhook(profile.id, source_of(source), secrets[source.secret_from])
        for profile in profiles
        for source in profile.survey_sources
        if source.secret_from is not None and secrets.get(source.secret_from)
    }


PLUG = Plug(channels=("survey",), parser=_parser, open=_open)

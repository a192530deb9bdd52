"""What may residents expect of this landlord when they complain? The policy in plain words, from the profile. Pure.

The times are the landlord's own where they are shorter than the Code's, and never longer. Code: 3.4, 3.5, 5.1
"""

from dataclasses import dataclass
from typing import Final

from bot.landlords.profile import Profile
from bot.landlords.provisions import load_provisions

WAYS: Final = {
    "email": "by e-mail",
    "phone": "by phone",
    "letter": "by letter",
    "visit": "by coming to our office",
    "form": "on our web site",
    "widget": "in the chat on our web site",
    "telegram": "on Telegram",
    "text": "by text message",
    "social": "on social media",
    "any_staff": "by telling anybody who works for us",
    "third_party": "through somebody you trust",
}


@dataclass(frozen=True)
class Times:
    """Working days of one stage."""

    acknowledge: int
    answer: int
    extend: int


@dataclass(frozen=True)
class PublicPolicy:
    """The policy as the page shows it."""

    stage_1: Times
    stage_2: Times
    ways: tuple[str, ...]
    time_limit_months: int
    version: str

    @property
    def longest(self) -> int:
        """Working days from the first word to the last answer, without extensions."""
        return self.stage_1.acknowledge + self.stage_1.answer + self.stage_2.acknowledge + self.stage_2.answer


def public_policy(profile: Profile, *, version: str) -> PublicPolicy:
    """The policy of a profile in figures. Code: 3.4"""
    own = profile.own_promises
    return PublicPolicy(
        stage_1=Times(
            _shorter(own.acknowledge_within_working_days, "6.2", "acknowledge_working_days"),
            _shorter(own.stage_1_within_working_days, "6.3", "response_working_days"),
            _shorter(own.stage_1_extension_working_days, "6.4", "extension_working_days"),
        ),
        stage_2=Times(
            _shorter(own.acknowledge_stage_2_within_working_days, "6.11", "acknowledge_working_days"),
            _shorter(own.stage_2_within_working_days, "6.14", "response_working_days"),
            _shorter(own.stage_2_extension_working_days, "6.15", "extension_working_days"),
        ),
        ways=tuple(dict.fromkeys(WAYS[way.kind] for way in profile.channels)),
        time_limit_months=max(profile.time_limit_months or 0, _figure("2.3", "time_limit_months")),
        version=version,
    )


def _shorter(own: int | None, provision: str, name: str) -> int:
    code = _figure(provision, name)
    return code if own is None else min(own, code)


def _figure(provision: str, name: str) -> int:
    return int(load_provisions().by_id[provision].figures[name])

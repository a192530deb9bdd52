"""What may residents expect of this landlord when they complain? The policy in plain words, from the profile. Pure.

The times are the landlord's own where they are shorter than the Code's, and never longer. Code: 3.4, 3.5, 5.1
"""

from dataclasses import dataclass
from typing import Final

from bot.casework.procedures import Stage, procedure_of
from bot.landlords.profile import Profile

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
    extend: int | None  #: None: only as agreed with the resident


@dataclass(frozen=True)
class PublicPolicy:
    """The policy as the page shows it."""

    stage_1: Times
    stage_2: Times
    counts_from_receipt: bool  #: the answer's days begin with the message, not with our letter
    ways: tuple[str, ...]
    time_limit_months: int
    version: str


def public_policy(profile: Profile, *, version: str) -> PublicPolicy:
    """The policy of a profile in figures. Code: 3.4"""
    own, procedure = profile.own_promises, procedure_of(profile.nation)
    return PublicPolicy(
        stage_1=_times(
            procedure.stage_1,
            own.acknowledge_within_working_days,
            own.stage_1_within_working_days,
            own.stage_1_extension_working_days,
        ),
        stage_2=_times(
            procedure.stage_2,
            own.acknowledge_stage_2_within_working_days,
            own.stage_2_within_working_days,
            own.stage_2_extension_working_days,
        ),
        counts_from_receipt=procedure.stage_1.counts_from == "receipt",
        ways=tuple(dict.fromkeys(WAYS[way.kind] for way in profile.channels)),
        time_limit_months=max(profile.time_limit_months or 0, procedure.complain_within_months),
        version=version,
    )


def _times(law: Stage, acknowledge: int | None, answer: int | None, extend: int | None) -> Times:
    return Times(
        min(acknowledge or law.acknowledge, law.acknowledge),
        min(answer or law.answer, law.answer),
        None if law.extend is None else min(extend or law.extend, law.extend),
    )

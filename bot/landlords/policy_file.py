"""What does a landlord's file say of its policy, also where it does not say enough to be served?

A policy can be held against the Code before anybody has set up a queue: what only serving needs may be missing here.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from bot.errors import BotError
from bot.landlords.loading import load_as
from bot.landlords.parts import ComplaintTeam, Team
from bot.landlords.profile import Profile


class PolicyUnreadable(BotError):
    """The file cannot be held against the Code; says where and why."""


class Policy(Profile):
    """A profile of which only id, name and nation are asked for."""

    email_addresses: tuple[str, ...] = ()
    sender_address: str = ""
    sender_name: str = ""
    phone: str = ""
    emergency_phone: str = ""
    office_hours: str = ""
    teams: Mapping[str, Team] = Field(default_factory=dict)
    complaints_team: ComplaintTeam | None = None  # type: ignore[assignment]  # only serving needs one
    stage_2_team: ComplaintTeam | None = None  # type: ignore[assignment]


def read_policy(file: Path) -> Policy:
    """The policy in a file.

    Raises:
        PolicyUnreadable: it is no such file, or says something that cannot be understood; every fault is told.
    """
    policy, faults = load_as(Policy, file)
    if policy is None:
        raise PolicyUnreadable(" ".join(str(fault) for fault in faults))
    return policy


def unstated_by(policy: Policy) -> tuple[str, ...]:
    """The fields that its file leaves out, by name: what is not known is said, and is no departure."""
    return tuple(name for name in Policy.model_fields if getattr(policy, name) in (None, (), {}, ""))

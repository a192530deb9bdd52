"""What can go wrong in the house, and who must act?

BotError
  NotAllowed      the member of staff lacks the role, or is named in the case
  NotFound        carries what and which
  IllegalMove     a step that may not follow the one before it; says which may
  SettingsError   at start-up only; lists all faults at once
"""

from collections.abc import Sequence


class BotError(Exception):
    """Something in the house went wrong."""


class NotAllowed(BotError):
    """You may not do this with this case. Ask the complaints officer who may."""


class NotFound(BotError):
    """There is no such thing.

    Args:
        what: the kind of thing, e.g. "case".
        which: its reference or number.
    """

    def __init__(self, what: str, which: object) -> None:
        super().__init__(f"There is no {what} {which}.")
        self.what = what
        self.which = which


class IllegalMove(BotError):
    """This step cannot follow the one before it; the message says what can."""


class SettingsError(BotError):
    """The settings cannot be used. Every fault is listed, one a line."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)

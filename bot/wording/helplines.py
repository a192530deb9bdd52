"""Whom does a resident ring in danger? The national helplines, by nation.

Facts of public life, not of a landlord: they are kept here, with the day they were last checked.
"""

from dataclasses import dataclass
from datetime import date

CHECKED_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Helplines:
    """The numbers for one nation."""

    gas: str
    power_cut: str
    samaritans: str = "116 123"
    crisis: str = ""  #: a whole sentence: whom to ring in a mental health crisis


_BRITISH_GAS_LINE = "0800 111 999"
_POWER_CUT = "105"

_BY_NATION = {
    "england": Helplines(
        _BRITISH_GAS_LINE, _POWER_CUT, crisis="You can also ring NHS 111 and choose option 2."
    ),
    "wales": Helplines(
        _BRITISH_GAS_LINE, _POWER_CUT, crisis="You can also ring NHS 111 and choose option 2."
    ),
    "scotland": Helplines(
        _BRITISH_GAS_LINE, _POWER_CUT, crisis="You can also ring NHS 24 on 111 and ask for mental health."
    ),
    "northern-ireland": Helplines(
        "0800 002 001", "03457 643 643", crisis="You can also ring Lifeline, free, on 0808 808 8000."
    ),
}


def helplines_of(nation: str) -> Helplines:
    """A nation's helplines; an unknown nation gets England's."""
    return _BY_NATION.get(nation, _BY_NATION["england"])

"""Where does a landlord's policy depart from the Code? Every departure with its provision, and nothing where none is.

Pure. What a file does not say is no departure; a promise that is stricter than the Code is none either.
The Code is England's: the policies of other nations answer to their own ombudsmen and are not held against it.
"""

from collections.abc import Callable
from typing import Final

from bot.landlords import lint_claims, lint_letters, lint_limits, lint_time
from bot.landlords.departure import Departure, in_order
from bot.landlords.policy_file import Policy

RULES: Final[tuple[Callable[[Policy], list[Departure]], ...]] = (
    *lint_time.RULES,
    *lint_limits.RULES,
    *lint_letters.RULES,
    *lint_claims.RULES,
)


def is_under_the_code(policy: Policy) -> bool:
    """Whether the Housing Ombudsman's Code binds this landlord."""
    return policy.nation == "england"


def departures_of(policy: Policy) -> list[Departure]:
    """Every departure, in the order of the Code; none for a landlord whom the Code does not bind."""
    if not is_under_the_code(policy):
        return []
    return in_order([one for rule in RULES for one in rule(policy)])

"""Which hazards does the law put on a clock, from which day, and what follows an investigation? Pure. SI 2025/1042; SSI 2026/173

Hark starts its clocks for every tenure and every possible hazard; this says where the law itself asks for it, so that
nobody takes a promise of ours for the law, or the law for a promise.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot import deadlines
from bot.casework.clocks import ClockStart
from bot.landlords.provisions import load_provisions

#: as `bot/casework/hazards.py` calls them, by the phase in which the law took them up
PHASE_1: Final = frozenset({"damp_mould"})
PHASE_2: Final = frozenset(
    {
        "excess_cold",
        "excess_heat",
        "falls",
        "structure",
        "explosion",
        "fire",
        "electrical",
        "hygiene_pests_refuse",
        "food_safety",
        "sanitation_drainage",
    }
)
TENURES: Final = {
    "social_tenant": "Rents from a registered provider",
    "shared_owner": "Shared ownership",
    "leaseholder": "Long lease",
    "licence": "A licence, such as a hostel",
    "unknown": "Not known yet",
}
_SCOTTISH_FROM: Final = date(2026, 10, 6)


@dataclass(frozen=True)
class Cover:
    """Whether the law asks for it, and why, in a sentence for staff."""

    is_law: bool
    why: str


def phase_2_from() -> date:
    """The day from which the second list of hazards counts."""
    found: date = load_provisions().clocks["awaab_significant_investigation"]["phase_2_from"]
    return found


def law_covers(hazard: str, grade: str, tenure: str, *, nation: str, on: date) -> Cover:
    """Whether a hazard known of on this day is on the law's clock, or on ours alone.

    Args:
        grade: emergency, significant, none, or "" while nobody has graded it.
    """
    if nation == "scotland":
        is_law = hazard == "damp_mould" and on >= _SCOTTISH_FROM
        return Cover(
            is_law,
            "SSI 2026/173, damp and mould." if is_law else "Scots law has no clock for this: ours runs.",
        )
    if nation != "england":
        return Cover(False, "There is no such law in this nation: our own clock runs.")
    if tenure not in ("social_tenant", "unknown"):
        return Cover(False, "The law is for those who rent: our own clock runs all the same.")
    if on < load_provisions().clocks["awaab_emergency"]["in_force_from"]:
        return Cover(False, "The law had not begun: our own clock runs.")
    if grade == "emergency" or hazard in PHASE_1:
        return Cover(True, "SI 2025/1042, in force since 27 October 2025.")
    if hazard in PHASE_2 and on >= phase_2_from():
        return Cover(True, "SI 2025/1042, the second list, in force since 30 November 2026.")
    return Cover(False, "The law does not list this yet: our own clock runs.")


def after_investigation(investigated_on: date, *, holidays: frozenset[date]) -> list[ClockStart]:
    """The clocks that a finished investigation of a hazard starts."""
    d = deadlines
    return [
        ClockStart(
            "summarise_hazard", "hazard", investigated_on, d.summary_by(investigated_on, holidays=holidays)
        ),
        ClockStart(
            "safety_work", "hazard", investigated_on, d.safety_work_by(investigated_on, holidays=holidays)
        ),
        ClockStart(
            "start_supplementary_work",
            "hazard",
            investigated_on,
            d.supplementary_start_by(investigated_on, holidays=holidays),
        ),
        ClockStart(
            "stop_supplementary_work", "hazard", investigated_on, d.supplementary_stop(investigated_on)
        ),
    ]

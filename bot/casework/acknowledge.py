"""What must an acknowledgement hold before it counts? Pure. Code: 5.6, 5.7, 6.2."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PointDraft:
    """One point as staff write it, in the resident's own words."""

    text: str
    responsible: str = "unsure"  #: yes, no, unsure
    reason: str = ""  #: why it is not ours
    who: str = ""  #: who deals with it instead
    contact: str = ""


def what_is_missing(points: Sequence[PointDraft]) -> list[str]:
    """What stands between these points and an acknowledgement, a sentence each; empty when it may go.

    An outcome need not be known: where it is not, the acknowledgement asks for it.
    """
    missing = []
    if not any(point.text.strip() for point in points):
        missing.append("Write at least one point, in the resident's own words (5.6).")
    for number, point in enumerate(points, start=1):
        if not point.text.strip():
            missing.append(f"Point {number} is empty (5.6).")
        if point.responsible not in ("yes", "no", "unsure"):
            missing.append(
                f"Say whether point {number} is ours, is not ours, or is still being checked (5.7)."
            )
        if point.responsible == "no" and not (point.reason.strip() and point.who.strip()):
            missing.append(f"Point {number} is not ours: say why, and who deals with it (5.7).")
    return missing

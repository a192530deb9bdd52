"""Where do the points of the line of blind checks stand? The miss rate of each week with its interval, as a drawing.

Pure. The drawing repeats the table beneath it, for those who see more in a line.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.blind_checks import miss_interval, monday_of, percent
from bot.store.blind_checks import WeekCount

WIDTH: Final = 640
HEIGHT: Final = 220
LEFT: Final = 64
RIGHT: Final = 32
TOP: Final = 16
BOTTOM: Final = 34
MOST_LABELS: Final = 7
FEWEST: Final = 20  # of a week that is not whole
LEAST_TOP: Final = 0.1  # so that a quiet quarter does not look like a storm


@dataclass(frozen=True)
class Point:
    """One week."""

    x: float
    y: float
    y_low: float
    y_high: float
    label: str  #: its Monday, short; "" where there is no room for it


@dataclass(frozen=True)
class Line:
    """The whole drawing."""

    points: Sequence[Point]
    path: str  #: for `polyline`
    ticks: Sequence[tuple[float, str]]  #: height and what stands there
    bottom: float


def line_of(weeks: Sequence[WeekCount]) -> Line | None:
    """The line of the weeks that were answered, or largely so, oldest first; None where there are fewer than two.

    Args:
        weeks: newest first.
    """
    counted = [week for week in reversed(weeks) if _counts(week)]
    if len(counted) < 2:
        return None
    highest = max(LEAST_TOP, *(miss_interval(week.unhappy, week.without_choice).high for week in counted))
    step = (WIDTH - LEFT - RIGHT) / (len(counted) - 1)
    every = math.ceil(len(counted) / MOST_LABELS)
    points = [
        _point(week, LEFT + step * number, highest, is_labelled=(len(counted) - 1 - number) % every == 0)
        for number, week in enumerate(counted)
    ]
    shares = (0.0, highest / 2, highest)
    return Line(
        points=points,
        path=" ".join(f"{point.x},{point.y}" for point in points),
        ticks=[(_height(share, highest), percent(share)) for share in shares],
        bottom=HEIGHT - BOTTOM,
    )


def _counts(week: WeekCount) -> bool:
    """Whether enough was answered for a point; a single answer would stand at 0% or at 100%."""
    return week.without_choice > 0 and (week.answered == week.drawn or week.without_choice >= FEWEST)


def _point(week: WeekCount, x: float, highest: float, *, is_labelled: bool) -> Point:
    found = miss_interval(week.unhappy, week.without_choice)
    monday = monday_of(week.week)
    return Point(
        x=round(x, 1),
        y=_height(found.share, highest),
        y_low=_height(found.low, highest),
        y_high=_height(found.high, highest),
        label=f"{monday.day} {monday:%b}" if is_labelled else "",
    )


def _height(share: float, highest: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share / highest, 1)

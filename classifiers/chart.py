"""What does one fewer missed complaint cost in needless offers? A chart as SVG, drawn from the readings themselves.

Along the bottom stands the share of complainants who would go without the choice, up the side the share of requests
and enquiries that would be asked needlessly; each point of the line is another offer threshold. Code: 1.3.
"""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from classifiers.evaluate import Pair, missed, needless
from classifiers.labels import Kind

WIDTH, HEIGHT, EDGE = 640, 420, 70
MOST_MISSED: Final = 0.20  #: the chart ends here
GOAL: Final = (0.02, 0.10)  #: missed and needless offers, at most

Point = tuple[float, float]  #: share missed, share offered needlessly


def trade_off(pairs: Sequence[Pair]) -> list[Point]:
    """Every pair of shares some threshold gives, from most offers to fewest."""
    unhappy = [_offered_from(pair) for pair in pairs if pair[0].kind is Kind.COMPLAINT]
    calm = [_offered_from(pair) for pair in pairs if pair[0].kind in (Kind.SERVICE_REQUEST, Kind.ENQUIRY)]
    if not unhappy or not calm:
        return []
    thresholds = sorted({0.0, *unhappy, *calm, 1.0})
    return [(_share(unhappy, below=at), 1 - _share(calm, below=at)) for at in thresholds]


def _offered_from(pair: Pair) -> float:
    """The highest threshold at which this writer still gets the offer or a log."""
    _, read = pair
    if read.explicit:
        return 1.0
    return -1.0 if read.kind is Kind.SURVEY_FEEDBACK else read.dissatisfied


def _share(values: Sequence[float], *, below: float) -> float:
    return sum(value < below for value in values) / len(values)


def draw(pairs: Sequence[Pair], *, title: str) -> str:
    """The chart, with a title and a description for those who cannot see it."""
    now = (missed(pair for pair in pairs)["share"], needless(pair for pair in pairs)["share"])
    line = [point for point in trade_off(pairs) if point[0] <= MOST_MISSED]
    said = (
        f"{title}. Now {100 * now[0]:.1f} in 100 complainants go without the choice and "
        f"{100 * now[1]:.1f} in 100 others are asked needlessly."
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(said)}</desc>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_grid(),
        *_goal(),
        f'<polyline fill="none" stroke="#1d5b79" stroke-width="3" points="{_points(line)}"/>',
        *_now(now),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(point: Point) -> tuple[float, float]:
    across = EDGE + (WIDTH - 2 * EDGE) * min(point[0], MOST_MISSED) / MOST_MISSED
    return round(across, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * point[1], 1)


def _points(line: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in map(_place, line))


def _grid() -> list[str]:
    lines = []
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = _place((0.0, share))
        lines.append(f'<path d="M{x} {y}H{WIDTH - EDGE}" stroke="#ddd"/>')
        lines.append(f'<text x="{x - 8}" y="{y + 5}" text-anchor="end">{100 * share:.0f}%</text>')
    for share in (0.0, 0.05, 0.10, 0.15, 0.20):
        x, y = _place((share, 0.0))
        lines.append(f'<text x="{x}" y="{y + 22}" text-anchor="middle">{100 * share:.0f}%</text>')
    middle = WIDTH / 2
    lines.append(
        f'<text x="{middle}" y="{HEIGHT - 16}" text-anchor="middle">complainants without the choice</text>'
    )
    lines.append(f'<text x="{EDGE}" y="{EDGE - 24}">others asked needlessly</text>')
    return lines


def _goal() -> list[str]:
    (left, bottom), (right, top) = _place((0.0, 0.0)), _place(GOAL)
    return [
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" fill="#cfe8cf"/>',
        f'<text x="{right + 6}" y="{bottom - 6}" fill="#2d5f2d">the goal</text>',
    ]


def _now(now: Point) -> list[str]:
    x, y = _place(now)
    said = f"now: {100 * now[0]:.1f}% missed, {100 * now[1]:.1f}% needless"
    return [
        f'<circle cx="{x}" cy="{y}" r="6" fill="#a3320b"/>',
        f'<text x="{x + 12}" y="{y - 10}" fill="#a3320b">{said}</text>',
    ]

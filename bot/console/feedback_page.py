"""How do the scores of each survey lie, month by month? Pure: rows in, bars and a table out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.store.surveys import SurveyAnswerRow
from bot.survey_answers import QUESTIONNAIRE
from bot.working_days import london_date

MONTHS: Final = 12
LOW, HIGH = 0.4, 0.8  # of the highest score: 1 and 2 of 5 are low, 4 and 5 are high
WIDTH, HEIGHT, LEFT, BOTTOM = 640, 220, 40, 180


@dataclass(frozen=True)
class Month:
    """One month of one survey."""

    first: date
    low: int = 0
    middle: int = 0
    high: int = 0
    unscored: int = 0

    @property
    def answers(self) -> int:
        """How many there were in all."""
        return self.low + self.middle + self.high + self.unscored


@dataclass(frozen=True)
class Piece:
    """One piece of a bar, in the units of the picture."""

    kind: str  #: low, middle, high or unscored
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class SurveyScores:
    """One survey over a year."""

    name: str
    months: Sequence[Month]
    pieces: Sequence[Piece]
    most: int  #: answers in the fullest month

    def middle_of(self, number: int) -> float:
        """Where the name of a month stands."""
        return LEFT + (number + 0.5) * _step()


def build_feedback_page(rows: Sequence[SurveyAnswerRow], *, today: date) -> list[SurveyScores]:
    """Every survey that was answered, by name."""
    months = _last_months(today)
    names = sorted({row.source for row in rows})
    return [_scores(name, [row for row in rows if row.source == name], months) for name in names]


def _scores(name: str, rows: Sequence[SurveyAnswerRow], months: Sequence[date]) -> SurveyScores:
    counted = [
        _month(first, [row for row in rows if london_date(row.answered_at).replace(day=1) == first])
        for first in months
    ]
    most = max(1, *(month.answers for month in counted))
    pieces = [piece for number, month in enumerate(counted) for piece in _pieces(number, month, most)]
    return SurveyScores("Our own question" if name == QUESTIONNAIRE else name, counted, pieces, most)


def _month(first: date, rows: Sequence[SurveyAnswerRow]) -> Month:
    kinds = [_kind(row) for row in rows]
    return Month(first, *(kinds.count(kind) for kind in ("low", "middle", "high", "unscored")))


def _kind(row: SurveyAnswerRow) -> str:
    if row.score is None or not row.best:
        return "unscored"
    share = row.score / row.best
    return "low" if share <= LOW else "high" if share >= HIGH else "middle"


def _pieces(number: int, month: Month, most: int) -> list[Piece]:
    made, y = [], float(BOTTOM)
    for kind in ("low", "middle", "high", "unscored"):
        height = getattr(month, kind) / most * (BOTTOM - 10)
        y -= height
        if height:
            made.append(
                Piece(
                    kind,
                    round(LEFT + (number + 0.15) * _step(), 1),
                    round(y, 1),
                    round(_step() * 0.7, 1),
                    round(height, 1),
                )
            )
    return made


def _step() -> float:
    return (WIDTH - LEFT) / MONTHS


def _last_months(today: date) -> list[date]:
    counted = today.year * 12 + today.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(counted - MONTHS + 1, counted + 1)]

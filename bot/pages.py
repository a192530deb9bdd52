"""How does a page come out of a template? One environment for the console and the residents' pages.

Everything is escaped; what a resident wrote reaches a component as `text`, never as `html`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot import in_words
from bot.clock import Clock
from bot.wording.languages import direction_of, language_name
from bot.working_days import london_date

_ROOT: Final = Path(__file__).parent
BUILT: Final = _ROOT / "console" / "static" / "built"

Fact = object


@dataclass(frozen=True)
class Pages:
    """The templates of one application, and the clock their dates are told by."""

    environment: Environment
    clock: Clock

    def show(self, request: Request, name: str, *, status: int = 200, **facts: Fact) -> HTMLResponse:
        """Fill one template; dates are told as of now."""
        now = self.clock()
        told = {"request": request, "now": now, **_told_as_of(london_date(now)), **facts}
        content = self.environment.get_template(name).render(told)
        return HTMLResponse(content, status_code=status)


def make_pages(clock: Clock) -> Pages:
    """The environment, made once."""
    own = FileSystemLoader([_ROOT / "console" / "templates", _ROOT / "my" / "templates"])
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    environment = Environment(
        loader=ChoiceLoader([own, govuk]), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["asset_version"] = _asset_version()
    environment.globals["file_state"] = in_words.file_state
    environment.filters |= {
        "words_of": in_words.words_of,
        "language_name": language_name,
        "direction_of": direction_of,
        "rule_words": in_words.rule_words,
        "clock": in_words.clock,
        "confidence": in_words.confidence,
        "count_of": in_words.count_of,
        "size_words": in_words.size_words,
    }
    return Pages(environment, clock)


def pages_of(request: Request) -> Pages:
    """The templates of the application this request came to."""
    pages: Pages = request.app.state.pages
    return pages


def _told_as_of(today: date) -> Mapping[str, Callable[..., str] | date]:
    # Handed in with each page rather than set on the environment: two requests may straddle midnight.
    def moment(at: datetime) -> str:
        return in_words.moment(at, today=today)

    return {
        "today": today,
        "day": partial(in_words.day, today=today),
        "due": partial(in_words.due, today=today),
        "urgency": partial(in_words.urgency, today=today),
        "moment": moment,
    }


def _asset_version() -> str:
    stamp = BUILT / "version.txt"
    return stamp.read_text(encoding="utf-8").strip() if stamp.exists() else "unbuilt"

"""Which days are bank holidays in this nation?

From the `holidays` package, always by nation, with `holidays.toml` on top for days proclaimed since the
package was released. Weekends are left out, as GOV.UK leaves them out: they count for nothing anyway.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bot.working_days import SATURDAY

NATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
)
FIRST_DAY: Final = date(2019, 1, 1)
LAST_DAY: Final = date(2035, 12, 31)
OVERRIDES: Final = Path(__file__).with_name("holidays.toml")


def bank_holidays(nation: str, *, extra: frozenset[date] = frozenset()) -> Mapping[date, str]:
    """The bank holidays of a nation from 2019 to 2035, by date, each with its name.

    Args:
        extra: a landlord's own proclaimed days, from its profile; never its closures.
    Raises:
        ValueError: there is no such nation.
    """
    if nation not in NATIONS:
        raise ValueError(f"There is no nation “{nation}”; there are: {', '.join(NATIONS)}.")
    days = _listed(nation)
    if not extra:
        return days
    return MappingProxyType({**dict.fromkeys(extra, "local holiday"), **days})


def ends_soon(today: date, *, last_day: date = LAST_DAY) -> str:
    """One sentence for `hark check` when the list ends within a year; "" while it does not."""
    if last_day - today > timedelta(days=365):
        return ""
    return f"The list of bank holidays ends on {last_day.isoformat()}: install a newer release of Hark."


@lru_cache(maxsize=len(NATIONS))
def _listed(nation: str) -> Mapping[date, str]:
    import holidays

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    package = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=years, language="en_GB")
    days = {day: name.replace("(observed)", "(substitute day)") for day, name in package.items()}
    overrides = tomllib.loads(OVERRIDES.read_text(encoding="utf-8"))
    days = overridden(days, overrides, nation=nation)
    return MappingProxyType({day: days[day] for day in sorted(days) if day.weekday() < SATURDAY})


def overridden(days: Mapping[date, str], overrides: Mapping[str, Any], *, nation: str) -> dict[date, str]:
    """`days` without those withdrawn and with those proclaimed, as `holidays.toml` says for this nation."""
    withdrawn = {each["date"] for each in overrides.get("withdrawn", ()) if nation in each["nations"]}
    extra = {each["date"]: each["name"] for each in overrides.get("extra", ()) if nation in each["nations"]}
    return {day: name for day, name in days.items() if day not in withdrawn} | extra

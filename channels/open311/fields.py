"""What does a report say, what is wrong with it, and as what is it kept? The fields of GeoReport v2. Pure."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

CHANNEL: Final = "open311"
FIELDS: Final = (
    "service_code",
    "description",
    "lat",
    "long",
    "address_string",
    "address_id",
    "email",
    "first_name",
    "last_name",
    "phone",
    "media_url",
)
LONGEST: Final = 300
LONGEST_DESCRIPTION: Final = 20_000
_FARTHEST: Final = {"lat": 90.0, "long": 180.0}


@dataclass(frozen=True)
class Fault:
    """Why a report is not taken, as GeoReport tells it."""

    status: int
    why: str  #: a sentence


def report_of(sent: Mapping[str, object]) -> dict[str, str]:
    """The fields of a report that we know, without blanks around them; a file sent in place of words is none."""
    return {name: said.strip() for name in FIELDS if isinstance(said := sent.get(name), str) and said.strip()}


def fault_of(report: Mapping[str, str], services: Collection[str]) -> Fault | None:
    """Why a report cannot be taken; None where it can."""
    if not report.get("service_code"):
        return Fault(400, "service_code was not provided.")
    if report["service_code"] not in services:
        return Fault(404, f"There is no such service_code; there are: {', '.join(services)}.")
    if not report.get("description"):
        return Fault(400, "description was not provided: say what is wrong.")
    if too_long := [name for name, said in report.items() if len(said) > _longest(name)]:
        return Fault(400, f"{too_long[0]} is longer than {_longest(too_long[0])} letters.")
    return _fault_of_place(report)


def _fault_of_place(report: Mapping[str, str]) -> Fault | None:
    if not {"address_string", "address_id"} & {*report} and not {"lat", "long"} <= {*report}:
        return Fault(400, "Say where it is: lat and long, address_string or address_id.")
    for name, farthest in _FARTHEST.items():
        if name in report and not _is_within(report[name], farthest):
            return Fault(400, f"{name} is no number from -{farthest:.0f} to {farthest:.0f}.")
    return None


def _is_within(said: str, farthest: float) -> bool:
    try:
        return abs(float(said)) <= farthest  # "nan" is within nothing
    except ValueError:
        return False


def _longest(name: str) -> int:
    return LONGEST_DESCRIPTION if name == "description" else LONGEST


def raw_of(report: Mapping[str, str]) -> bytes:
    """The report as it is kept for good."""
    return json.dumps(dict(report), ensure_ascii=False, sort_keys=True).encode()

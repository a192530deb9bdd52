"""What does the Code require, provision by provision, and what does other law say of clocks?

`provisions.toml` is the only place that holds them; requirements are in our words, not the Code's.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

PROVISIONS_FILE: Final = Path(__file__).with_name("provisions.toml")
NAMED: Final = frozenset({"id", "title", "section", "requirement", "kind", "also", "system", "test"})


@dataclass(frozen=True)
class Provision:
    """One numbered provision of the Code."""

    id: str  #: "6.2"
    title: str
    section: str
    requirement: str
    kind: str  #: enforce, evidence, measure or outside
    also: tuple[str, ...]  #: further kinds
    system: str  #: what the system does about it
    test: str  #: given and then
    figures: Mapping[str, Any]  #: numbers and choices of this provision, by name


@dataclass(frozen=True)
class Provisions:
    """The Code and the clocks of other law, as they stood when the file was compiled."""

    meta: Mapping[str, Any]
    counting: Mapping[str, Any]
    by_id: Mapping[str, Provision]
    clocks: Mapping[str, Mapping[str, Any]]  #: other law, by name: awaab_emergency, spso_scotland, ...


@lru_cache(maxsize=1)
def load_provisions() -> Provisions:
    """The provisions, read once."""
    said = tomllib.loads(PROVISIONS_FILE.read_text(encoding="utf-8"))
    by_id = {number: _provision(fields) for number, fields in said["provision"].items()}
    return Provisions(
        meta=MappingProxyType(said["meta"]),
        counting=MappingProxyType(said["counting"]),
        by_id=MappingProxyType(by_id),
        clocks=MappingProxyType(said["clock"]),
    )


def _provision(fields: Mapping[str, Any]) -> Provision:
    figures = {name: figure for name, figure in fields.items() if name not in NAMED}
    return Provision(
        id=fields["id"],
        title=fields["title"],
        section=fields["section"],
        requirement=fields["requirement"],
        kind=fields["kind"],
        also=tuple(fields.get("also", ())),
        system=fields["system"],
        test=fields["test"],
        figures=MappingProxyType(figures),
    )

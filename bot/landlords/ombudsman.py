"""Whom can a resident of this nation turn to, in which words, and when was that last checked? Code: 3.7"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

OMBUDSMAN_FILE: Final = Path(__file__).with_name("ombudsman.toml")
FRESH_FOR: Final = timedelta(days=180)


@dataclass(frozen=True)
class OmbudsmanBlock:
    """The body, and the lines every text of ours carries."""

    body: str
    long: str  #: for e-mails and letters
    short: str  #: for chat and texts
    phone: str
    website: str
    form_link: str
    post_address: str
    checked_on: date


def ombudsman_block(nation: str) -> OmbudsmanBlock:
    """The block of a nation. Code: 3.7, 6.5, 6.16, 6.19

    Raises:
        ValueError: there is no such nation.
    """
    blocks = _load()
    if nation not in blocks:
        raise ValueError(f"There is no nation “{nation}”; there are: {', '.join(blocks)}.")
    return blocks[nation]


def is_stale(block: OmbudsmanBlock, today: date) -> bool:
    """Whether nobody has checked the block for more than 180 days."""
    return today - block.checked_on > FRESH_FOR


@lru_cache(maxsize=1)
def _load() -> dict[str, OmbudsmanBlock]:
    said = tomllib.loads(OMBUDSMAN_FILE.read_text(encoding="utf-8"))
    return {nation: OmbudsmanBlock(**fields) for nation, fields in said.items()}

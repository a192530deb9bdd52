"""What does the chat itself say, and in which language? One file a language; what one lacks is said in English."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.landlords.profile import Profile

_FOLDER = Path(__file__).parent


@cache
def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def languages() -> list[str]:
    """The languages there are words in."""
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def choose(asked: str, profile: Profile) -> str:
    """The language of a page: the one it asks for, where the landlord speaks it and there are words in it."""
    wanted = asked.strip().lower().partition("-")[0]
    return wanted if wanted in languages() and wanted in profile.languages else "en"


def words_for(profile: Profile, language: str) -> dict[str, Any]:
    """Every word of the chat, with the landlord's name and numbers in it."""
    said = {**_read("en"), **_read(language)}
    return {name: _filled(words, profile) for name, words in said.items()}


def _filled(words: Any, profile: Profile) -> Any:
    if isinstance(words, list):
        return [_filled(one, profile) for one in words]
    known = {
        "name": profile.brand.name or profile.name,
        "phone": profile.phone,
        "emergency": profile.emergency_phone,
        "hours": profile.office_hours,
    }
    for name, value in known.items():
        words = words.replace(f"{{{name}}}", value)
    return words

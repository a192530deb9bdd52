"""What does the chat itself say, and in which language? One file a language; what one lacks is said in English.

As with every text, a language is spoken only once a speaker of it has checked its words: the file says who and when.
A landlord's own words stand in `DATA_DIR/wording/LANGUAGE/chat_words.toml`, in place of those that come with Hark.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import structlog

from bot.landlords.profile import Profile
from bot.wording.checked import is_signed

log = structlog.get_logger()
ENGLISH: Final = "en"
OWN_FILE: Final = "chat_words.toml"
_FOLDER: Final = Path(__file__).parent
_SIGNATURE: Final = ("checked_by", "checked_on")


def words_in(language: str, folders: Sequence[Path] = ()) -> dict[str, Any]:
    """The words of one language as they may be shown: none where no speaker has checked them.

    Args:
        folders: those of the texts; a later one's words stand in place of an earlier one's.
    """
    files = [*(folder / language / OWN_FILE for folder in reversed(folders)), _FOLDER / f"{language}.toml"]
    said = next((words for file in files if file.is_file() and _is_ready(language, words := _read(file))), {})
    return {name: words for name, words in said.items() if name not in _SIGNATURE}


def choose(asked: str, folders: Sequence[Path] = ()) -> str:
    """The language of a page: the one it asks for where there are words in it, else English."""
    wanted = asked.strip().lower().partition("-")[0]
    return wanted if wanted.isalpha() and words_in(wanted, folders) else ENGLISH


def words_for(profile: Profile, language: str, folders: Sequence[Path] = ()) -> dict[str, Any]:
    """Every word of the chat, with the landlord's name and numbers in it."""
    said = {**words_in(ENGLISH), **words_in(language, folders)}
    return {name: _filled(words, profile) for name, words in said.items()}


def _is_ready(language: str, words: dict[str, Any]) -> bool:
    return bool(words) and (language == ENGLISH or is_signed(words))


@cache
def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.warning("chat_words_unreadable", file=str(file), why=str(error))
        return {}


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

"""Which texts has a speaker of the language checked? A file beside the texts says so; what it does not name never leaves.

`cy/checked.toml` holds a line a text: who checked it, and on which day. It speaks for the files of its own folder
alone, so that a text changed later, ours or a landlord's, waits again until a speaker has seen it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

CHECKED_FILE: Final = "checked.toml"


@dataclass(frozen=True)
class Checked:
    """What the speakers of one folder's languages have checked."""

    texts: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: names of texts, by language
    faults: tuple[str, ...] = ()  #: sentences: which line counts for nothing, and why

    def holds(self, language: str, name: str) -> bool:
        """Whether a speaker has checked this text."""
        return name in self.texts.get(language, frozenset())


def read_checked(folder: Path) -> Checked:
    """Read the lists of every language of a folder; what cannot be read counts as not checked."""
    texts: dict[str, frozenset[str]] = {}
    faults: list[str] = []
    for file in sorted(folder.glob(f"*/{CHECKED_FILE}")):
        said, fault = _read(file)
        known = {name for name, line in said.items() if is_signed(line)}
        faults += [fault] if fault else []
        faults += [
            f"{file}: {name} needs checked_by, a name, and checked_on, a date such as 2026-11-02."
            for name, line in said.items()
            if name not in known and _is_begun(line)
        ]
        texts[file.parent.name] = frozenset(known)
    return Checked(texts, tuple(faults))


def _read(file: Path) -> tuple[dict[str, object], str]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")), ""
    except (OSError, ValueError) as error:
        return {}, f"{file} cannot be read, so none of its texts is sent: {error}."


def is_signed(line: object) -> bool:
    """Whether a speaker stands behind it, with a name and a day."""
    if not isinstance(line, dict) or not str(line.get("checked_by", "")).strip():
        return False
    try:
        date.fromisoformat(str(line.get("checked_on", "")))
    except ValueError:
        return False
    return True


def _is_begun(line: object) -> bool:
    """Whether somebody meant to sign it; the lines we ship are empty."""
    return not isinstance(line, dict) or any(str(said).strip() for said in line.values())

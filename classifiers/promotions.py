"""Who let which version read, when and why, and which read before it?

`promotions.jsonl` in a registry holds a line a promotion and is only ever added to. The line is written before
`current` is changed: a promotion cut short leaves a line too many, never one too few.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

CURRENT: Final = "current"  #: the file that names the version that reads
LOG: Final = "promotions.jsonl"
SETUP: Final = "setup"  #: who promoted it, where nobody did


@dataclass(frozen=True)
class Promotion:
    """One version let read."""

    version: str
    by: str  #: whoever let it
    at: str  #: ISO instant in UTC
    previous: str = ""  #: which read until then; "" where none did
    reason: str = ""
    forced: bool = False  #: let read although its figures spoke against it
    rolled_back: bool = False  #: a step back to what read before, rather than one on

    @classmethod
    def at_setup(cls, version: str, at: datetime | None) -> "Promotion":
        """The model this release came with, which no person chose; the present instant where none is given."""
        return cls(version, SETUP, as_instant(at or datetime.fromtimestamp(time.time(), UTC)))


def as_instant(at: datetime) -> str:
    """An instant as the log says it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def carry_out(registry_dir: Path, promotion: Promotion) -> None:
    """Record a promotion and let its version read; it is for `registry.let_read` to try the version first."""
    _record(registry_dir / LOG, promotion)
    written = registry_dir / f".{CURRENT}.{promotion.version}.part"
    written.write_text(f"{promotion.version}\n", encoding="utf-8")
    written.replace(registry_dir / CURRENT)


def _record(file: Path, promotion: Promotion) -> None:
    """Add a line in one piece, and wait until the disk has it."""
    line = json.dumps(asdict(promotion), ensure_ascii=False) + "\n"
    start = "" if _ends_whole(file) else "\n"  # what a crash tore stays a line of its own
    with file.open("ab", buffering=0) as log:
        log.write(f"{start}{line}".encode())
        os.fsync(log.fileno())


def _ends_whole(file: Path) -> bool:
    return not file.exists() or file.read_bytes()[-1:] in (b"", b"\n")


def list_promotions(registry_dir: Path) -> list[Promotion]:
    """Every promotion, oldest first; a line torn by a crash is passed over, for nothing came of it."""
    file = registry_dir / LOG
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    return [promotion for line in lines if (promotion := _parse(line)) is not None]


def _parse(line: str) -> Promotion | None:
    try:
        fields: Any = json.loads(line)
        known = {name: fields[name] for name in Promotion.__dataclass_fields__ if name in fields}
        return Promotion(**known)
    except (ValueError, TypeError):
        return None


def versions_before(promotions: Sequence[Promotion], current: str) -> list[str]:
    """Which versions read before the current one, the latest last; each step back takes one off.

    Args:
        promotions: oldest first.
        current: the version that reads; "" where none does.
    """
    read: list[str] = []
    for promotion in promotions:
        read = _up_to(read, promotion.previous)
        read = _up_to(read[:-1], promotion.version) if promotion.rolled_back else [*read, promotion.version]
    return _up_to(read, current)[:-1] if current else read


def _up_to(read: list[str], version: str) -> list[str]:
    """The versions that read, until this one did; whatever stands after it never came to read."""
    if not version:
        return read
    if version not in read:
        return [*read, version]
    return read[: len(read) - read[::-1].index(version)]

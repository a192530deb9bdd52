"""Which turns of phrase does the trade know, and where does a message use them?

The patterns stand in `cues.toml`, `cues_signals.toml` and `cues_topics.toml` for people to read and extend: features
among others. A cue decides nothing by itself.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

FILES: Final = ("cues.toml", "cues_signals.toml", "cues_topics.toml")


def load_patterns() -> dict[str, str]:
    """Load the patterns of this release, by name, in the order of the files."""
    patterns: dict[str, str] = {}
    for name in FILES:
        groups = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
        for cues in groups.values():
            patterns.update(cues)
    return patterns


class Cues:
    """Finds the cues of one set of patterns."""

    def __init__(self, patterns: dict[str, str]) -> None:
        self.patterns = dict(patterns)
        self._compiled = [(name, re.compile(pattern)) for name, pattern in patterns.items()]

    def find(self, plain: str) -> Iterator[tuple[str, int, int]]:
        """Each cue with where it begins and ends, in a text of small letters and plain marks."""
        for name, pattern in self._compiled:
            for match in pattern.finditer(plain):
                if match.end() > match.start():
                    yield name, match.start(), match.end()


def words_within(starts: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """Numbers of the words that begin inside a stretch; `starts` ascends."""
    from bisect import bisect_left

    return tuple(range(bisect_left(starts, start), bisect_left(starts, end)))

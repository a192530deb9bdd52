"""A file is read in one sitting: none is above 300 lines."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 300
GENERATED = (
    ROOT / "bot" / "store" / "migrations" / "versions"
)  # drafted from the tables, never edited once released


def sources() -> list[Path]:
    files = (file for room in ("bot", "channels", "classifiers") for file in (ROOT / room).rglob("*.py"))
    return sorted(file for file in files if GENERATED not in file.parents)


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES

"""Outside the store nobody writes a query; sessions are handed through, and errors may be caught."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORE = ROOT / "bot" / "store"
PASSED_THROUGH = {"AsyncSession", "SQLAlchemyError", "IntegrityError", "OperationalError", "DBAPIError"}


def sources() -> list[Path]:
    files = (file for room in ("bot", "channels", "classifiers") for file in (ROOT / room).rglob("*.py"))
    return sorted(file for file in files if STORE not in file.parents)


def spoken(source: str) -> Iterator[str]:
    """What a file takes from the two libraries beyond what may pass through."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
            "sqlalchemy",
            "sqlmodel",
        ):
            yield from (alias.name for alias in node.names if alias.name not in PASSED_THROUGH)
        if isinstance(node, ast.Import):
            yield from (
                alias.name for alias in node.names if alias.name.split(".")[0] in ("sqlalchemy", "sqlmodel")
            )


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_only_the_store_speaks_sql(file: Path) -> None:
    assert list(spoken(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from sqlmodel import select", ["select"]),
        ("import sqlalchemy as sa", ["sqlalchemy"]),
        ("def f():\n    from sqlalchemy import text, update", ["text", "update"]),
        ("from sqlmodel.ext.asyncio.session import AsyncSession", []),
        ("from sqlalchemy.exc import SQLAlchemyError", []),
    ],
)
def test_a_query_outside_the_store_is_found(source: str, found: list[str]) -> None:
    assert list(spoken(source)) == found

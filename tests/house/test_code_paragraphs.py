"""Every provision cited in the house exists, so that a change in the Code has an address."""

import ast
import re
from pathlib import Path

import pytest

from bot.landlords.provisions import load_provisions
from tests.house.code_page import cited_in

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "channels", "classifiers")


def source_files() -> list[Path]:
    return [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("file", source_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_provision_cited_exists(file: Path) -> None:
    unknown = cited_in(file.read_text(encoding="utf-8")) - set(load_provisions().by_id)

    assert unknown == set()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Code: 6.2", {"6.2"}),
        ("the end. Code: 6.2, 6.3", {"6.2", "6.3"}),
        ("Code 5.6 and 5.7", {"5.6", "5.7"}),
        ("Code: 6.9f", {"6.9"}),
        ("Barcode: 9.9 and version 1.2", set()),
    ],
)
def test_a_citation_is_read_as_written(text: str, cited: set[str]) -> None:
    assert cited_in(text) == cited


def test_every_public_rule_of_a_stage_names_its_provision() -> None:
    tree = ast.parse((ROOT / "bot" / "deadlines.py").read_text(encoding="utf-8"))
    stage_rules = [
        each
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
        and re.search("acknowledge|respond|extend|backstop|guard|definition", each.name)
        and "data_protection" not in each.name
    ]

    assert len(stage_rules) >= 9
    assert [rule.name for rule in stage_rules if not cited_in(ast.get_docstring(rule) or "")] == []

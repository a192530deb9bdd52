"""Where is each provision of the Code kept, proved and seen? Writes `docs/code.md`, and is asked by a house test.

The rule is found by the provisions its docstring names, the test by its mark, the screen or command in
`code_seen.toml`. `make code` writes the page anew.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.landlords.provisions import Provision, load_provisions

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "code.md"
SEEN: Final = Path(__file__).with_name("code_seen.toml")
CITED: Final = re.compile(r"\bCode:?\s+(\d+\.\d+[a-z]?(?:(?:,\s*|\s+and\s+)\d+\.\d+[a-z]?)*)")
NUMBER: Final = re.compile(r"\d+\.\d+")
MUST_BE_PROVED: Final = frozenset({"enforce", "evidence", "measure"})
#: where rules are, the nearest to a decision first; a row names the first that keeps the provision
ROOMS_OF_RULES: Final = ("casework", "decision", "reports", "landlords", "acts", "")
NAMED_IN_A_ROW: Final = 2

HEAD: Final = """# The Code, provision by provision

The Complaint Handling Code of the Housing Ombudsman, statutory in England since April 2024, has 72 provisions.
Each row names the rule that keeps it, a test that proves it and where it is seen.
What a provision asks is said in our words, not the Code's.
`enforce`: Hark makes it so. `evidence`: Hark keeps the proof. `measure`: Hark counts it. `outside`: people or policy; Hark reminds.

This page is written by `make code` from the rules, the tests and the routes; a test fails where it is old, where a
provision that Hark must keep has no test, and where a row names something that is not there.

"""


@dataclass(frozen=True)
class Place:
    """A function or class, and the file it stands in."""

    file: Path
    name: str

    @property
    def link(self) -> str:
        """As the page shows it."""
        shown = self.file.relative_to(ROOT)
        return f"[`{self.name}`](../{shown})"


@dataclass(frozen=True)
class Row:
    """One provision: what keeps it, what proves it, where it is seen."""

    provision: Provision
    rules: Sequence[Place]
    tests: Sequence[Place]
    seen: Sequence[str]

    @property
    def must_be_proved(self) -> bool:
        """Whether Hark itself keeps it, and not people alone."""
        return bool(MUST_BE_PROVED & {self.provision.kind, *self.provision.also})


def cited_in(text: str) -> set[str]:
    """The provisions named after "Code" or "Code:", without a part's letter."""
    return {number for run in CITED.findall(text) for number in NUMBER.findall(run)}


def rows() -> list[Row]:
    """A row for each of the 72, in the Code's order."""
    rules, tests, seen = rules_by_provision(), tests_by_provision(), seen_by_provision()
    return [
        Row(provision, rules.get(number, []), tests.get(number, []), seen.get(number, []))
        for number, provision in load_provisions().by_id.items()
    ]


def rules_by_provision() -> dict[str, list[Place]]:
    """Every public rule that names provisions, by provision, the nearest to a decision first."""
    found: dict[str, list[Place]] = {}
    for file in _in_order_of_rooms():
        for name, said in _documented(file):
            for number in cited_in(said):
                found.setdefault(number, []).append(Place(file, name))
    return found


def tests_by_provision() -> dict[str, list[Place]]:
    """Every test that is marked as the proof of a provision."""
    found: dict[str, list[Place]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in _marked(ast.parse(file.read_text(encoding="utf-8"))):
            for number in numbers:
                found.setdefault(number, []).append(Place(file, name))
    return found


def seen_by_provision() -> Mapping[str, Sequence[str]]:
    """Screens and commands by provision."""
    return tomllib.loads(SEEN.read_text(encoding="utf-8"))


def page() -> str:
    """The whole page."""
    lines = [
        "| No. | What it asks | Kind | Rule | Proved by | Seen |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return HEAD + "\n".join([*lines, *(_line(row) for row in rows())]) + "\n"


def _line(row: Row) -> str:
    said = row.provision
    kinds = ", ".join([said.kind, *said.also])
    cells = (
        said.id,
        f"**{said.title}.** {said.requirement}",
        kinds,
        _links(row.rules),
        _links(row.tests),
        ", ".join(f"`{place}`" for place in row.seen),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _links(places: Sequence[Place]) -> str:
    more = len(places) - NAMED_IN_A_ROW
    shown = [place.link for place in places[:NAMED_IN_A_ROW]]
    return "; ".join([*shown, f"and {more} more"] if more > 0 else shown)


def _in_order_of_rooms() -> Iterator[Path]:
    files = sorted((ROOT / "bot").rglob("*.py")) + sorted((ROOT / "classifiers").rglob("*.py"))
    given: set[Path] = set()
    for room in ROOMS_OF_RULES:
        for file in files:
            if file not in given and (not room or file.is_relative_to(ROOT / "bot" / room)):
                given.add(file)
                yield file


def _documented(file: Path) -> Iterator[tuple[str, str]]:
    """Public functions and classes first, then the file itself, each with its docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for each in tree.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and each.name[0] != "_":
            yield each.name, ast.get_docstring(each) or ""
    yield file.stem, ast.get_docstring(tree) or ""


def _marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for each in tree.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            numbers = [number for mark in each.decorator_list for number in _numbers_of(mark)]
            if numbers:
                yield each.name, numbers


def _numbers_of(mark: ast.expr) -> list[str]:
    if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.provision"):
        return []
    return [
        number.value
        for number in mark.args
        if isinstance(number, ast.Constant) and isinstance(number.value, str)
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

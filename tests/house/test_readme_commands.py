"""The README names every command and every setting, with its default, and none that does not exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import app
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "deploy").iterdir()),
]
NOT_USED_YET = ("HARK_IMAP_", "HARK_TELEGRAM_", "HARK_NOTIFY_")
#: said in words, because they follow from other settings or from where Hark is installed
SAID_IN_WORDS = ("database_url", "landlord", "public_url", "secret_key")


def commands_of(group: Any, before: str = "hark") -> Iterator[str]:
    for command in group.registered_commands:
        yield f"{before} {command.name or command.callback.__name__.replace('_', '-')}"
    for inner in group.registered_groups:
        yield from commands_of(inner.typer_instance, f"{before} {inner.name}")


def rows_of(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by what their first cell has in backticks."""
    table = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| `")]
    return {row[0].strip().strip("`"): [cell.strip() for cell in row[1:]] for row in rows}


def test_every_command_stands_in_the_readme_and_the_other_way_round() -> None:
    named = {re.sub(r" [A-Z]+…?$", "", command) for command in rows_of("Commands")}

    assert named == set(commands_of(app))


def test_every_setting_stands_in_the_readme_and_the_other_way_round() -> None:
    assert set(rows_of("Settings")) == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name not in SAID_IN_WORDS])
def test_the_readme_says_the_default_that_holds(name: str) -> None:
    default = Settings.model_fields[name].default
    written = (
        "not set"
        if default is None
        else f"`{str(default).lower() if isinstance(default, bool) else default}`"
    )

    assert rows_of("Settings")[f"{PREFIX}{name.upper()}"][0] == written


def test_settings_of_doors_that_do_not_exist_yet_are_marked_so() -> None:
    doors = sorted((ROOT / "bot" / "doors").glob("*.py"))
    plugged_in = "".join(
        file.read_text(encoding="utf-8")
        for file in (ROOT / "bot" / "wiring.py", ROOT / "bot" / "running.py", *doors)
    )
    for name, (_, says) in rows_of("Settings").items():
        if name.startswith(NOT_USED_YET):
            is_used = f"settings.{name.removeprefix(PREFIX).lower()}" in plugged_in

            assert says.startswith("not used yet") != is_used, name


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.name)
def test_no_other_page_names_a_command_or_setting_that_does_not_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first_words = {command.split()[1] for command in commands_of(app)}
    called = set(re.findall(r"(?:`|bin/)hark ([a-z]+)", text))
    set_there = set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", text))

    assert called <= first_words
    assert set_there <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize(
    "target", sorted({*re.findall(r"\]\(([^)#]+)\)", README)} - {"docs/case-page.png", "docs/queues.png"})
)
def test_every_page_the_readme_points_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_make_targets_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z-]+)(?=`| *#|\n)", README))

    assert {"run", "test"} <= named <= targets

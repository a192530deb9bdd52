"""Every command says what it does, and says what went wrong in one plain sentence on stderr."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Hark, run_hark

COMMANDS = (
    *(
        ["serve"],
        ["work"],
        ["migrate"],
        ["check"],
        ["triage"],
        ["import"],
        ["deadline"],
        ["explain"],
        ["ledger"],
    ),
    *(
        ["cases"],
        ["train"],
        ["evaluate"],
        ["compare"],
        ["promote"],
        ["models"],
        ["demo"],
        ["rehearse"],
        ["staff"],
        ["staff", "add"],
    ),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(hark: Hark, folder: Path, command: list[str]) -> None:
    ran = hark(*command, "--help")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Usage: ")
    assert len(ran.lines[2].split()) > 3, "a sentence says what it does"
    assert list(folder.iterdir()) == []


def test_the_list_of_commands_names_them_all(hark: Hark) -> None:
    ran = hark("--help")

    assert ran.status == 0
    assert {command[0] for command in COMMANDS} <= set(ran.out.split())


@pytest.mark.parametrize("nothing", [[], ["staff"]], ids=["hark", "hark staff"])
def test_asked_for_nothing_it_shows_its_help_on_stderr(hark: Hark, nothing: list[str]) -> None:
    ran = hark(*nothing)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["complain"], "No such command 'complain'", id="command"),
        pytest.param(["cases", "--yaml"], "No such option: --yaml", id="option"),
        pytest.param(["explain"], "Missing argument", id="argument"),
        pytest.param(["import", "nowhere.eml"], "'nowhere.eml' does not exist", id="import"),
        pytest.param(["evaluate", "nowhere.jsonl"], "'nowhere.jsonl' does not exist", id="evaluate"),
        pytest.param(["train", "--rows", "nowhere"], "'nowhere' does not exist", id="train"),
        pytest.param(["compare", "current"], "Missing argument 'B'", id="compare"),
        pytest.param(["promote"], "name a version, or say --back", id="promote nothing"),
        pytest.param(["promote", "x", "--back"], "name a version, or say --back", id="promote both"),
        pytest.param(["promote", "x", "--force"], "--force needs --reason TEXT", id="force"),
        pytest.param(
            ["promote", "--back", "--force", "--reason", "x"], "it takes no --force", id="force back"
        ),
        pytest.param(["staff", "add", "grace"], "'grace' is not an e-mail address", id="staff"),
    ],
)
def test_wrong_use_is_one_sentence_and_2(hark: Hark, folder: Path, arguments: list[str], says: str) -> None:
    ran = hark(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_a_database_that_cannot_be_used_is_one_sentence_and_1(
    hark: Hark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_DATABASE_URL", "sqlite+aiosqlite:////nowhere/at/all/hark.db")

    ran = hark("cases")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "hark: The database cannot be used: unable to open database file.\n"


def test_wrong_settings_are_told_all_at_once(hark: Hark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARK_SMTP_PORT", "ninety")
    monkeypatch.setenv("HARK_SHADOW", "perhaps")

    ran = hark("ledger")

    assert (ran.status, ran.out) == (1, "")
    assert "HARK_SMTP_PORT must be" in ran.err
    assert "HARK_SHADOW must be" in ran.err


def test_the_installed_command_answers_without_heavy_imports(tmp_path: Path) -> None:
    ran = run_hark(
        tmp_path, "deadline", "--rule", "acknowledge_stage_1", "--from", "2026-12-24", "--nation", "scotland"
    )

    assert (ran.status, ran.lines[0], ran.err) == (0, "2027-01-06", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "heavy", ["sklearn", "sqlalchemy", "fastapi", "alembic", "pydantic_settings", "jinja2", "numpy"]
)
def test_the_list_of_commands_loads_nothing_heavy(
    tmp_path: Path, heavy: str, loaded_by_help: set[str]
) -> None:
    assert heavy not in loaded_by_help


@pytest.fixture(scope="module")
def loaded_by_help(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    import subprocess
    import sys

    from tests.bot.commands.conftest import REPOSITORY

    script = "import sys, bot.__main__ as hark\ntry: hark.main(['--help'])\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}

"""What does a command stand on? A folder of its own, the way people call it, and the model that is shipped."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

import bot.rounds
import bot.worker
from bot.__main__ import main
from classifiers.registry import SHIPPED, find_current
from tests.model_versions import a_registry

REPOSITORY = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit, the result on stdout, everything else on stderr."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The result, line by line."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The result, a JSON object a line."""
        return [json.loads(line) for line in self.lines]


Hark = Callable[..., Ran]


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with one small version, which reads since setup; not to be changed."""
    made = tmp_path_factory.mktemp("trained")
    a_registry(made)
    return made


@pytest.fixture
def models(folder: Path, trained: Path) -> Path:
    """The registry of the folder in which the command is called: one small version, which reads since setup."""
    return Path(shutil.copytree(trained, folder / ".hark" / "models"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command is called; nothing is set."""
    made = tmp_path / "here"
    made.mkdir()
    for name in [name for name in os.environ if name.startswith("HARK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def hark(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Hark]:
    """Call a command in this process: `hark("cases", "--json")`; `stdin` is what is typed or piped in."""
    capsys.readouterr()

    def call(*arguments: str | Path, stdin: str | bytes = "") -> Ran:
        typed = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    yield call
    _forget_the_stream()


def _forget_the_stream() -> None:
    """A command sends logs to the stderr of its own test, which is gone with it."""
    structlog.reset_defaults()
    for log in (bot.worker.log, bot.rounds.log):
        vars(log).pop("bind", None)


@pytest.fixture(scope="session")
def shipped() -> str:
    """The version of the shipped model, loaded as it is."""
    name = find_current(SHIPPED)
    if name is None:
        pytest.skip("There is no shipped model: `make setup` builds it.")
    return name


@pytest.fixture(scope="session")
def morning(shipped: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder a demonstration ran in, once for all tests, and what it printed."""
    made = tmp_path_factory.mktemp("morning")
    ran = run_hark(made, "demo", HARK_HTTP_PORT="18391", HARK_SMTP_PORT="18392")
    return made, ran


def run_hark(folder: Path, *arguments: str, stdin: str = "", **settings: str) -> Ran:
    """Call the installed command in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HARK_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(REPOSITORY), **settings},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)

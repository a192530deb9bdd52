"""Is the classifier being taught just now, how far is it, and what did the last lesson come to?

Teaching takes a minute of both cores, so it runs in a process of its own, which says how far it is in a file. It changes
nothing that reads: a new version waits until somebody lets it read. Stopping it leaves all as it was.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.errors import IllegalMove

RUN: Final = "run.json"
REPORT: Final = "report.json"
COMPARED: Final = "compared"
TEACH: Final = (sys.executable, "-m", "bot", "train")


@dataclass(frozen=True)
class Lesson:
    """One time the classifier is taught, as it stands."""

    by: str = ""
    began_at: str = ""  #: ISO instant
    state: str = ""  #: running, done, failed, stopped; "" where there has been none
    stage: str = ""  #: gathering, learning, comparing
    done: int = 0
    of: int = 0
    version: str = ""  #: what came of it
    fault: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.state == "running"

    @property
    def percent(self) -> int:
        """How far the present stage is, 0 to 100."""
        return round(100 * self.done / self.of) if self.of else 0


class Workshop:
    """Where the classifier of this house is taught; one lesson at a time."""

    def __init__(self, folder: Path, command: Sequence[str] = TEACH) -> None:
        self._folder, self._command = folder, tuple(command)
        self._process: asyncio.subprocess.Process | None = None
        self._waiting: asyncio.Task[int] | None = None
        self._beginning = asyncio.Lock()  # two who press the button together begin one lesson

    async def start(self, by: str, at: datetime) -> None:
        """Begin a lesson in a process of its own.

        Raises:
            IllegalMove: one goes on already.
        """
        async with self._beginning:
            if self.lesson().is_running:
                raise IllegalMove("The classifier is being taught already. Wait for that, or stop it.")
            await self._begin(by, at)

    async def _begin(self, by: str, at: datetime) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / REPORT).unlink(missing_ok=True)
        with (self._folder / "log.txt").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                "--by",
                by,
                "--report",
                str(self._folder),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._waiting = asyncio.create_task(self._process.wait())  # so that it does not stay as a zombie
        write_whole(
            self._folder / RUN,
            {"by": by, "began_at": at.isoformat(), "pid": self._process.pid, "stopped": False},
        )

    def lesson(self) -> Lesson:
        """The lesson that goes on, or the last there was."""
        run, report = _read(self._folder / RUN), _read(self._folder / REPORT)
        if not run:
            return Lesson()
        known = Lesson(
            by=str(run.get("by", "")),
            began_at=str(run.get("began_at", "")),
            stage=str(report.get("stage", "gathering")),
            done=int(report.get("done", 0)),
            of=int(report.get("of", 0)),
            version=str(report.get("version", "")),
            fault=str(report.get("fault", "")),
        )
        return replace(known, state=self._state(run, report))

    def _state(self, run: dict[str, Any], report: dict[str, Any]) -> str:
        if run.get("stopped"):
            return "stopped"
        if report.get("state") in ("done", "failed"):
            return str(report["state"])
        return "running" if self._is_alive(int(run.get("pid", 0))) else "failed"

    def _is_alive(self, pid: int) -> bool:
        if self._process is not None and self._process.pid == pid:
            return self._process.returncode is None
        try:  # a number may be given out again: only a lesson of ours counts
            return b"--report" in (Path("/proc") / str(pid) / "cmdline").read_bytes()
        except OSError:
            return False

    async def stop(self) -> None:
        """End the lesson that goes on; nothing of it is kept.

        Raises:
            IllegalMove: none goes on.
        """
        if not self.lesson().is_running:
            raise IllegalMove("The classifier is not being taught just now.")
        run = _read(self._folder / RUN)
        write_whole(self._folder / RUN, {**run, "stopped": True})
        try:
            os.killpg(int(run["pid"]), signal.SIGTERM)
        except ProcessLookupError:
            return  # it ended in the meantime
        await self.ended()

    async def ended(self) -> None:
        """Wait until the lesson that this process began has ended; ten seconds at most where it was told to."""
        if self._waiting is not None:
            await asyncio.wait([self._waiting], timeout=10 if self.lesson().state == "stopped" else None)

    def comparison(self, version: str) -> dict[str, Any]:
        """What would change if this version read, as it was found when it was made; empty where nobody looked."""
        name = Path(version).name
        return _read(self._folder / COMPARED / f"{name}.json") if name == version else {}


class Report:
    """How a lesson tells how far it is; written by its own process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tell(self, stage: str, done: int = 0, of: int = 0) -> None:
        """How far the stage is."""
        self._write(Lesson(stage=stage, done=done, of=of, state="running"))

    def finish(self, version: str, comparison: dict[str, Any] | None) -> None:
        """What came of it, and what would change."""
        if comparison is not None:
            (self._folder / COMPARED).mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / COMPARED / f"{version}.json", comparison)
        self._write(Lesson(stage="done", state="done", version=version))

    def fail(self, fault: str) -> None:
        """Why nothing came of it."""
        self._write(Lesson(stage="done", state="failed", fault=fault))

    def _write(self, lesson: Lesson) -> None:
        write_whole(self._folder / REPORT, asdict(lesson))


def write_whole(file: Path, content: dict[str, Any]) -> None:
    """Write a file so that whoever reads it finds the old or the new, never a part."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    part.replace(file)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

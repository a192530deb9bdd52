"""What is a real Hark to a test? Processes of its own on free ports, which can be killed, and residents who send mail.

The sender behaves as a mail server does: what was not answered 250 is sent again, the same bytes and Message-ID.
"""

import asyncio
import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from queue import Empty, SimpleQueue

from aiosmtpd.smtp import SMTP, Envelope, Session

UNHAPPY = (
    "I have been left without hot water since {day} and nobody rings me back. Flat {number}.",
    "Three visits now and the kitchen at number {number} is still not done. I am fed up with it.",
    "You said {day} and no one turned up again, I lost a day's pay. Flat {number}.",
    "Still waiting since {day}. Every time a different excuse, number {number}.",
)
REPAIR = (
    "The kitchen tap at number {number} has dripped since {day}. Could somebody come and look, please?",
    "Hello, the hall light in flat {number} went out on {day}. Please send someone. Thank you.",
    "Our back gate at number {number} does not shut since {day}, can it be mended please?",
)
EXPLICIT = (
    "I want to make a formal complaint. Nobody came on {day} to number {number} and I was not told.",
    "Please log this as a complaint: the stairs by flat {number} have not been cleaned since {day}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TO = "housing@example.org"


@dataclass(frozen=True)
class Mail:
    """One mail of one resident, whose bytes never change."""

    message_id: str
    sender: str
    raw: bytes


def residents_mails(number: int) -> list[Mail]:
    """That many different mails, each of another resident."""
    texts = [text for kind in (UNHAPPY, REPAIR, EXPLICIT) for text in kind]
    return [_mail(each, texts[each % len(texts)]) for each in range(number)]


def _mail(number: int, text: str) -> Mail:
    sender, message_id = f"resident{number}@resident.example", f"<mail-{number}@resident.example>"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Resident {number} <{sender}>", TO, f"Flat {number}"
    mail["Message-ID"] = message_id
    mail.set_content(text.format(day=DAYS[number % len(DAYS)], number=number))
    return Mail(message_id, sender, mail.as_bytes())


class Residents:
    """Sends mails on several connections until each was accepted.

    Args:
        pause_seconds: between two mails on a connection.
    """

    def __init__(
        self, port: int, mails: Sequence[Mail], *, connections: int = 4, pause_seconds: float = 0.0
    ) -> None:
        self.accepted: list[
            str
        ] = []  #: Message-IDs in the order of their 250; an answer lost in a crash is not here
        self._port, self._pause_seconds = port, pause_seconds
        self._unsent: SimpleQueue[Mail] = SimpleQueue()
        for mail in mails:
            self._unsent.put(mail)
        self._threads = [threading.Thread(target=self._send_all, daemon=True) for _ in range(connections)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        for thread in self._threads:
            thread.join(seconds)
        assert not any(thread.is_alive() for thread in self._threads), "Some mails were never accepted."

    def _send_all(self) -> None:
        connection: smtplib.SMTP | None = None
        while True:
            try:
                mail = self._unsent.get_nowait()
            except Empty:
                break
            try:
                connection = connection or smtplib.SMTP("127.0.0.1", self._port, timeout=30)
                connection.sendmail(mail.sender, [TO], mail.raw)
                self.accepted.append(mail.message_id)
                time.sleep(self._pause_seconds)
            except (OSError, smtplib.SMTPException):
                connection = None
                self._unsent.put(mail)
                time.sleep(0.2)
        if connection is not None:
            connection.close()


@dataclass
class Sink:
    """A relay that takes every mail of ours and remembers which, for whom."""

    port: int = 0
    taken: list[tuple[str, str]] = field(default_factory=list)  #: (recipient, Message-ID)
    seconds: float = 0.0  #: how long it takes over each

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message_id = next(
            line.partition(b":")[2].strip().decode()
            for line in (envelope.original_content or b"").splitlines()
            if line.lower().startswith(b"message-id:")
        )
        self.taken += [(recipient, message_id) for recipient in envelope.rcpt_tos]
        await asyncio.sleep(self.seconds)
        return "250 OK"

    def recipients(self) -> set[str]:
        return {recipient for recipient, _ in self.taken}

    def repeated(self) -> int:
        """How many mails came once more than once."""
        return sum(times - 1 for times in Counter(self.taken).values())


@contextmanager
def a_sink(*, seconds: float = 0.0) -> Iterator[Sink]:
    """A relay on a thread of its own, so that a test may wait without it."""
    sink, loop, listening = Sink(seconds=seconds), asyncio.new_event_loop(), threading.Event()

    async def listen() -> asyncio.Server:
        return await loop.create_server(
            lambda: SMTP(sink, hostname="relay.example.net", loop=loop), "127.0.0.1", 0
        )

    def run() -> None:
        server = loop.run_until_complete(listen())
        sink.port = server.sockets[0].getsockname()[1]
        listening.set()
        loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    listening.wait(10)
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Hark:
    """A Hark with settings of its own; its processes are started, killed and stopped by name of their command."""

    folder: Path
    relay_port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    smtp_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, command: str = "serve") -> "subprocess.Popen[bytes]":
        """A process; its words go to a file."""
        with (self.folder / f"{command}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", command],
                cwd=self.folder,
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def serve(self) -> "subprocess.Popen[bytes]":
        """`hark serve`, once it is ready."""
        process = self.start("serve")
        until(lambda: self.ready_code() == 200 or process.poll() is not None, seconds=60)
        assert process.poll() is None, self.log()
        return process

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """A command that ends by itself."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=self.folder, env=self._environment(), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def ready_code(self) -> int:
        """What /readyz answers; 0 for nothing."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/readyz", timeout=15) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def log(self) -> str:
        """What every process said."""
        return "\n".join(file.read_text(errors="replace")[-4000:] for file in self.folder.glob("*.log"))

    def end(self) -> None:
        """Leave no process behind."""
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.wait(10)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HARK_")}
        return kept | {
            "HARK_DATA_DIR": str(self.folder / "hark"),
            "HARK_SMTP_PORT": str(self.smtp_port),
            "HARK_HTTP_PORT": str(self.http_port),
            "HARK_RELAY_URL": f"smtp://127.0.0.1:{self.relay_port}",
            **self.settings,
        }


def cpu_seconds(process: "subprocess.Popen[bytes]") -> float:
    """How long it has worked, however much else the machine does: its own time and the system's for it."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kill(process: "subprocess.Popen[bytes]") -> None:
    """As the power goes: no handler runs."""
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def until(is_so: Callable[[], bool], *, seconds: float) -> float:
    """Wait until something is so; how long that took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"It was not so after {seconds:g} seconds."
        time.sleep(0.05)
    return time.monotonic() - began

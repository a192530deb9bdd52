"""What is a real virus scanner to a test? ClamAV on loopback in a folder of its own, as a user without rights.

Debian's `clamav-daemon` is all it needs; nothing is downloaded: its one signature is that of the harmless test file
that every scanner agrees to find. It can be stopped and started, which is an outage.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.dovecot import _as_nobody, _free_port, _uid

BINARY = shutil.which("clamd") or "/usr/sbin/clamd"
HOW_TO_GET_CLAMD = "clamd is not here: `apt-get install clamav-daemon` brings it; it need not run."
# In two halves, so that no scanner finds this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"
MOST_BYTES = 1_000_000
CONFIGURATION = """
Foreground yes
DatabaseDirectory {folder}/signatures
LogFile {folder}/clamd.log
LocalSocket {folder}/clamd.ctl
TCPAddr 127.0.0.1
TCPSocket {port}
StreamMaxLength 1000000
AlertExceedsMax yes
"""


@dataclass
class Scanner:
    """One server."""

    folder: Path
    port: int = field(default_factory=_free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.port}"

    @property
    def socket(self) -> str:
        """And by which path."""
        return f"{self.folder}/clamd.ctl"

    def start(self) -> None:
        """Listen; returns once it answers."""
        file = self.folder / "clamd.conf"
        file.write_text(CONFIGURATION.format(folder=self.folder, port=self.port))
        self._process = subprocess.Popen(
            [BINARY, "-c", str(file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_nobody(),
        )
        for _ in range(1200):
            assert self._process.poll() is None, self.log()
            if _answers(self.port):
                return
            time.sleep(0.05)
        raise AssertionError(self.log())

    def stop(self) -> None:
        """An outage: nothing answers."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(20)
            self._process = None

    def log(self) -> str:
        """What it said."""
        file = self.folder / "clamd.log"
        return file.read_text(errors="replace")[-4000:] if file.exists() else "clamd said nothing."


@contextmanager
def a_scanner() -> Iterator[Scanner]:
    """A server that is up, in a folder its own user can enter."""
    folder = Path(tempfile.mkdtemp(prefix="hark-clamd-"))
    (folder / "signatures").mkdir()
    (folder / "signatures" / "test.hdb").write_text(SIGNATURE)
    for each in (folder, folder / "signatures"):
        os.chown(each, _uid(), pwd.getpwuid(_uid()).pw_gid)
    made = Scanner(folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def is_here() -> bool:
    """Whether ClamAV's server is installed."""
    return Path(BINARY).exists()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"zPING\0")
            return connection.recv(16) == b"PONG\0"
    except OSError:
        return False

"""What is a real mailbox to a test? Dovecot on loopback in a folder of its own, as a user without rights.

Debian's `dovecot-imapd` is all it needs. Any user name is let in with the password `open-sesame`; each has a
mailbox of its own. It can be stopped and started, which is an outage, and its connections can be cut.
"""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

PASSWORD = "open-sesame"
BINARY = shutil.which("dovecot") or "/usr/sbin/dovecot"
HOW_TO_GET_DOVECOT = "Dovecot is not here: `apt-get install dovecot-imapd` brings it; it need not run."
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1, 127.0.0.2
ssl = {ssl}
disable_plaintext_auth = no
auth_mechanisms = plain login {more_mechanisms}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 50
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
  chroot =
}}
service anvil {{
  chroot =
}}
service imap {{
  process_limit = 50
}}
service stats {{
  chroot =
}}
{passdb}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
"""
BY_PASSWORD = "passdb {{\n  driver = static\n  args = password={password}\n}}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Dovecot:
    """One server.

    Args:
        passdb: who is let in; everybody with `PASSWORD` where "".
        passdb_file: the file that it names as {file}.
    """

    folder: Path
    passdb: str = ""
    passdb_file: str = ""
    mechanisms: str = ""
    certificate: Path | None = None  #: a file with a certificate and its key; with it TLS is spoken
    port: int = field(default_factory=_free_port)
    tls_port: int = 0
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Listen; returns once it answers."""
        if self.certificate and not self.tls_port:
            self.tls_port = _free_port()
        self._write_configuration()
        self._process = subprocess.Popen(
            [BINARY, "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_nobody(),
        )
        for _ in range(600):
            assert self._process.poll() is None, self.log()
            if _answers(self.port):
                return
            time.sleep(0.05)
        raise AssertionError(self.log())

    def stop(self) -> None:
        """An outage: nothing answers, and every connection is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def log(self) -> str:
        """What it said."""
        file = self.folder / "dovecot.log"
        return file.read_text(errors="replace")[-4000:] if file.exists() else "Dovecot said nothing."

    @contextmanager
    def client(self, user: str) -> Iterator[imaplib.IMAP4]:
        """A connection of somebody else to a mailbox, with INBOX selected."""
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=30)
        try:
            connection.login(user, PASSWORD)
            connection.select("INBOX")
            yield connection
            connection.logout()
        finally:
            with suppress(Exception):  # it may have been cut
                connection.shutdown()

    def append(
        self, user: str, mails: Sequence[bytes], *, folder: str = "INBOX", at: datetime | None = None
    ) -> None:
        """Deliver mails, as received at an instant."""
        when = imaplib.Time2Internaldate(at) if at else None
        with self.client(user) as connection:
            for mail in mails:
                said, _ = connection.append(folder, None, when, mail)  # type: ignore[arg-type]
                assert said == "OK", self.log()

    def list_flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """The flags of every mail in a folder, a line each."""
        with self.client(user) as connection:
            connection.select(folder, readonly=True)
            _, found = connection.search(None, "ALL")
            if not found[0]:
                return []
            _, told = connection.fetch("1:*", "(FLAGS)")
        return [line.decode() for line in told if isinstance(line, bytes)]

    def make_folder(self, user: str, name: str) -> None:
        """A further folder."""
        with self.client(user) as connection:
            connection.create(name)

    def number_anew(self, user: str) -> None:
        """Forget every UID: the next look finds another UIDVALIDITY and the same mails. Only while it is stopped."""
        assert self._process is None
        time.sleep(1.1)  # the new UIDVALIDITY is the second it is made in
        for file in (self.folder / "mail" / user).glob("dovecot*"):
            file.unlink()

    def cut(self, user: str) -> bool:
        """End every connection to a mailbox, as a network does; False where there was none."""
        kicked = subprocess.run(
            ["doveadm", "-c", str(self.folder / "dovecot.conf"), "kick", user],
            check=False, capture_output=True, **_as_nobody(),
        )  # fmt: skip
        return kicked.returncode == 0

    def _ssl(self) -> str:
        if self.certificate is None:
            return "no"
        copied = self.folder / "server.pem"  # its own user may not look into the folders of a test
        copied.write_bytes(self.certificate.read_bytes())
        return f"yes\nssl_cert = <{copied}\nssl_key = <{copied}"

    def _write_configuration(self) -> None:
        me = pwd.getpwuid(_uid())
        file = self.folder / "passdb.conf"
        file.write_text(self.passdb_file)
        text = CONFIGURATION.format(
            folder=self.folder,
            user=me.pw_name,
            group=_group(me.pw_gid),
            uid=me.pw_uid,
            gid=me.pw_gid,
            port=self.port,
            ssl=self._ssl(),
            tls_port=self.tls_port,
            passdb=(self.passdb or BY_PASSWORD).format(password=PASSWORD, file=file),
            more_mechanisms=self.mechanisms,
        )
        (self.folder / "dovecot.conf").write_text(text)


@contextmanager
def a_dovecot(**settings: Any) -> Iterator[Dovecot]:
    """A server that is up, in a folder its own user can enter."""
    folder = Path(tempfile.mkdtemp(prefix="hark-dovecot-"))
    (folder / "mail").mkdir()
    for each in (folder, folder / "mail"):
        os.chown(each, _uid(), pwd.getpwuid(_uid()).pw_gid)
    made = Dovecot(folder, **settings)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def is_here() -> bool:
    """Whether Dovecot is installed."""
    return Path(BINARY).exists()


def _uid() -> int:
    """Whom the server runs as: never root."""
    return os.getuid() or pwd.getpwnam("nobody").pw_uid


def _group(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name


def _as_nobody() -> dict[str, object]:
    if os.getuid():
        return {}
    return {"user": _uid(), "group": pwd.getpwuid(_uid()).pw_gid, "extra_groups": []}


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            return connection.recv(4) == b"* OK"
    except OSError:
        return False

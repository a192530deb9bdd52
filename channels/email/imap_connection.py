"""What do we say to a mailbox's server, and what does it mean when it refuses?

The only file that speaks IMAP. Whatever goes wrong becomes one of the house's errors with a sentence for whoever
must act; no sentence holds a password, a token or a resident's word.
"""

import contextlib
import ssl
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from imapclient import FLAGGED, SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from channels.email.imap_sign_in import sign_in
from channels.email.mailbox import Mailbox
from channels.errors import GiveUp, TryAgain

_TIMEOUT: Final = SocketTimeout(connect=15, read=60)
_ASKED_TOGETHER: Final = 500
_UIDS_TOGETHER: Final = 50_000  # more on one line of an answer than the library will read
_STEP_SECONDS: Final = 1.0  # how soon a waiting thread sees that it should stop
_POLL_SECONDS: Final = 20.0  # between two looks where the server cannot tell us
_MOST_OF_THE_HEADERS: Final = 262_144
_MARKS: Final = {"seen": SEEN, "flagged": FLAGGED}
_TLS_PORT: Final = 993
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


class BrokenOff(TryAgain):
    """The connection was lost; open the mailbox again."""


@dataclass(frozen=True)
class Selected:
    """The folder as it was opened."""

    uidvalidity: int
    uidnext: int | None
    count: int
    is_read_only: bool


@dataclass(frozen=True)
class Described:
    """What the server says of one mail before it is fetched."""

    size: int
    received_at: datetime | None  #: when the server got it


class Connection:
    """One open mailbox.

    Args:
        client: signed in.
    """

    def __init__(self, client: IMAPClient, mailbox: Mailbox) -> None:
        self._client, self._mailbox = client, mailbox
        self._is_read_only = mailbox.is_left_alone
        self._count = 0  # of mails, when the folder was selected

    def select(self) -> Selected:
        """Open the folder; so that nothing can be changed where nothing is to be."""
        with _in_words(f"The folder “{self._mailbox.folder}” cannot be opened"):
            try:
                said = self._client.select_folder(self._mailbox.folder, readonly=self._is_read_only)
            except IMAPClientReadOnlyError:
                self._is_read_only = True
                said = self._client.select_folder(self._mailbox.folder, readonly=True)
        self._count = int(said.get(b"EXISTS", 0))
        uidvalidity, uidnext = int(said.get(b"UIDVALIDITY", 0)), said.get(b"UIDNEXT")
        return Selected(uidvalidity, uidnext, self._count, self._is_read_only)

    def list_uids(self, *, above: int, uidnext: int | None) -> list[int]:
        """The UIDs of every mail there is above one."""
        found: list[int] = []
        low = above + 1
        with _in_words("The mails cannot be counted"):
            while uidnext is not None and uidnext - low > _UIDS_TOGETHER:
                found += self._client.search(["UID", f"{low}:{low + _UIDS_TOGETHER - 1}"])
                low += _UIDS_TOGETHER
            found += self._client.search(["UID", f"{low}:*"])
        return sorted(
            {uid for uid in found if uid > above}
        )  # "*" names the newest mail, however low its number

    def describe(self, uids: Sequence[int]) -> dict[int, Described]:
        """Size and date of each mail; one that has gone meanwhile is missing."""
        found: dict[int, Described] = {}
        with _in_words("The sizes of mails cannot be had"):
            for start in range(0, len(uids), _ASKED_TOGETHER):
                asked = uids[start : start + _ASKED_TOGETHER]
                said = self._client.fetch(asked, ["RFC822.SIZE", "INTERNALDATE"])
                found |= {uid: _described(said[uid]) for uid in asked if b"RFC822.SIZE" in said.get(uid, {})}
        return found

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Every byte of these mails, leaving them unread; what the server does not hand out is missing."""
        with _in_words("A mail is not handed out"):
            said = self._client.fetch(uids, ["BODY.PEEK[]"])
        bodies = {uid: said.get(uid, {}).get(b"BODY[]") for uid in uids}
        return {uid: body for uid, body in bodies.items() if isinstance(body, bytes)}

    def fetch_headers(self, uid: int) -> bytes:
        """The headers of one mail, leaving it unread; of more than any honest mail has, the beginning."""
        with _in_words("The headers of a mail are not handed out"):
            said = self._client.fetch([uid], [f"BODY.PEEK[HEADER]<0.{_MOST_OF_THE_HEADERS}>"])
        headers = said.get(uid, {}).get(b"BODY[HEADER]<0>")
        return headers if isinstance(headers, bytes) else b""

    def settle(self, uids: Collection[int]) -> None:
        """Mark and move what has been committed, as the landlord wants it."""
        if self._is_read_only or not uids:
            return
        if mark := _MARKS.get(self._mailbox.mark):
            with _in_words("Mails that were taken in cannot be marked"):
                self._client.add_flags(list(uids), [mark], silent=True)
        if self._mailbox.move_to:
            with _in_words(f"Mails that were taken in cannot be moved to “{self._mailbox.move_to}”"):
                self._move(list(uids))

    def _move(self, uids: list[int]) -> None:
        if self._client.has_capability("MOVE"):
            self._client.move(uids, self._mailbox.move_to)
        elif self._client.has_capability("UIDPLUS"):
            self._client.copy(uids, self._mailbox.move_to)
            self._client.delete_messages(uids, silent=True)
            self._client.uid_expunge(uids)
        else:  # an ordinary expunge would also remove what somebody else has marked as deleted
            raise IMAPClientError("the server can move no single mail")

    def wait(self, seconds: float, stopping: threading.Event) -> None:
        """Until something may have come, the time is over, or we are to stop."""
        if not self._client.has_capability("IDLE"):
            stopping.wait(min(seconds, _POLL_SECONDS))
            return
        with _in_words("The server cannot be waited on"):
            self._client.idle()
            if not self._was_told_meanwhile():
                self._idle(time.monotonic() + seconds, stopping)
            self._client.idle_done()

    def _was_told_meanwhile(self) -> bool:
        """Whether the server spoke of a new mail in its answer to another command, where the library drops it."""
        _, told = self._client._imap.response("EXISTS")
        return any(count is not None and int(count) > self._count for count in told or [])

    def _idle(self, until: float, stopping: threading.Event) -> None:
        while not stopping.is_set() and time.monotonic() < until:
            began = time.monotonic()
            said = self._client.idle_check(timeout=_STEP_SECONDS)
            if any(len(line) > 1 and line[1] in (b"EXISTS", b"RECENT") for line in said):
                return
            if time.monotonic() - began < _STEP_SECONDS / 2 and not said:
                return  # a connection that has ended is always ready and never says anything

    def list_folders(self) -> list[str]:
        """The names of all folders."""
        with _in_words("The folders cannot be listed"):
            return sorted(str(name) for _, _, name in self._client.list_folders())

    def can_tell_us(self) -> bool:
        """Whether the server says at once when something comes."""
        return bool(self._client.has_capability("IDLE"))

    def cut(self) -> None:
        """From another thread: end whatever is being waited for."""
        with contextlib.suppress(OSError, AttributeError):
            self._client.socket().shutdown(2)

    def close(self) -> None:
        """Take leave where the server still listens, and let go of the connection."""
        with contextlib.suppress(Exception):  # it may have gone first
            self._client.logout()
            return
        with contextlib.suppress(Exception):
            self._client.shutdown()


@contextlib.contextmanager
def opened(mailbox: Mailbox) -> Iterator[Connection]:
    """Connect and sign in; the folder is selected by whoever reads.

    Raises:
        TryAgain: no connection, or none just now.
        GiveUp: it can never work as it is set: certificate, encryption, sign-in.
    """
    client = _connect(mailbox)
    connection = Connection(client, mailbox)
    try:
        _encrypt(client, mailbox)
        with _in_words("The sign-in broke off"):
            sign_in(client, mailbox)
        yield connection
    finally:
        connection.close()


def _connect(mailbox: Mailbox) -> IMAPClient:
    at_once = mailbox.security == "tls" or (mailbox.security == "auto" and mailbox.port == _TLS_PORT)
    with _in_words(f"Nothing answers at {mailbox.host}:{mailbox.port}"):
        client = IMAPClient(mailbox.host, mailbox.port, ssl=at_once, timeout=_TIMEOUT)
    client.normalise_times = False  # aware instants, not naive ones of this machine's zone
    return client


def _encrypt(client: IMAPClient, mailbox: Mailbox) -> None:
    """Turn to TLS where the connection did not begin so; a password never crosses a network in the open."""
    is_here = mailbox.security == "auto" and mailbox.host.lower() in _LOOPBACK  # it crosses no network
    if client.ssl or is_here or mailbox.security == "none":
        return
    if not client.has_capability("STARTTLS"):
        raise GiveUp(
            f"{mailbox.host}:{mailbox.port} offers no encryption, so no password was sent. "
            "Use its port for TLS, mostly 993."
        )
    with _in_words("The connection cannot be encrypted"):
        client.starttls(ssl.create_default_context())


def _described(said: Mapping[bytes, Any]) -> Described:
    received_at = said.get(b"INTERNALDATE")
    known = isinstance(received_at, datetime) and received_at.tzinfo is not None
    return Described(int(said[b"RFC822.SIZE"]), received_at if known else None)


@contextlib.contextmanager
def _in_words(what: str) -> Iterator[None]:
    """Turn what the library raises into the house's errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise GiveUp(f"{what}: its certificate is not trusted ({error.verify_message}).") from error
    except ssl.SSLError as error:
        raise GiveUp(f"{what}: it speaks no TLS there.") from error
    except IMAPClientAbortError as error:
        raise BrokenOff(f"{what}: the connection broke off.") from error
    except IMAPClientError as error:
        raise TryAgain(f"{what}: {_plain(error)}.") from error
    except (BrokenPipeError, ConnectionResetError, ConnectionAbortedError) as error:
        raise BrokenOff(f"{what}: the connection broke off.") from error
    except OSError as error:
        raise BrokenOff(f"{what}: {_plain(error.strerror or 'no answer in time')}.") from error


def _plain(said: object) -> str:
    """The server's own short words, on one line."""
    return " ".join(str(said).strip("b'\"").split())[:160].rstrip(".")

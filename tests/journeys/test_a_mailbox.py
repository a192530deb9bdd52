"""Mail that lies in a mailbox becomes one case each, however often Hark, the mail server or the line between them die."""

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.dovecot import PASSWORD, Dovecot
from tests.running_hark import TO, Hark, Mail, Sink, a_sink, kill, residents_mails, until

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(900)]

CASES = """
    select message.internet_id, count(*) from case_
    join message on message.id = case_.opened_from group by 1
"""
DECIDED = "select internet_id, count(*) from message where action <> '' group by 1"
UNFINISHED = """
    select (select count(*) from arrival where state = 'waiting')
         + (select count(*) from outbox where state in ('queued', 'sending') and channel = 'email')
"""


class Deliverer(threading.Thread):
    """A mail server's delivery: each mail is put into the mailbox until that is certain, on a thread of its own."""

    def __init__(self, server: Dovecot, mails: Sequence[Mail], *, pause_seconds: float) -> None:
        super().__init__(daemon=True)
        self.delivered = 0
        self._server, self._mails, self._pause_seconds = server, mails, pause_seconds

    def run(self) -> None:
        """Deliver them all."""
        for mail in self._mails:
            while not self._is_put(mail):
                time.sleep(0.2)
            self.delivered += 1
            time.sleep(self._pause_seconds)

    def _is_put(self, mail: Mail) -> bool:
        try:
            self._server.append(TO, [mail.raw])
        except Exception:  # the server is away or was cut off: perhaps it is there and perhaps not
            return False
        return True


@pytest.fixture
def sink() -> Iterator[Sink]:
    with a_sink() as made:
        yield made


@pytest.fixture
def hark(tmp_path: Path, sink: Sink, dovecot: Dovecot) -> Iterator[Hark]:
    mailbox = {
        "HARK_IMAP_HOST": "127.0.0.1",
        "HARK_IMAP_PORT": str(dovecot.port),
        "HARK_IMAP_USER": TO,
        "HARK_IMAP_PASSWORD": PASSWORD,
        "HARK_IMAP_MARK": "seen",
    }
    made = Hark(tmp_path, sink.port, mailbox)
    yield made
    made.end()


def one_case_each(number: int) -> list[Mail]:
    """Mails of so many residents; none is an explicit complaint, which may open a service request beside it."""
    return [mail for mail in residents_mails(2 * number) if b"complain" not in mail.raw][:number]


def rows(hark: Hark, query: str) -> list[Any]:
    file = hark.folder / "hark" / "hark.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(query).fetchall()


def a_morning(hark: Hark, dovecot: Dovecot, mails: list[Mail], *, kills: int, pause_seconds: float) -> None:
    """Deliver the mails; meanwhile kill Hark and cut its line, again and again."""
    deliverer = Deliverer(dovecot, mails, pause_seconds=pause_seconds)
    process = hark.serve()
    deliverer.start()
    for each in range(1, kills + 1):
        until(lambda each=each: deliverer.delivered >= each * len(mails) // (kills + 2), seconds=300)  # type: ignore[misc]
        kill(process)
        time.sleep(pause_seconds * 10)
        process = hark.serve()
        for _ in range(3):
            until(lambda: dovecot.cut(TO), seconds=60)
    deliverer.join(300)
    assert not deliverer.is_alive()
    until(lambda: len(rows(hark, DECIDED)) == len(mails), seconds=300)
    until(lambda: rows(hark, UNFINISHED) == [(0,)], seconds=300)


def check(hark: Hark, sink: Sink, mails: list[Mail]) -> None:
    once = {mail.message_id: 1 for mail in mails}
    residents = {mail.sender for mail in mails}
    answers = Counter(recipient for recipient, _ in set(sink.taken) if recipient in residents)
    print(f"\n{len(mails)} mails, {sink.repeated()} of {len(sink.taken)} sends cut off and sent again")
    assert dict(rows(hark, CASES)) == once
    assert dict(rows(hark, DECIDED)) == once
    assert answers == dict.fromkeys(residents, 1)
    ledger = hark.run("ledger")
    assert (ledger.returncode, ledger.stderr) == (0, "")


def test_a_kill_loses_no_mail_of_a_mailbox_and_answers_none_twice(
    hark: Hark, sink: Sink, dovecot: Dovecot
) -> None:
    mails = one_case_each(30)

    a_morning(hark, dovecot, mails, kills=1, pause_seconds=0.02)

    check(hark, sink, mails)
    until(lambda: all(r"\Seen" in line for line in dovecot.list_flags(TO)), seconds=30)


@pytest.mark.slow
def test_five_kills_cut_lines_and_an_outage_lose_no_mail_and_answer_none_twice(
    hark: Hark, sink: Sink, dovecot: Dovecot
) -> None:
    mails = one_case_each(500)

    a_morning(hark, dovecot, mails[:400], kills=5, pause_seconds=0.02)
    dovecot.stop()
    dovecot.number_anew(TO)
    dovecot.start()
    Deliverer(dovecot, mails[400:], pause_seconds=0).run()
    until(lambda: len(rows(hark, DECIDED)) == len(mails), seconds=300)
    until(lambda: rows(hark, UNFINISHED) == [(0,)], seconds=300)

    check(hark, sink, mails)
    assert rows(hark, "select count(*) from arrival") == [(len(mails),)]

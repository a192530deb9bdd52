"""Does the whole house in one process start quickly, say truly whether it is ready, and stop when it is told?"""

import smtplib
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.running_hark import TO, Hark, Sink, a_sink, cpu_seconds, residents_mails, until

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with a_sink() as made:
        yield made


@pytest.fixture
def hark(tmp_path: Path, sink: Sink) -> Iterator[Hark]:
    made = Hark(tmp_path, sink.port)
    yield made
    made.end()


def answers_to_mails(hark: Hark, number: int) -> list[int]:
    """What the door says to each of so many mails."""
    with smtplib.SMTP("127.0.0.1", hark.smtp_port, timeout=60) as connection:
        connection.ehlo()
        return [_answer(connection, mail.sender, mail.raw) for mail in residents_mails(number)]


def _answer(connection: smtplib.SMTP, sender: str, raw: bytes) -> int:
    connection.mail(sender)
    connection.rcpt(TO)
    return connection.data(raw)[0]


def test_it_is_ready_soon_and_stops_in_time_though_somebody_holds_the_line(hark: Hark) -> None:
    process = hark.serve()
    worked_seconds = cpu_seconds(process)

    with (
        smtplib.SMTP("127.0.0.1", hark.smtp_port, timeout=60) as mail_server,
        socket.create_connection(("127.0.0.1", hark.http_port)) as browser,
    ):
        mail_server.ehlo()
        browser.sendall(b"GET /healthz HTTP/1.1\r\nHost: hark\r\n\r\n")
        assert browser.recv(12) == b"HTTP/1.1 200"
        process.terminate()
        stopped_with = process.wait(10)
        mail_server.close()

    print(f"\nready after {worked_seconds:.1f} s of work")
    assert stopped_with == 0
    assert (
        worked_seconds < 8
    )  # the goal is to be ready within 5 s on two free cores; other tests' work is not counted
    assert "Hark is ready" in hark.log()


def test_without_its_database_it_says_that_it_is_not_ready(hark: Hark) -> None:
    hark.serve()

    file = hark.folder / "hark" / "hark.db"
    file.rename(file.with_suffix(".away"))
    gone = hark.ready_code()
    file.with_suffix(".away").rename(file)

    assert (gone, hark.ready_code()) == (503, 200)


def test_a_locked_database_turns_mail_away_for_now_and_loses_nothing(hark: Hark, sink: Sink) -> None:
    hark.serve()
    file = hark.folder / "hark" / "hark.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        (while_locked,) = answers_to_mails(hark, 1)
        elsewhere.execute("ROLLBACK")

    until(lambda: answers_to_mails(hark, 3) == [250, 250, 250], seconds=90)
    until(lambda: len(sink.recipients() & {mail.sender for mail in residents_mails(3)}) == 3, seconds=90)

    assert while_locked == 451
    ledger = hark.run("ledger")
    assert (ledger.returncode, ledger.stderr) == (0, "")

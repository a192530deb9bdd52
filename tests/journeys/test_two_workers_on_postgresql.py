"""Two workers and a door on one PostgreSQL: each mail is decided once, also where a worker dies at it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.running_hark import Hark, Mail, Residents, Sink, a_sink, kill, residents_mails, until

pytestmark = [pytest.mark.enable_socket, pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]

DECIDED = """
    select message.internet_id, count(*) from message join arrival on arrival.id = message.arrival_id
    where arrival.outcome <> 'repeated' and message.action <> '' group by 1
"""
UNFINISHED = """
    select (select count(*) from arrival where state = 'waiting')
         + (select count(*) from outbox where state in ('queued', 'sending') and channel = 'email')
"""
OWNERS = "select count(distinct owner) from arrival"
HELD_BY_TWO = "select count(distinct owner) from arrival where state = 'waiting' and lease_until is not null"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with a_sink() as made:
        yield made


@pytest.fixture
def hark(tmp_path: Path, sink: Sink, postgresql_url: str) -> Iterator[Hark]:
    made = Hark(
        tmp_path, sink.port, {"HARK_DATABASE_URL": postgresql_url, "HARK_SECRET_KEY": "of this test alone"}
    )
    migrated = made.run("migrate")
    assert migrated.returncode == 0, migrated.stderr
    yield made
    made.end()


def rows(hark: Hark, query: str) -> list[Any]:
    address = hark.settings["HARK_DATABASE_URL"].replace("postgresql+psycopg", "postgresql", 1)
    with psycopg.connect(address) as connection:
        return connection.execute(query.encode()).fetchall()


def pairs_of_one_resident(number: int) -> list[Mail]:
    """Every mail is followed at once by another of the same new resident."""
    mails = residents_mails(number)
    return [each for mail in mails for each in (mail, _once_more(mail))]


def _once_more(mail: Mail) -> Mail:
    message_id = mail.message_id.replace("<", "<second-")
    raw = mail.raw.replace(mail.message_id.encode(), message_id.encode()) + b"And please write back soon.\n"
    return Mail(message_id, mail.sender, raw)


def test_each_mail_is_decided_once_though_a_worker_dies(hark: Hark, sink: Sink) -> None:
    mails = pairs_of_one_resident(50)
    residents = Residents(hark.smtp_port, mails, pause_seconds=0.05)
    hark.serve()
    dies, _ = hark.start("work"), hark.start("work")

    residents.start()
    until(lambda: rows(hark, HELD_BY_TWO)[0][0] >= 3, seconds=60)
    kill(dies)
    residents.wait(60)
    until(lambda: rows(hark, UNFINISHED) == [(0,)], seconds=120)

    assert dict(rows(hark, DECIDED)) == {mail.message_id: 1 for mail in mails}
    assert rows(hark, OWNERS)[0][0] >= 2
    assert rows(hark, "select count(*) from arrival where state = 'unreadable' or error <> ''") == [(0,)]
    assert rows(hark, "select count(*) from conversation") == [(50,)]
    assert sink.recipients() >= {mail.sender for mail in mails}
    assert sink.repeated() <= 16
    told = Counter(
        rows(
            hark,
            "select alert_id, channel, to_address, count(*) from outbox where kind = 'alert' group by 1, 2, 3",
        )
    )
    assert all(times == 1 for (_, _, _, times) in told)
    ledger = hark.run("ledger")
    assert (ledger.returncode, ledger.stderr) == (0, "")

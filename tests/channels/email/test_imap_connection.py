"""What the mailbox's server says is understood, and what it refuses is said in a sentence for whoever must act."""

import socket
import threading
import time

import pytest

from channels.email.imap_connection import BrokenOff, opened
from channels.errors import GiveUp, TryAgain
from tests.channels.email.mailbox_house import a_mail, a_mailbox
from tests.dovecot import Dovecot

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]


def test_a_mail_that_comes_between_the_look_and_the_wait_is_not_waited_for(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server)
    with opened(mailbox) as connection:
        selected = connection.select()
        dovecot_server.append(mailbox.user, [a_mail("just then")])
        connection.describe(connection.list_uids(above=0, uidnext=selected.uidnext))
        began = time.monotonic()

        connection.wait(50, threading.Event())

    assert time.monotonic() - began < 40


def test_a_wait_ends_when_its_time_is_over_and_when_we_are_to_stop(dovecot_server: Dovecot) -> None:
    stopping = threading.Event()
    with opened(a_mailbox(dovecot_server)) as connection:
        connection.select()
        connection.wait(1, stopping)
        stopping.set()
        began = time.monotonic()
        connection.wait(50, stopping)

    assert time.monotonic() - began < 40


def test_uids_are_listed_from_above_the_last_and_in_pieces_of_a_large_folder(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail(f"{number}") for number in range(4)])
    with opened(mailbox) as connection:
        uidnext = connection.select().uidnext

        found = [connection.list_uids(above=above, uidnext=uidnext) for above in (0, 2, 4)]
        in_pieces = connection.list_uids(above=0, uidnext=150_000)

    assert uidnext == 5
    assert found == [[1, 2, 3, 4], [3, 4], []]
    assert in_pieces == [1, 2, 3, 4]


def test_a_mail_that_is_gone_is_not_described(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server)
    dovecot_server.append(mailbox.user, [a_mail("there")])
    with opened(mailbox) as connection:
        connection.select()

        described, bodies = connection.describe([1, 7]), connection.fetch([1, 7])

    assert described.keys() == bodies.keys() == {1}
    assert described[1].size == len(bodies[1])
    assert described[1].received_at is not None
    assert described[1].received_at.tzinfo is not None


def test_a_folder_that_is_not_there_is_named(dovecot_server: Dovecot) -> None:
    with (
        opened(a_mailbox(dovecot_server, folder="Complaints")) as connection,
        pytest.raises(TryAgain, match="The folder “Complaints” cannot be opened"),
    ):
        connection.select()


def test_a_connection_that_is_cut_says_that_it_broke_off(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server)
    with opened(mailbox) as connection:
        connection.select()
        dovecot_server.cut(mailbox.user)

        with pytest.raises(BrokenOff, match="broke off"):
            connection.list_uids(above=0, uidnext=None)


def test_where_nothing_answers_it_is_said_with_host_and_port() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]

        with (
            pytest.raises(BrokenOff, match=f"Nothing answers at 127.0.0.1:{port}"),
            opened(a_mailbox(port=port)),
        ):
            pass


def test_a_server_without_tls_is_told_from_one_that_is_down(dovecot_server: Dovecot) -> None:
    with pytest.raises(GiveUp, match="speaks no TLS"), opened(a_mailbox(dovecot_server, security="tls")):
        pass

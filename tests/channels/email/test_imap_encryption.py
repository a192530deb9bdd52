"""No password crosses a network in the open or goes to a server that cannot prove who it is."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.email.imap_connection import opened
from channels.email.mailbox import Mailbox
from channels.errors import GiveUp
from tests.channels.email.mailbox_house import a_mailbox
from tests.dovecot import HOW_TO_GET_DOVECOT, Dovecot, a_dovecot, is_here

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, which nobody has signed."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here: `apt-get install openssl` brings it.")
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    key = file.with_suffix(".key")
    asked = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mail"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(file)]
    subprocess.run([*asked.split(), *names], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + key.read_bytes())
    return file


@pytest.fixture(scope="module")
def server(certificate: Path) -> Iterator[Dovecot]:
    if not is_here():
        pytest.skip(HOW_TO_GET_DOVECOT)
    with a_dovecot(certificate=certificate) as made:
        yield made


def count_in(mailbox: Mailbox) -> int:
    with opened(mailbox) as connection:
        return connection.select().count


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_proves_who_it_is_gets_the_password(
    server: Dovecot, certificate: Path, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "SSL_CERT_FILE", str(certificate)
    )  # as an administrator trusts a certificate of their own
    port = server.tls_port if security == "tls" else server.port

    assert count_in(a_mailbox(port=port, security=security)) == 0
    assert "TLS" in server.log().splitlines()[-1] + server.log().splitlines()[-2]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_does_not_is_refused_before_the_password_is_sent(
    server: Dovecot, security: str
) -> None:
    port = server.tls_port if security == "tls" else server.port
    mailbox = a_mailbox(port=port, security=security)

    with pytest.raises(GiveUp, match="its certificate is not trusted"):
        count_in(mailbox)

    assert mailbox.user not in server.log()


def test_on_the_same_machine_nothing_need_be_encrypted(server: Dovecot) -> None:
    assert count_in(a_mailbox(server)) == 0


def test_elsewhere_no_password_is_sent_where_no_encryption_is_offered(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server, host="127.0.0.2")

    with pytest.raises(GiveUp, match="offers no encryption, so no password was sent"):
        count_in(mailbox)
    with pytest.raises(GiveUp, match="offers no encryption"):
        count_in(a_mailbox(dovecot_server, security="starttls"))


def test_only_who_asks_for_none_gets_none(dovecot_server: Dovecot) -> None:
    assert count_in(a_mailbox(dovecot_server, host="127.0.0.2", security="none")) == 0

"""Signing in to a real mail server: by password, whatever its letters, and by XOAUTH2 with a token."""

from collections.abc import Iterator

import pytest
from imapclient import IMAPClient

from channels.email.imap_sign_in import sign_in
from channels.email.mailbox import GoogleApp, Mailbox, Password
from channels.errors import GiveUp, TryAgain
from tests.channels.email.mailbox_house import a_mailbox
from tests.channels.email.token_server import TokenServer, a_token_server
from tests.dovecot import HOW_TO_GET_DOVECOT, Dovecot, a_dovecot, is_here

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]
BY_TOKEN = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {file}
}}
"""
AT_GOOGLE = GoogleApp("hark.apps.example", "a-client-secret", "a-refresh-token")


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    with a_token_server() as made:
        yield made


@pytest.fixture
def by_token(tokens: TokenServer) -> Iterator[Dovecot]:
    """A server that takes tokens, and asks the token server whose they are."""
    if not is_here():
        pytest.skip(HOW_TO_GET_DOVECOT)
    with a_dovecot(
        mechanisms="xoauth2", passdb=BY_TOKEN, passdb_file=f"tokeninfo_url = {tokens.token_info}\n"
    ) as made:
        yield made


def try_to_sign_in(server: Dovecot, mailbox: Mailbox, **named: str) -> bytes:
    with IMAPClient("127.0.0.1", server.port, ssl=False, timeout=30) as client:
        sign_in(client, mailbox, **named)
        return bytes(client.noop()[0])


def test_a_password_lets_us_in(dovecot_server: Dovecot) -> None:
    assert b"NOOP" in try_to_sign_in(dovecot_server, a_mailbox(dovecot_server))


def test_a_password_beyond_ascii_is_sent_as_it_is(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server, sign_in=Password("dŵr poeth £5"))

    with pytest.raises(GiveUp, match="refuses the sign-in"):
        try_to_sign_in(dovecot_server, mailbox)


def test_a_token_lets_us_in_by_xoauth2(by_token: Dovecot, tokens: TokenServer) -> None:
    mailbox = a_mailbox(by_token, user=tokens.user, sign_in=AT_GOOGLE)

    assert b"NOOP" in try_to_sign_in(by_token, mailbox, google_tokens=tokens.tokens)


def test_a_token_the_mail_server_does_not_take_is_a_refusal(by_token: Dovecot, tokens: TokenServer) -> None:
    tokens.answer = {"access_token": "a-token-of-yesterday"}
    mailbox = a_mailbox(by_token, user=tokens.user, sign_in=AT_GOOGLE)

    with pytest.raises(GiveUp, match="refuses the sign-in") as told:
        try_to_sign_in(by_token, mailbox, google_tokens=tokens.tokens)

    assert "yesterday" not in str(told.value)


def test_where_no_token_can_be_had_the_mail_server_is_not_bothered(
    tokens: TokenServer, by_token: Dovecot
) -> None:
    tokens.answer = {"error": "backend_error"}
    mailbox = a_mailbox(by_token, user=tokens.user, sign_in=AT_GOOGLE)

    with pytest.raises(TryAgain, match="Google hands out no token"):
        try_to_sign_in(by_token, mailbox, google_tokens=tokens.tokens)

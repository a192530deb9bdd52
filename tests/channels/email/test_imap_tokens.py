"""Microsoft and Google let us in with a token of the hour, and what they refuse is said without a secret."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from channels.email.imap_tokens import HOW_TO_GET_MSAL, MICROSOFT_SCOPE, fetch_token
from channels.email.mailbox import GoogleApp, Mailbox, MicrosoftApp
from channels.errors import GiveUp, TryAgain
from tests.channels.email.mailbox_house import a_mailbox
from tests.channels.email.token_server import GOOD_TOKEN, TokenServer, a_token_server

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]
SECRETS = ("a-client-secret", "a-refresh-token")
AT_GOOGLE = GoogleApp("hark.apps.example", "a-client-secret", "a-refresh-token")
AT_MICROSOFT = MicrosoftApp("alder.example", "11111111-2222-3333-4444-555555555555", "a-client-secret")


@pytest.fixture
def server() -> Iterator[TokenServer]:
    with a_token_server() as made:
        yield made


def test_google_is_asked_with_what_the_owner_has_agreed_to(server: TokenServer) -> None:
    token = fetch_token(a_mailbox(sign_in=AT_GOOGLE), google_tokens=server.tokens)

    assert token == GOOD_TOKEN
    assert server.asked == [
        {
            "grant_type": ["refresh_token"],
            "client_id": ["hark.apps.example"],
            "client_secret": ["a-client-secret"],
            "refresh_token": ["a-refresh-token"],
        }
    ]


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (
            {"error": "invalid_grant", "error_description": "a-refresh-token is revoked"},
            GiveUp,
            "invalid_grant",
        ),
        ({"error": "invalid_client"}, GiveUp, "invalid_client"),
        ({"error": "internal_failure"}, TryAgain, "internal_failure"),
        ({"unforeseen": 1}, TryAgain, "just now"),
        ("<html>busy</html>", TryAgain, "just now"),
        ("[]", TryAgain, "just now"),
    ],
)
def test_what_google_refuses_is_told_apart_from_what_passes(
    server: TokenServer, answer: Any, error: type[Exception], says: str
) -> None:
    server.answer = answer

    with pytest.raises(error, match=says) as told:
        fetch_token(a_mailbox(sign_in=AT_GOOGLE), google_tokens=server.tokens)

    assert not any(secret in str(told.value) for secret in SECRETS)


def test_where_google_does_not_answer_it_is_tried_again() -> None:
    with pytest.raises(TryAgain, match="no token just now"):
        fetch_token(a_mailbox(sign_in=AT_GOOGLE), google_tokens="http://127.0.0.1:9/token")


@dataclass
class FakeMicrosoft:
    """What msal speaks HTTP with: its discovery and its tokens, without a network."""

    answer: dict[str, Any] = field(default_factory=lambda: {"access_token": GOOD_TOKEN, "expires_in": 3599})
    asked: list[Any] = field(default_factory=list)

    def get(self, url: str, **_: Any) -> Any:
        """Where the tenant's tokens are handed out."""
        base = url.partition("/v2.0/")[0]
        return _said(
            {
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "issuer": f"{base}/v2.0",
                "tenant_discovery_endpoint": f"{base}/v2.0/.well-known/openid-configuration",
                "metadata": [],
            }
        )

    def post(self, url: str, data: Any = None, **_: Any) -> Any:
        """A token, or why not."""
        self.asked.append((url, data))
        return _said(self.answer, 400 if "error" in self.answer else 200)

    def close(self) -> None:
        """Nothing is open."""


def _said(answer: dict[str, Any], status: int = 200) -> Any:
    return SimpleNamespace(
        status_code=status, text=json.dumps(answer), headers={}, raise_for_status=lambda: None
    )


def at_microsoft() -> Mailbox:
    pytest.importorskip("msal", reason=HOW_TO_GET_MSAL)
    return a_mailbox(sign_in=AT_MICROSOFT)


def test_microsoft_is_asked_as_the_application_for_this_one_thing() -> None:
    mailbox, microsoft = at_microsoft(), FakeMicrosoft()

    token = fetch_token(mailbox, microsoft_http=microsoft)

    ((url, asked),) = microsoft.asked
    assert token == GOOD_TOKEN
    assert url == "https://login.microsoftonline.com/alder.example/oauth2/v2.0/token"
    assert (asked["grant_type"], asked["scope"]) == ("client_credentials", MICROSOFT_SCOPE)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"error": "invalid_client", "error_description": "AADSTS7000215: a-client-secret"}, GiveUp),
        ({"error": "unauthorized_client"}, GiveUp),
        ({"error": "temporarily_unavailable"}, TryAgain),
    ],
)
def test_what_microsoft_refuses_is_said_without_the_secret(
    answer: dict[str, Any], error: type[Exception]
) -> None:
    mailbox = at_microsoft()

    with pytest.raises(error, match=answer["error"]) as told:
        fetch_token(mailbox, microsoft_http=FakeMicrosoft(answer))

    assert "a-client-secret" not in f"{told.value} {mailbox}"


def test_a_mailbox_with_a_password_has_no_token() -> None:
    with pytest.raises(GiveUp, match="needs no token"):
        fetch_token(a_mailbox())

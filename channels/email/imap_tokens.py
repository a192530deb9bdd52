"""How does a mailbox at Microsoft or Google let us in? With a token that is fetched anew for each connection.

Neither takes passwords from programs any more. A token lasts about an hour, and a connection that outlives it is
not cut; the next one brings its own.
"""

from typing import Any, Final

import httpx2

from channels.email.mailbox import GoogleApp, Mailbox, MicrosoftApp
from channels.errors import GiveUp, TryAgain

GOOGLE_TOKENS: Final = "https://oauth2.googleapis.com/token"
MICROSOFT_LOGIN: Final = "https://login.microsoftonline.com"
MICROSOFT_SCOPE: Final = "https://outlook.office365.com/.default"
HOW_TO_GET_MSAL: Final = (
    "Signing in to Microsoft 365 needs the extra “microsoft”: pip install 'hark[microsoft]'."
)
_PATIENCE_SECONDS: Final = 20.0
_FOR_GOOD: Final = {
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "invalid_scope",
    "invalid_request",
}


def fetch_token(mailbox: Mailbox, *, google_tokens: str = GOOGLE_TOKENS, microsoft_http: Any = None) -> str:
    """A fresh access token for XOAUTH2.

    Args:
        google_tokens: where Google hands out tokens.
        microsoft_http: what msal speaks HTTP with; its own where None.

    Raises:
        TryAgain: the token could not be fetched just now.
        GiveUp: it is refused: the application, its secret or its consent is not what it was.
    """
    if isinstance(mailbox.sign_in, MicrosoftApp):
        return _from_microsoft(mailbox.sign_in, microsoft_http)
    if isinstance(mailbox.sign_in, GoogleApp):
        return _from_google(mailbox.sign_in, google_tokens)
    raise GiveUp("This mailbox is opened with a password and needs no token.")


def _from_google(app: GoogleApp, address: str) -> str:
    asked = {
        "grant_type": "refresh_token",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "refresh_token": app.refresh_token,
    }
    try:
        answer = httpx2.post(address, data=asked, timeout=_PATIENCE_SECONDS)
        said = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise TryAgain("Google hands out no token just now.") from error
    return _token_in(said, "Google")


def _from_microsoft(app: MicrosoftApp, http: Any) -> str:
    try:
        import msal  # the only place that needs it, and only where a mailbox is at Microsoft
    except ImportError as error:
        raise GiveUp(HOW_TO_GET_MSAL) from error
    try:
        asked = msal.ConfidentialClientApplication(
            app.client_id,
            authority=f"{MICROSOFT_LOGIN}/{app.tenant}",
            client_credential=app.client_secret,
            http_client=http,
        )
        said = asked.acquire_token_for_client(scopes=[MICROSOFT_SCOPE])
    except ValueError as error:
        raise GiveUp(f"Microsoft knows no tenant “{app.tenant}”.") from error
    except Exception as error:  # whatever the library's HTTP raises: no connection, a proxy, a time-out
        raise TryAgain("Microsoft hands out no token just now.") from error
    return _token_in(said, "Microsoft")


def _token_in(said: Any, whose: str) -> str:
    """The token, or the reason in the other side's own code; its sentences may repeat secrets and are left out."""
    answer = said if isinstance(said, dict) else {}
    if token := answer.get("access_token"):
        return str(token)
    code = str(answer.get("error", "an answer nobody can read"))[:60]
    if code in _FOR_GOOD:
        raise GiveUp(
            f"{whose} refuses the sign-in ({code}): check the application, its secret and its consent."
        )
    raise TryAgain(f"{whose} hands out no token just now ({code}).")

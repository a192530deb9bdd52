"""How do we sign in to a mailbox: with a password, or with a token of Microsoft's or Google's?"""

from typing import Final

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from channels.email.imap_tokens import GOOGLE_TOKENS, fetch_token
from channels.email.mailbox import Mailbox, Password
from channels.errors import GiveUp, TryAgain

#: what servers say when it is they who cannot, and not the password that is wrong (RFC 5530)
_NOT_JUST_NOW: Final = ("UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "emporar", "EOF", "socket error", "BYE")


def sign_in(client: IMAPClient, mailbox: Mailbox, *, google_tokens: str = GOOGLE_TOKENS) -> None:
    """Sign in to the mailbox.

    Args:
        google_tokens: where Google hands out tokens.

    Raises:
        TryAgain: the server, or who hands out tokens, cannot just now.
        GiveUp: it refuses us.
    """
    way = mailbox.sign_in
    token = "" if isinstance(way, Password) else fetch_token(mailbox, google_tokens=google_tokens)
    try:
        if not isinstance(way, Password):
            client.oauth2_login(mailbox.user, token)
        elif client.has_capability("AUTH=PLAIN"):
            client.plain_login(mailbox.user, way.password)  # the only way for a password beyond ASCII
        else:
            client.login(mailbox.user, way.password)
    except LoginError as error:
        raise _refused(mailbox, str(error)) from None  # what the library keeps may hold the password


def _refused(mailbox: Mailbox, said: str) -> TryAgain | GiveUp:
    if any(sign in said for sign in _NOT_JUST_NOW):
        return TryAgain(f"{mailbox.host} lets nobody sign in just now.")
    return GiveUp(f"{mailbox.host} refuses the sign-in: check the user and the password or application.")

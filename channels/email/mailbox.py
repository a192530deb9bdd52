"""What is a mailbox to us? Where it is, how we sign in, whose it is, and what becomes of a mail that was taken.

Values alone. Secrets are never shown: not by `repr`, not in an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, Protocol

Security = Literal["auto", "tls", "starttls", "none"]
Mark = Literal["nothing", "seen", "flagged"]


@dataclass(frozen=True)
class Password:
    """Signing in with a password."""

    password: str = field(repr=False)


@dataclass(frozen=True)
class MicrosoftApp:
    """Signing in to Microsoft 365 as an application that the tenant allows to read this mailbox."""

    tenant: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True)
class GoogleApp:
    """Signing in to Google with what the mailbox's owner has agreed to once."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)


SignIn = Password | MicrosoftApp | GoogleApp


@dataclass(frozen=True)
class Mailbox:
    """One folder of one mailbox, read for one landlord."""

    name: str  #: as people call it
    landlord_id: str
    address: str  #: which of the landlord's addresses it is
    our_addresses: frozenset[str]  #: all of the landlord's, bare
    host: str
    port: int
    user: str
    sign_in: SignIn
    folder: str = "INBOX"
    security: Security = "auto"
    mark: Mark = "nothing"  #: put on a mail once it is committed
    move_to: str = ""  #: the folder a mail is moved to once it is committed; "" leaves it
    is_left_alone: bool = False  #: nothing in the mailbox is changed, whatever `mark` and `move_to` say
    size_limit_bytes: int = 30 * 1024 * 1024
    old_after: timedelta = timedelta(days=14)  #: at the first look, older mail is imported and not answered

    @property
    def key(self) -> str:
        """What tells it from every other, wherever its server moves to."""
        return f"{self.landlord_id}/{self.user.lower()}/{self.folder}"


class Asked(Protocol):
    """A mailbox as a landlord asks for it: with the names of its secrets, and without them."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def security(self) -> Security: ...
    @property
    def sign_in(self) -> Literal["password", "microsoft", "google"]: ...
    @property
    def password_from(self) -> str | None: ...
    @property
    def tenant(self) -> str | None: ...
    @property
    def client_id(self) -> str | None: ...
    @property
    def client_secret_from(self) -> str | None: ...
    @property
    def refresh_token_from(self) -> str | None: ...
    @property
    def mark(self) -> Mark: ...
    @property
    def move_to(self) -> str | None: ...
    @property
    def old_after_days(self) -> int: ...


def mailbox_as_asked(
    asked: Asked, secrets: Mapping[str, str], *, landlord_id: str, our_addresses: frozenset[str]
) -> Mailbox:
    """The mailbox a landlord asks for, with its secrets looked up by their names."""
    return Mailbox(
        name=asked.name,
        landlord_id=landlord_id,
        address=asked.address,
        our_addresses=our_addresses,
        host=asked.host,
        port=asked.port,
        user=asked.user,
        sign_in=_sign_in(asked, secrets),
        folder=asked.folder,
        security=asked.security,
        mark=asked.mark,
        move_to=asked.move_to or "",
        old_after=timedelta(days=asked.old_after_days),
    )


def _sign_in(asked: Asked, secrets: Mapping[str, str]) -> SignIn:
    client_id, client_secret = asked.client_id or "", secrets.get(asked.client_secret_from or "", "")
    if asked.sign_in == "microsoft":
        return MicrosoftApp(asked.tenant or "", client_id, client_secret)
    if asked.sign_in == "google":
        return GoogleApp(client_id, client_secret, secrets.get(asked.refresh_token_from or "", ""))
    return Password(secrets.get(asked.password_from or "", ""))

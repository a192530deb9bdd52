"""Which mailboxes does a landlord have read, and where do their secrets stand?

A profile is kept with every case and seen by many; so it names a variable of the environment, never a password.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from bot.landlords.parts import Address, Part, Words


def _is_name_of_a_secret(name: str) -> str:
    if name.startswith("HARK_"):
        raise ValueError("is one of Hark's own settings; choose a name that does not begin with HARK_")
    return name


SecretName = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$"), AfterValidator(_is_name_of_a_secret)
]

NEEDED_TO_SIGN_IN: Final = {
    "password": ("password_from",),
    "microsoft": ("tenant", "client_id", "client_secret_from"),
    "google": ("client_id", "client_secret_from", "refresh_token_from"),
}


class Mailbox(Part):
    """A mailbox that Hark reads. Its secrets stand in the environment, under the names given here."""

    name: Words  #: as staff call it
    address: Address  #: which of the landlord's addresses it is
    host: Words
    port: Annotated[int, Field(ge=1, le=65535)] = 993
    user: Words
    folder: Words = "INBOX"
    security: Literal["auto", "tls", "starttls", "none"] = "auto"
    sign_in: Literal["password", "microsoft", "google"] = "password"
    password_from: SecretName | None = None
    tenant: Words | None = None  #: of Microsoft 365
    client_id: Words | None = None
    client_secret_from: SecretName | None = None
    refresh_token_from: SecretName | None = None  #: of Google
    mark: Literal["nothing", "seen", "flagged"] = "nothing"  #: put on a mail once it is safely here
    move_to: Words | None = None  #: the folder it is moved to then
    old_after_days: Annotated[int, Field(ge=0, le=3650)] = 14  #: older at the first look is not answered

    @model_validator(mode="after")
    def _can_sign_in(self) -> Self:
        missing = [field for field in NEEDED_TO_SIGN_IN[self.sign_in] if getattr(self, field) is None]
        if missing:
            raise ValueError(f"to sign in by {self.sign_in} it needs {', '.join(missing)}")
        return self

    def secret_names(self) -> tuple[str, ...]:
        """The variables that the secrets it needs stand in."""
        needed = [field for field in NEEDED_TO_SIGN_IN[self.sign_in] if field.endswith("_from")]
        return tuple(str(getattr(self, field)) for field in needed)


def unset_secrets(box: Mailbox, secrets: Mapping[str, str]) -> list[str]:
    """Which of its secrets are nowhere to be found, a sentence each."""
    return [
        f"The mailbox “{box.name}” cannot be read: {name} is not set in the environment."
        for name in box.secret_names()
        if not secrets.get(name)
    ]

"""Which account at GOV.UK Notify is a landlord's, and where do its secrets stand?

As with a mailbox, a profile names a variable of the environment, never a key.
"""

from collections.abc import Mapping
from typing import Self

from pydantic import model_validator

from bot.landlords.mailbox import SecretName
from bot.landlords.parts import Part, Words


class Notify(Part):
    """One service at GOV.UK Notify: text messages in and out, and letters out."""

    api_key_from: SecretName
    callback_token_from: SecretName | None = None  #: without it nothing that is posted to us is believed
    text_template: Words | None = None  #: the id of a template that holds ((body)) and no other field
    letter_template: Words | None = None  #: the id of one that holds ((heading)) and ((body))

    @model_validator(mode="after")
    def _can_send_something(self) -> Self:
        if not (self.text_template or self.letter_template):
            raise ValueError("it needs text_template, letter_template or both")
        return self

    def unset_secrets(self, secrets: Mapping[str, str]) -> list[str]:
        """Which of its secrets are nowhere to be found, a sentence each."""
        names = [name for name in (self.api_key_from, self.callback_token_from) if name]
        return [
            f"GOV.UK Notify cannot be used: {name} is not set in the environment."
            for name in names
            if not secrets.get(name)
        ]

"""What must be known of a landlord's account at GOV.UK Notify?"""

import re
from dataclasses import dataclass, field
from typing import Final

_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY: Final = re.compile(rf"(?:.*-)?{_UUID}-{_UUID}", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Account:
    """One service at Notify, which is one landlord's."""

    landlord_id: str
    api_key: str = field(repr=False)
    base_url: str
    callback_token: str = field(default="", repr=False)  #: "" believes nobody who posts to us
    text_template: str = ""  #: its id; "" sends no text messages
    letter_template: str = ""  #: its id; "" sends no letters


def is_whole_key(api_key: str) -> bool:
    """Whether this looks like a whole key of Notify: a name, the service's id and the secret."""
    return _KEY.fullmatch(api_key) is not None

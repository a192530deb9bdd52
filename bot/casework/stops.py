"""Does a text message say nothing but that we shall text no more? Pure.

STOP is what phones teach people to write. It is no answer to a choice and no wish to be left alone with a broken
boiler: texts end, and a person finds another way. START lets them begin again. Code: 5.10
"""

import re
from typing import Final

BY_TEXT: Final = "text"  #: the channel this is about
NOT_BY_TEXT: Final = "another way than text"  #: how the wish is recorded beside phone, post and text
_STOP: Final = re.compile(
    r"(?:please |pls |plz )?(?:stop|stop all|stopall|stop please|stop pls|unsubscribe|opt out|optout|end|quit"
    r"|(?:stop|no more|end) (?:the |these |your |sending )?(?:texts|txts|sms|text messages|messages)"
    r"|stop (?:texting|messaging)(?: me| us)?|(?:do not|dont|don't) text(?: me| us)?(?: again| any ?more)?)(?: please| pls| thanks| thank you)?"
)
_START: Final = re.compile(
    r"(?:please )?(?:start|unstop|opt in|optin|start (?:the )?texts)(?: please| again)?"
)


def asks_to_stop(text: str) -> bool:
    """Whether the whole of it asks that we text no more; "stop the leak" does not."""
    return _STOP.fullmatch(_words(text)) is not None


def asks_to_start(text: str) -> bool:
    """Whether the whole of it takes that back."""
    return _START.fullmatch(_words(text)) is not None


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s']", " ", text.replace("’", "'").lower()).split())

"""When does Hark stop answering an address? Two robots must not talk for ever, and a person must still be heard.

Pure. The message is stored, read and queued all the same; only the automatic answer is held back.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

CAPS: Final[Mapping[timedelta, int]] = {
    timedelta(minutes=10): 5,
    timedelta(hours=1): 10,
    timedelta(days=1): 25,
}


def too_many(answers_within: Mapping[timedelta, int], *, times: int = 1) -> str:
    """Why the next automatic answer is held back, or "" where it may leave.

    Args:
        answers_within: how many answers this address has had in each span of `CAPS`.
        times: how many times the cap is allowed; twice for "please ring us now".
    """
    for span, most in CAPS.items():
        if answers_within.get(span, 0) >= most * times:
            minutes = int(span.total_seconds() // 60)
            return f"This address has had {most * times} automatic answers within {minutes} minutes."
    return ""

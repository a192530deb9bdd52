"""When does Hark stop answering an address, or on a case? Two robots must not talk for ever, and a person must still be heard.

Pure. The message is stored, read and queued all the same; only the automatic answer is held back.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

CAPS: Final[Mapping[timedelta, int]] = {
    timedelta(minutes=10): 5,
    timedelta(hours=1): 10,
    timedelta(days=1): 25,
}
LONGEST: Final = max(CAPS)
#: a sender that names another address to answer to in each mail: a form that many residents use, or a robot
OF_ONE_SENDER: Final = 4


def count_within(answered_at: Iterable[datetime], now: datetime) -> dict[timedelta, int]:
    """How many answers there were in each span of `CAPS`."""
    ages = [now - at for at in answered_at]
    return {span: sum(age <= span for age in ages) for span in CAPS}


def too_many(answers_within: Mapping[timedelta, int], *, times: int = 1, what: str = "This address") -> str:
    """Why the next automatic answer is held back, or "" where it may leave.

    Args:
        answers_within: how many answers there were in each span of `CAPS`.
        times: how many times the cap is allowed; twice for "please ring us now".
        what: has had the answers, as a sentence begins.
    """
    for span, most in CAPS.items():
        if answers_within.get(span, 0) >= most * times:
            minutes = int(span.total_seconds() // 60)
            return f"{what} has had {most * times} automatic answers within {minutes} minutes."
    return ""

"""Is this answer signed by the survey it says it comes from, and not an old one played again? Pure.

`X-Hark-Signature: t=UNIX,v1=HEX`, where HEX is the HMAC-SHA256 of `t.body` under the survey's secret. The time is part
of what is signed; else an old answer could be given a new one.
"""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Final

HEADER: Final = "X-Hark-Signature"
TOLERANCE_SECONDS: Final = 300
_TIME: Final = re.compile(r"t=(\d{1,12})")
_SIGNED: Final = re.compile(r"v1=([0-9a-fA-F]{64})")


def sign(body: bytes, secret: str, at: datetime) -> str:
    """The header of an answer signed now; what a survey's own server does."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(body, secret, seconds)}"


def fault_of_signature(header: str, body: bytes, secret: str, now: datetime) -> str:
    """Why a signature does not hold, a sentence for whoever set the survey up; "" where it does.

    Several `v1` may stand in one header, so that a secret can be changed without a gap.
    """
    times, signed = _TIME.findall(header), _SIGNED.findall(header)
    if len(times) != 1 or not signed:
        return f"The header {HEADER} must read t=SECONDS,v1=HEX."
    expected = _digest(body, secret, int(times[0])).encode()
    if not any(hmac.compare_digest(expected, one.lower().encode()) for one in signed):
        return "The signature does not fit: sign the bytes of “t.body” with HMAC-SHA256 and this survey's secret."
    if abs(now.timestamp() - int(times[0])) > TOLERANCE_SECONDS:
        return f"It was signed more than {TOLERANCE_SECONDS // 60} minutes away from now: check the clock and sign again."
    return ""


def _digest(body: bytes, secret: str, seconds: int) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()

"""Was this body signed with the key of whoever hands it in, and just now? Pure.

The header is `t=UNIX,v1=HEX`: HMAC-SHA256 with the client's key over the time, a full stop and the body.
"""

import hashlib
import hmac
import re
from typing import Final

TOLERANCE_SECONDS: Final = 300
_HEADER: Final = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})", re.ASCII)


def sign(key: str, body: bytes, at: int) -> str:
    """The header for a body at a time, in Unix seconds."""
    return f"t={at},v1={_mac(key, body, at)}"


def fault_of(key: str, body: bytes, header: str, now: float) -> str:
    """Why a signature cannot be believed; "" where it can."""
    found = _HEADER.fullmatch(header.strip())
    if found is None:
        return "Send X-Hark-Signature as t=UNIX,v1=HEX."
    at = int(found.group(1))
    if abs(now - at) > TOLERANCE_SECONDS:
        return (
            "The time in X-Hark-Signature is more than five minutes from ours. Set the clock and sign again."
        )
    if not hmac.compare_digest(found.group(2), _mac(key, body, at)):
        return (
            "The signature does not fit the body. Sign the very bytes that are sent, with this client's key."
        )
    return ""


def _mac(key: str, body: bytes, at: int) -> str:
    return hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()

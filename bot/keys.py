"""Which links and reply addresses are truly ours? Short tokens that only this installation can make.

A token holds a purpose and a number, sealed with the installation's secret; nothing needs to be stored, and
nothing can be guessed from one token about another.
"""

import base64
import hashlib
import hmac
from datetime import date

_SEAL_BYTES = 10
_FIRST_DAY = date(2020, 1, 1).toordinal()  # days are counted from here, in sixteen bits: 179 years
_DAY_BITS = 16


class Keys:
    """Makes and reads tokens with one secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def seal(self, purpose: str, number: int) -> str:
        """A token for one thing, safe in a link and in a mail address: lower-case letters, digits and a dash."""
        return (
            f"{_base32(number.to_bytes(6, 'big').lstrip(bytes(1)) or bytes(1))}-{self._seal(purpose, number)}"
        )

    def read(self, purpose: str, token: str) -> int | None:
        """The number a token was made for, or None where we did not make it for this purpose.

        The whole token is made again and compared: letters that stand for the same number are not the same token.
        """
        said = token.strip().lower()
        body = said.partition("-")[0].upper()
        try:
            number = int.from_bytes(base64.b32decode(body + "=" * (-len(body) % 8)), "big")
            ours = self.seal(purpose, number)
        except (ValueError, OverflowError):
            return None
        return number if hmac.compare_digest(said.encode(errors="replace"), ours.encode()) else None

    def seal_dated(self, purpose: str, number: int, on: date) -> str:
        """A token for one thing that also says on which day it was made, so that it can end."""
        return self.seal(purpose, number << _DAY_BITS | (on.toordinal() - _FIRST_DAY))

    def read_dated(self, purpose: str, token: str) -> tuple[int, date] | None:
        """The number and the day a token was made for, or None where we did not make it for this purpose."""
        both = self.read(purpose, token)
        if both is None:
            return None
        days = both & ((1 << _DAY_BITS) - 1)
        return both >> _DAY_BITS, date.fromordinal(_FIRST_DAY + days)

    def hash(self, secret_text: str) -> str:
        """What is stored in place of a cookie or a one-time link."""
        return hmac.new(self._secret, secret_text.encode(), hashlib.sha256).hexdigest()

    def _seal(self, purpose: str, number: int) -> str:
        mac = hmac.new(self._secret, f"{purpose}:{number}".encode(), hashlib.sha256).digest()
        return _base32(mac[:_SEAL_BYTES])


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()

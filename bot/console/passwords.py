"""Is this the right password? Argon2id, off the loop, two at a time, so that a flood of tries cannot stall the house."""

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LENGTH: Final = 12
MOST_LENGTH: Final = 200  # a longer one only costs memory
_AT_ONCE: Final = 2
_MAY_WAIT: Final = 20


class TooBusy(Exception):
    """More people are signing in than can be checked at once; try again in a moment."""


class Passwords:
    """Hashes and checks passwords for one application."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        # Checked against where there is no account, so that the time taken tells nothing.
        self._nobody = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """What is stored in place of a password."""
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def is_right(self, stored: str, password: str) -> bool:
        """Whether this is the password; takes as long where nothing is stored.

        Raises:
            TooBusy: the line of sign-ins is too long.
        """
        if self._waiting >= _MAY_WAIT:
            raise TooBusy
        self._waiting += 1
        try:
            async with self._turns:
                fits = await asyncio.to_thread(self._fits, stored or self._nobody, password[:MOST_LENGTH])
        finally:
            self._waiting -= 1
        return fits and bool(stored)

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def faults_of_password(password: str, again: str, *, email: str) -> list[str]:
    """What is wrong with a new password, a sentence each; empty where it will do."""
    if len(password) < LEAST_LENGTH:
        return [f"The password must have {LEAST_LENGTH} characters or more. A few words together are good."]
    if len(password) > MOST_LENGTH:
        return [f"The password must have {MOST_LENGTH} characters or fewer."]
    if len(set(password)) < 5 or password.lower() in (email, email * 2):
        return ["This password is too easy to guess. Use a few words that do not belong together."]
    return [] if password == again else ["The two passwords are not the same."]

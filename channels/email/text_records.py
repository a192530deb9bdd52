"""What does the DNS say under a name?

Asked for the sender check alone, outside any transaction, and never for long: where the name server does not answer,
it is left alone for a minute, so that a mail waits a few seconds for it at most and the next not at all.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

_ANSWER_SECONDS: Final = 2.0
_REST_SECONDS: Final = 60.0


class NameServerSilent(OSError):
    """The name server did not answer; nothing is known of the sender."""


class TextRecords:
    """Asks the machine's own name server, and remembers what it said for as long as that holds.

    Args:
        resolve: asks for the texts under a name; what it raises means that nobody answered.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        resolve: Callable[[str], Sequence[str]] | None = None,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolve = resolve
        self._seconds = seconds
        self._silent_until = 0.0
        self._lock = threading.Lock()

    def __call__(self, name: str) -> Sequence[str]:
        """Every text under the name; none where there is no such name.

        Raises:
            NameServerSilent: nobody answered, now or within the last minute.
        """
        with self._lock:
            if self._seconds() < self._silent_until:
                raise NameServerSilent
        try:
            self._resolve = self._resolve or resolver()
            return self._resolve(name.rstrip("."))
        except Exception as error:
            with self._lock:
                self._silent_until = self._seconds() + _REST_SECONDS
            raise NameServerSilent from error


def resolver() -> Callable[[str], Sequence[str]]:
    """Asks by dnspython, which reads how this machine resolves names."""
    from dns.exception import DNSException
    from dns.name import NameTooLong
    from dns.resolver import NXDOMAIN, Cache, NoAnswer, Resolver

    asked = Resolver()
    asked.lifetime, asked.cache = _ANSWER_SECONDS, Cache()

    def resolve(name: str) -> Sequence[str]:
        try:
            answer = asked.resolve(name, "TXT")
        except (NXDOMAIN, NoAnswer, NameTooLong, UnicodeError):
            return []
        except DNSException as error:
            raise NameServerSilent from error
        return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]

    return resolve

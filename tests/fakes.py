"""What stands in for the world in a test? A clock that can be moved, a sender that keeps, a reader that is told."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.scanning import Outcome, Scan
from channels.messages import Outgoing
from classifiers.reading import Reading
from tests.builders import a_reading


class FixedClock:
    """A clock that stands until it is moved; called like the real one."""

    def __init__(self, now: datetime = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The instant it shows."""
        return self.now

    def move(self, **by: float) -> datetime:
        """Let time pass: `clock.move(days=3, hours=2)`."""
        self.now += timedelta(**by)
        return self.now

    def set(self, now: datetime) -> datetime:
        """Show this instant."""
        self.now = now
        return self.now


class FakeSender:
    """Keeps what it is given to send; `channels.door.Sender`.

    Args:
        failures: raised one at each attempt until they are used up; None at a place lets that attempt through.
    """

    def __init__(self, failures: Sequence[Exception | None] = ()) -> None:
        self.sent: list[Outgoing] = []
        self.attempts: list[Outgoing] = []
        self._failures = list(failures)

    def fail_with(self, *failures: Exception | None) -> None:
        """Fail the next attempts like this."""
        self._failures.extend(failures)

    async def send(self, outgoing: Outgoing) -> str:
        """Keep it, or fail as told."""
        self.attempts.append(outgoing)
        failure = self._failures.pop(0) if self._failures else None
        if failure is not None:
            raise failure
        self.sent.append(outgoing)
        return "250 kept"


class FakeReader:
    """Reads as it is told; `bot.house.Reader`.

    Args:
        readings: the reading of each message that contains this text, the first that fits.
        otherwise: the reading of any other message.
    """

    def __init__(
        self, readings: Mapping[str, Reading] | None = None, *, otherwise: Reading | None = None
    ) -> None:
        self.readings = dict(readings or {})
        self.otherwise = otherwise or a_reading()
        self.asked: list[tuple[str, str, str]] = []

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """The reading told for each."""
        self.asked.extend(messages)
        return [self._read(f"{subject}\n{text}") for subject, text, _ in messages]

    def _read(self, words: str) -> Reading:
        return next((reading for part, reading in self.readings.items() if part in words), self.otherwise)


class FakeScanner:
    """Says of files what it is told; `bot.scanning.Scanner`.

    Args:
        said: what it says of a file that holds these bytes; of any other that it is clean.
    """

    def __init__(self, said: Mapping[bytes, Scan] | None = None) -> None:
        self.said = dict(said or {})
        self.asked: list[bytes] = []

    async def scan(self, content: bytes) -> Scan:
        """What it was told to say."""
        self.asked.append(content)
        return next((scan for part, scan in self.said.items() if part in content), Scan(Outcome.CLEAN))

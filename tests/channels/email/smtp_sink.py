"""What stands on the other side of an SMTP conversation in these tests: doors and relays of our own making."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

from channels.messages import Arrival, Outgoing


@dataclass
class FakeDoor:
    """Keeps arrivals in a list, or fails."""

    arrivals: list[Arrival] = field(default_factory=list)
    failure: Exception | None = None
    seconds: float = 0.0
    bookmarks: dict[tuple[str, str], str] = field(default_factory=dict)

    async def receive(self, arrival: Arrival) -> str:
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        self.arrivals.append(arrival)
        return str(len(self.arrivals))

    async def remember(self, channel: str, key: str, value: str) -> None:
        if self.failure:
            raise self.failure
        self.bookmarks[channel, key] = value

    async def recall(self, channel: str, key: str) -> str | None:
        return self.bookmarks.get((channel, key))

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        raise NotImplementedError


@dataclass
class FakeRelay:
    """A relay that takes mail, or answers as it is told to."""

    to_recipient: str = "250 OK"
    to_mail: str = "250 2.0.0 queued for amina@example.net"
    taken: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.to_mail.startswith("2"):
            self.taken.append(envelope)
        return self.to_mail

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """The port it listens at."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self, hostname="relay.example.net", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
        )
        try:
            yield port_of(server)
        finally:
            server.close()
            await server.wait_closed()


def port_of(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])

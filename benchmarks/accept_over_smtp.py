"""How fast is mail accepted for certain, beside a bare sink that does the least that is certain?

The sink is aiosmtpd with a handler of four lines and a thread that commits all that waits to one SQLite table
(WAL, synchronous full). Ours is the real door on a new database. Both run in a process of their own, by turns, the
clients in eight more. Prints each round, then the ratio of the medians. Goal: at least 0.8.

    .venv/bin/python benchmarks/accept_over_smtp.py [mails=1600] [rounds=3]
"""

import asyncio
import logging
import multiprocessing as mp
import queue
import random
import smtplib
import socket
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

CONNECTIONS = 8
INSERT = "insert into m(received, sender, recipient, raw) values (?, ?, ?, ?)"


def mails(number: int = 300) -> list[bytes]:
    """Invented mails of 2 to 6 kB, every twenty-fifth with an attachment of 60 kB; the same each time."""
    draw = random.Random(7)
    words = (
        "boiler",
        "the",
        "cold",
        "since",
        "Monday",
        "and",
        "nobody",
        "rings",
        "me",
        "back",
        "please",
        "when",
    )
    made = []
    for number_of in range(number):
        length = 60_000 if number_of % 25 == 24 else draw.randint(1500, 5500)
        lines, size = [], 0
        while size < length:
            lines.append(" ".join(draw.choices(words, k=12)))
            size += len(lines[-1]) + 2
        head = f"From: t{number_of}@example.net\r\nTo: housing@example.org\r\nSubject: repair {number_of}\r\n"
        made.append(
            f"{head}Message-ID: <{number_of}@example.net>\r\n\r\n".encode() + "\r\n".join(lines).encode()
        )
    return made


MAILS = mails()


def serve_sink(path: str, port: int, ready: Any) -> None:
    """The baseline."""
    from aiosmtpd.smtp import SMTP

    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()

    async def main() -> None:
        loop = asyncio.get_running_loop()

        def write() -> None:
            database = sqlite3.connect(path, isolation_level=None)
            database.execute("pragma journal_mode=wal")
            database.execute("pragma synchronous=full")
            database.execute(
                "create table m(id integer primary key, received real, sender text, recipient text, raw blob)"
            )
            database.execute("create index mi on m(sender)")
            ready.set()
            while True:
                batch = [waiting.get()]
                while not waiting.empty():
                    batch.append(waiting.get_nowait())
                database.execute("begin immediate")
                database.executemany(INSERT, [row for row, _ in batch])
                database.execute("commit")
                loop.call_soon_threadsafe(lambda done: [kept.set_result(None) for _, kept in done], batch)

        class Sink:
            async def handle_DATA(  # noqa: N802 - named by aiosmtpd
                self, server: Any, session: Any, envelope: Any
            ) -> str:
                kept = loop.create_future()
                waiting.put(((time.time(), envelope.mail_from, envelope.rcpt_tos[0], envelope.content), kept))
                await kept
                return "250 OK"

        await loop.create_server(lambda: SMTP(Sink(), hostname="bench", loop=loop), "127.0.0.1", port)
        threading.Thread(target=write, daemon=True).start()
        await asyncio.Event().wait()

    logging.disable(logging.WARNING)
    asyncio.run(main())


def serve_ours(path: str, port: int, ready: Any) -> None:
    """The real door, as `hark serve` opens it."""
    from bot.clock import utc_now
    from bot.front_door import FrontDoor
    from bot.store.database import Database
    from channels.email.receive_smtp import open_smtp_door

    async def main() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await database.create_all()
        door = FrontDoor(database, landlord_ids=["example"], clock=utc_now)
        await door.start()
        await open_smtp_door(
            door,
            host="127.0.0.1",
            port=port,
            landlord_for={"housing@example.org": "example"}.get,
            size_limit_bytes=30 * 1024 * 1024,
            hostname="bench",
            now=utc_now,
            mails_per_sender_per_minute=100_000,
        )
        ready.set()
        await asyncio.Event().wait()

    logging.disable(logging.WARNING)
    asyncio.run(main())


def send(port: int, number: int, start: int, together: Any) -> None:
    """One connection, kept for all its mails."""
    connection = smtplib.SMTP("127.0.0.1", port)
    together.wait()
    for index in range(start, start + number):
        sender = f"t{index % 120}@example.net"
        connection.sendmail(sender, ["housing@example.org"], MAILS[index % len(MAILS)])
    together.wait()
    connection.quit()


def measure(server: Callable[[str, int, Any], None], table: str, number: int) -> float:
    """Mails a second, from the first to the last "250"; what was accepted is counted in the table."""
    fork = mp.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/mails.db"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        ready, together = fork.Event(), fork.Barrier(CONNECTIONS + 1)
        serving = fork.Process(target=server, args=(path, port, ready))
        serving.start()
        if not ready.wait(30):
            raise SystemExit("The server did not start.")
        each = number // CONNECTIONS
        clients = [
            fork.Process(target=send, args=(port, each, k * each, together)) for k in range(CONNECTIONS)
        ]
        for client in clients:
            client.start()
        together.wait()
        began = time.perf_counter()
        together.wait()
        took = time.perf_counter() - began
        for client in clients:
            client.join()
        serving.terminate()
        serving.join()
        kept = sqlite3.connect(path).execute(f"select count(*) from {table}").fetchone()[0]
        if kept != each * CONNECTIONS:
            raise SystemExit(f"{kept} of {each * CONNECTIONS} mails were kept.")
        return kept / took


def main() -> None:
    """Measure both by turns and print the ratio."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1600
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    sink, ours = [], []
    for turn in range(1, rounds + 1):
        sink.append(measure(serve_sink, "m", number))
        ours.append(measure(serve_ours, "arrival", number))
        print(f"round {turn}: sink {sink[-1]:7.1f} mails/s   hark {ours[-1]:7.1f} mails/s", flush=True)
    ratio = statistics.median(ours) / statistics.median(sink)
    print(f"accepted over SMTP, durable, {CONNECTIONS} connections: {ratio:.2f} of the bare sink (goal 0.80)")


if __name__ == "__main__":
    main()

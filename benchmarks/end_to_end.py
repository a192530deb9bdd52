"""How many mails a second are accepted, parsed, read, decided and committed by one process on SQLite?

300 invented mails of 2-6 kB, every twenty-fifth with a picture, from 120 residents, go over the real SMTP port on
four connections into a new database; the clock stops when the last is decided. Answers are written to the outbox
and handed to a sender that keeps nothing.

The baseline is django-helpdesk 2.6, which took 34 such mails a second on two cores, each with its ticket
committed and without reading or answering any. Goal: at least 2 times that with the heads alone.

    .venv/bin/python benchmarks/end_to_end.py [mails=300] [rounds=3] [--profile]
"""

import asyncio
import contextlib
import cProfile
import multiprocessing as mp
import pstats
import random
import smtplib
import statistics
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

DJANGO_HELPDESK_MAILS_PER_SECOND = 34
CONNECTIONS = 4
RESIDENTS = 120
OPENINGS = (
    "The boiler at number {n} has stopped and we have had no heating since {day}.",
    "I am still waiting for somebody to come about the bathroom ceiling. This is the {n}th time I ask.",
    "I want to make a complaint about the way I was spoken to on {day}.",
    "Could you tell me what I owe for October? I paid {n}.50 at the shop on {day}.",
    "Music from the flat above until three in the morning, every night since {day}.",
    "How do I add my partner to the tenancy of flat {n}?",
    "Your man came on {day}, looked, said it was not his trade, and went. Nobody has rung since.",
    "There is mould behind the wardrobe in the back bedroom of number {n}.",
)
MORE = (
    "I work shifts, so please ring after {n} minutes past four.",
    "My neighbour has the same and was told {day}.",
    "I can send photographs if you say where to.",
    "We have lived here for {n} years and always paid.",
    "It is the one with the blue door, second on the left after the lift.",
    "Please answer in plain words, English is my second language.",
    "The letter of {day} says one thing and the lady on the phone another.",
    "It is the stairwell beside the bin store, on the side of the car park.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
QUOTED = "On {day} Housing wrote:\n> Thank you for your message.\n> Somebody will be in touch within {n} days.\n> Please keep this reference.\n"


def mails(number: int) -> list[tuple[str, bytes]]:
    """Sender and bytes of each; the same every time."""
    draw = random.Random(20)
    return [_mail(draw, each) for each in range(number)]


def _sentence(draw: random.Random, texts: tuple[str, ...]) -> str:
    return draw.choice(texts).format(n=draw.randint(2, 40), day=draw.choice(DAYS))


def _mail(draw: random.Random, number: int) -> tuple[str, bytes]:
    resident = draw.randrange(RESIDENTS)
    sender = f"resident{resident}@resident.example"
    paragraphs = [_sentence(draw, OPENINGS)]
    paragraphs += [
        " ".join(_sentence(draw, MORE) for _ in range(draw.randint(2, 5))) for _ in range(draw.randint(1, 4))
    ]
    text = "\n\n".join(paragraphs) + "\n"
    if draw.random() < 0.3:
        text += "\n" + QUOTED.format(day=draw.choice(DAYS), n=draw.randint(2, 9))
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Zoë Résident {resident} <{sender}>", "housing@example.org"
    mail["Subject"], mail["Message-ID"] = (
        f"Flat {resident}, {draw.choice(DAYS)}",
        f"<b{number}@resident.example>",
    )
    mail.set_content(text)
    mail.add_alternative(
        "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n")) + "</body></html>",
        subtype="html",
    )
    if number % 25 == 24:
        mail.add_attachment(draw.randbytes(50_000), maintype="image", subtype="jpeg", filename="picture.jpg")
    return sender, mail.as_bytes()


def send(port: int, part: list[tuple[str, bytes]]) -> None:
    """One connection's share; in a process of its own."""
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for sender, raw in part:
            connection.sendmail(sender, ["housing@example.org"], raw)


class KeepsNothing:
    """Takes what is sent."""

    async def send(self, outgoing: Any) -> str:
        """Accept one message."""
        return "250 kept"


async def one_round(folder: Path, number: int, profile: cProfile.Profile | None) -> tuple[float, float]:
    """Mails a second until the last was accepted, and until the last was decided."""
    from bot.clock import utc_now
    from bot.front_door import FrontDoor
    from bot.logs import set_up_logs
    from bot.settings import Settings
    from bot.store.arrivals import count_waiting
    from bot.store.migrate import upgrade
    from bot.wiring import build_house, landlord_finder, owner_name, prepare_models, register_landlords
    from bot.worker import Worker
    from channels.email.receive_smtp import open_smtp_door

    set_up_logs()
    settings = Settings(data_dir=folder)
    house = build_house(settings, senders={"email": KeepsNothing(), "webhook": KeepsNothing()})
    await asyncio.to_thread(upgrade, house.database.url)
    prepare_models(folder)
    house.reader()
    await register_landlords(house)
    door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=utc_now)
    await door.start()
    server = await open_smtp_door(
        door,
        host="127.0.0.1",
        port=0,
        landlord_for=landlord_finder(house),
        size_limit_bytes=2**25,
        hostname="hark",
        now=utc_now,
    )
    worker = Worker(house, owner=owner_name(), arrived=door.arrived)
    working = asyncio.create_task(worker.run())
    made, port = mails(number), server.sockets[0].getsockname()[1]
    senders = [
        mp.get_context("spawn").Process(target=send, args=(port, made[each::CONNECTIONS]))
        for each in range(CONNECTIONS)
    ]
    if profile:
        profile.enable()
    for sender in senders:
        sender.start()
    first: float | None = None
    accepted_at: float | None = None
    while True:
        await asyncio.sleep(0.02)
        async with house.database.reading() as session:
            waiting = await count_waiting(session, list(house.profiles))
        if first is None:
            if waiting:
                first = time.perf_counter()  # the senders' own start is not ours
            continue
        if accepted_at is None and not any(sender.is_alive() for sender in senders):
            accepted_at = time.perf_counter()
        if accepted_at is not None and not waiting:
            break
    decided_at = time.perf_counter()
    if profile:
        profile.disable()
    worker.stop()
    await working
    server.close()
    await door.close()
    await house.database.close()
    return number / (accepted_at - first), number / (decided_at - first)


def main() -> None:
    """Print each round, then the median and its ratio."""
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    number, rounds = int(given[0]) if given else 300, int(given[1]) if len(given) > 1 else 3
    profile = cProfile.Profile() if "--profile" in sys.argv else None
    decided = []
    for each in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            speed = asyncio.run(one_round(Path(folder), number, profile))
        decided.append(speed[1])
        print(
            f"round {each + 1}: accepted {speed[0]:.0f} mails/s, decided and committed {speed[1]:.1f} mails/s",
            flush=True,
        )
    middle = statistics.median(decided)
    print(
        f"{middle:.1f} mails/s, {middle / DJANGO_HELPDESK_MAILS_PER_SECOND:.2f} x django-helpdesk 2.6 ({DJANGO_HELPDESK_MAILS_PER_SECOND} mails/s)"
    )
    if profile:
        with contextlib.suppress(BrokenPipeError):
            pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
            pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()

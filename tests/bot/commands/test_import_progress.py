"""Does an import say how far it has got, and nothing where there is nothing to wait for?"""

from collections.abc import Iterator

from bot.commands.import_progress import EVERY, Progress


def ticking(step: float) -> Iterator[float]:
    seconds = 0.0
    while True:
        yield seconds
        seconds += step


def test_a_short_import_says_nothing() -> None:
    said: list[str] = []
    progress = Progress(said.append)

    for _ in range(EVERY - 1):
        progress.count("message")
    progress.end()

    assert said == []


def test_a_long_one_says_how_many_how_fast_and_what_became_of_them() -> None:
    said: list[str] = []
    clock = ticking(4.0)
    progress = Progress(said.append, lambda: next(clock))

    for at in range(2 * EVERY):
        progress.count("robot" if at % 4 == 0 else "message")
    progress.end()

    assert said == [
        "100 mails, 25 a second",
        "200 mails, 25 a second",
        "200 mails in all, 17 a second: 150 message, 50 robot.",
    ]

"""One process watches a mailbox, another takes over when it dies, and all of them can say how it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.mailboxes import NamedMailbox, Standing
from bot.store.database import Database
from bot.watching import LEASE_SECONDS, Watching, list_states
from channels.door import DoorReport
from tests.fakes import FixedClock
from tests.web_house import a_web_house

KEY = "example/housing/INBOX"


@dataclass
class FakeWatch:
    """Says what it is told to say; `channels.door.Watch`."""

    told: DoorReport = field(default_factory=DoorReport)
    is_watching: bool = False

    def start(self) -> None:
        """Watch."""
        self.is_watching = True

    async def stop(self) -> None:
        """Watch no more."""
        self.is_watching = False

    def report(self) -> DoorReport:
        """What it was told to say."""
        return self.told


@pytest.fixture
def watching(any_database: Database, clock: FixedClock) -> Callable[[str, FakeWatch], Watching]:
    def make(owner: str, watch: FakeWatch) -> Watching:
        return Watching(any_database, {KEY: lambda: watch}, owner=owner, clock=clock)

    return make


Make = Callable[[str, FakeWatch], Watching]


async def test_of_two_processes_one_watches(watching: Make) -> None:
    first, second = FakeWatch(), FakeWatch()
    processes = [watching("first", first), watching("second", second)]

    for _ in range(3):
        for process in processes:
            await process.take_turn()

    assert (first.is_watching, second.is_watching) == (True, False)


async def test_another_takes_over_within_ten_seconds_of_a_crash(watching: Make, clock: FixedClock) -> None:
    second = FakeWatch()
    await watching("first", FakeWatch()).take_turn()
    taking_over = watching("second", second)
    clock.move(seconds=LEASE_SECONDS - 1)
    await taking_over.take_turn()
    too_early = second.is_watching
    clock.move(seconds=1)

    await taking_over.take_turn()

    assert (too_early, second.is_watching) == (False, True)
    assert LEASE_SECONDS < 10


async def test_whoever_finds_that_another_has_taken_over_stops(watching: Make, clock: FixedClock) -> None:
    slow, quick = FakeWatch(), FakeWatch()
    was_away, other = watching("slow", slow), watching("quick", quick)
    await was_away.take_turn()
    clock.move(seconds=60)
    await other.take_turn()

    await was_away.take_turn()

    assert (slow.is_watching, quick.is_watching) == (False, True)


async def test_who_stops_in_peace_lets_another_take_over_at_once(watching: Make) -> None:
    first, second = FakeWatch(), FakeWatch()
    going = watching("first", first)
    await going.take_turn()

    await going.stop()
    await watching("second", second).take_turn()

    assert (first.is_watching, second.is_watching) == (False, True)


async def test_what_a_watch_reports_is_known_in_every_process(tmp_path: Path) -> None:
    web = await a_web_house(tmp_path, mailboxes=[NamedMailbox(KEY, "complaints", "example")])
    watch, clock = FakeWatch(), web.clock
    process = Watching(web.house.database, {KEY: lambda: watch}, owner="first", clock=clock)
    await process.take_turn()
    watch.told = DoorReport(failing_since=clock.now, why="Nothing answers at mail.example.org:993.")
    await process.take_turn()
    clock.now += timedelta(minutes=5)

    (state,) = await list_states(web.house, ["example"])
    of_another = await list_states(web.house, ["another"])
    await web.client.aclose()
    await web.house.database.close()

    assert state.standing is Standing.FAILING
    assert "Nothing answers at mail.example.org:993." in state.sentences[0]
    assert of_another == []


async def test_a_process_without_mailboxes_watches_nothing_and_stops(
    any_database: Database, clock: FixedClock
) -> None:
    process = Watching(any_database, {}, owner="first", clock=clock)

    process.start()
    await process.stop()

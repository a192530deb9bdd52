"""Is the date above a passed-on message read as it was meant?"""

from datetime import UTC, datetime

import pytest

from channels.email.written_dates import sent_at_in

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WINTER = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        "02 November 2026 09:12",
        "Monday, 2 November 2026 09:12",
        "Monday, November 2, 2026 9:12 AM",
        "Mon, 2 Nov 2026 at 09:12",
        "Mon, Nov 2, 2026 at 9:12 AM",
        "2 November 2026 at 09:12:44 GMT",
        "Mon, 2 Nov 2026 09:12:44 +0000",
        "Mon, 2 Nov 2026 10:12:44 +0100",
        "02/11/2026 09:12",
        "2026-11-02 09:12",
        "dydd Llun, 2 Tachwedd 2026 09:12",
        "lundi 2 novembre 2026 09:12",
        "Montag, 2. November 2026 09:12",
        "poniedziałek, 2 listopada 2026 09:12",
        "lunes, 2 de noviembre de 2026 9:12",
    ],
)
def test_every_program_s_way_of_writing_it_is_read(said: str) -> None:
    assert sent_at_in(said, before=NOW) == WINTER


def test_an_afternoon_in_summer_is_london_time() -> None:
    assert sent_at_in("Thursday, 4 June 2026 2:05 PM", before=NOW) == datetime(2026, 6, 4, 13, 5, tzinfo=UTC)


def test_a_day_without_a_time_is_taken_as_its_end() -> None:
    assert sent_at_in("2 November 2026", before=NOW) == datetime(2026, 11, 2, 23, 59, tzinfo=UTC)


def test_numbers_are_in_the_british_order_and_nothing_else_is_guessed() -> None:
    assert sent_at_in("03/05/2026 09:00", before=NOW) == datetime(2026, 5, 3, 8, 0, tzinfo=UTC)
    assert sent_at_in("02/12/2026 09:00", before=NOW) is None


@pytest.mark.parametrize(
    "said", ["", "yesterday", "2 November 2027 09:12", "99 Smarch 2026", "31/31/2026", "x" * 5000]
)
def test_what_says_no_past_instant_is_none(said: str) -> None:
    assert sent_at_in(said, before=NOW) is None

"""When is a file scanned again, and what are staff told of it meanwhile?"""

from datetime import timedelta

import pytest

from bot.in_words import file_state, size_words
from bot.scanning import AWAY, FAILED, LOST, TOO_LARGE, Outcome, Scan, next_scan_at, says_away, unscanned
from tests.builders import MONDAY_MORNING

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("scan", "tries", "after"),
    [
        pytest.param(Scan(Outcome.CLEAN), 1, None, id="passed"),
        pytest.param(Scan(Outcome.FOUND, "away"), 1, None, id="a virus, whatever it is called"),
        pytest.param(unscanned(AWAY), 0, MINUTE, id="away"),
        pytest.param(unscanned(AWAY), 400, MINUTE, id="away, and tried often before"),
        pytest.param(unscanned(TOO_LARGE), 1, DAY, id="until a limit is raised"),
        pytest.param(unscanned(LOST), 1, DAY, id="until a profile is mended"),
        pytest.param(unscanned(FAILED), 1, 2 * MINUTE, id="failed once"),
        pytest.param(unscanned(FAILED), 3, 8 * MINUTE, id="failed three times"),
        pytest.param(unscanned(FAILED), 100_000, DAY, id="fails ever"),
    ],
)
def test_only_what_the_scanner_has_spoken_about_is_not_scanned_again(
    scan: Scan, tries: int, after: timedelta | None
) -> None:
    again = next_scan_at(scan, tries, MONDAY_MORNING)

    assert again == (None if after is None else MONDAY_MORNING + after)


def test_a_virus_with_the_name_of_an_absence_is_a_virus() -> None:
    assert says_away(unscanned(AWAY))
    assert not says_away(Scan(Outcome.FOUND, AWAY))


@pytest.mark.parametrize("note", ["", AWAY, TOO_LARGE, FAILED, LOST, "a note of another release"])
def test_of_an_unscanned_file_staff_read_that_it_cannot_be_opened_and_what_to_do(note: str) -> None:
    said = file_state("unscanned", note, has_scanner=True)

    assert "cannot be opened" in said
    assert "safe to reach the sender" in said or "administrator" in said


def test_without_a_scanner_every_unscanned_file_says_so() -> None:
    said = {file_state("unscanned", note, has_scanner=False) for note in ("", AWAY, TOO_LARGE)}

    assert len(said) == 1
    assert "no scanner is set up" in said.pop()


def test_what_was_found_is_named_and_what_was_passed_stays_passed_without_a_scanner() -> None:
    assert "Eicar-Test" in file_state("found", "Eicar-Test", has_scanner=True)
    assert file_state("clean", "", has_scanner=False) == "Checked: no virus was found."


@pytest.mark.parametrize(
    ("size", "said"), [(0, "1 kB"), (1025, "2 kB"), (340_000, "333 kB"), (2_500_000, "2.4 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert size_words(size) == said

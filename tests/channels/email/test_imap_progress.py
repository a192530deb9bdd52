"""How far a mailbox has been read is counted by number alone, survives as one line, and never steps over a mail."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from channels.email.imap_progress import (
    LATE_UIDS,
    Progress,
    after_taking,
    as_text,
    at_a_look,
    from_text,
    still_to_take,
)

FIRST = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 9, 9, 12, tzinfo=UTC)
READ = Progress(FIRST, 17, through=40, beyond=frozenset({42, 43}))


def test_the_first_look_begins_at_the_beginning_and_remembers_when_it_was() -> None:
    progress, why = at_a_look(None, uidvalidity=17, uidnext=1, now=FIRST)

    assert progress == Progress(FIRST, 17)
    assert "first time" in why


def test_a_look_like_the_last_one_goes_on_where_that_ended() -> None:
    assert at_a_look(READ, uidvalidity=17, uidnext=44, now=LATER) == (READ, "")


@pytest.mark.parametrize(
    ("uidvalidity", "uidnext", "begun_anew"),
    [
        pytest.param(18, 90, Progress(FIRST, 18), id="another UIDVALIDITY"),
        pytest.param(
            17, 43, Progress(FIRST, 17, turn=1), id="the same, but the next number was given before"
        ),
    ],
)
def test_where_numbers_mean_other_mails_all_is_read_again(
    uidvalidity: int, uidnext: int, begun_anew: Progress
) -> None:
    progress, why = at_a_look(READ, uidvalidity=uidvalidity, uidnext=uidnext, now=LATER)

    assert progress == begun_anew
    assert why != ""
    assert progress.numbering != READ.numbering


def test_what_is_settled_is_not_taken_again_and_all_else_is_oldest_first() -> None:
    assert still_to_take(READ, [44, 39, 41, 42, 41, 43]) == [41, 44]


@pytest.mark.parametrize(
    ("taken", "unsettled", "through", "beyond"),
    [
        pytest.param([41], [], 43, set(), id="a gap is closed"),
        pytest.param([44], [41], 40, {42, 43, 44}, id="one that could not be taken holds the count back"),
        pytest.param([], [41, 44], 40, {42, 43}, id="nothing taken, nothing settled"),
        pytest.param([46], [], 40, {42, 43, 46}, id="a number nobody has seen may still appear"),
    ],
)
def test_the_count_never_steps_over_a_mail_that_is_not_settled(
    taken: list[int], unsettled: list[int], through: int, beyond: set[int]
) -> None:
    after = after_taking(READ, taken=taken, unsettled=unsettled)

    assert (after.through, after.beyond) == (through, beyond)


def test_a_gap_far_behind_is_given_up_but_a_mail_is_not() -> None:
    far = 40 + LATE_UIDS + 100

    with_a_gap = after_taking(READ, taken=[far], unsettled=[])
    with_a_mail = after_taking(READ, taken=[far], unsettled=[41])

    assert (with_a_gap.through, with_a_gap.beyond) == (far - LATE_UIDS, {far})
    assert still_to_take(with_a_mail, [41, far]) == [41]


@pytest.mark.parametrize(
    "progress",
    [
        pytest.param(Progress(FIRST, 17), id="nothing yet"),
        pytest.param(READ, id="with a gap"),
        pytest.param(replace(READ, turn=3, beyond=frozenset()), id="without one"),
        pytest.param(replace(READ, beyond=frozenset([*range(50, 900), 1000, 1002, 1003])), id="with many"),
    ],
)
def test_it_is_the_same_after_it_was_kept(progress: Progress) -> None:
    assert from_text(as_text(progress)) == progress


def test_a_long_run_is_a_short_line() -> None:
    many = replace(READ, beyond=frozenset(range(100, 1100)))

    assert as_text(many) == "2026-11-02T09:12:00+00:00 17.0 40 100:1099"


@pytest.mark.parametrize("line", ["", "17 40", "yesterday 17.0 40", "2026-11-02T09:12:00+00:00 17.0 40 a:b"])
def test_a_line_nobody_can_read_is_an_error_and_not_a_guess(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(line)

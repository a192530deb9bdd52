"""Staff read in a sentence that a mailbox fails, is not watched, or has gone silent, and since when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mailboxes import NamedMailbox, Standing, as_text, carried_on, from_text, state_of
from channels.door import DoorReport

NOW = datetime(2026, 11, 5, 15, 0, tzinfo=UTC)  # a Thursday
BOX = NamedMailbox("example/housing/INBOX", "complaints", "example")
WORKING = DoorReport(
    opened_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
    looked_at=NOW - timedelta(seconds=90),
    newest_at=NOW - timedelta(hours=3),
)


def state(report: DoorReport | None, **but: object) -> tuple[Standing, datetime | None, str]:
    found = state_of(BOX, report, now=NOW, holidays=frozenset[date]())
    return found.standing, found.since, " ".join(found.sentences)


def told(**but: object) -> DoorReport:
    return DoorReport(**{**vars(WORKING), **but})  # type: ignore[arg-type]


def test_of_a_mailbox_that_works_nothing_is_said() -> None:
    assert state(WORKING) == (Standing.WELL, None, "")


@pytest.mark.parametrize(
    ("report", "standing", "says"),
    [
        pytest.param(
            told(failing_since=NOW - timedelta(hours=2), why="It refuses the sign-in."),
            Standing.FAILING,
            "The mailbox “complaints” has been failing since today at 1:00pm. It refuses the sign-in. "
            "Its mail waits in it and is taken in once it works.",
            id="failing",
        ),
        pytest.param(
            told(looked_at=NOW - timedelta(hours=1)),
            Standing.UNWATCHED,
            "The mailbox “complaints” has not been looked into since today at 2:00pm. "
            "Is `hark serve` running, with its settings?",
            id="nobody looks",
        ),
        pytest.param(
            None,
            Standing.UNWATCHED,
            "The mailbox “complaints” has not been looked into yet. Is `hark serve` running, with its settings?",
            id="nobody has ever looked",
        ),
        pytest.param(
            told(newest_at=datetime(2026, 11, 2, 8, tzinfo=UTC)),
            Standing.SILENT,
            "The mailbox “complaints” has been silent since Monday 2 November at 8:00am. "
            "Send a mail to it, to see that mail still gets there.",
            id="nothing comes",
        ),
        pytest.param(
            told(newest_at=None),
            Standing.SILENT,
            "The mailbox “complaints” has been silent since Thursday 1 October at 10:00am. "
            "Send a mail to it, to see that mail still gets there.",
            id="nothing has ever come",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_time(
    report: DoorReport | None, standing: Standing, says: str
) -> None:
    found, _, sentence = state(report)

    assert (found, sentence) == (standing, says)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(
            told(failing_since=NOW - timedelta(seconds=20), why="Broken off."), id="a moment's failure"
        ),
        pytest.param(told(newest_at=datetime(2026, 11, 3, 8, tzinfo=UTC)), id="two working days of silence"),
    ],
)
def test_what_passes_by_itself_is_no_news(report: DoorReport) -> None:
    assert state(report)[0] is Standing.WELL


def test_no_mailbox_is_called_silent_over_a_holiday() -> None:
    friday, tuesday = datetime(2026, 12, 24, 12, tzinfo=UTC), datetime(2026, 12, 29, 12, tzinfo=UTC)
    report = told(newest_at=friday, looked_at=tuesday)
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})

    assert state_of(BOX, report, now=tuesday, holidays=christmas).standing is Standing.WELL


def test_mails_that_were_left_are_said_though_all_else_is_well() -> None:
    standing, _, sentences = state(told(too_large=1, not_handed_out=2, fault="Mails cannot be moved."))

    assert standing is Standing.WELL
    assert "lies 1 mail that we cannot take in, being too large. There is a task for each" in sentences
    assert "lie 2 mails that its server does not hand out" in sentences
    assert sentences.endswith("The mailbox “complaints”: Mails cannot be moved.")


def test_a_report_is_the_same_after_it_was_kept() -> None:
    report = told(failing_since=NOW, why="Nothing answers.", too_large=2, not_kept=1)

    assert from_text(as_text(report)) == report
    assert from_text(as_text(DoorReport())) == DoorReport()


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"looked_at": "yesterday"}', '{"looked_at": 5}'])
def test_a_report_nobody_can_read_is_none(text: str) -> None:
    assert from_text(text) == DoorReport()


def test_a_watch_that_began_anew_does_not_forget_what_was_known_before() -> None:
    before = told(failing_since=NOW - timedelta(days=3), why="Refused.")
    begun_anew = DoorReport(failing_since=NOW, why="Refused still.")

    known = carried_on(before, begun_anew)

    assert (known.opened_at, known.looked_at, known.newest_at) == (
        before.opened_at,
        before.looked_at,
        before.newest_at,
    )
    assert (known.failing_since, known.why) == (before.failing_since, "Refused still.")


def test_a_failure_that_is_over_is_over() -> None:
    before = told(failing_since=NOW - timedelta(days=3), why="Refused.")

    assert carried_on(before, WORKING).failing_since is None
    assert carried_on(None, WORKING) == WORKING


def test_an_account_for_texts_is_called_so_and_days_without_a_text_are_no_silence() -> None:
    account = NamedMailbox("notify:example", "GOV.UK Notify", "example", "notify")
    quiet = DoorReport(looked_at=NOW - timedelta(minutes=3), opened_at=NOW - timedelta(days=30))
    down = DoorReport(failing_since=NOW - timedelta(hours=2), why="It did not answer.")

    well = state_of(account, quiet, now=NOW, holidays=frozenset())
    failing = state_of(account, down, now=NOW, holidays=frozenset())

    assert well.sentences == ()
    assert failing.sentences[0].startswith(
        "The account “GOV.UK Notify” has been failing since today at 1:00pm."
    )
    assert "Texts wait there for seven days" in failing.sentences[0]

"""Staff correct how a message was read: the case moves, the label is kept, and an unsent answer is cancelled."""

from pathlib import Path

import pytest

from bot.errors import IllegalMove
from bot.store import messages
from bot.store.database import Database
from channels.errors import TryAgain
from tests.builders import a_reading, an_unhappy_reading
from tests.fakes import FakeSender
from tests.journeys.stage import Stage, a_stage

LEAK = "You said Tuesday and it is Friday. The bath leaks."


async def test_an_answer_that_waits_for_the_relay_is_cancelled_with_the_correction(
    database: Database, tmp_path: Path
) -> None:
    relay = FakeSender([TryAgain("The relay is not there.")])
    async with a_stage(database, tmp_path, senders={"email": relay}) as stage:
        waiting = await stage.writes("2026-11-02T09:12", LEAK, reads=a_reading())
        corrected = await stage.staff("2026-11-02T09:12", "correct", kind="complaint")

        (cancelled,) = await stage.written("service_request_receipt")

    assert waiting.names == []
    assert cancelled.state == "cancelled"
    assert corrected.names == ["choice_offer"]
    assert [outgoing.subject for outgoing in relay.sent] == [corrected.sent[0].subject]


async def test_the_label_of_the_person_is_kept(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", LEAK, reads=a_reading())
    await stage.staff("2026-11-02T10:00", "correct", kind="complaint", topic="heating")

    case = await stage.case_row(told.cases[0]["reference"])
    async with stage.house.database.reading() as session:
        review = await messages.find_review(session, stage.landlord_id, case.opened_from)
    assert review is not None
    assert (review.agreed, review.kind, review.topic, review.staff_email) == (
        False,
        "complaint",
        "heating",
        "officer@example.org",
    )
    assert case.was_dissatisfied


@pytest.mark.provision("1.3")
async def test_what_once_read_as_unhappy_is_not_refiled_without_a_reason(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", LEAK, reads=an_unhappy_reading())

    with pytest.raises(IllegalMove, match=r"1\.3"):
        await stage.staff("2026-11-02T10:00", "correct", kind="service_request")
    moved = await stage.staff(
        "2026-11-02T10:05", "correct", kind="service_request", reason="She rang: only the date was wrong"
    )
    logged = await stage.replies("2026-11-02T11:00", "Yes please")

    assert moved.of("service_request")["offer"] == "pending"
    assert logged.names == ["complaint_logged"]


async def test_a_correction_to_an_explicit_complaint_logs_it_from_the_first_message(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", LEAK, reads=a_reading())

    logged = await stage.staff("2026-11-04T10:00", "correct", kind="complaint", explicit=True)

    complaint = logged.of("complaint")
    assert logged.names == ["complaint_logged"]
    assert complaint["received_at"] == "2026-11-02T09:12:00Z"
    assert complaint["acknowledge_by"] == "2026-11-09"
    assert complaint["linked"] == [logged.of("service_request")["reference"]]

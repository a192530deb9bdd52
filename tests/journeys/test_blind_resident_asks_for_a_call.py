"""A blind resident asks to be rung: e-mail is the wrong door, and the call is the dispatch."""

import pytest

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

RING = "I am blind so please ring me, 0161 496 0555. Nobody has mended the lift door and I am fed up."
BLIND = an_unhappy_reading(signals=frozenset({Signal.ADJUSTMENT, Signal.VULNERABLE}))


@pytest.mark.provision("5.10")
async def test_a_call_is_set_and_no_mail_is_sent(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", RING, reads=BLIND)
    later = await stage.time_passes("2026-11-09T17:00")

    assert (told.names, later.names) == ([], [])
    assert told.task("call").due == "2026-11-02"
    assert told.of("service_request")["offer"] == "pending"


async def test_the_choice_and_the_acknowledgement_are_given_on_the_phone(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", RING, reads=BLIND)

    chosen = await stage.staff(
        "2026-11-02T14:00", "call", choice="yes", note="Wants the door mended and an apology"
    )
    complaint = chosen.of("complaint")
    assert chosen.names == []
    assert (complaint["received_at"], complaint["chosen_at"]) == (
        "2026-11-02T09:12:00Z",
        "2026-11-02T14:00:00Z",
    )
    assert complaint["acknowledged_at"] is None

    read_out = await stage.staff("2026-11-04T11:00", "call", kind_of_case="complaint", read_out=True)
    later = await stage.time_passes("2026-11-09T12:30")

    assert read_out.of("complaint")["acknowledged_at"] == "2026-11-04T11:00:00Z"
    assert read_out.of("complaint")["respond_by"] == "2026-11-18"
    assert later.names == []
    assert later.alerts == []


async def test_one_call_may_give_the_choice_and_read_the_acknowledgement_out(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", RING, reads=BLIND)

    called = await stage.staff("2026-11-02T14:00", "call", choice="yes", read_out=True)

    assert called.of("complaint")["acknowledged_at"] == "2026-11-02T14:00:00Z"


async def test_nobody_calls_and_the_alarm_goes_instead_of_the_guard(stage: Stage) -> None:
    await stage.writes(
        "2026-11-02T09:12",
        f"I want to complain. {RING}",
        reads=an_unhappy_reading(explicit=True, signals=BLIND.signals),
    )

    third_day = await stage.time_passes("2026-11-05T12:01")

    assert third_day.names == []
    assert third_day.task("acknowledge_by_person").due == "2026-11-05"
    assert {kind for kind, _ in third_day.alerts} == {"acknowledgement"}


async def test_a_later_message_of_theirs_is_not_answered_by_mail_either(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", RING, reads=BLIND)

    told = await stage.writes("2026-11-03T09:12", "The lift is stuck again.", reads=an_unhappy_reading())

    assert told.names == []
    assert "call" in told.asked or "second_unhappy" in told.asked

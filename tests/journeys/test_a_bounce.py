"""What we sent comes back: a returned acknowledgement is owed again, and a returned offer is not silence."""

from bot.store.doors import outgoing_of
from channels.email.send import build
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, a_bounce_of, asks_to_complain


async def test_a_bounced_acknowledgement_reopens_the_duty(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "I want to complain. The tap drips.", reads=asks_to_complain())
    acknowledged = await stage.time_passes("2026-11-05T12:01")
    (guard,) = await stage.written("acknowledgement_guard")
    assert acknowledged.of("complaint")["acknowledged_at"] is not None

    returned = await stage.comes_back("2026-11-05T12:05", guard)

    assert returned.sent == []
    assert returned.of("complaint")["acknowledged_at"] is None
    assert returned.of("complaint")["acknowledge_by"] == "2026-11-09"
    assert returned.task("acknowledge_another_way").due == "2026-11-05"
    assert returned.task("acknowledge_by_person").due == "2026-11-05"
    assert {kind for kind, _ in returned.alerts} == {"acknowledgement"}

    rung = await stage.staff("2026-11-06T10:00", "call", kind_of_case="complaint", read_out=True)

    assert rung.of("complaint")["acknowledged_at"] == "2026-11-06T10:00:00Z"
    assert rung.of("complaint")["respond_by"] == "2026-11-20"


async def test_a_bounced_offer_is_a_task_and_gives_no_relief(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")

    returned = await stage.comes_back("2026-11-02T09:20", offer)
    later = await stage.time_passes("2026-11-06T17:00")
    chosen = await stage.staff("2026-11-19T10:00", "call", kind_of_case="service_request", choice="yes")

    assert returned.task("reach_another_way").due == "2026-11-02"
    assert later.names == []
    assert chosen.of("complaint")["acknowledge_by"] == "2026-11-09"


async def test_what_never_arrived_is_not_silence(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    await stage.comes_back("2026-11-02T09:20", offer)

    later = await stage.time_passes("2026-11-17T17:00")
    chosen = await stage.staff("2026-11-18T10:00", "call", kind_of_case="service_request", choice="yes")
    third_day = await stage.time_passes("2026-11-19T12:01")

    assert later.names == []
    assert later.of("service_request")["offer"] == "pending"
    assert chosen.names == []
    assert third_day.names == []


async def test_a_late_report_does_not_undo_what_was_said_on_a_call(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "I want to complain. The tap drips.", reads=asks_to_complain())
    await stage.time_passes("2026-11-05T12:01")
    (guard,) = await stage.written("acknowledgement_guard")
    await stage.comes_back("2026-11-05T12:05", guard)
    rung = await stage.staff("2026-11-05T14:00", "call", kind_of_case="complaint", read_out=True)

    again = await stage.mail_comes(
        "2026-11-05T15:00", a_bounce_of(guard).replace(b"bounce-", b"second-bounce-")
    )

    assert (
        again.of("complaint")["acknowledged_at"]
        == rung.of("complaint")["acknowledged_at"]
        == "2026-11-05T14:00:00Z"
    )


async def test_staff_may_send_it_again_and_that_counts(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "I want to complain. The tap drips.", reads=asks_to_complain())
    await stage.time_passes("2026-11-05T12:01")
    (guard,) = await stage.written("acknowledgement_guard")
    await stage.comes_back("2026-11-05T12:05", guard)

    sent = await stage.staff(
        "2026-11-06T09:00",
        "acknowledge",
        kind_of_case="complaint",
        points=[{"text": "The tap drips", "responsible": "yes"}],
    )

    assert sent.names == ["acknowledgement_stage_1"]
    assert sent.of("complaint")["acknowledged_at"] == "2026-11-06T09:00:00Z"


async def test_a_relay_that_gives_our_mail_another_message_id_unties_nothing(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    sent = bytes(build(outgoing_of(offer), now=offer.created_at).as_bytes())
    headers = sent.partition(b"\r\n\r\n")[0] + b"\r\n"
    rewritten = headers.replace(f"Message-ID: {offer.message_id}".encode(), b"Message-ID: <1@relay.example>")
    assert b"<1@relay.example>" in rewritten

    report = a_bounce_of(offer)
    named = report.index(b"From:", report.index(b"text/rfc822-headers"))
    returned = await stage.mail_comes("2026-11-02T09:20", report[:named] + rewritten + b"\r\n--part--\r\n")

    assert returned.task("reach_another_way").due == "2026-11-02"
    (case,) = returned.cases
    assert (await stage.offer_rows(await stage.case_row(case["reference"])))[0].bounced_at is not None


async def test_a_report_about_nothing_of_ours_is_filed(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    offer.message_id = "<somebody-elses@example.com>"

    returned = await stage.comes_back("2026-11-02T09:20", offer)

    assert (returned.sent, returned.tasks) == ([], [])

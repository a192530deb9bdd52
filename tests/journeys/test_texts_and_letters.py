"""A resident writes by text and is answered there; another has nothing but a letter box. Both through Notify's own client.

What Notify takes, delivers, prints or sends back is told by the copy of its API in `tests/notify_api.py`.
"""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.receipts import TOO_EARLY, take_receipt
from bot.store import outbox
from bot.store.database import Database
from bot.working_days import LONDON
from channels.messages import Arrival, Incoming, ReplyAddress
from channels.notify.account import Account
from channels.notify.receipts import read_receipt, receipt_of_letter
from channels.notify.receive import text_arrival
from channels.notify.send import LetterSender, TextSender
from classifiers.labels import Signal, Topic
from classifiers.reading import Reading
from tests.builders import HOUSING, an_unhappy_reading
from tests.journeys.stage import Scene, Stage, a_stage, asks_to_complain
from tests.notify_api import KEY, LETTER, TEXT, TOKEN, Failure, NotifyApi, a_notify_api

pytestmark = pytest.mark.enable_socket
FED_UP = "3 weeks no hot water n nobody rings me back"
HEATING = an_unhappy_reading(topic=Topic.HEATING)
SAM = "447700900123"
AT_HOME = "Sam Okafor; 4 Alder Court; Manchester; M60 0AB"


@pytest.fixture
def notify() -> Iterator[NotifyApi]:
    with a_notify_api() as api:
        yield api


@pytest.fixture
async def stage(database: Database, tmp_path: Path, notify: NotifyApi) -> AsyncIterator[Stage]:
    """The example landlord with an account at Notify, and a desk that brings letters."""
    accounts = {HOUSING: Account("example", KEY, notify.base_url, TOKEN, TEXT, LETTER)}
    senders = {"text": TextSender(accounts), "letter": LetterSender(accounts)}
    async with a_stage(database, tmp_path, senders=senders) as made:
        yield with_a_desk(made)


@pytest.fixture
async def stage_without_letters(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path) as made:
        yield with_a_desk(made)


def with_a_desk(stage: Stage) -> Stage:
    parse = stage.house.parse
    house = replace(stage.house, parse=lambda one: _letter(one) if one.channel == "letter" else parse(one))
    stage.house = stage._rehearsal.house = stage._rehearsal.worker.house = house
    return stage


def _letter(arrival: Arrival) -> Incoming:
    words = arrival.raw.decode()
    reply_to = ReplyAddress("letter", AT_HOME, "Sam Okafor")
    return Incoming(
        "letter", reply_to, AT_HOME.lower(), "Sam Okafor", "", words, words, None, f"<{words}>", "", ()
    )


async def texts(
    stage: Stage, notify: NotifyApi, at: str, words: str, *, reads: Reading | None = None, sender: str = SAM
) -> Scene:
    """A resident's text, as Notify posts it."""
    if reads is not None:
        stage.reader.readings[words] = reads
    posted = notify.takes_text(words, sender=sender, at=f"{at}:00.000000Z")
    return await stage.comes(at, as_arrival(posted, at))


def as_arrival(posted: dict[str, Any], at: str) -> Arrival:
    received_at = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    return text_arrival(
        json.dumps(posted).encode(), landlord_id="example", received_at=received_at, origin="rehearsed"
    )


async def a_letter_comes(stage: Stage, at: str, words: str, *, reads: Reading) -> Scene:
    stage.reader.readings[words] = reads
    received_at = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    return await stage.comes(
        at, Arrival("example", "letter", AT_HOME, "", words.encode(), received_at, "rehearsed")
    )


async def is_told(stage: Stage, at: str, posted: dict[str, Any]) -> tuple[str, Scene]:
    """Notify posts a receipt; what came of it, and how things stand then."""
    before = await stage.time_passes(at)
    became = await take_receipt(stage.house, "example", read_receipt(json.dumps(posted).encode()))
    after = await stage.time_passes(at)
    return became, replace(after, tasks=[*before.tasks, *after.tasks], alerts=[*before.alerts, *after.alerts])


async def test_an_unhappy_text_is_offered_the_choice_and_yes_is_acknowledged(
    stage: Stage, notify: NotifyApi
) -> None:
    offered = await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)

    assert offered.names == ["choice_offer"]
    (offer,) = notify.of("sms")
    assert offer["to"] == "+447700900123"
    assert "Do you want to make a complaint?" in offer["body"]
    assert "You can also reply YES or NO." in offer["body"]
    assert "/choice/" in offer["body"]
    assert len(offer["body"]) <= 918

    logged = await texts(stage, notify, "2026-11-02T09:20", "Yes pls")

    assert logged.names == ["complaint_logged"]
    complaint = logged.of("complaint")
    assert (complaint["received_at"], complaint["chosen_at"]) == (
        "2026-11-02T09:12:00Z",
        "2026-11-02T09:20:00Z",
    )
    assert complaint["resident"]["address"] == "+447700900123"
    assert logged.of("service_request")["status"] == "open"

    guarded = await stage.time_passes("2026-11-05T12:05")

    assert guarded.names == ["acknowledgement_guard"]
    assert guarded.of("complaint")["acknowledged_at"] == "2026-11-05T12:00:00Z"
    assert FED_UP in notify.of("sms")[-1]["body"]


async def test_no_by_text_is_a_no_and_opens_nothing(stage: Stage, notify: NotifyApi) -> None:
    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)

    declined = await texts(stage, notify, "2026-11-02T09:20", "no thanks")

    assert declined.names == ["declined"]
    assert [case["kind"] for case in declined.cases] == ["service_request"]
    assert declined.of("service_request")["offer"] == "declined"


async def test_a_text_posted_twice_is_one_message(stage: Stage, notify: NotifyApi) -> None:
    stage.reader.readings[FED_UP] = HEATING
    posted = notify.takes_text(FED_UP, at="2026-11-02T09:12:00.000000Z")

    first = await stage.comes("2026-11-02T09:12", as_arrival(posted, "2026-11-02T09:12"))
    again = await stage.comes("2026-11-02T09:17", as_arrival(posted, "2026-11-02T09:17"))

    assert (first.names, again.names) == (["choice_offer"], [])
    assert len(again.cases) == 1
    assert len(notify.sent) == 1


async def test_a_delivered_acknowledgement_moves_its_dispatch_and_keeps_the_promised_day(
    stage: Stage, notify: NotifyApi
) -> None:
    await texts(
        stage, notify, "2026-11-02T09:12", "I want to complain. The tap drips.", reads=asks_to_complain()
    )
    guarded = await stage.time_passes("2026-11-05T12:01")
    receipt = notify.receipt_for(-1, "delivered", at="2026-11-06T07:30:00.000000Z")

    became, moved = await is_told(stage, "2026-11-06T07:31", receipt)
    known, _ = await is_told(stage, "2026-11-06T07:36", receipt)

    assert (became, known) == ("arrived", "known")
    assert moved.of("complaint")["acknowledged_at"] == "2026-11-06T07:30:00Z"
    assert moved.of("complaint")["respond_by"] == guarded.of("complaint")["respond_by"] == "2026-11-19"
    assert moved.tasks == []


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
async def test_an_offer_that_reached_no_phone_is_a_task_and_no_silence(
    stage: Stage, notify: NotifyApi, status: str
) -> None:
    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)
    receipt = notify.receipt_for(0, status, at="2026-11-02T09:14:00.000000Z")

    became, failed = await is_told(stage, "2026-11-02T09:15", receipt)
    known, again = await is_told(stage, "2026-11-02T09:20", receipt)
    later = await stage.time_passes("2026-11-17T17:00")

    assert (became, known) == ("failed", "known")
    assert failed.task("reach_another_way").due == "2026-11-02"
    assert again.tasks == []
    assert later.names == []
    assert later.of("service_request")["offer"] == "pending"


async def test_a_bounced_acknowledgement_is_owed_again(stage: Stage, notify: NotifyApi) -> None:
    await texts(
        stage, notify, "2026-11-02T09:12", "I want to complain. The tap drips.", reads=asks_to_complain()
    )
    await stage.time_passes("2026-11-05T12:01")

    _, failed = await is_told(stage, "2026-11-05T12:05", notify.receipt_for(-1, "permanent-failure"))

    assert failed.of("complaint")["acknowledged_at"] is None
    assert failed.task("acknowledge_another_way").due == "2026-11-05"


async def test_too_many_requests_are_tried_again_and_sent_once(stage: Stage, notify: NotifyApi) -> None:
    notify.failures = [Failure(429, "RateLimitError", "Exceeded rate limit"), Failure(500)]

    held_up = await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)
    assert (held_up.names, notify.sent) == ([], [])
    later = await stage.time_passes("2026-11-02T09:20")

    (row,) = await stage.written("choice_offer")
    assert (row.state, row.attempts) == (outbox.SENT, 3)
    assert len(notify.of("sms")) == 1
    assert later.tasks == []


async def test_what_a_crash_cut_off_is_not_sent_to_a_resident_twice(stage: Stage, notify: NotifyApi) -> None:
    notify.loses_the_answer = True

    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)
    await stage.time_passes("2026-11-02T09:20")

    (row,) = await stage.written("choice_offer")
    assert (row.state, row.sent_as) == (outbox.SENT, notify.sent[0]["id"])
    assert len(notify.of("sms")) == 1


async def test_a_receipt_that_comes_before_we_wrote_down_the_sending_must_come_again(
    stage: Stage, notify: NotifyApi
) -> None:
    notify.failures = [Failure(500)]
    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)
    (row,) = await stage.written("choice_offer")
    receipt = {"status": "delivered", "notification_type": "sms", "reference": row.message_id.strip("<>")}

    early = await take_receipt(stage.house, "example", read_receipt(json.dumps(receipt).encode()))

    assert early == TOO_EARLY
    assert row.state == outbox.QUEUED


async def test_a_receipt_about_nothing_of_ours_changes_nothing(stage: Stage, notify: NotifyApi) -> None:
    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)
    receipt = notify.receipt_for(0, "permanent-failure") | {"reference": "somebody-elses"}

    became, after = await is_told(stage, "2026-11-02T09:15", receipt)

    assert became == "not ours"
    assert after.tasks == []


async def test_stop_is_no_answer_to_the_choice_and_ends_texts(stage: Stage, notify: NotifyApi) -> None:
    await texts(stage, notify, "2026-11-02T09:12", FED_UP, reads=HEATING)

    stopped = await texts(stage, notify, "2026-11-02T09:20", "STOP")
    later = await stage.time_passes("2026-11-10T17:00")

    assert stopped.names == later.names == []
    assert stopped.of("service_request")["offer"] == "pending"
    task = stopped.task("reach_another_way")
    assert (task.due, task.on) == ("2026-11-02", stopped.of("service_request")["reference"])
    assert len(notify.sent) == 1


async def test_after_stop_a_person_answers_and_acknowledges_and_start_lets_texts_begin_again(
    stage: Stage, notify: NotifyApi
) -> None:
    await texts(stage, notify, "2026-11-02T09:12", "stop texting me please")

    unhappy = await texts(stage, notify, "2026-11-02T10:00", "I want to complain.", reads=asks_to_complain())
    due = await stage.time_passes("2026-11-05T12:01")
    begun = await texts(stage, notify, "2026-11-05T13:00", "Start")
    answered = await texts(stage, notify, "2026-11-05T14:00", "When is my rent due?")

    assert unhappy.names == due.names == []
    assert "reach_another_way" in unhappy.asked
    assert "acknowledge_by_person" in due.asked
    assert {kind for kind, _ in due.alerts} == {"acknowledgement"}
    assert begun.tasks == []
    assert answered.names != []


async def test_a_message_from_no_phone_is_never_answered(stage: Stage, notify: NotifyApi) -> None:
    scene = await texts(stage, notify, "2026-11-02T09:12", "Your parcel comes today", sender="RoyalMail")

    assert (scene.names, scene.cases) == ([], [])


async def test_danger_by_text_is_told_to_ring_first_and_wakes_the_duty_officer_by_text(
    stage: Stage, notify: NotifyApi
) -> None:
    gas = an_unhappy_reading(signals=frozenset({Signal.EMERGENCY}))

    scene = await texts(stage, notify, "2026-11-07T23:10", "strong smell of gas in the hall", reads=gas)

    assert scene.names == ["emergency_reply"]
    bodies = {one["to"]: one["body"] for one in notify.of("sms")}
    assert bodies["+447700900123"].index("999") < 60
    assert "I have it" in bodies["+447700900101"]
    assert "gas" not in bodies["+447700900101"]


async def test_a_long_acknowledgement_is_cut_keeps_what_counts_and_leads_to_all_of_it(
    stage: Stage, notify: NotifyApi
) -> None:
    long = "I want to complain. " + "The tap drips and nobody comes, week after week after week. " * 20
    long = long.strip()

    await texts(stage, notify, "2026-11-02T09:12", long, reads=asks_to_complain())
    await stage.time_passes("2026-11-05T12:01")

    body = notify.of("sms")[-1]["body"]
    (row,) = await stage.written("acknowledgement_guard")
    assert len(body) <= 918
    assert "I want to complain. The tap drips" in body
    assert "/text/" in body
    assert body.endswith("You can complain at any time: reply COMPLAINT or ring 0161 496 0100.")
    assert body == row.text
    assert 1 < body.count("The tap drips") <= row.whole.count("The tap drips")
    assert "You will have our answer by Thursday 19 November 2026." in row.whole


async def test_a_letter_counts_from_the_day_it_is_in_the_post(stage: Stage, notify: NotifyApi) -> None:
    written = "I want to complain about the damp."
    await a_letter_comes(stage, "2026-11-02T09:12", written, reads=asks_to_complain())
    handed_over = await stage.time_passes("2026-11-05T12:01")
    assert handed_over.names == ["acknowledgement_guard"]
    assert handed_over.of("complaint")["acknowledged_at"] is None
    letter = notify.of("letter")[-1]
    assert letter["to"] == AT_HOME
    assert letter["heading"].startswith("Your complaint")
    assert written in letter["body"]

    letter |= {"status": "received", "completed_at": "2026-11-06T16:40:00.000000Z"}
    await stage.time_passes("2026-11-06T17:00")
    became = await take_receipt(stage.house, "example", receipt_of_letter(letter))
    posted = await stage.time_passes("2026-11-06T17:01")

    assert became == "arrived"
    complaint = posted.of("complaint")
    assert complaint["acknowledged_at"] == "2026-11-06T16:40:00Z"
    assert complaint["respond_by"] == "2026-11-19"
    assert posted.tasks == []


@pytest.mark.provision("6.4")
async def test_more_time_told_by_letter_holds_once_the_letter_is_in_the_post(
    stage: Stage, notify: NotifyApi
) -> None:
    await a_letter_comes(
        stage, "2026-11-02T09:12", "I want to complain about the damp.", reads=asks_to_complain()
    )
    await stage.time_passes("2026-11-05T12:01")
    first = notify.of("letter")[-1] | {"status": "received", "completed_at": "2026-11-06T16:40:00.000000Z"}
    await stage.time_passes("2026-11-06T17:00")
    await take_receipt(stage.house, "example", receipt_of_letter(first))

    written = await stage.staff(
        "2026-11-17T10:00",
        "extend",
        kind_of_case="complaint",
        due_on="2026-11-27",
        text="A test in a laboratory.",
    )
    notice = notify.of("letter")[-1] | {"status": "received", "completed_at": "2026-11-18T16:40:00.000000Z"}
    await stage.time_passes("2026-11-18T17:00")
    await take_receipt(stage.house, "example", receipt_of_letter(notice))
    posted = await stage.time_passes("2026-11-18T17:01")

    assert written.of("complaint")["respond_by"] == "2026-11-19"
    assert posted.of("complaint")["respond_by"] == "2026-11-27"


async def test_an_offer_by_letter_is_given_when_it_is_in_the_post(stage: Stage, notify: NotifyApi) -> None:
    offered = await a_letter_comes(stage, "2026-11-02T09:12", FED_UP, reads=HEATING)
    case = await stage.case_row(offered.of("service_request")["reference"])
    (before,) = await stage.offer_rows(case)

    letter = notify.of("letter")[0] | {"status": "received", "completed_at": "2026-11-03T16:40:00.000000Z"}
    await stage.time_passes("2026-11-03T17:00")
    await take_receipt(stage.house, "example", receipt_of_letter(letter))

    (after,) = await stage.offer_rows(case)
    assert (before.offered_at, before.door) == (None, "")
    assert after.offered_at is not None
    assert (after.offered_at.isoformat(), after.door) == ("2026-11-03T16:40:00+00:00", "letter")


async def test_a_letter_that_was_not_printed_is_owed_again(stage: Stage, notify: NotifyApi) -> None:
    await a_letter_comes(stage, "2026-11-02T09:12", "I want to complain.", reads=asks_to_complain())
    await stage.time_passes("2026-11-05T12:01")
    letter = notify.of("letter")[-1] | {"status": "cancelled"}

    became = await take_receipt(stage.house, "example", receipt_of_letter(letter))
    after = await stage.time_passes("2026-11-05T12:10")

    assert became == "failed"
    assert "acknowledge_another_way" in after.asked
    assert "acknowledge_by_person" in after.asked


async def test_a_letter_of_which_nothing_is_heard_is_looked_for_on_the_last_day(
    stage: Stage, notify: NotifyApi
) -> None:
    await a_letter_comes(stage, "2026-11-02T09:12", "I want to complain.", reads=asks_to_complain())
    quiet = await stage.time_passes("2026-11-06T17:00")

    last_day = await stage.time_passes("2026-11-09T09:05")
    after = await stage.time_passes("2026-11-20T17:00")

    assert "acknowledge_another_way" not in quiet.asked
    assert last_day.task("acknowledge_another_way").due == "2026-11-09"
    assert "acknowledge_another_way" not in after.asked


async def test_without_letters_set_up_the_answer_is_printed_and_posted_by_a_person(
    stage_without_letters: Stage,
) -> None:
    stage = stage_without_letters

    scene = await a_letter_comes(stage, "2026-11-02T09:12", FED_UP, reads=HEATING)
    posted = await stage.staff("2026-11-02T15:00", "letter", kind_of_case="service_request", offered=True)

    assert scene.names == []
    assert scene.task("print_and_post").due == "2026-11-02"
    case = await stage.case_row(posted.of("service_request")["reference"])
    (offer,) = await stage.offer_rows(case)
    assert (offer.door, offer.bounced_at) == ("letter", None)

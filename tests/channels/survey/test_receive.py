"""The webhook: nothing unsigned, nothing old, nothing too large, and "accepted" only once it is committed."""

import json
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from channels.errors import TryAgain
from channels.messages import Arrival, Outgoing
from channels.survey.receive import MOST_BYTES, Webhook, survey_routes
from channels.survey.signature import HEADER, TOLERANCE_SECONDS, fault_of_signature, sign
from channels.survey.source import Source
from tests.fakes import FixedClock

SECRET = "a secret of the survey"
ANSWER = json.dumps({"id": "7", "Stars": 2}).encode()
PLACE = "/survey/example/after-repair"


class KeepingDoor:
    """A door that keeps, or asks to come again."""

    def __init__(self, refusal: Exception | None = None) -> None:
        self.kept: list[Arrival] = []
        self.refusal = refusal

    async def receive(self, arrival: Arrival) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.kept.append(arrival)
        return str(len(self.kept))

    async def remember(self, channel: str, key: str, value: str) -> None: ...

    async def recall(self, channel: str, key: str) -> str | None:
        return None

    async def since(self, conversation_id: str, message_id: str) -> list[Outgoing]:
        return []


async def post(
    door: KeepingDoor, body: bytes, clock: FixedClock, *, header: str | None = None, place: str = PLACE
) -> httpx2.Response:
    app = FastAPI()
    webhook = Webhook("example", Source(name="after-repair", id="id", score="Stars"), SECRET)
    app.include_router(survey_routes(door, {("example", "after-repair"): webhook}, now=clock))
    signed = sign(body, SECRET, clock()) if header is None else header
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://hark.test"
    ) as client:
        return await client.post(place, content=body, headers={HEADER: signed} if signed else {})


async def test_a_signed_answer_is_kept_as_it_came_and_then_accepted(clock: FixedClock) -> None:
    door = KeepingDoor()
    answered = await post(door, ANSWER, clock)

    assert (answered.status_code, answered.json()) == (202, {"id": "1"})
    (kept,) = door.kept
    assert (kept.raw, kept.channel, kept.recipient, kept.keys) == (
        ANSWER,
        "survey",
        "after-repair",
        ("survey:after-repair:7",),
    )


async def refused(door: KeepingDoor, body: bytes, clock: FixedClock, **said: Any) -> tuple[int, str]:
    answered = await post(door, body, clock, **said)
    assert answered.headers["content-type"] == "application/problem+json"
    assert door.kept == []
    return answered.status_code, answered.json()["detail"]


@pytest.mark.parametrize(
    "header",
    ["", "v1=00", "t=1793610720,v1=" + "0" * 64, "t=1,t=2,v1=" + "0" * 64],
    ids=["none", "no time", "another secret", "two times"],
)
async def test_what_is_not_signed_by_the_survey_is_refused(clock: FixedClock, header: str) -> None:
    status, sentence = await refused(KeepingDoor(), ANSWER, clock, header=header)

    assert status == 401
    assert SECRET not in sentence


async def test_a_changed_answer_does_not_fit_its_signature(clock: FixedClock) -> None:
    header = sign(ANSWER, SECRET, clock())

    assert (await refused(KeepingDoor(), ANSWER.replace(b"2", b"5"), clock, header=header))[0] == 401


async def test_an_old_answer_cannot_be_played_again_nor_given_a_new_time(clock: FixedClock) -> None:
    old = sign(ANSWER, SECRET, clock() - timedelta(seconds=TOLERANCE_SECONDS + 1))
    renewed = f"t={int(clock().timestamp())},{old.partition(',')[2]}"

    assert "minutes away" in (await refused(KeepingDoor(), ANSWER, clock, header=old))[1]
    assert (await refused(KeepingDoor(), ANSWER, clock, header=renewed))[0] == 401


def test_a_secret_can_be_changed_without_a_gap(clock: FixedClock) -> None:
    new, old = sign(ANSWER, "the new one", clock()), sign(ANSWER, SECRET, clock())

    assert fault_of_signature(f"{new},{old.partition(',')[2]}", ANSWER, SECRET, clock()) == ""


async def test_what_is_too_large_no_answer_or_of_nobody_is_refused_with_a_sentence(clock: FixedClock) -> None:
    door = KeepingDoor()

    assert (await refused(door, b" " * (MOST_BYTES + 1), clock))[0] == 413
    assert await refused(door, b"no", clock) == (422, "It is not JSON.")
    assert await refused(door, b'{"id": "7"}', clock) == (422, "It answers no question.")
    assert (await refused(door, ANSWER, clock, place="/survey/example/another"))[0] == 404


async def test_what_could_not_be_kept_is_asked_for_again(clock: FixedClock) -> None:
    answered = await post(KeepingDoor(TryAgain("It could not be kept for certain.")), ANSWER, clock)

    assert (answered.status_code, answered.headers["retry-after"]) == (503, "30")

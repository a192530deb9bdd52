"""Another system hands in what a resident said: signed, kept before it is answered, once by its key, and read like any mail."""

from typing import Any

import httpx2
import pytest

from bot.api.clients import revoke_client
from bot.api.messages_routes import MOST_A_MINUTE
from classifiers.labels import Kind, Signal, Topic
from tests.bot.api.conftest import System, a_system
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Stage

COLD = "No heating for three weeks and nobody rings me back."
SAM = {"name": "Sam Okafor", "address": "Sam.Okafor@example.net"}
MESSAGE: dict[str, Any] = {"channel": "phone", "from": SAM, "text": COLD}


async def test_it_is_read_and_the_choice_is_offered_like_by_any_door(stage: Stage, portal: System) -> None:
    stage.reader.readings[COLD] = an_unhappy_reading(topic=Topic.HEATING)

    kept = await portal.hands_in(**MESSAGE, sent_at="2026-11-02T09:00:00+00:00")
    scene = await stage.time_passes("2026-11-05T10:01")
    said = (await portal.reads(f"/messages/{kept.json()['id']}")).json()

    assert kept.status_code == 202
    assert [(one.name, one.to) for one in scene.sent] == [("choice_offer", "sam.okafor@example.net")]
    assert scene.cases[0]["received_at"] == "2026-11-02T09:00:00Z", "the clock counts from the first contact"
    assert (said["state"], said["kind"], said["action"], said["case"]) == (
        "settled",
        "complaint",
        "offer_complaint",
        scene.cases[0]["reference"],
    )


async def test_the_same_key_with_the_same_body_is_one_message(stage: Stage, portal: System) -> None:
    first, again = await portal.hands_in(**MESSAGE), await portal.hands_in(**MESSAGE)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert [case["messages"] for case in (await stage.time_passes("2026-11-05T10:01")).cases] == [1]


async def test_the_same_key_with_another_body_is_refused(portal: System) -> None:
    await portal.hands_in(**MESSAGE)

    other = await portal.hands_in(**{**MESSAGE, "text": "Something else."})

    assert other.status_code == 409
    assert "new Idempotency-Key" in other.json()["detail"]


async def test_a_key_of_another_system_is_another_key(
    stage: Stage, http: httpx2.AsyncClient, portal: System
) -> None:
    other = await a_system(stage, http)

    first, second = (
        await portal.hands_in(**MESSAGE),
        await other.hands_in(**{**MESSAGE, "text": "Light out."}),
    )

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] != second.json()["id"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"signed": b"other bytes"}, "does not fit the body"),
        ({"late": 301}, "five minutes"),
        ({"late": -301}, "five minutes"),
    ],
)
async def test_what_is_not_signed_rightly_and_just_now_is_not_kept(
    stage: Stage, portal: System, wrong: dict[str, Any], says: str
) -> None:
    answer = await portal.hands_in(**MESSAGE, **wrong)

    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert says in answer.json()["detail"]
    assert (await stage.time_passes("2026-11-05T10:01")).cases == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"text": "  "}, "text"),
        ({"channel": "carrier pigeon"}, "channel"),
        ({"sent_at": "2026-11-02T09:00:00"}, "sent_at"),
        ({"colour": "red"}, "colour"),
        ({"attachments": [{"name": "a"}]}, "attachments.0.content"),
    ],
)
async def test_what_cannot_be_understood_is_said_with_where(
    portal: System, change: dict[str, Any], where: str
) -> None:
    answer = await portal.hands_in(**{**MESSAGE, **change})

    assert answer.status_code == 422
    assert where in answer.json()["detail"]
    assert COLD not in answer.text


async def test_a_body_that_is_no_json_or_is_called_something_else_is_told_so(portal: System) -> None:
    headers = {
        "Authorization": f"Bearer {portal.token}",
        "Idempotency-Key": "key-0001",
        "X-Hark-Signature": "t=1,v1=x",
    }

    no_json = await portal.http.post(
        "/api/v1/messages", content=b"{", headers={**headers, "Content-Type": "application/json"}
    )
    a_form = await portal.http.post("/api/v1/messages", content=b"a=b", headers=headers)

    assert no_json.status_code == 422
    assert a_form.status_code in (415, 422)


async def test_too_much_in_a_minute_waits(stage: Stage, portal: System) -> None:
    for number in range(MOST_A_MINUTE):
        await portal.hands_in(f"key-{number:05}", channel="phone", text=f"Message {number}")

    answer = await portal.hands_in("key-last", channel="phone", text="One more")

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


async def test_who_may_only_read_hands_nothing_in_and_the_other_way_round(
    stage: Stage, http: httpx2.AsyncClient
) -> None:
    reader = await a_system(stage, http, hands_in=False)
    sender = await a_system(stage, http, reads=False)

    assert (await reader.hands_in(**MESSAGE)).status_code == 403
    assert (await sender.reads("/cases")).status_code == 403


async def test_a_revoked_token_opens_nothing(stage: Stage, portal: System) -> None:
    await revoke_client(stage.house, portal.client.id or 0)

    answer = await portal.reads("/cases")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("token", ["", "hark_aaaa-bbbb", "hark_", "x" * 400])
async def test_a_token_that_is_not_ours_opens_nothing(portal: System, token: str) -> None:
    portal.token = token

    assert (await portal.reads("/cases")).status_code == 401


async def test_of_somebody_at_risk_only_those_read_who_may(
    stage: Stage, http: httpx2.AsyncClient, portal: System
) -> None:
    words = "He reads my post and hits me."
    risk = frozenset({Signal.DOMESTIC_ABUSE, Signal.SAFE_CONTACT})
    stage.reader.readings[words] = a_reading(kind=Kind.ENQUIRY, signals=risk)
    kept = (await portal.hands_in(**{**MESSAGE, "text": words})).json()
    named = await a_system(stage, http, sees_restricted=True)

    assert (await portal.reads(f"/messages/{kept['id']}")).status_code == 404
    assert (await portal.reads("/cases")).json()["cases"] == []
    assert (await named.reads(f"/messages/{kept['id']}")).json()["state"] == "settled"
    assert len((await named.reads("/cases")).json()["cases"]) == 1

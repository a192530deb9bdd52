"""Open311 over HTTP: what is reported is kept and read like any message, and nobody is told more than open or closed."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.api.clients import add_client, token_of
from bot.doors.open311 import PLUG
from bot.landlords.open311 import Open311
from bot.settings import Settings
from bot.store.database import Database
from bot.web import create_app
from classifiers.labels import Signal, Topic
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Stage, a_stage

LIGHT = "The light over the bins has been out since Friday."
REPORT = {"service_code": "estate", "description": LIGHT, "lat": "51.51", "long": "-0.02"}
SAM = {"email": "Sam.Okafor@example.net", "first_name": "Sam", "last_name": "Okafor"}


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path, open311=Open311()) as made:
        made.reader.readings[LIGHT] = a_reading(topic=Topic.ESTATE)
        await made.time_passes("2026-11-05T10:00")
        yield made


@pytest.fixture
async def http(stage: Stage) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(stage) as client:
        yield client


def served(stage: Stage) -> httpx2.AsyncClient:
    async def is_ready() -> bool:
        return True

    opened = PLUG.open(stage.house, Settings(), stage.door)
    app = create_app(stage.house, ready=is_ready, more=opened.routes)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://hark.test/open311/v2")


async def a_key(stage: Stage, **may: bool) -> str:
    allowed = {"reads": False, "hands_in": True, "sees_restricted": False, **may}
    client = await add_client(stage.house, stage.landlord_id, name="Street map", by="test", **allowed)
    return token_of(stage.house, client)


async def report(http: httpx2.AsyncClient, key: str, **said: str) -> httpx2.Response:
    return await http.post("/requests.json", data={"api_key": key, **REPORT, **said})


async def asked(http: httpx2.AsyncClient, key: str, number: str) -> httpx2.Response:
    return await http.get(f"/requests/{number}.json", params={"api_key": key})


async def test_what_may_be_reported_is_told_to_everybody(http: httpx2.AsyncClient) -> None:
    told = (await http.get("/services.json")).json()

    assert [(one["service_code"], one["type"], one["metadata"]) for one in told] == [
        ("estate", "realtime", False)
    ]


async def test_a_report_is_kept_and_read_like_any_message(stage: Stage, http: httpx2.AsyncClient) -> None:
    kept = await report(http, await a_key(stage), **SAM, address_string="Bin store, Alder Court")
    scene = await stage.time_passes("2026-11-05T10:01")

    assert kept.status_code == 201
    assert stage.profile.emergency_phone in kept.json()[0]["service_notice"]
    case = scene.of("service_request")
    assert (case["topic"], case["resident"]) == (
        "estate",
        {"name": "Sam Okafor", "address": "sam.okafor@example.net"},
    )
    (message,) = await stage.message_rows(await stage.case_row(case["reference"]))
    assert message.text == LIGHT
    assert "Where it is: Bin store, Alder Court." in message.notes
    assert "Its place on the map: 51.51, -0.02." in message.notes
    assert [(one.name, one.to) for one in scene.sent] == [
        ("service_request_receipt", "sam.okafor@example.net")
    ]


async def test_an_unhappy_report_is_offered_the_choice(stage: Stage, http: httpx2.AsyncClient) -> None:
    stage.reader.readings[LIGHT] = an_unhappy_reading(topic=Topic.ESTATE)

    await report(http, await a_key(stage), **SAM)

    assert (await stage.time_passes("2026-11-05T10:01")).names == ["choice_offer"]


async def test_it_is_open_until_the_case_is_closed_and_nothing_personal_is_told(
    stage: Stage, http: httpx2.AsyncClient
) -> None:
    key = await a_key(stage)
    number = (await report(http, key, **SAM)).json()[0]["service_request_id"]
    before = (await asked(http, key, number)).json()
    reference = (await stage.time_passes("2026-11-05T10:01")).of("service_request")["reference"]
    async with stage.house.database.writing() as session:
        row = await session.merge(await stage.case_row(reference))
        row.status = "closed"
    after = (
        await http.get("/requests.json", params={"api_key": key, "service_request_id": f"{number},999"})
    ).json()

    assert before == [
        {
            "service_request_id": number,
            "status": "open",
            "service_code": "estate",
            "service_name": "Estates and shared areas",
            "requested_datetime": "2026-11-05T10:00:00+00:00",
        }
    ]
    assert [(one["service_request_id"], one["status"]) for one in after] == [(number, "closed")]


async def test_of_somebody_at_risk_nothing_is_told(stage: Stage, http: httpx2.AsyncClient) -> None:
    stage.reader.readings[LIGHT] = a_reading(signals=frozenset({Signal.DOMESTIC_ABUSE}))
    key = await a_key(stage, reads=True, sees_restricted=True)
    number = (await report(http, key, **SAM)).json()[0]["service_request_id"]

    alone = await asked(http, key, number)
    listed = await http.get("/requests.json", params={"api_key": key, "service_request_id": number})

    assert (alone.status_code, listed.json()) == (404, [])


async def test_one_system_is_not_told_of_the_reports_of_another(
    stage: Stage, http: httpx2.AsyncClient
) -> None:
    number = (await report(http, await a_key(stage))).json()[0]["service_request_id"]

    assert (await asked(http, await a_key(stage), number)).status_code == 404
    assert (await asked(http, await a_key(stage, reads=True), number)).status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"service_code": ""}, 400, "service_code was not provided"),
        ({"service_code": "money"}, 404, "there are: estate"),
        ({"description": " "}, 400, "description was not provided"),
        ({"lat": ""}, 400, "Say where it is"),
        ({"lat": "nan"}, 400, "lat is no number"),
        ({"address_string": "x" * 301}, 400, "longer than 300"),
    ],
)
async def test_what_is_wrong_is_said_as_geo_report_says_it_and_nothing_is_kept(
    stage: Stage, http: httpx2.AsyncClient, changed: dict[str, str], status: int, says: str
) -> None:
    answer = await report(http, await a_key(stage), **changed)

    assert (answer.status_code, answer.json()[0]["code"]) == (status, status)
    assert says in answer.json()[0]["description"]
    assert (await stage.time_passes("2026-11-05T10:01")).cases == []


@pytest.mark.parametrize(("may", "status"), [({}, 201), ({"hands_in": False, "reads": True}, 403)])
async def test_only_a_client_that_may_hand_in_reports(
    stage: Stage, http: httpx2.AsyncClient, may: dict[str, bool], status: int
) -> None:
    assert (await report(http, await a_key(stage, **may))).status_code == status
    assert (await report(http, "hark_nobody")).status_code == 401
    assert (await http.get("/requests.json", params={"service_request_id": "1"})).status_code == 401


async def test_json_and_a_key_in_the_header_do_too(stage: Stage, http: httpx2.AsyncClient) -> None:
    said: dict[str, Any] = {**REPORT, "lat": 51.51, "long": -0.02}
    headers = {"Authorization": f"Bearer {await a_key(stage)}"}

    answer = await http.post("/requests.json", json=said, headers=headers)

    assert answer.status_code == 201


async def test_the_same_words_on_another_day_are_another_report(
    stage: Stage, http: httpx2.AsyncClient
) -> None:
    key = await a_key(stage)
    await report(http, key)
    await stage.time_passes("2026-11-09T10:00")
    await report(http, key)

    assert len((await stage.time_passes("2026-11-09T10:01")).cases) == 2


async def test_where_the_profile_says_nothing_the_door_is_shut(database: Database, tmp_path: Path) -> None:
    async with a_stage(database, tmp_path) as shut, served(shut) as http:
        assert (await http.get("/services.json")).status_code == 404
        assert (await report(http, await a_key(shut))).status_code == 404

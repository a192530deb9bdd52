"""Does the interface do what its own description says, whatever is sent to it? And would that be seen if it did not?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.requests import Request
from starlette.responses import Response

from bot.api.clients import add_client, key_of, token_of
from bot.api.limits import CALLS_A_MINUTE
from bot.api.route import LIMITS
from bot.api.router import api_router
from bot.api.signatures import sign
from tests.browser.served import Served, served
from tests.web_house import WebHouse, a_case

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(240)]
DESCRIBED = "/api/v1/openapi.json"


async def fill(web: WebHouse) -> None:
    await a_case(web, reference="AV-7KQ2M")
    web.app.include_router(api_router())

    @web.app.get("/broken")
    async def broken(request: Request) -> Response:
        return Response("{", 200, media_type="application/json")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    LIMITS.most = 10**9
    with served(tmp_path_factory.mktemp("api"), fill) as here:
        yield here
    LIMITS.most = CALLS_A_MINUTE


@pytest.fixture(scope="module")
def session(house: Served) -> requests.Session:
    """Calls with a token, and signs what it sends."""
    client = house.do(
        add_client(
            house.web.house, "example", name="x", reads=True, hands_in=True, sees_restricted=True, by="test"
        )
    )
    key, at = key_of(house.web.house, client), int(house.web.clock().timestamp())

    class Signing(requests.Session):
        def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:
            raw = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
            if request.method == "POST":
                request.headers["X-Hark-Signature"] = sign(key, raw, at)
            return super().send(request, **named)

    made = Signing()
    made.headers["Authorization"] = f"Bearer {token_of(house.web.house, client)}"
    return made


@pytest.fixture(scope="module")
def described(house: Served) -> Any:
    return schemathesis.openapi.from_url(house.address + DESCRIBED)


OPERATIONS = (
    ("/api/v1/cases", "GET"),
    ("/api/v1/cases/{reference}", "GET"),
    ("/api/v1/messages", "POST"),
    ("/api/v1/messages/{message_id}", "GET"),
)


@pytest.mark.parametrize(("place", "method"), OPERATIONS)
def test_every_answer_is_one_that_is_described(
    described: Any, session: requests.Session, place: str, method: str
) -> None:
    operation = described[place][method]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    def answers_as_described(case: Any) -> None:
        case.call_and_validate(session=session)

    answers_as_described()


def test_a_fault_that_was_put_there_is_found(house: Served, session: requests.Session) -> None:
    said = requests.get(house.address + DESCRIBED, timeout=10).json()
    page = said["paths"]["/api/v1/cases"]["get"]["responses"]["200"]["content"]["application/json"]
    page["schema"] = {"type": "object", "required": ["nowhere_to_be_found"]}
    wrong = schemathesis.openapi.from_dict(said)
    wrong.config.update(base_url=house.address)
    operation = wrong["/api/v1/cases"]["GET"]

    with pytest.raises(BaseExceptionGroup) as found:
        operation.Case().call_and_validate(session=session)

    assert [getattr(fault, "title", "") for fault in found.value.exceptions] == ["Response violates schema"]


def test_the_description_is_open_and_says_how_to_prove_oneself(house: Served) -> None:
    said = requests.get(house.address + DESCRIBED, timeout=10).json()

    assert sorted(said["paths"]) == [place for place, _ in OPERATIONS]
    assert said["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}
    assert json.dumps(said).isascii()


def test_the_example_of_the_page_hands_a_message_in(house: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    example = page.partition("```python\n")[2].partition("```")[0]
    client = house.do(
        add_client(
            house.web.house, "example", name="y", reads=False, hands_in=True, sees_restricted=False, by="test"
        )
    )
    known: dict[str, Any] = {}
    exec(example, known)
    monkeypatch.setattr("time.time", lambda: house.web.clock().timestamp())

    kept = known["hand_in"](
        house.address, token_of(house.web.house, client), key_of(house.web.house, client), "key-of-the-page",
        {"channel": "phone", "text": "The hall light is out."},
    )  # fmt: skip

    assert kept["received_at"] == "2026-11-22T09:30:00Z"

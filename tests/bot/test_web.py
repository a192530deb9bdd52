"""Does the application tell machines how it is, and people in plain words what went wrong?"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.outbox import OutboxRow
from bot.store.tasks import AlertRow
from bot.web import MAX_BODY_BYTES
from tests.builders import a_message_row, an_attachment_row
from tests.web_house import NOW, WebHouse, a_web_house, an_unreadable_arrival


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    made = await a_web_house(tmp_path, faults=["Nobody is on call."])
    yield made
    await made.client.aclose()
    await made.house.database.close()


async def test_health_is_told_at_once(web: WebHouse) -> None:
    healthy = await web.client.get("/healthz")
    ready = await web.client.get("/readyz")

    assert (healthy.status_code, ready.status_code) == (200, 200)


async def test_a_house_that_is_not_ready_says_503(tmp_path: Path) -> None:
    web = await a_web_house(tmp_path, ready=False)

    answer = await web.client.get("/readyz")
    await web.client.aclose()
    await web.house.database.close()

    assert answer.status_code == 503


async def test_the_figures_count_what_waits(web: WebHouse) -> None:
    waiting = an_unreadable_arrival(state="waiting", received_at=NOW - timedelta(minutes=5))
    failed = OutboxRow(
        landlord_id="example", key="k", name="n", kind="answer", channel="email", to_address="a@b.example", to_name="",
        sender_name="", sender_address="", reply_address="", subject="", text="", html="", message_id="<1@x>",
        in_reply_to="", state="failed", created_at=NOW, run_at=NOW,
    )  # fmt: skip
    await web.add(
        waiting,
        an_unreadable_arrival(),
        failed,
        AlertRow(landlord_id="example", kind="hazard", why="w", created_at=NOW),
        a_message_row(arrival_id=1),
        an_attachment_row(b"a photo", message_id=1),
        an_attachment_row(b"a letter", message_id=1, scan="clean"),
    )

    text = (await web.client.get("/metrics")).text

    for line in (
        "hark_arrivals_waiting 1.0",
        "hark_arrivals_oldest_waiting_seconds 300.0",
        "hark_arrivals_unreadable 1.0",
        "hark_outbox_queued 0.0",
        "hark_outbox_failed 1.0",
        "hark_alerts_untaken 1.0",
        "hark_attachments_unscanned 1.0",
        "hark_faults 1.0",
    ):
        assert line in text


async def test_a_page_that_is_not_there_gives_a_number_to_ring(web: WebHouse) -> None:
    answer = await web.client.get("/nowhere")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "0161 496 0199" in answer.text


async def test_a_fault_of_ours_shows_a_page_without_a_trace(web: WebHouse) -> None:
    await web.house.database.close()
    web.app.state.house = None

    answer = await web.client.get("/choice/aa-bb")

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "NoneType" not in answer.text


async def test_too_large_a_form_is_refused(web: WebHouse) -> None:
    answer = await web.client.post("/console/sign-in", content=b"x" * (MAX_BODY_BYTES + 1))

    assert answer.status_code == 413


async def test_the_front_leads_to_the_console(web: WebHouse) -> None:
    answer = await web.client.get("/")

    assert answer.headers["location"] == "/console"

"""Staff and contractors write into a resident's thread: a note for the case, never a resident's message."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage


async def test_a_contractor_in_the_thread_makes_a_note(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    note = f"From: Jo <jo@brightfix.example.com>\r\nMessage-ID: <n@brightfix.example.com>\r\nIn-Reply-To: {offer.message_id}\r\n\r\nYes, no access.\r\n"

    told = await stage.mail_comes("2026-11-02T10:00", note.encode(), sender="jo@brightfix.example.com")

    assert told.names == []
    assert told.of("service_request")["offer"] == "pending"
    (_, kept) = await stage.message_rows(await stage.case_row(told.cases[0]["reference"]))
    assert kept.is_note

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


async def test_one_who_answers_to_the_address_with_our_token_makes_a_note(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    note = f"From: Jo <jo@staff.example.org>\r\nTo: {offer.reply_address}\r\nMessage-ID: <t@staff.example.org>\r\n\r\nI rang Sam, no answer.\r\n"

    told = await stage.mail_comes(
        "2026-11-02T10:00", note.encode(), sender="jo@staff.example.org", recipient=offer.reply_address
    )

    assert (told.sent, len(told.cases)) == ([], 1)
    assert told.cases[0]["messages"] == 2


async def test_one_who_answers_the_resident_with_a_copy_to_us_makes_a_note(stage: Stage) -> None:
    mail = (
        "From: Sam <sam.okafor@example.net>\r\nTo: housing@example.org, jo@staff.example.org\r\n"
        "Message-ID: <sam@example.net>\r\n\r\nMy tap drips.\r\n"
    )
    await stage.mail_comes("2026-11-02T09:12", mail.encode(), sender="sam.okafor@example.net")
    note = (
        "From: Jo <jo@staff.example.org>\r\nTo: sam.okafor@example.net, housing@example.org\r\nIn-Reply-To: <sam@example.net>\r\n"
        "Message-ID: <n@staff.example.org>\r\n\r\nHello Sam, I come on Tuesday.\r\n"
    )

    told = await stage.mail_comes("2026-11-02T10:00", note.encode(), sender="jo@staff.example.org")

    assert (told.sent, len(told.cases)) == ([], 1)
    (_, kept) = await stage.message_rows(await stage.case_row(told.cases[0]["reference"]))
    assert (kept.is_note, kept.action) == (True, "note")


async def test_what_a_colleague_sends_by_itself_is_decided_by_a_person(stage: Stage) -> None:
    told = await stage.writes(
        "2026-11-02T09:12", "A resident rang about her tap.", sender="Jo <jo@staff.example.org>", who="staff"
    )

    assert told.sent == []
    assert "decide" in told.asked

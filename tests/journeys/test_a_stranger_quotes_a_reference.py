"""A stranger quotes a reference and borrows the thread: they join nothing and are told nothing of anybody."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, an_enquiry

STRANGER = "Alex <alex@elsewhere.example>"


async def test_a_stranger_in_a_borrowed_thread_joins_nothing(stage: Stage) -> None:
    first = await stage.writes(
        "2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading()
    )
    reference = first.of("service_request")["reference"]

    told = await stage.replies(
        "2026-11-02T10:00",
        f"Yes please. What is happening with {reference}?",
        sender=STRANGER,
        who="stranger",
        reads=an_enquiry(),
    )

    theirs = told.of("service_request")
    assert (theirs["offer"], theirs["messages"]) == ("pending", 1)
    assert [one.to for one in told.sent] == ["alex@elsewhere.example"]
    assert "tap" not in told.text
    assert "Sam" not in told.text
    assert told.of("enquiry")["linked"] == []


async def test_a_bare_yes_from_a_stranger_answers_nobodys_choice(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())

    told = await stage.replies("2026-11-02T10:00", "YES", sender=STRANGER, who="stranger", reads=an_enquiry())

    assert told.of("service_request")["offer"] == "pending"
    assert "complaint" not in [case["kind"] for case in told.cases]


async def test_the_token_in_our_reply_address_alone_proves_nobody(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    mail = (
        f"From: {STRANGER}\r\nTo: {offer.reply_address}\r\nMessage-ID: <x@elsewhere.example>\r\n\r\nYES\r\n"
    )

    told = await stage.mail_comes(
        "2026-11-02T10:00", mail.encode(), sender="alex@elsewhere.example", recipient=offer.reply_address
    )

    assert told.of("service_request")["offer"] == "pending"
    assert "complaint" not in [case["kind"] for case in told.cases]


async def test_naming_a_resident_in_reply_to_joins_nothing_of_theirs(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    mail = (
        f"From: {STRANGER}\r\nReply-To: {offer.to_address}\r\nTo: housing@example.org\r\n"
        f"In-Reply-To: {offer.message_id}\r\nMessage-ID: <y@elsewhere.example>\r\n\r\nYES\r\n"
    )

    told = await stage.mail_comes("2026-11-02T10:00", mail.encode(), sender="alex@elsewhere.example")

    assert told.of("service_request")["offer"] == "pending"
    assert "complaint" not in [case["kind"] for case in told.cases]


async def test_two_residents_who_write_by_one_web_form_stay_apart(stage: Stage) -> None:
    async def by_form(at: str, who: str) -> None:
        mail = (
            f"From: form@council.example\r\nReply-To: {who}@resident.example\r\nTo: housing@example.org\r\n"
            f"Message-ID: <{who}@council.example>\r\n\r\nMy tap drips, please mend it. {who}\r\n"
        )
        await stage.mail_comes(at, mail.encode(), sender="form@council.example")

    await by_form("2026-11-02T09:12", "sam")
    await by_form("2026-11-02T09:30", "ola")
    await by_form("2026-11-02T10:00", "sam")
    told = await stage.time_passes("2026-11-02T10:01")

    assert {case["resident"]["address"] for case in told.cases} == {
        "sam@resident.example",
        "ola@resident.example",
    }


async def test_staff_are_told_whose_thread_a_stranger_answered(stage: Stage) -> None:
    first = await stage.writes(
        "2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading()
    )
    reference = first.of("service_request")["reference"]

    told = await stage.replies(
        "2026-11-02T10:00", "What now?", sender=STRANGER, who="stranger", reads=an_enquiry()
    )

    (kept,) = await stage.message_rows(await stage.case_row(told.of("enquiry")["reference"]))
    assert kept.notes == [
        f"It answers a message of ours about {reference}, but from another address. Join the two only on proof of who wrote."
    ]

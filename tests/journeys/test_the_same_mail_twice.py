"""One mail comes twice: one case with two arrivals, one answer. Another mail under the same name is kept."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import SAM, Scene, Stage

SENDER = "sam.okafor@example.net"


async def comes(stage: Stage, at: str, text: str, *, headers: str, trace: str) -> Scene:
    mail = f"Received: by {trace}\r\nFrom: {SAM}\r\nTo: housing@example.org\r\nSubject: Tap\r\n{headers}\r\n{text}\r\n"
    return await stage.mail_comes(at, mail.encode(), sender=SENDER)


async def test_the_same_mail_to_two_mailboxes_is_one_case_answered_once(stage: Stage) -> None:
    headers = "Message-ID: <1@example.net>\r\n"

    first = await comes(stage, "2026-11-02T09:12", "My tap drips.", headers=headers, trace="mx1.example.org")
    second = await comes(stage, "2026-11-02T09:13", "My tap drips.", headers=headers, trace="mx2.example.org")

    assert (len(first.sent), len(second.sent)) == (1, 0)
    assert len(second.cases) == 1
    assert second.cases[0]["messages"] == 2


async def test_another_mail_that_reuses_a_message_id_is_kept_and_read(stage: Stage) -> None:
    headers = "Message-ID: <1@example.net>\r\n"
    stage.reader.readings["fed up"] = an_unhappy_reading()

    await comes(stage, "2026-11-02T09:12", "My tap drips.", headers=headers, trace="mx1.example.org")
    told = await comes(stage, "2026-11-02T09:13", "I am fed up.", headers=headers, trace="mx1.example.org")

    assert told.names == ["choice_offer"]


async def test_a_mail_without_a_message_id_is_known_again_by_its_words_and_date(stage: Stage) -> None:
    headers = "Date: Mon, 2 Nov 2026 09:00:00 +0000\r\n"

    await comes(stage, "2026-11-02T09:12", "My tap drips.", headers=headers, trace="mx1.example.org")
    again = await comes(stage, "2026-11-02T12:00", "My tap drips.", headers=headers, trace="mx2.example.org")
    later = await comes(
        stage,
        "2026-11-09T09:12",
        "My tap drips.",
        headers=headers.replace("2 Nov", "9 Nov"),
        trace="mx1.example.org",
    )

    assert again.sent == []
    assert len(later.sent) == 1


async def test_one_that_says_neither_its_name_nor_its_date_is_the_same_only_where_it_comes_at_once(
    stage: Stage,
) -> None:
    await comes(stage, "2026-11-02T09:12", "Any news?", headers="", trace="mx1.example.org")
    at_once = await comes(stage, "2026-11-02T09:14", "Any news?", headers="", trace="mx2.example.org")
    next_day = await comes(stage, "2026-11-03T09:14", "Any news?", headers="", trace="mx1.example.org")

    assert at_once.sent == []
    assert len(next_day.sent) == 1

"""A colleague passes a resident's mail on: it is the resident's message, from when the colleague had it."""

import pytest

from tests.builders import an_unhappy_reading
from tests.journeys.stage import Scene, Stage, an_enquiry, asks_to_complain

JO = "jo@staff.example.org"
FORWARDED = (
    "Can you pick this up?\r\n\r\nFrom: Sam Okafor <sam.okafor@example.net>\r\nSent: {sent}\r\nTo: Jo <jo@staff.example.org>\r\n"
    "Subject: Tap\r\n\r\n{text}\r\n"
)


async def passes_on(
    stage: Stage, at: str, text: str, *, sent: str = "30 October 2026 16:40", headers: str = ""
) -> Scene:
    mail = (
        f"From: Jo <{JO}>\r\nTo: housing@example.org\r\nSubject: FW: Tap\r\nMessage-ID: <{at}@staff.example.org>\r\n"
        f"{headers}\r\n{FORWARDED.format(sent=sent, text=text)}"
    )
    return await stage.mail_comes(at, mail.encode(), sender=JO)


async def test_a_complaint_passed_on_counts_from_when_the_colleague_had_it(stage: Stage) -> None:
    stage.reader.readings["want to complain"] = asks_to_complain()

    told = await passes_on(stage, "2026-11-03T09:12", "I want to complain. The tap drips.")

    complaint = told.of("complaint")
    assert [(one.name, one.to) for one in told.sent] == [("complaint_logged", "sam.okafor@example.net")]
    assert complaint["resident"] == {"name": "Sam Okafor", "address": "sam.okafor@example.net"}
    assert (complaint["received_at"], complaint["acknowledge_by"]) == ("2026-10-30T16:40:00Z", "2026-11-06")


async def test_where_it_does_not_say_when_it_counts_from_its_coming_here(stage: Stage) -> None:
    stage.reader.readings["want to complain"] = asks_to_complain()

    told = await passes_on(stage, "2026-11-03T09:12", "I want to complain. The tap drips.", sent="last week")

    assert told.of("complaint")["received_at"] == "2026-11-03T09:12:00Z"


async def test_what_also_came_by_itself_is_one_case_with_two_arrivals(stage: Stage) -> None:
    text = "Nobody mends my tap, I am fed up."
    stage.reader.readings[text] = an_unhappy_reading()
    mail = (
        "From: Sam Okafor <sam.okafor@example.net>\r\nTo: housing@example.org, jo@staff.example.org\r\nSubject: Tap\r\n"
        f"Message-ID: <first@example.net>\r\nDate: Fri, 30 Oct 2026 16:40:00 +0000\r\n\r\n{text}\r\n"
    )
    await stage.mail_comes("2026-11-02T09:12", mail.encode(), sender="sam.okafor@example.net")

    told = await passes_on(stage, "2026-11-02T10:00", text, headers="In-Reply-To: <first@example.net>\r\n")

    assert (told.sent, told.tasks) == ([], [])
    assert told.of("service_request")["messages"] == 2


async def test_a_yes_that_came_to_a_colleague_opens_the_complaint(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    stage.reader.readings["Yes please"] = an_enquiry()

    told = await passes_on(stage, "2026-11-03T09:12", "Yes please", sent="2 November 2026 15:00")

    assert told.names == ["complaint_logged"]
    assert told.of("complaint")["chosen_at"] == "2026-11-02T15:00:00Z"


@pytest.mark.parametrize("text", ["No thanks", "No thank you, I do not want to complain"])
async def test_a_no_passed_on_is_looked_at_by_a_person_first(stage: Stage, text: str) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    stage.reader.readings[text] = an_enquiry()

    told = await passes_on(stage, "2026-11-03T09:12", text, sent="2 November 2026 15:00")

    assert told.of("service_request")["offer"] == "pending"
    assert "decide" in told.asked


async def test_what_the_colleague_wrote_above_it_is_no_word_of_the_resident_s(stage: Stage) -> None:
    told = await passes_on(stage, "2026-11-03T09:12", "My tap drips.")

    (kept,) = await stage.message_rows(await stage.case_row(told.cases[0]["reference"]))
    assert kept.text == "My tap drips."
    assert "They wrote above it: “Can you pick this up?”" in kept.notes

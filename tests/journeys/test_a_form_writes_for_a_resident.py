"""A web form or an answering machine writes for a resident: they are answered, and what anybody can type proves nobody."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import SAM, Stage, an_enquiry

FORM = "webform@example.org"
VOICE = "voicemail@phones.example.net"


async def by_form(stage: Stage, at: str, text: str, *, answer_to: str = SAM) -> object:
    mail = (
        f"From: Website <{FORM}>\r\nReply-To: {answer_to}\r\nTo: housing@example.org\r\nAuto-Submitted: auto-generated\r\n"
        f"Message-ID: <{at}@example.org>\r\n\r\n{text}\r\n"
    )
    return await stage.mail_comes(at, mail.encode(), sender=FORM)


async def test_the_resident_behind_a_form_is_answered_and_has_a_case(stage: Stage) -> None:
    stage.reader.readings["fed up"] = an_unhappy_reading()

    told = await by_form(stage, "2026-11-02T09:12", "Nobody mends my tap, I am fed up.")

    assert [(one.name, one.to) for one in told.sent] == [("choice_offer", "sam.okafor@example.net")]
    assert told.of("service_request")["resident"] == {
        "name": "Sam Okafor",
        "address": "sam.okafor@example.net",
    }


async def test_a_yes_typed_into_a_form_is_not_taken_for_the_resident_s(stage: Stage) -> None:
    stage.reader.readings["fed up"] = an_unhappy_reading()
    stage.reader.readings["Yes please"] = an_enquiry()
    stage.reader.readings["No thanks"] = an_enquiry()
    await by_form(stage, "2026-11-02T09:12", "Nobody mends my tap, I am fed up.")

    yes = await by_form(stage, "2026-11-02T10:00", "Yes please")
    no = await by_form(stage, "2026-11-02T11:00", "No thanks")

    assert no.of("service_request")["offer"] == "pending"
    assert "complaint" not in [case["kind"] for case in no.cases]
    assert "decide" in yes.asked
    assert "decide" in no.asked


async def test_the_resident_s_own_reply_to_our_answer_is_theirs(stage: Stage) -> None:
    stage.reader.readings["fed up"] = an_unhappy_reading()
    await by_form(stage, "2026-11-02T09:12", "Nobody mends my tap, I am fed up.")

    logged = await stage.replies("2026-11-02T10:00", "Yes please", reads=an_enquiry())

    assert logged.names == ["complaint_logged"]


async def test_a_voice_mail_that_names_no_address_is_a_case_and_somebody_rings(stage: Stage) -> None:
    stage.reader.readings["third week"] = an_unhappy_reading()
    mail = (
        f"From: {VOICE}\r\nTo: housing@example.org\r\nAuto-Submitted: auto-generated\r\nMessage-ID: <v@phones.example.net>\r\n"
        "\r\nCaller: 07700 900123\r\nIt is the third week without heating.\r\n"
    )

    told = await stage.mail_comes("2026-11-02T09:12", mail.encode(), sender=VOICE)

    assert told.sent == []
    assert told.of("service_request")["offer"] == "pending"
    assert told.task("reach_another_way").due == "2026-11-02"
    assert "offer_choice" in told.asked


async def test_many_residents_who_use_one_form_are_all_answered(stage: Stage) -> None:
    said = [
        await by_form(
            stage, f"2026-11-02T09:{n:02d}", f"My tap {n} drips.", answer_to=f"resident{n}@example.net"
        )
        for n in range(30)
    ]

    assert sum(len(scene.sent) for scene in said) == 30

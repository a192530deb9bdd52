"""Does the page of a case say what there is to know, and does each form call its act or say what is missing?"""

from datetime import UTC, datetime
from html import unescape

import pytest

from bot.errors import IllegalMove
from bot.store.cases import CaseRow
from bot.store.outbox import OutboxRow
from tests.web_house import NOW, SignedIn, WebHouse, a_case


def place(case: CaseRow) -> str:
    return f"/console/cases/{case.reference}"


async def opened(web: WebHouse, **facts: object) -> tuple[SignedIn, CaseRow]:
    return await web.signed_in(), await a_case(web, **facts)


async def test_the_page_says_who_wrote_what_how_it_was_read_and_what_hark_did(web: WebHouse) -> None:
    _, case = await opened(web)

    text = unescape((await web.client.get(place(case))).text)

    assert "Sam Okoro wrote" in text
    assert "Complaint: quite sure (93%)" in text
    assert "<mark>hot water</mark>" in text
    assert "<mark>Third</mark>" not in text
    assert "Logged it as a complaint. They say they want to complain." in text
    assert "Tuesday 24 November, in 2 days" in text
    assert f"A message came and case {case.id} was opened." in text


async def test_the_page_says_whether_what_we_sent_arrived(web: WebHouse) -> None:
    _, case = await opened(web)
    row = OutboxRow(
        landlord_id="example", key="k", name="complaint_logged", kind="answer", case_id=case.id, channel="email",
        to_address="sam@mail.example", to_name="", sender_name="", sender_address="", reply_address="",
        subject="Your complaint", text="We have logged it.", html="", message_id="<1@x>", in_reply_to="",
        state="sent", created_at=NOW, run_at=NOW, sent_at=NOW, bounced_at=NOW,
    )  # fmt: skip
    await web.add(row)

    text = unescape((await web.client.get(place(case))).text)

    assert "bounced, it did not arrive" in text


async def test_a_complaint_without_points_asks_for_the_reading_and_the_points(web: WebHouse) -> None:
    _, case = await opened(web)

    text = unescape((await web.client.get(place(case))).text)

    assert text.index("Confirm or correct the reading") < text.index("Agree the points")
    assert "close the case" not in text


async def test_a_person_at_risk_is_never_offered_a_letter(web: WebHouse) -> None:
    await web.signed_in(sees_restricted=True)
    case = await a_case(web, restricted=True, on_hold=True)

    text = unescape((await web.client.get(place(case))).text)

    assert "This person may be at risk" in text
    assert "Record a safe way" in text
    assert "write to the resident" not in text


async def test_confirming_keeps_the_label_and_says_so(web: WebHouse) -> None:
    signed, case = await opened(web)

    answer = await web.post(f"{place(case)}/confirm", signed)
    after = await web.client.get(answer.headers["location"])

    assert len(web.acts.named("confirm_reading")) == 1
    assert "The reading is confirmed" in after.text


async def test_an_act_that_is_refused_shows_its_sentence_above_the_case(web: WebHouse) -> None:
    signed, case = await opened(web)
    web.acts.refusal = IllegalMove("You handled stage 1 of this complaint.")

    answer = await web.post(f"{place(case)}/confirm", signed)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "You handled stage 1" in answer.text


RIGHT = {
    "kind": "service_request",
    "topic": "heating",
    "wants_action": "yes",
    "explicit": "no",
    "reason": "They thank us.",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"reason": ""}, "Say why it is not a complaint", id="once unhappy, no reason"),
        pytest.param({"kind": "nonsense"}, "Choose what kind", id="no such kind"),
        pytest.param({"topic": ""}, "Choose what it is about", id="no topic"),
        pytest.param({"wants_action": ""}, "put right", id="no word on action"),
    ],
)
async def test_a_correction_that_lacks_something_says_what(
    web: WebHouse, change: dict[str, str], said: str
) -> None:
    signed, case = await opened(web)

    answer = await web.post(
        f"{place(case)}/messages/{case.opened_from}/correct", signed, **{**RIGHT, **change}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert web.acts.calls == []


async def test_a_correction_is_handed_on_whole(web: WebHouse) -> None:
    signed, case = await opened(web)

    answer = await web.post(
        f"{place(case)}/messages/{case.opened_from}/correct", signed, **RIGHT, signals=["hazard", "invented"]
    )

    assert answer.status_code == 303
    assert web.acts.named("correct_reading") == [
        {
            "message_id": case.opened_from,
            "kind": "service_request",
            "topic": "heating",
            "wants_action": True,
            "explicit": False,
            "signals": ["hazard"],
            "reason": "They thank us.",
            "blind": False,
        }
    ]


async def test_a_message_of_another_case_cannot_be_corrected_from_this_one(web: WebHouse) -> None:
    signed, case = await opened(web)
    other = await a_case(web)

    answer = await web.post(f"{place(case)}/messages/{other.opened_from}/correct", signed, **RIGHT)

    assert answer.status_code == 404
    assert web.acts.calls == []


async def test_points_are_saved_without_the_empty_ones(web: WebHouse) -> None:
    signed, case = await opened(web)
    form = {
        "text-1": "No hot water.",
        "responsible-1": "yes",
        "text-2": "",
        "text-3": "Nobody rang.",
        "responsible-3": "unsure",
    }

    answer = await web.post(
        f"{place(case)}/points", signed, **form, outcome_sought="Hot water.", press="acknowledge"
    )

    [(_, given, named)] = web.acts.calls
    assert answer.headers["location"] == f"{place(case)}/acknowledgement"
    assert [(point.text, point.responsible) for point in given[2]] == [
        ("No hot water.", "yes"),
        ("Nobody rang.", "unsure"),
    ]
    assert named == {"outcome_sought": "Hot water."}


async def test_another_row_for_a_point_loses_nothing_that_was_typed(web: WebHouse) -> None:
    signed, case = await opened(web)

    answer = await web.post(
        f"{place(case)}/points",
        signed,
        **{"text-1": "One.", "text-2": "Two.", "outcome_sought": "Three.", "press": "add"},
    )

    assert web.acts.calls == []
    assert all(word in answer.text for word in ("One.", "Two.", "Three.", 'name="text-3"'))


@pytest.mark.provision("5.7")
async def test_a_point_that_is_not_ours_needs_its_reason(web: WebHouse) -> None:
    signed, case = await opened(web)

    answer = await web.post(f"{place(case)}/points", signed, **{"text-1": "The bins.", "responsible-1": "no"})

    assert "Say why point 1 is not ours" in answer.text
    assert web.acts.calls == []


@pytest.mark.provision("5.6")
async def test_the_acknowledgement_can_be_sent_only_once_nothing_is_missing(web: WebHouse) -> None:
    _, case = await opened(web)

    whole = await web.client.get(f"{place(case)}/acknowledgement")
    web.acts.missing = ["Write at least one point."]
    lacking = await web.client.get(f"{place(case)}/acknowledgement")

    assert "Send the acknowledgement" in whole.text
    assert "Write at least one point." in lacking.text
    assert "Send the acknowledgement</button>" not in " ".join(lacking.text.split())


async def test_sending_the_acknowledgement_is_one_act(web: WebHouse) -> None:
    signed, case = await opened(web)

    answer = await web.post(f"{place(case)}/acknowledgement", signed)

    assert answer.headers["location"].endswith("?done=acknowledged")
    assert len(web.acts.named("send_acknowledgement")) == 1


CALL = {
    "way": "call",
    "reached": "yes",
    "read_out": "yes",
    "day": "20",
    "month": "11",
    "year": "2026",
    "time": "14.30",
}


async def test_a_call_is_recorded_at_its_london_time(web: WebHouse) -> None:
    signed, case = await opened(web)

    await web.post(f"{place(case)}/contact", signed, **CALL, note="Read it out.")

    [named] = web.acts.named("record_contact")
    assert named["happened_at"] == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert (named["way"], named["reached"], named["read_out"], named["note"]) == (
        "call",
        True,
        True,
        "Read it out.",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"day": "31"}, "Give a real date", id="no such day"),
        pytest.param({"time": "later"}, "Give a real date and a time", id="no such time"),
        pytest.param({"day": "23"}, "must not lie ahead", id="tomorrow"),
        pytest.param({"way": ""}, "a call, a visit or a letter", id="no way"),
        pytest.param({"reached": "no"}, "somebody you did not reach", id="read out to nobody"),
    ],
)
async def test_a_record_that_cannot_be_true_is_sent_back_with_what_was_typed(
    web: WebHouse, change: dict[str, str], said: str
) -> None:
    signed, case = await opened(web)

    answer = await web.post(f"{place(case)}/contact", signed, **{**CALL, **change, "note": "A long note."})

    assert answer.status_code == 422
    assert said in answer.text
    assert "A long note." in answer.text


@pytest.mark.parametrize(
    ("page", "form", "act", "named"),
    [
        (
            "hazard",
            {"grade": "significant", "reason": "Mould."},
            "grade_hazard",
            {"grade": "significant", "reason": "Mould."},
        ),
        (
            "safe-way",
            {"words": "Ring at noon."},
            "record_safe_way",
            {"words": "Ring at noon.", "email_is_safe": False},
        ),
        ("letter", {"text": "We come on Monday."}, "write_to_resident", {"text": "We come on Monday."}),
        ("close", {"reason": "Mended."}, "close_case", {"reason": "Mended.", "learned": None}),
    ],
)
async def test_each_form_calls_its_act_and_keeps_the_words_where_it_is_refused(
    web: WebHouse, page: str, form: dict[str, str], act: str, named: dict[str, object]
) -> None:
    signed, case = await opened(web)

    shown = await web.client.get(f"{place(case)}/{page}")
    done = await web.post(f"{place(case)}/{page}", signed, **form)
    empty = await web.post(f"{place(case)}/{page}", signed)
    web.acts.refusal = IllegalMove("Not now.")
    refused = await web.post(f"{place(case)}/{page}", signed, **form)

    assert (shown.status_code, done.status_code, empty.status_code, refused.status_code) == (
        200,
        303,
        422,
        422,
    )
    assert web.acts.named(act)[0] == named
    assert "Not now." in refused.text
    assert all(value in refused.text for value in form.values())


async def a_request_beside(web: WebHouse, complaint: CaseRow) -> CaseRow:
    """The service request that was opened from the complaint's own message."""
    return await a_case(
        web, kind="service_request", stage=None, opened_from=complaint.opened_from, acknowledge_by=None
    )


async def test_a_message_that_opened_two_cases_is_checked_on_its_own_case_only(web: WebHouse) -> None:
    signed, complaint = await opened(web)
    request = await a_request_beside(web, complaint)

    text = (await web.client.get(place(request))).text
    confirmed = await web.post(f"{place(request)}/confirm", signed)
    corrected = await web.post(f"{place(request)}/messages/{complaint.opened_from}/correct", signed, **RIGHT)

    assert f"/console/cases/{complaint.reference}" in text
    assert "This is right" not in text
    assert (confirmed.status_code, corrected.status_code) == (404, 404)
    assert web.acts.calls == []


async def test_an_acknowledgement_on_its_way_cannot_be_sent_twice(web: WebHouse) -> None:
    _, case = await opened(web, points_agreed_by="priya@staff.example.org")
    row = OutboxRow(
        landlord_id="example", key="a", name="acknowledgement_stage_1", kind="acknowledgement", case_id=case.id,
        channel="email", to_address="sam@mail.example", to_name="", sender_name="", sender_address="",
        reply_address="", subject="", text="", html="", message_id="<2@x>", in_reply_to="", created_at=NOW, run_at=NOW,
    )  # fmt: skip
    await web.add(row)

    page = await web.client.get(f"{place(case)}/acknowledgement")
    overview = await web.client.get(place(case))

    assert "The acknowledgement is on its way" in page.text
    assert "Send the" not in page.text.split("<form")[-1]
    assert "Check and send the acknowledgement" not in overview.text

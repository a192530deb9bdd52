"""The pages of the Ombudsman's file, the hard day and the month's sample."""

import io
import zipfile
from datetime import timedelta

import pytest

from bot.store.journal import list_events
from bot.store.responses import ResponseRow
from tests.web_house import NOW, WebHouse, a_case


async def test_what_came_is_entered_listed_and_proved(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)
    place = f"/console/cases/{case.reference}/ombudsman"
    form = {
        "kind": "evidence_request",
        "words": "Send us all.",
        "received_on": "2026-11-20",
        "due_on": "2026-12-04",
    }

    short = await web.post(place, signed, **{**form, "due_on": ""})
    kept = await web.post(place, signed, **form)
    owed = (await web.client.get("/console/ombudsman/")).text
    done = await web.post(f"{place}/1", signed, proof="Sent on 22 November")

    assert (short.status_code, kept.status_code, done.status_code) == (422, 303, 303)
    assert "Send us all." in short.text
    assert case.reference in owed
    assert case.reference not in (await web.client.get("/console/ombudsman/")).text


@pytest.mark.provision("5.12")
async def test_the_evidence_is_one_press_away_and_who_took_it_is_on_record(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)

    answer = await web.post(f"/console/cases/{case.reference}/bundle", signed)

    assert answer.headers["content-type"] == "application/zip"
    assert "index.txt" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    async with web.house.database.reading() as session:
        events = [(event.what, event.actor) for event in await list_events(session, "example", case.id or 0)]
    assert ("bundle_made", f"staff:{signed.staff.id}") in events


async def test_evidence_of_a_case_kept_from_view_is_not_given(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web, restricted=True)

    assert (await web.post(f"/console/cases/{case.reference}/bundle", signed)).status_code == 404


@pytest.mark.provision("8.5")
async def test_the_notice_its_list_and_blank_forms_are_there_on_a_hard_day(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)
    form = {"what": "Our phones are dead.", "meanwhile": "by e-mail", "back_by": "2026-11-24"}

    await web.post("/console/incident/start", signed, **form)
    page = (await web.client.get("/console/incident/")).text

    assert "Our phones are dead." in page
    assert case.reference in page
    assert "Day and hour they told us" in (await web.client.get("/console/incident/form")).text
    assert "Our phones are dead." in (await web.client.get("/policy/example")).text
    await web.post("/console/incident/end", signed)
    assert "Our phones are dead." not in (await web.client.get("/policy/example")).text


@pytest.mark.provision("5.5")
async def test_a_months_answers_are_read_against_the_seven(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web, team="Allied Repairs")
    await web.add(
        ResponseRow(
            landlord_id="example",
            case_id=case.id or 0,
            stage=1,
            state="sent",
            written_by="x@example.org",
            sent_at=NOW - timedelta(days=30),
            updated_at=NOW,
        )
    )

    page = (await web.client.get("/console/quality/")).text
    kept = await web.post("/console/quality/1", signed, month="2026-10", held="stage", remark="No reasons")
    mute = await web.post("/console/quality/1", signed, month="2026-10", held="stage", remark="")
    after = (await web.client.get("/console/quality/?month=2026-10")).text
    other = await web.post("/console/quality/99", signed, month="2026-10")

    assert "Allied Repairs, stage 1" in page
    assert "Sam Okoro" not in page
    assert (kept.status_code, mute.status_code) == (303, 422)
    assert "what is missing" in mute.text
    assert "The decision on each point" in after.partition("What does it hold?")[0]
    assert other.status_code == 404
    assert (await web.client.get("/console/quality/?month=x")).status_code == 409


@pytest.mark.provision("5.5", "5.4")
async def test_the_sample_goes_over_every_organisation_and_nobody_reads_their_own(web: WebHouse) -> None:
    signed = await web.signed_in()
    contractor = web.house.profiles["example"].contractor_addresses[0].removeprefix("@")
    theirs = contractor if "@" in contractor else f"lee@{contractor}"
    for team, by in (
        ("Our complaints team", signed.staff.email),
        ("Our review team", "x@a.example"),
        ("-", theirs),
    ):
        case = await a_case(web, team=team)
        await web.add(an_answer(case.id or 0, by))

    page = (await web.client.get("/console/quality/")).text
    own = await web.post("/console/quality/1", signed, month="2026-10", held="stage", remark="Short")
    other = await web.post("/console/quality/2", signed, month="2026-10", held="stage", remark="Short")

    for organisation in ("Our complaints team", "Our review team", theirs.partition("@")[2]):
        assert f"{organisation}, stage 1" in page
    assert (own.status_code, other.status_code) == (422, 303)
    assert "somebody else reads it" in own.text


def an_answer(case_id: int, by: str) -> ResponseRow:
    sent_at = NOW - timedelta(days=30)
    return ResponseRow(
        landlord_id="example",
        case_id=case_id,
        stage=1,
        state="sent",
        written_by=by,
        sent_at=sent_at,
        updated_at=NOW,
    )

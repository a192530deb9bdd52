"""The pages of needs, speakers, new issues, more time, refusals and what stands round a case: they open and they act."""

from datetime import timedelta

import pytest

from bot.store.around import list_questions, list_restrictions
from bot.store.cases import CaseRow, PointRow, find_case
from tests.web_house import NOW, WebHouse, a_case


async def a_complaint(web: WebHouse) -> CaseRow:
    case = await a_case(
        web,
        acknowledged_at=NOW - timedelta(days=1),
        respond_by=(NOW + timedelta(days=10)).date(),
        restricted=False,
    )
    await web.add(
        PointRow(
            landlord_id="example", case_id=case.id or 0, stage=1, number=1, text="No heat", responsible="yes"
        )
    )
    return case


@pytest.mark.parametrize("page", ["around", "needs", "extend", "refuse", "reopen", "promises", "answer"])
async def test_each_page_opens_and_leads_back_to_the_case(web: WebHouse, page: str) -> None:
    await web.signed_in()
    case = await a_complaint(web)

    answer = await web.client.get(f"/console/cases/{case.reference}/{page}")

    assert answer.status_code == 200
    assert f'class="govuk-back-link" href="/console/cases/{case.reference}"' in answer.text


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("around/give", {"email": "nobody@example.org"}, "Nobody with this address"),
        ("around/screen", {"screening": "quick"}, "(6.1)"),
        ("around/ask", {"asked_of": "Repairs", "words": "When?"}, "(4.2)"),
        ("around/restrict", {"reason": "Too many calls"}, "Equality Act"),
        ("around/other", {"kind": "magic", "words": "x"}, "Choose what it is"),
        ("around/conflict", {"email": "nobody@example.org", "words": "x"}, "Nobody with this address"),
        ("around/gave-up", {}, "Try 3 more times"),
        ("needs/agree", {}, "Say what they need"),
        ("needs/name", {"name": "Ann"}, "how they stand"),
        ("extend", {"new_due_on": "2026-12-04"}, "(6.4)"),
        ("refuse", {"ground": "over_12_months", "facts": "Old."}, "(2.5)"),
        ("reopen", {}, "not refused"),
    ],
)
async def test_what_is_missing_is_said_above_the_form(
    web: WebHouse, path: str, form: dict[str, str], says: str
) -> None:
    signed = await web.signed_in()
    case = await a_complaint(web)

    answer = await web.post(f"/console/cases/{case.reference}/{path}", signed, **form)

    assert answer.status_code == 422
    assert says in answer.text


async def test_what_is_whole_is_kept(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_complaint(web)
    place = f"/console/cases/{case.reference}"
    forms = {
        "around/screen": {"screening": "needs_work", "why": "Two contractors"},
        "around/ask": {"asked_of": "Repairs", "senior": "Dee", "words": "When?", "due_on": "2026-11-30"},
        "around/restrict": {
            "reason": "Forty calls a day",
            "evidence": "The list",
            "equality": "None is known",
            "channels": "letter",
            "starts_on": "2026-11-22",
            "review_on": "2027-02-01",
        },
        "around/other": {"kind": "insurance", "words": "The carpet"},
        "needs/agree": {"need": "large_print"},
        "needs/name": {"name": "Ann", "address": "ann@x.example", "kind": "family"},
        "extend": {"new_due_on": "2026-12-09", "reason": "A part is late", "update_every": "5"},
    }

    for path, form in forms.items():
        answer = await web.post(f"{place}/{path}", signed, **form)
        assert answer.status_code == 303, (path, answer.text)

    page = (await web.client.get(f"{place}/around")).text
    assert "Two contractors" in page
    assert "Forty calls a day" in page
    assert "Ann" in (await web.client.get(f"{place}/needs")).text
    async with web.house.database.reading() as session:
        known = await find_case(session, "example", case.reference)
        assert known is not None
        assert len(await list_questions(session, "example", known.id or 0)) == 1
        assert len(await list_restrictions(session, "example", known.resident_id)) == 1


@pytest.mark.provision("2.5")
async def test_there_is_no_way_to_refuse_several_at_once(web: WebHouse) -> None:
    paths = [path for path in web.app.openapi()["paths"] if "refuse" in path]

    assert paths == ["/console/cases/{reference}/refuse"]


async def test_what_is_due_is_grouped_by_when(web: WebHouse) -> None:
    await web.signed_in()
    late = await a_case(web, next_due_on=(NOW - timedelta(days=2)).date())
    soon = await a_case(web, next_due_on=(NOW + timedelta(days=1)).date(), owner="priya@staff.example.org")
    far = await a_case(web, next_due_on=(NOW + timedelta(days=60)).date())
    kept = await a_case(web, next_due_on=NOW.date(), restricted=True)

    page = (await web.client.get("/console/watch/")).text
    mine = (await web.client.get("/console/watch/?whose=priya@staff.example.org")).text

    assert page.index("Late") < page.index(late.reference) < page.index(soon.reference)
    assert far.reference not in page
    assert kept.reference not in page
    assert soon.reference in mine
    assert late.reference not in mine


@pytest.mark.provision("1.4")
async def test_requests_are_reviewed_with_the_broken_promises_first(web: WebHouse) -> None:
    await web.signed_in()
    yesterday, later = (NOW - timedelta(days=1)).date(), (NOW + timedelta(days=9)).date()
    known = {"kind": "service_request", "stage": None, "acknowledge_by": None}
    to_come = await a_case(web, contact_by=later, **known)
    silent = await a_case(web, contact_by=yesterday, asked_if_done_at=NOW - timedelta(hours=3), **known)
    passed = await a_case(web, contact_by=yesterday, **known)
    done = await a_case(web, contact_by=yesterday, status="closed", **known)

    page = (await web.client.get("/console/requests/")).text

    assert page.index(silent.reference) < page.index(passed.reference) < page.index(to_come.reference)
    assert done.reference not in page

"""The pages of reports and of who handles complaints, and the policy page for everybody."""

import re
from datetime import timedelta

import pytest

from bot.store.cases import CaseLinkRow, ClockRow
from bot.store.journal import list_broken
from tests.web_house import NOW, WebHouse, a_case

TODAY = NOW.date()


async def a_late_complaint(web: WebHouse) -> None:
    case = await a_case(web)
    due = TODAY - timedelta(days=3)
    await web.add(
        ClockRow(
            landlord_id="example",
            case_id=case.id or 0,
            rule="acknowledge_stage_1",
            law="code",
            from_on=TODAY - timedelta(days=10),
            due_on=due,
            started_at=NOW - timedelta(days=10),
            met_at=NOW - timedelta(days=2),
            ended_why="met",
        )
    )


async def test_the_page_of_a_quarter_holds_figures_and_no_resident(web: WebHouse) -> None:
    await web.signed_in()
    await a_late_complaint(web)

    page = (await web.client.get("/console/reports/2026-27-Q3/")).text

    assert "Stage 1 acknowledged within 5 working days" in page
    assert "Complaints received, stage 1" in page
    assert "Sam Okoro" not in page
    assert "hot water" not in page


async def test_what_names_no_period_is_not_found(web: WebHouse) -> None:
    await web.signed_in()

    assert (await web.client.get("/console/reports/2026-28/")).status_code == 404


@pytest.mark.provision("8.2", "9.4")
async def test_what_a_year_owes_is_shown_until_it_is_on_record(web: WebHouse) -> None:
    signed = await web.signed_in()
    owed = (await web.client.get("/console/reports/2025-26/")).text
    assert (
        "The governing body&#39;s response, published beside it" in owed.partition("Complaints by quarter")[0]
    )

    refused = await web.post(
        "/console/reports/2025-26/record", signed, what="response", done_on="2026-10-01", words="Seen"
    )
    kept = await web.post(
        "/console/reports/2025-26/record",
        signed,
        what="response",
        done_on="2026-10-01",
        link="https://www.example.org/response",
    )
    after = (await web.client.get("/console/reports/2025-26/")).text

    assert refused.status_code == 422
    assert "beginning with https://" in refused.text
    assert kept.status_code == 303
    assert "published beside it" not in after.partition("Complaints by quarter")[0]
    assert 'href="https://www.example.org/response"' in after


@pytest.mark.provision("9.5", "9.6")
async def test_the_member_responsible_sees_figures_and_nothing_else_and_that_is_on_record(
    web: WebHouse,
) -> None:
    await web.signed_in(role="member_responsible")
    case = await a_case(web)

    seen = await web.client.get("/console/reports/2026-27-Q3/")
    others = [
        (await web.client.get(path)).status_code
        for path in ("/console", "/console/tasks", f"/console/cases/{case.reference}", "/console/desk/")
    ]

    assert seen.status_code == 200
    assert set(others) == {403}
    async with web.house.database.reading() as session:
        assert await list_broken(session, "example") == []


@pytest.mark.provision("4.1", "9.5")
async def test_an_office_nobody_holds_shows_red(web: WebHouse) -> None:
    await web.signed_in()
    profile = web.house.profiles["example"]
    web.house.profiles["example"] = profile.model_copy(  # type: ignore[index]
        update={"complaints_officer": None, "member_responsible": None}
    )

    page = (await web.client.get("/console/team/")).text

    assert page.count("Nobody is named") == 2


@pytest.mark.provision("9.8", "4.3")
async def test_a_colleague_is_warned_of_until_taught_and_until_the_objective_is_acknowledged(
    web: WebHouse,
) -> None:
    signed = await web.signed_in()
    before = (await web.client.get("/console/team/")).text
    assert "has not yet acknowledged the standard objective (9.8) and has no training" in before

    await web.post("/console/team/objective", signed)
    wrong = await web.post(
        f"/console/team/{signed.staff.id}/training", signed, words="", done_on="2026-11-01"
    )
    await web.post(
        f"/console/team/{signed.staff.id}/training", signed, words="Handling complaints", done_on="2026-11-01"
    )
    after = (await web.client.get("/console/team/")).text

    assert wrong.status_code == 422
    assert "Name the training." in wrong.text
    assert "You have acknowledged this." in after
    assert "Handling complaints, without an end." in re.sub(r"\s+", " ", after)


@pytest.mark.provision("3.4", "3.5")
async def test_the_public_policy_has_the_profiles_figures_and_a_new_version_when_they_change(
    web: WebHouse,
) -> None:
    first = (await web.client.get("/policy/example")).text
    profile = web.house.profiles["example"]
    promises = profile.own_promises.model_copy(
        update={"stage_1_within_working_days": 8, "stage_2_within_working_days": 30}
    )
    web.house.profiles["example"] = profile.model_copy(update={"own_promises": promises})  # type: ignore[index]
    second = (await web.client.get("/policy/example")).text

    def version(page: str) -> str:
        return re.findall(r"Version (\w{12})", page)[0]

    assert version(first) != version(second)
    answers = re.findall(r"you have our answer</th>.*?>(\d+) days.*?>(\d+) days", second)
    assert answers == [("8", "20")]  # a promise longer than the Code's is not shown
    for heading in ("What a complaint is", "How people hear of this", "Help from outside"):
        assert heading in second
    assert "Complaint Handling Code" in second


async def test_the_policy_of_nobody_is_not_found(web: WebHouse) -> None:
    assert (await web.client.get("/policy/elsewhere")).status_code == 404


@pytest.mark.provision("5.1")
async def test_a_report_compares_repairs_with_a_complaint_and_without(web: WebHouse) -> None:
    await web.signed_in()
    alone = await a_case(web, kind="service_request", received_at=NOW - timedelta(days=9), closed_at=NOW)
    beside = await a_case(web, kind="service_request", received_at=NOW - timedelta(days=4), closed_at=NOW)
    complaint = await a_case(web, kind="complaint")
    await web.add(
        CaseLinkRow(landlord_id="example", case_id=complaint.id or 0, other_id=beside.id or 0, why="request")
    )

    page = (await web.client.get("/console/reports/2026-27-Q3/")).text

    assert alone.id != beside.id
    assert "took 4 days in the middle where somebody complained (1 of them), and 9 where nobody did" in page

"""Every page of the console, walked by every role and by nobody: only what the role may do answers. Everybody is invented."""

import re
from collections.abc import Sequence

import pytest

from bot.console.rights import PAGES, RIGHTS, ROLES, Right, may
from bot.store import journal
from bot.store.cases import CaseRow
from tests.web_house import WebHouse, a_case

OPEN_TO_ALL = ("/sign-in", "/welcome/{token}")
TRACES = ("Traceback", 'File "', "sqlalchemy", "Exception")


def pages_of(web: WebHouse) -> list[tuple[str, str]]:
    """Method and page of every route of the console, as the table names them; those of the sign-in are not asked."""
    return [
        (method.upper(), _named(path))
        for path, methods in web.app.openapi()["paths"].items()
        if path.startswith("/console") and path.removeprefix("/console") not in OPEN_TO_ALL
        for method in methods
    ]


def _named(path: str) -> str:
    # The queue's name may hold slashes, which the description of the interface does not say.
    return path.removeprefix("/console").replace("{queue}", "{queue:path}")


def filled(page: str, reference: str) -> str:
    """The page's address with something in each place: the case is real, the numbers are nobody's."""
    with_case = page.replace("{reference}", reference).replace("{queue:path}", "repairs")
    with_names = with_case.replace("{period}", "2026-27-Q3").replace("{do}", "screen")
    return "/console" + re.sub(r"\{\w+\}", "987654", with_names)


async def walk(web: WebHouse, role: str, reference: str) -> Sequence[tuple[str, str, int, str]]:
    signed = await web.signed_in(role=role, email=f"{role}@staff.example.org", sees_restricted=True)
    came = []
    for method, page in pages_of(web):
        if page == "/sign-out":
            continue  # it would end the walk
        address = filled(page, reference)
        answer = await (web.client.get(address) if method == "GET" else web.post(address, signed))
        came.append((method, page, answer.status_code, answer.text))
    return came


async def test_every_page_stands_in_the_table_and_every_line_of_it_is_a_page(web: WebHouse) -> None:
    assert {page for _, page in pages_of(web)} == set(PAGES)


@pytest.mark.provision("4.1", "9.6")
@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_answered_where_it_may_be_and_refused_everywhere_else(
    web: WebHouse, role: str
) -> None:
    case = await a_case(web, owner=f"{role}@staff.example.org")

    came = await walk(web, role, case.reference)

    wrong = [
        (method, page, status)
        for method, page, status, _ in came
        if (status == 403) is may(role, page, sends=method != "GET")
    ]
    assert wrong == []
    assert [(page, status) for _, page, status, _ in came if status not in (200, 303, 403, 404, 422)] == []
    assert not [page for _, page, _, text in came if any(trace in text for trace in TRACES)]


async def test_whoever_is_not_signed_in_is_shown_the_sign_in_page_everywhere(web: WebHouse) -> None:
    case = await a_case(web)

    for method, page in pages_of(web):
        address = filled(page, case.reference)
        answer = await (web.client.get(address) if method == "GET" else web.client.post(address, data={}))
        assert (answer.status_code, answer.headers.get("location", "")[:16]) == (303, "/console/sign-in"), (
            page
        )
        assert case.reference not in answer.text


def test_a_page_or_role_that_nobody_wrote_down_is_closed() -> None:
    assert not may("administrator", "/somewhere/new")
    assert not may("director", "")
    assert set(RIGHTS) == set(ROLES)
    assert RIGHTS["administrator"] == frozenset(Right)


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_shown_no_way_to_what_it_may_not_do(web: WebHouse, role: str) -> None:
    case = await a_case(web, kind="complaint", stage=1, owner=f"{role}@staff.example.org")
    await web.signed_in(role=role, email=f"{role}@staff.example.org")
    seen = [page for page in ("", "/cases/{reference}", "/watch/", "/reports/", "/desk/") if may(role, page)]

    for page in seen:
        text = (await web.client.get(filled(page, case.reference))).text
        for place in re.findall(r'href="/console([^"#?]*)', text):
            assert may(role, _page_of(place, case)), (page, place)


def _page_of(place: str, case: CaseRow) -> str:
    known = place.replace(case.reference, "{reference}")
    for page in PAGES:
        if re.fullmatch(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(page)), known):
            return page
    return known


async def _sees(web: WebHouse, case: CaseRow) -> bool:
    address = f"/console/cases/{case.reference}"
    status = (await web.client.get(address)).status_code
    listed = case.reference in (await web.client.get(f"/console/queues/{case.queue}")).text
    found = (await web.client.get("/console/find", params={"reference": case.reference})).status_code == 303
    assert (status == 200) == listed == found, case.queue
    return listed


async def test_a_contractor_sees_what_was_given_to_them_and_nothing_else(web: WebHouse) -> None:
    theirs = await a_case(web, queue="repairs", owner="fixer@contractor.example")
    other = await a_case(web, queue="repairs")
    await web.signed_in(role="contractor", email="fixer@contractor.example")

    assert (await _sees(web, theirs), await _sees(web, other)) == (True, False)


async def test_a_team_sees_its_own_queues_and_what_was_given_to_somebody_in_it(web: WebHouse) -> None:
    here, given, elsewhere = (
        await a_case(web, queue="repairs"),
        await a_case(web, queue="income", owner="priya@staff.example.org"),
        await a_case(web, queue="income"),
    )
    await web.signed_in(role="handler", queues=["repairs"])

    assert [await _sees(web, case) for case in (here, given, elsewhere)] == [True, True, False]


async def test_whoever_opens_a_case_is_on_record_and_what_they_may_not_see_leaves_no_trace(
    web: WebHouse,
) -> None:
    case = await a_case(web)
    hidden = await a_case(web, hidden_from=["priya@staff.example.org"])
    await web.signed_in()

    await web.client.get(f"/console/cases/{case.reference}")
    await web.client.get(f"/console/cases/{case.reference}/needs")
    refused = await web.client.get(f"/console/cases/{hidden.reference}")
    page = (await web.client.get(f"/console/cases/{case.reference}")).text

    async with web.house.database.reading() as session:
        views = await journal.list_views(session, "example", case.id or 0, limit=9)
        none = await journal.list_views(session, "example", hidden.id or 0, limit=9)
        broken = await journal.list_broken(session, "example")
    assert refused.status_code == 404
    assert [view.codes["page"] for view in views] == ["", "/needs", ""]
    assert (list(none), broken) == ([], [])
    assert "Who has opened it" in page


async def test_who_opened_a_case_is_shown_to_those_who_oversee_and_not_to_others(web: WebHouse) -> None:
    case = await a_case(web)
    await web.signed_in(role="handler")

    await web.client.get(f"/console/cases/{case.reference}")
    again = (await web.client.get(f"/console/cases/{case.reference}")).text

    assert "Who has opened it" not in again


async def test_a_number_that_no_row_can_have_is_not_found_and_breaks_nothing(web: WebHouse) -> None:
    case = await a_case(web)
    signed = await web.signed_in(role="administrator")
    too_large = {"message_id", "task_id", "alert_id", "file_id", "check_id", "arrival_id", "joining_id"}
    too_large |= {"remedy_id", "item_id", "response_id", "staff_id", "link_id"}

    asked = [
        (method, page) for method, page in pages_of(web) if any(f"{{{one}}}" in page for one in too_large)
    ]
    statuses = set()
    for method, page in asked:
        address = filled(page, case.reference).replace("987654", "9" * 25)
        answer = await (web.client.get(address) if method == "GET" else web.post(address, signed))
        statuses.add(answer.status_code)
    lists = [await web.client.get(f"/console/review/?later={'9' * 5000}.{'9' * 25}")]
    lists.append(await web.client.get(f"/console/review/list/?after={'9' * 25}_{'9' * 25}"))

    assert len(asked) > 20
    assert statuses == {404}
    assert [answer.status_code for answer in lists] == [200, 200]


def test_the_member_responsible_sees_the_reports_and_no_other_page() -> None:
    seen = {page for page in PAGES if may("member_responsible", page)}

    assert seen == {"/reports/", "/reports/{period}/", "/sign-out", "/team/objective"}
    assert [page for page in PAGES if may("member_responsible", page, sends=True)] == [
        "/sign-out",
        "/team/objective",
    ]

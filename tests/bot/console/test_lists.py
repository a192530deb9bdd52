"""Do the queues, tasks, alerts and unreadable messages show what waits, and nothing that may not be seen?"""

from datetime import date, timedelta
from html import unescape

import pytest

from bot.store.cases import CaseRow
from bot.store.external_references import ExternalReferenceRow
from bot.store.tasks import AlertRow, TaskRow
from tests.web_house import NOW, WebHouse, a_case, a_web_house, an_unreadable_arrival


def a_task(case: CaseRow | None = None, **facts: object) -> TaskRow:
    known = {
        "landlord_id": "example",
        "key": f"task:{facts.get('why', '')}",
        "kind": "call",
        "team": "complaints",
        "why": "Ring them about the hot water.",
        "due_on": date(2026, 11, 22),
        "case_id": case.id if case else None,
        "created_at": NOW,
    }
    return TaskRow(**{**known, **facts})


def an_alert(case: CaseRow | None = None, **facts: object) -> AlertRow:
    known = {
        "landlord_id": "example",
        "case_id": case.id if case else None,
        "kind": "emergency",
        "why": "They smell gas.",
        "created_at": NOW,
    }
    return AlertRow(**{**known, **facts})


async def page(web: WebHouse, path: str) -> str:
    answer = await web.client.get(path, follow_redirects=True)
    return unescape(answer.text)


async def test_the_first_page_counts_each_queue_and_says_its_nearest_date_in_words(web: WebHouse) -> None:
    await web.signed_in()
    await a_case(web)
    await a_case(web, next_due_on=date(2026, 11, 20), queue="repairs")

    text = await page(web, "/console")

    assert "Tuesday 24 November, in 2 days" in text
    assert "Overdue by 2 days, was due Friday 20 November" in text
    assert "Nothing waits in: " in text


async def test_alerts_faults_and_unreadable_messages_stand_above_the_queues(web: WebHouse) -> None:
    await web.signed_in()
    await web.add(an_alert(), an_unreadable_arrival())

    text = await page(web, "/console")

    assert "1 alert nobody has yet" in text
    assert "1 message that could not be read" in text


async def test_faults_of_the_profile_turn_the_console_red(tmp_path) -> None:  # type: ignore[no-untyped-def]
    web = await a_web_house(
        tmp_path, faults=["Nobody is on call: an emergency at night would wake no one (6.1)."]
    )
    await web.signed_in()

    text = await page(web, "/console")
    await web.client.aclose()
    await web.house.database.close()

    assert "Nobody is on call" in text


async def test_a_queue_shows_nearest_dates_first_a_page_at_a_time_and_each_case_once(web: WebHouse) -> None:
    await web.signed_in()
    made = [await a_case(web, next_due_on=date(2026, 12, 1) + timedelta(days=n % 3)) for n in range(52)]
    made += [await a_case(web, next_due_on=None) for _ in range(3)]

    first = await page(web, "/console/queues/complaints")
    rest = await page(
        web, "/console/queues/complaints?after=" + first.split('href="?after=')[1].split('"')[0]
    )

    on_first = [case for case in made if case.reference in first]
    on_rest = [case for case in made if case.reference in rest]
    assert len(on_first) == 50
    assert {case.id for case in on_first} | {case.id for case in on_rest} == {case.id for case in made}
    assert not {case.id for case in on_first} & {case.id for case in on_rest}
    assert all(case.next_due_on for case in on_first)


async def test_an_empty_list_says_what_to_do_next(web: WebHouse) -> None:
    await web.signed_in()

    texts = [
        await page(web, f"/console/{name}") for name in ("queues/complaints", "tasks", "alerts", "unreadable")
    ]

    assert all('class="hark-empty"' in text and "/console" in text for text in texts)


async def test_what_residents_wrote_is_shown_as_text_and_never_as_a_page(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web, words="<script>alert('x')</script> hot water <b>now</b>", name="<i>Sam</i>")

    texts = [
        (await web.client.get(f"/console/{place}")).text
        for place in ("queues/complaints", f"cases/{case.reference}")
    ]

    assert all(
        "<script>alert" not in text and "<b>now" not in text and "<i>Sam" not in text for text in texts
    )


KEPT = [
    pytest.param(
        {"hidden_from": ["priya@staff.example.org"]}, {"sees_restricted": True}, id="names the viewer"
    ),
    pytest.param({"restricted": True}, {}, id="restricted, for somebody not named for it"),
]


@pytest.mark.parametrize(("facts", "viewer"), KEPT)
async def test_a_case_that_is_kept_from_somebody_is_nowhere(
    web: WebHouse, facts: dict[str, object], viewer: dict[str, object]
) -> None:
    await web.signed_in(**viewer)
    case = await a_case(web, words="Unmistakable words.", **facts)
    await web.add(a_task(case, why="Unmistakable task."), an_alert(case, why="Unmistakable alert."))

    texts = [
        await page(web, place)
        for place in ("/console", "/console/queues/complaints", "/console/tasks", "/console/alerts")
    ]
    pages = (
        "",
        "/points",
        "/contact",
        "/letter",
        "/answer",
        "/close",
        "/hazard",
        "/safe-way",
        "/acknowledgement",
    )
    answers = [await web.client.get(f"/console/cases/{case.reference}{name}") for name in pages]
    found = await web.client.get(f"/console/find?reference={case.reference}", follow_redirects=True)

    assert not any("Unmistakable" in text or case.reference in text for text in texts)
    assert {answer.status_code for answer in [*answers, found]} == {404}


@pytest.mark.parametrize(("facts", "viewer"), KEPT)
async def test_nothing_can_be_done_to_a_case_that_is_kept_from_somebody(
    web: WebHouse, facts: dict[str, object], viewer: dict[str, object]
) -> None:
    signed = await web.signed_in(**viewer)
    case = await a_case(web, **facts)
    task, alert = a_task(case), an_alert(case)
    await web.add(task, alert)
    place = f"/console/cases/{case.reference}"

    answers = [
        await web.post(f"{place}/close", signed, reason="x"),
        await web.post(f"{place}/confirm", signed),
        await web.post(f"{place}/letter", signed, text="x"),
        await web.post(f"{place}/messages/{case.opened_from}/correct", signed),
        await web.post(f"/console/tasks/{task.id}/done", signed, outcome="x"),
        await web.post(f"/console/alerts/{alert.id}/take", signed),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert web.acts.calls == []


async def test_staff_of_one_landlord_see_nothing_of_another(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web, landlord_id="other")

    answer = await web.client.get(f"/console/cases/{case.reference}")

    assert answer.status_code == 404


async def test_a_task_is_done_with_a_word_on_what_came_of_it(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)
    task = a_task(case)
    await web.add(task)

    silent = await web.post(f"/console/tasks/{task.id}/done", signed, outcome="")
    said = await web.post(
        f"/console/tasks/{task.id}/done", signed, outcome="Rang, they are well.", then="case"
    )

    assert silent.status_code == 422
    assert said.headers["location"] == f"/console/cases/{case.reference}?done=task"
    assert web.acts.named("finish_task") == [{"outcome": "Rang, they are well."}]


async def test_i_have_it_is_said_in_the_name_of_whoever_is_signed_in(web: WebHouse) -> None:
    signed = await web.signed_in()
    alert = an_alert()
    await web.add(alert)

    answer = await web.post(f"/console/alerts/{alert.id}/take", signed)

    assert answer.status_code == 303
    assert web.acts.named("take_alert") == [{"by_name": "Priya Nair"}]


async def test_an_unreadable_message_is_opened_as_text_and_it_is_kept_who_looked(web: WebHouse) -> None:
    signed = await web.signed_in()
    arrival = an_unreadable_arrival()
    await web.add(arrival)

    opened = await web.client.get(f"/console/unreadable/{arrival.id}")
    await web.post(f"/console/unreadable/{arrival.id}/looked", signed)
    listed = await page(web, "/console/unreadable")
    home = await page(web, "/console")

    assert "&lt;script&gt;alert(1)" in opened.text
    assert "Priya Nair, today at 9:30am" in listed
    assert "could not be read" not in home


async def test_a_message_that_was_read_cannot_be_opened_past_its_case(web: WebHouse) -> None:
    await web.signed_in()
    arrival = an_unreadable_arrival(state="done")
    await web.add(arrival)

    answer = await web.client.get(f"/console/unreadable/{arrival.id}")

    assert answer.status_code == 404


async def test_a_reference_in_small_letters_finds_its_case(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web)

    answer = await web.client.get(f"/console/find?reference=%20{case.reference.lower()}%20")

    assert answer.headers["location"] == f"/console/cases/{case.reference}"


async def a_number(web: WebHouse, case: CaseRow, system: str, number: str = "12345") -> None:
    await web.add(
        ExternalReferenceRow(
            landlord_id="example", system=system, reference=number, case_id=case.id or 0, created_at=NOW
        )
    )


async def test_the_number_of_another_system_finds_its_case_and_stands_on_its_page(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web)
    await a_number(web, case, "cats", "CT/12345")

    answer = await web.client.get("/console/find", params={"reference": " ct/12345 "})
    page = await web.client.get(answer.headers["location"])

    assert answer.headers["location"] == f"/console/cases/{case.reference}"
    assert "In cats: <strong>CT/12345</strong>" in page.text


async def test_a_number_that_two_systems_gave_asks_which_case_is_meant(web: WebHouse) -> None:
    await web.signed_in()
    cases = [await a_case(web), await a_case(web)]
    for case, system in zip(cases, ("cats", "civica-cx"), strict=True):
        await a_number(web, case, system)

    answer = await web.client.get("/console/find?reference=12345")

    assert answer.status_code == 200
    assert all(f'href="/console/cases/{case.reference}"' in answer.text for case in cases)


async def test_a_number_finds_no_case_that_is_kept_from_whoever_looks(web: WebHouse) -> None:
    await web.signed_in()
    await a_number(web, await a_case(web, restricted=True), "cats")

    assert (await web.client.get("/console/find?reference=12345")).status_code == 404

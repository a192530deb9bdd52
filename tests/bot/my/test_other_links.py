"""Do the links in receipts, on the promised day and to the person on call do their one thing?"""

from html import unescape

import pytest

from bot.store.tasks import AlertRow
from tests.web_house import NOW, WebHouse, a_case


async def test_a_receipt_leads_to_a_complaint_with_one_button(web: WebHouse) -> None:
    case = await a_case(web, kind="service_request", stage=None)
    link = f"/complain/{web.house.keys.seal('case', case.id or 0)}"
    web.acts.answers["complain_about"] = "AV-NEW"

    shown = await web.client.get(link)
    done = await web.client.post(link)

    assert case.reference in shown.text
    assert "hot water" not in shown.text
    assert "AV-NEW" in done.text
    assert web.acts.calls == [("complain_about", ("example", case.id), {"how": "page"})]


async def test_a_complaint_kept_from_view_is_not_named(web: WebHouse) -> None:
    case = await a_case(web)
    web.acts.answers["complain_about"] = ""

    answer = await web.client.post(f"/complain/{web.house.keys.seal('case', case.id or 0)}")

    assert answer.status_code == 410
    assert "This link has ended." in answer.text


@pytest.mark.parametrize(
    ("became", "status", "sentence"),
    [
        ("opened", 200, "Somebody new looks at it."),
        ("already_open", 200, "You have asked us before"),
        ("final", 200, "You have our final answer"),
        ("gone", 410, "This link has ended."),
    ],
)
async def test_an_answer_is_looked_at_again_with_a_tap(
    web: WebHouse, became: str, status: int, sentence: str
) -> None:
    case = await a_case(web, stage_1_responded_at=NOW)
    link = f"/again/{web.house.keys.seal('case', case.id or 0)}"
    web.acts.answers["look_again"] = became

    shown = await web.client.get(link)
    answer = await web.client.post(link)

    assert case.reference in shown.text
    assert "hot water" not in shown.text
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert web.acts.calls == [("look_again", ("example", case.id), {"how": "page"})]


async def test_what_was_never_answered_cannot_be_looked_at_again(web: WebHouse) -> None:
    case = await a_case(web)

    assert (await web.client.get(f"/again/{web.house.keys.seal('case', case.id or 0)}")).status_code == 410


@pytest.mark.parametrize(
    ("said", "became", "done", "sentence"),
    [
        ("done", "closed", True, "We are glad it is done"),
        ("not_done", "still_open", False, "We are sorry it is not done"),
    ],
)
async def test_is_it_done_is_answered_with_a_tap(
    web: WebHouse, said: str, became: str, done: bool, sentence: str
) -> None:
    case = await a_case(web, kind="service_request", stage=None)
    link = f"/done/{web.house.keys.seal('case', case.id or 0)}"
    web.acts.answers["answer_done"] = became

    shown = await web.client.get(f"{link}?say={said}")
    answer = await web.client.post(link, data={"say": said})

    assert "Is it done?" in shown.text
    assert sentence in unescape(answer.text)
    assert web.acts.calls == [("answer_done", ("example", case.id), {"done": done, "how": "page"})]


async def an_alert(web: WebHouse, **facts: object) -> tuple[AlertRow, str]:
    case = await a_case(web, on_hold=True, restricted=True)
    alert = AlertRow(
        landlord_id="example",
        case_id=case.id,
        kind="domestic_abuse",
        why="Unmistakable words.",
        created_at=NOW,
        **facts,
    )
    await web.add(alert)
    return alert, f"/alert/{web.house.keys.seal('alert', alert.id or 0)}"


async def test_the_alert_page_says_nothing_of_the_matter(web: WebHouse) -> None:
    _, link = await an_alert(web)

    answer = await web.client.get(link)

    assert "Nobody has it yet." in answer.text
    assert not any(word in answer.text for word in ("Unmistakable", "abuse", "AV-"))
    assert web.acts.calls == []


async def test_i_have_it_needs_a_name(web: WebHouse) -> None:
    alert, link = await an_alert(web)

    silent = await web.client.post(link, data={"name": " "})
    named = await web.client.post(link, data={"name": "Jo Lamb"})

    assert silent.status_code == 422
    assert "Type your name" in silent.text
    assert named.status_code == 200
    assert web.acts.calls == [("take_alert", (alert.id,), {"by_name": "Jo Lamb"})]


async def test_an_alert_that_somebody_has_is_not_taken_again(web: WebHouse) -> None:
    _, link = await an_alert(web, taken_at=NOW, taken_by="Jo Lamb")

    answer = await web.client.post(link, data={"name": "Sal Reed"})

    assert "<strong>Jo Lamb</strong> has had it since today at 9:30am" in answer.text
    assert web.acts.calls == []

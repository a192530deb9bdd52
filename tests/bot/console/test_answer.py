"""The editor of an answer: a draft is kept, what is missing stands beside it, and only a whole one is approved."""

from datetime import timedelta

import pytest

from bot.store.cases import PointRow
from bot.store.outbox import list_outbox
from bot.store.people import NOBODY, get_conversation
from tests.web_house import NOW, WebHouse, a_case

ANSWER = {
    "opening": "Thank you for telling us.",
    "found-1": "not_upheld",
    "reasons-1": "We came on each day we promised.",
    "rules-1": "our repairs policy",
    "asked-1": "",
    "impact-1": "",
}


async def a_complaint(web: WebHouse, *, door: bool = True) -> tuple[str, int]:
    case = await a_case(web, acknowledged_at=NOW - timedelta(days=1))
    await web.add(
        PointRow(
            landlord_id="example",
            case_id=case.id or 0,
            stage=1,
            number=1,
            text="Nobody came",
            responsible="yes",
        )
    )
    if not door:
        async with web.house.database.writing() as session:
            conversation = await get_conversation(session, "example", case.conversation_id)
            conversation.address = f"{NOBODY}abc"
            session.add(conversation)
    return f"/console/cases/{case.reference}", case.id or 0


@pytest.mark.provision("6.7", "6.9")
async def test_what_is_missing_stands_beside_the_letter_and_nothing_can_be_approved(web: WebHouse) -> None:
    await web.signed_in()
    place, _ = await a_complaint(web)

    page = (await web.client.get(f"{place}/answer")).text

    assert "a decision on point 1 (6.9c)" in page
    assert "the reasons for point 1 (6.7)" in page
    assert "Approve it" not in page
    assert "This is our answer to your complaint, at stage 1." in page


async def test_a_draft_is_kept_and_shown_again(web: WebHouse) -> None:
    signed = await web.signed_in()
    place, _ = await a_complaint(web)

    kept = await web.post(f"{place}/answer", signed, do="save", **{**ANSWER, "rules-1": ""})
    page = (await web.client.get(f"{place}/answer")).text

    assert (kept.status_code, kept.headers["location"]) == (303, f"{place}/answer?done=draft")
    assert page.count("We came on each day we promised.") >= 2
    assert "the policy, law or good practice that point 1 was held against (6.7)" in page


async def test_it_goes_only_with_the_name_of_whoever_approves_it(web: WebHouse) -> None:
    signed = await web.signed_in()
    place, case_id = await a_complaint(web)

    unread = await web.post(f"{place}/answer", signed, do="send", how="written", **ANSWER)
    sent = await web.post(f"{place}/answer", signed, do="send", how="written", approve="yes", **ANSWER)
    again = await web.client.get(f"{place}/answer")

    assert unread.status_code == 422
    assert "Say that you have read the whole answer" in unread.text
    assert sent.headers["location"] == f"{place}?done=answered"
    assert "written already" in again.text
    async with web.house.database.reading() as session:
        assert [row.name for row in await list_outbox(session, "example", [case_id])] == ["stage_1_response"]


async def test_without_a_door_it_is_put_on_record_as_posted(web: WebHouse) -> None:
    signed = await web.signed_in()
    place, case_id = await a_complaint(web, door=False)

    refused = await web.post(f"{place}/answer", signed, do="send", how="written", approve="yes", **ANSWER)
    posted = await web.post(f"{place}/answer", signed, do="send", how="letter", approve="yes", **ANSWER)

    assert "no address to write to" in refused.text
    assert posted.status_code == 303
    async with web.house.database.reading() as session:
        assert await list_outbox(session, "example", [case_id]) == []


@pytest.mark.provision("7.2", "7.3", "7.4")
async def test_a_promise_of_money_needs_its_effect_its_guidance_its_owner_and_its_day(web: WebHouse) -> None:
    signed = await web.signed_in()
    place, _ = await a_complaint(web)
    money = {"kind": "pay", "number": "1", "what": "For your time", "amount": "£80"}

    for more, says in (
        ({}, "who does it"),
        ({"owner": "Rents", "due_on": "2026-12-01"}, "guidance"),
        ({"owner": "Rents", "due_on": "2026-12-01", "guidance": "April 2026"}, "what it did to the resident"),
    ):
        refused = await web.post(f"{place}/promises", signed, **money, **more)
        assert refused.status_code == 422
        assert says in refused.text
    kept = await web.post(
        f"{place}/promises",
        signed,
        **money,
        owner="Rents",
        due_on="2026-12-01",
        guidance="April 2026",
        impact="Cold",
    )

    assert kept.status_code == 303
    assert "For your time, £80" in (await web.client.get(f"{place}/promises")).text
    assert "For your time" in (await web.client.get("/console/promises/")).text


async def test_a_promise_of_a_case_kept_from_view_is_on_no_list(web: WebHouse) -> None:
    signed = await web.signed_in()
    place, case_id = await a_complaint(web)
    await web.post(
        f"{place}/promises", signed, kind="act", what="A secret door", owner="Us", due_on="2026-12-01"
    )
    async with web.house.database.writing() as session:
        from bot.store.cases import get_case

        case = await get_case(session, "example", case_id)
        case.restricted = True
        session.add(case)

    assert "A secret door" not in (await web.client.get("/console/promises/")).text

"""The line of readings: one after another, a key each, and never two people on one. Everybody is invented."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bot.console.review_keys import KEYS, faults_of, keys_of
from bot.review_order import is_blind
from bot.store import journal
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow, get_message
from bot.store.outbox import OutboxRow
from tests.web_house import NOW, WebHouse, a_case


async def waiting(web: WebHouse, rank: int = 2500, *, blind: bool = False, **facts: Any) -> CaseRow:
    """A case whose reading nobody has confirmed; drawn until it is one to be read blind, or not."""
    while True:
        case = await a_case(web, **facts)
        if is_blind(web.house.keys.hash(f"blind:{case.opened_from}")) is blind:
            await put(web, case, review_rank=rank)
            return case


async def put(web: WebHouse, case: CaseRow, **facts: Any) -> None:
    async with web.house.database.writing() as session:
        message = await get_message(session, "example", case.opened_from)
        assert message is not None
        for name, value in facts.items():
            setattr(message, name, value)
        session.add(message)


async def message_of(web: WebHouse, case: CaseRow) -> MessageRow:
    async with web.house.database.reading() as session:
        message = await get_message(session, "example", case.opened_from)
    assert message is not None
    return message


def shown(page: str) -> str:
    found = re.search(r'data-key="o" href="/console/cases/([A-Z0-9-]+)"', page)
    return found.group(1) if found else ""


async def test_the_riskiest_comes_first_and_a_word_on_it_brings_the_next(web: WebHouse) -> None:
    signed = await web.signed_in()
    later, first = await waiting(web, 2700), await waiting(web, 40)

    page = (await web.client.get("/console/review/")).text
    confirmed = await web.post(f"/console/review/{first.opened_from}/confirm", signed)

    assert shown(page) == first.reference
    assert "2 to review" in page
    assert confirmed.status_code == 303
    assert confirmed.headers["location"].startswith("/console/review/?done=confirmed")
    assert web.acts.named("confirm_reading") == [{}]
    await put(web, first, review_rank=None)  # what the act does
    assert shown((await web.client.get("/console/review/")).text) == later.reference


async def test_what_one_has_open_another_is_not_given(web: WebHouse) -> None:
    await web.signed_in(email="jo@staff.example.org", name="Jo Marsh")
    first, second = await waiting(web, 10), await waiting(web, 20)
    await web.client.get("/console/review/")
    await web.signed_in()

    page = (await web.client.get("/console/review/")).text
    theirs = (await web.client.get(f"/console/review/{first.opened_from}/")).text

    assert shown(page) == second.reference
    assert "jo@staff.example.org has this one open." in theirs
    assert (await message_of(web, first)).review_by == "jo@staff.example.org"


async def test_it_can_be_taken_over_and_comes_back_by_itself_after_ten_minutes(web: WebHouse) -> None:
    case = await waiting(web)
    await put(web, case, review_by="jo@staff.example.org", review_until=NOW + timedelta(minutes=10))
    await web.signed_in()

    nothing = (await web.client.get("/console/review/")).text
    await web.client.get(f"/console/review/{case.opened_from}/?take=yes")
    taken = await message_of(web, case)
    await put(web, case, review_by="jo@staff.example.org", review_until=NOW - timedelta(seconds=1))
    after = (await web.client.get("/console/review/")).text

    assert shown(nothing) == ""
    assert taken.review_by == "priya@staff.example.org"
    assert shown(after) == case.reference


async def test_whoever_comes_second_is_told_and_changes_nothing(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await waiting(web)
    await put(web, case, review_rank=None)

    late = await web.post(f"/console/review/{case.opened_from}/confirm", signed)

    assert late.status_code == 422
    assert "A colleague was quicker" in late.text
    assert web.acts.calls == []


@pytest.mark.provision("1.3")
async def test_a_plain_repair_takes_one_key_and_what_was_read_as_unhappy_does_not(web: WebHouse) -> None:
    signed = await web.signed_in()
    calm = await waiting(web, kind="enquiry", stage=None, was_dissatisfied=False)
    unhappy = await waiting(web, kind="contact", stage=None, was_dissatisfied=True)

    made = await web.post(f"/console/review/{calm.opened_from}/request", signed)
    refused = await web.post(f"/console/review/{unhappy.opened_from}/request", signed)

    (said,) = web.acts.named("correct_reading")
    assert (said["kind"], said["wants_action"], said["explicit"]) == ("service_request", True, False)
    assert made.status_code == 303
    assert refused.status_code == 422
    assert "say why it is not a complaint (1.3)" in refused.text


async def test_one_in_twenty_comes_without_a_word_of_the_machine(web: WebHouse) -> None:
    await web.signed_in()
    case = await waiting(web, blind=True, queue="income", team="the income team")

    page = (await web.client.get("/console/review/")).text
    main = page.partition("<main")[2]

    assert "Yours to read" in page
    assert "<mark>" not in page
    assert "What Hark did" not in page
    assert "ncome" not in main
    assert f"/console/review/{case.opened_from}/blind" in page


async def test_what_is_said_blind_confirms_or_asks_for_the_rest_and_is_marked_as_said_blind(
    web: WebHouse,
) -> None:
    signed = await web.signed_in()
    case = await waiting(web, blind=True)
    place = f"/console/review/{case.opened_from}/blind"

    alike = await web.post(place, signed, kind="complaint")
    other = await web.post(place, signed, kind="enquiry")
    form = (await web.client.get(other.headers["location"])).text
    nothing = await web.post(place, signed, kind="song")

    assert web.acts.named("confirm_reading") == [{"blind": True}]
    assert alike.headers["location"].startswith("/console/review/?done=blind-agreed")
    assert f"/messages/{case.opened_from}/correct?kind=enquiry&blind=yes" in other.headers["location"]
    assert 'name="blind" value="yes"' in form
    assert nothing.status_code == 422


async def test_a_correction_from_the_line_leads_back_to_it(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await waiting(web)
    place = f"/console/cases/{case.reference}/messages/{case.opened_from}/correct"
    form = {"kind": "complaint", "topic": "repairs", "wants_action": "yes", "explicit": "no"}

    corrected = await web.post(place, signed, then="review", **form)
    blind = await web.post(place, signed, then="review", blind="yes", **form)

    assert corrected.headers["location"] == "/console/review/?done=corrected"
    assert blind.headers["location"] == "/console/review/?done=blind-differs"
    assert [one["blind"] for one in web.acts.named("correct_reading")] == [False, True]


async def test_what_is_left_for_later_is_not_shown_again_until_it_is_asked_for(web: WebHouse) -> None:
    await web.signed_in()
    first, second = await waiting(web, 10), await waiting(web, 20)

    page = (await web.client.get(f"/console/review/?later={first.opened_from}")).text
    done = (await web.client.get(f"/console/review/?later={first.opened_from}.{second.opened_from}")).text

    assert shown(page) == second.reference
    assert "You left 2 messages for later" in done


async def test_a_team_keeps_the_line_of_its_queue_in_the_address(web: WebHouse) -> None:
    await web.signed_in()
    await waiting(web, 10, queue="complaints")
    theirs = await waiting(web, 20, queue="repairs")

    page = (await web.client.get("/console/review/?queue=repairs")).text
    listed = (await web.client.get("/console/review/list/?queue=repairs")).text

    assert shown(page) == theirs.reference
    assert "1 to review" in page
    assert f"/console/review/{theirs.opened_from}/?queue=repairs" in listed
    assert f"/console/review/{theirs.opened_from}/confirm?queue=repairs" in page


async def test_the_list_goes_on_where_a_page_ends(web: WebHouse) -> None:
    await web.signed_in()
    for number in range(52):
        await waiting(web, 1000 + number)

    page = (await web.client.get("/console/review/list/")).text
    place = re.search(r"/console/review/list/\?after=(\d+_\d+)", page)
    assert place is not None
    rest = (await web.client.get(f"/console/review/list/?after={place.group(1)}")).text

    assert (page.count("<tr"), rest.count("<tr")) == (51, 3)


async def test_a_closed_case_and_one_that_names_the_viewer_do_not_wait(web: WebHouse) -> None:
    await web.signed_in()
    await waiting(web, 10, status="closed")
    hidden = await waiting(web, 20, hidden_from=["priya@staff.example.org"])

    page = (await web.client.get("/console/review/")).text
    asked = await web.client.get(f"/console/review/{hidden.opened_from}/")

    assert "Every message has had a word of staff." in page
    assert asked.status_code == 404


async def test_a_message_that_is_opened_is_on_record(web: WebHouse) -> None:
    await web.signed_in()
    case = await waiting(web)

    await web.client.get("/console/review/")

    async with web.house.database.reading() as session:
        (view,) = await journal.list_views(session, "example", case.id or 0, limit=5)
    assert view.codes == {"page": "/review"}


async def test_everybody_may_choose_their_own_keys(web: WebHouse) -> None:
    signed = await web.signed_in()
    await waiting(web)
    own = {**KEYS, "confirm": "j"}

    refused = await web.post("/console/review/keys/", signed, **{**KEYS, "confirm": "c"})
    kept = await web.post("/console/review/keys/", signed, **own)
    page = (await web.client.get("/console/review/")).text

    assert refused.status_code == 422
    assert "stands here twice" in refused.text
    assert kept.status_code == 303
    assert 'data-key="j"' in page
    assert 'data-key="y"' not in page


@pytest.mark.parametrize(("key", "fault"), [("", "one letter"), ("yy", "one letter"), ("1", "for the kinds")])
def test_a_key_is_one_letter_or_digit_that_is_not_taken(key: str, fault: str) -> None:
    assert fault in faults_of({**KEYS, "confirm": key})["confirm"]


def test_who_has_chosen_nothing_has_ours() -> None:
    assert keys_of({}) == dict(KEYS)
    assert keys_of({"undo": "z"})["undo"] == "z"


async def test_only_what_answered_this_message_stands_beside_it(web: WebHouse) -> None:
    await web.signed_in()
    case = await waiting(web)
    known = {
        "landlord_id": "example", "kind": "answer", "case_id": case.id, "channel": "email", "to_address": "x@mail.example",
        "to_name": "", "sender_name": "", "sender_address": "", "reply_address": "", "subject": "", "text": "", "html": "",
        "in_reply_to": "", "created_at": NOW, "run_at": NOW, "state": "sent",
    }  # fmt: skip
    await web.add(
        OutboxRow(
            **known, key="1", name="choice_offer", message_id="<1@x>", message_answered_id=case.opened_from
        ),
        OutboxRow(**known, key="2", name="choice_reminder", message_id="<2@x>"),
    )

    page = (await web.client.get("/console/review/")).text

    assert page.count("What Hark said:") == 1
    assert "choice offer" in page

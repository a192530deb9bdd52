"""Can a resident answer the choice with one tap, twice, and in either order, and does a look alone change nothing?"""

from datetime import date
from html import unescape

import pytest

from bot.store.cases import CaseRow
from bot.store.offers import OfferRow
from tests.web_house import NOW, WebHouse, a_case


async def an_offer(web: WebHouse, case: CaseRow | None = None, **facts: object) -> OfferRow:
    case = case or await a_case(web, kind="service_request", stage=None)
    offer = OfferRow(
        landlord_id="example",
        conversation_id=case.conversation_id,
        case_id=case.id or 0,
        message_id=case.opened_from,
        created_at=NOW,
        **facts,
    )
    await web.add(offer)
    return offer


def link(web: WebHouse, offer: OfferRow) -> str:
    return f"/choice/{web.house.keys.seal('offer', offer.id or 0)}"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_opening_the_link_changes_nothing_whoever_opens_it(web: WebHouse, method: str) -> None:
    offer = await an_offer(web)

    answer = await web.client.request(method, link(web, offer) + "?say=yes")

    assert answer.status_code == 200
    assert web.acts.calls == []


async def test_the_page_asks_without_a_word_of_what_was_written(web: WebHouse) -> None:
    case = await a_case(web, words="My neighbour must not read this.", kind="service_request", stage=None)
    offer = await an_offer(web, case)

    answer = await web.client.get(link(web, offer))

    text = unescape(answer.text)
    assert "Alder Vale Homes" in text
    assert "Yes, log my complaint" in text
    assert "No, not now" in text
    assert "neighbour" not in text
    assert "Sam" not in text
    assert "<script" not in text


@pytest.mark.parametrize("said", ["yes", "no"])
async def test_the_link_only_puts_the_cursor_on_its_button(web: WebHouse, said: str) -> None:
    offer = await an_offer(web)

    answer = await web.client.get(f"{link(web, offer)}?say={said}")

    focused = [part for part in answer.text.split("<button")[1:] if "autofocus" in part.split(">")[0]]
    assert len(focused) == 1
    assert f'value="{said}"' in focused[0]


SAYS = [
    pytest.param("yes", "opened", "Your complaint is logged", id="yes"),
    pytest.param("yes", "already_open", "Your complaint is logged", id="yes a second time"),
    pytest.param("no", "declined", "You can still say yes at any time", id="no"),
    pytest.param("no", "already_declined", "You can still say yes at any time", id="no a second time"),
    pytest.param("no", "changed_mind", "A person will check this with you", id="no after yes"),
    pytest.param("yes", "gone", "This link has ended.", id="at risk by now"),
]


@pytest.mark.parametrize(("said", "became", "sentence"), SAYS)
async def test_a_tap_is_answered_with_what_happens_next(
    web: WebHouse, said: str, became: str, sentence: str
) -> None:
    offer = await an_offer(web)
    web.acts.answers["answer_offer"] = became

    answer = await web.client.post(link(web, offer), data={"say": said})

    assert sentence in unescape(answer.text)
    assert web.acts.calls == [("answer_offer", ("example", offer.id), {"said": said, "how": "page"})]


async def test_a_yes_gives_the_number_and_the_dates_with_their_weekday(web: WebHouse) -> None:
    complaint = await a_case(web, acknowledge_by=date(2026, 11, 27), respond_backstop=date(2026, 12, 11))
    offer = await an_offer(web, complaint_id=complaint.id, state="accepted")
    web.acts.answers["answer_offer"] = "opened"

    text = unescape((await web.client.post(link(web, offer), data={"say": "yes"})).text)

    assert complaint.reference in text
    assert "Friday 27 November" in text
    assert "Friday 11 December" in text


async def test_a_tap_with_another_word_asks_again(web: WebHouse) -> None:
    offer = await an_offer(web)

    answer = await web.client.post(link(web, offer), data={"say": "maybe"})

    assert answer.status_code == 422
    assert "Yes, log my complaint" in answer.text
    assert web.acts.calls == []


ENDED = [pytest.param({"on_hold": True}, id="on hold"), pytest.param({"restricted": True}, id="restricted")]


@pytest.mark.parametrize("facts", ENDED)
async def test_for_a_person_at_risk_every_link_says_only_to_ring(
    web: WebHouse, facts: dict[str, bool]
) -> None:
    case = await a_case(web, **facts)
    offer = await an_offer(web, case)
    token = web.house.keys.seal("case", case.id or 0)
    links = [link(web, offer), f"/complain/{token}", f"/done/{token}"]

    answers = [await web.client.get(place) for place in links]
    answers += [await web.client.post(place, data={"say": "yes"}) for place in links]

    for answer in answers:
        body = unescape(answer.text).split("<main")[1]
        assert answer.status_code == 410
        assert "This link has ended." in body
        assert "Ring 0161 496 0100." in body
        assert "complaint" not in body
        assert case.reference not in answer.text
    assert web.acts.calls == []


@pytest.mark.parametrize(
    "place",
    [
        "/choice/aa-bbbbbbbbbbbbbbbb",
        "/choice/x",
        "/complain/ae-zzz",
        "/done/%00",
        "/alert/",
        "/choice/%F0%9F%98%80-a",
    ],
)
async def test_a_link_we_did_not_make_leads_nowhere(web: WebHouse, place: str) -> None:
    answer = await web.client.get(place)

    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


async def test_a_link_for_one_thing_opens_no_other(web: WebHouse) -> None:
    offer = await an_offer(web)
    token = web.house.keys.seal("offer", offer.id or 0)

    answers = [await web.client.get(f"/{page}/{token}") for page in ("complain", "done", "alert")]

    assert {answer.status_code for answer in answers} == {404}

"""The page behind a shortened text shows all of it, and ends where somebody may be at risk."""

from bot.texting import PURPOSE
from tests.builders import an_outbox_row
from tests.web_house import WebHouse, a_case

WHOLE = 'We have logged your complaint.\n\n"The <b>tap</b> drips."\n\nChange it: https://hark.test/change/1'


async def link_to(web: WebHouse, *, on_hold: bool = False, whole: str = WHOLE) -> str:
    case = await a_case(web, on_hold=on_hold)
    row = an_outbox_row(
        channel="text", conversation_id=case.conversation_id, case_id=case.id, text="Short.", whole=whole
    )
    await web.add(row)
    return f"/text/{web.house.keys.seal(PURPOSE, row.id or 0)}"


async def test_all_of_it_is_shown_and_its_links_can_be_tapped(web: WebHouse) -> None:
    answer = await web.client.get(await link_to(web))

    assert answer.status_code == 200
    assert "We have logged your complaint." in answer.text
    assert "The &lt;b&gt;tap&lt;/b&gt; drips." in answer.text
    assert 'href="https://hark.test/change/1">Change it</a>' in answer.text


async def test_where_somebody_is_at_risk_the_link_has_ended(web: WebHouse) -> None:
    answer = await web.client.get(await link_to(web, on_hold=True))

    assert answer.status_code == 410
    assert "tap" not in answer.text


async def test_a_text_that_was_sent_whole_has_no_page_and_neither_has_a_made_up_link(web: WebHouse) -> None:
    assert (await web.client.get(await link_to(web, whole=""))).status_code == 404
    assert (await web.client.get("/text/ae-aaaaaaaaaaaaaaaa")).status_code == 404


async def test_the_link_of_another_page_opens_nothing_here(web: WebHouse) -> None:
    await link_to(web)

    assert (await web.client.get(f"/text/{web.house.keys.seal('offer', 1)}")).status_code == 404

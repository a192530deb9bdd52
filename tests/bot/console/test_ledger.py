"""Does the console show the count of what came, and every place where it does not agree?"""

from datetime import timedelta

from bot.store.system import CounterRow
from tests.builders import a_message_row, an_arrival_row
from tests.web_house import NOW, WebHouse


async def one_came(web: WebHouse, *, accepted: int = 1, **named: object) -> None:
    arrival = an_arrival_row(**{"received_at": NOW - timedelta(hours=2), "decided_at": NOW, **named})
    counter = CounterRow(
        landlord_id="example", channel="email", day=NOW.date(), name="accepted", count=accepted
    )
    await web.add(arrival, counter)
    await web.add(a_message_row(arrival_id=arrival.id or 0))


async def test_what_came_is_counted_by_day_and_channel(web: WebHouse) -> None:
    await web.signed_in()
    await one_came(web)

    shown = (await web.client.get("/console/ledger")).text

    assert "Everything that came in the last 30 days was stored, read and decided." in shown
    assert shown.count('<td class="govuk-table__cell govuk-table__cell--numeric">1</td>') == 4
    assert "does not agree" not in shown


async def test_a_gap_stands_on_top_in_a_sentence(web: WebHouse) -> None:
    await web.signed_in()
    await one_came(web, accepted=2)

    shown = (await web.client.get("/console/ledger")).text

    assert "2 accepted, but only 1 stored." in shown
    assert "Tell your administrator today" in shown


async def test_another_landlord_s_and_what_is_long_past_are_not_shown(web: WebHouse) -> None:
    await web.signed_in()
    await web.add(an_arrival_row(landlord_id="another"), an_arrival_row(received_at=NOW - timedelta(days=60)))

    shown = (await web.client.get("/console/ledger")).text

    assert "Nothing came in the last 30 days." in shown


async def test_the_page_of_unreadable_messages_leads_there(web: WebHouse) -> None:
    await web.signed_in()

    assert 'href="/console/ledger"' in (await web.client.get("/console/unreadable")).text

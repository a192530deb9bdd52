"""Can the mail of a machine be read by the person who is asked to read it?"""

from bot.errors import IllegalMove
from bot.store.messages import MessageRow, get_message
from bot.store.tasks import TaskRow
from tests.builders import a_message_row, an_arrival_row
from tests.web_house import NOW, WebHouse, a_case


async def a_machine_wrote(web: WebHouse, *, restricted: bool = False) -> MessageRow:
    arrival = an_arrival_row()
    await web.add(arrival)
    message = a_message_row(
        arrival_id=arrival.id or 0,
        text="The lift is out & nobody cares.",
        full_text="The lift is out & nobody cares.",
        automatic="Sent through a mailing list: its headers name the list.",
    )
    await web.add(message)
    task = TaskRow(
        landlord_id="example",
        key="read_machine_mail:1",
        kind="read_machine_mail",
        team="triage",
        why="A machine sent it but a resident may be speaking in it.",
        due_on=NOW.date(),
        message_id=message.id,
        arrival_id=arrival.id,
        restricted=restricted,
        created_at=NOW,
    )
    await web.add(task)
    return message


async def test_the_task_leads_to_the_mail_and_what_to_do_with_it(web: WebHouse) -> None:
    await web.signed_in()
    message = await a_machine_wrote(web)

    listed = await web.client.get("/console/tasks")
    opened = await web.client.get(f"/console/machine-mail/{message.id}")

    assert f'href="/console/machine-mail/{message.id}"' in listed.text
    assert opened.status_code == 200
    assert "The lift is out &amp; nobody cares." in opened.text
    assert "Sent through a mailing list" in opened.text
    assert "Make a case of it" in opened.text


async def test_the_form_makes_a_case_and_goes_on(web: WebHouse) -> None:
    signed = await web.signed_in()
    message = await a_machine_wrote(web)

    answer = await web.post(
        f"/console/machine-mail/{message.id}", signed, name="Sam ", address="sam@example.net"
    )

    assert web.acts.named("make_a_case") == [{"name": "Sam", "address": "sam@example.net"}]
    assert answer.status_code == 303


async def test_what_cannot_be_done_is_said_beside_the_field_and_nothing_typed_is_lost(web: WebHouse) -> None:
    signed = await web.signed_in()
    message = await a_machine_wrote(web)
    web.acts.refusal = IllegalMove("This is no e-mail address.")

    answer = await web.post(f"/console/machine-mail/{message.id}", signed, name="Sam", address="nowhere")

    assert answer.status_code == 422
    assert "This is no e-mail address." in answer.text
    assert 'value="nowhere"' in answer.text


async def test_mail_of_somebody_at_risk_is_not_found_by_those_not_named_for_it(web: WebHouse) -> None:
    await web.signed_in()
    message = await a_machine_wrote(web, restricted=True)

    assert (await web.client.get(f"/console/machine-mail/{message.id}")).status_code == 404
    assert (await web.client.get("/console/machine-mail/999")).status_code == 404


async def test_once_its_case_is_kept_from_somebody_so_is_the_mail(web: WebHouse) -> None:
    message = await a_machine_wrote(web)
    case = await a_case(web, restricted=True)
    async with web.house.database.writing() as session:
        kept = await get_message(session, "example", message.id or 0)
        assert kept is not None
        kept.case_id = case.id
        session.add(kept)

    await web.signed_in(email="jo@staff.example.org")
    answer = await web.client.get(f"/console/machine-mail/{message.id}")
    await web.signed_in(email="ann@staff.example.org", sees_restricted=True)
    named = await web.client.get(f"/console/machine-mail/{message.id}")

    assert (answer.status_code, named.status_code) == (404, 200)
    assert "nobody cares" not in answer.text

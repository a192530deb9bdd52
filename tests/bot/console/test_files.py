"""Who gets a file that came with a message? Whoever may see the message, once a scanner has passed it; to save, not to show."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.console.file_routes import headers_of
from bot.store.cases import CaseRow
from bot.store.messages import AttachmentRow, MessageRow
from bot.store.system import EventRow
from tests.bot.console.test_machine_mail import a_machine_wrote
from tests.builders import an_attachment_row, an_email
from tests.fakes import FakeScanner
from tests.web_house import WebHouse, a_case, a_web_house, an_unreadable_arrival

PHOTO = b"\xff\xd8\xff\xe0 a photo of the damp"
PAGE = b"<script>alert(1)</script>"


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A web house in which a scanner is set up."""
    made = await a_web_house(tmp_path, scanner=FakeScanner())
    yield made
    await made.client.aclose()
    await made.house.database.close()


@dataclass(frozen=True)
class Sent:
    """A case, and a file that came with its message."""

    case: CaseRow
    file: AttachmentRow

    @property
    def address(self) -> str:
        return f"/console/cases/{self.case.reference}/files/{self.file.id}"


async def a_file(web: WebHouse, content: bytes = PHOTO, *, case: CaseRow | None = None, **facts: Any) -> Sent:
    """A file with its case and its mail; passed by the scanner where nothing else is said."""
    case = case or await a_case(web)
    message = await message_of(web, case.opened_from)
    arrival = an_unreadable_arrival(state="done", error="", raw=an_email(files={"damp.jpg": content}))
    await web.add(arrival)
    message.arrival_id = arrival.id or 0
    file = an_attachment_row(content, message_id=message.id or 0, **{"scan": "clean", **facts})
    await web.add(message, file)
    return Sent(case, file)


async def message_of(web: WebHouse, message_id: int) -> MessageRow:
    async with web.house.database.reading() as session:
        return await session.get_one(MessageRow, message_id)


async def downloads(web: WebHouse) -> list[EventRow]:
    async with web.house.database.reading() as session:
        found = await session.exec(select(EventRow).where(EventRow.what == "file_downloaded"))
        return list(found.all())


async def test_a_file_the_scanner_passed_is_handed_over_byte_for_byte_to_be_saved(web: WebHouse) -> None:
    await web.signed_in()
    sent = await a_file(web)

    page = await web.client.get(f"/console/cases/{sent.case.reference}")
    answer = await web.client.get(sent.address)

    assert f'href="{sent.address}">Download damp.jpg</a> (image/jpeg, 1 kB)' in page.text
    assert (answer.status_code, answer.content) == (200, PHOTO)
    assert answer.headers["content-disposition"].startswith('attachment; filename="damp.jpg";')
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_type_that_a_browser_could_run_is_not_told(web: WebHouse) -> None:
    await web.signed_in()
    sent = await a_file(web, PAGE, name="letter.html", type="text/html")

    answer = await web.client.get(sent.address)

    assert answer.content == PAGE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"scan": "unscanned"}, "Not checked for viruses yet"),
        ({"scan": "unscanned", "scan_note": "away"}, "The virus scanner does not answer"),
        ({"scan": "unscanned", "scan_note": "too_large"}, "Too large for the virus scanner"),
        ({"scan": "found", "scan_note": "Eicar-Test"}, "A virus was found: Eicar-Test."),
    ],
    ids=lambda given: "" if isinstance(given, str) else "-".join(given.values()),
)
async def test_a_file_that_was_not_passed_is_no_link_and_both_pages_say_why(
    web: WebHouse, facts: dict[str, str], says: str
) -> None:
    await web.signed_in()
    sent = await a_file(web, **facts)

    page = await web.client.get(f"/console/cases/{sent.case.reference}")
    answer = await web.client.get(sent.address)

    assert "damp.jpg" in page.text
    assert says in page.text
    assert sent.address not in page.text
    assert (answer.status_code, says in answer.text) == (409, True)
    assert PHOTO not in answer.content
    assert await downloads(web) == []


async def test_where_no_scanner_is_set_up_the_page_says_so(tmp_path: Path) -> None:
    web = await a_web_house(tmp_path)
    await web.signed_in()
    sent = await a_file(web, scan="unscanned")

    page = await web.client.get(f"/console/cases/{sent.case.reference}")
    answer = await web.client.get(sent.address)
    await web.client.aclose()
    await web.house.database.close()

    assert "no scanner is set up here" in page.text
    assert answer.status_code == 409


async def test_other_bytes_than_the_scanner_passed_are_never_handed_over(web: WebHouse) -> None:
    await web.signed_in()
    sent = await a_file(web, sha256="0" * 64)

    answer = await web.client.get(sent.address)

    assert answer.status_code == 409
    assert "could not be taken out of the message again" in answer.text
    assert await downloads(web) == []


async def test_each_download_is_an_event_of_the_case_without_the_files_name(web: WebHouse) -> None:
    signed = await web.signed_in()
    sent = await a_file(web)

    await web.client.get(sent.address)
    await web.client.get(sent.address)

    events = await downloads(web)
    assert [(event.case_id, event.actor) for event in events] == [
        (sent.case.id, f"staff:{signed.staff.id}")
    ] * 2
    assert {event.row for event in events} == {f"attachment:{sent.file.id}"}
    assert "damp" not in f"{[event.model_dump() for event in events]}"


async def test_a_file_is_found_only_by_those_who_may_see_its_case(web: WebHouse) -> None:
    await web.signed_in(sees_restricted=False)
    at_risk = await a_file(web, case=await a_case(web, restricted=True))
    names_them = await a_file(web, case=await a_case(web, hidden_from=["priya@staff.example.org"]))

    answers = [await web.client.get(sent.address) for sent in (at_risk, names_them)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert await downloads(web) == []


async def test_a_file_of_a_case_at_risk_is_handed_to_those_named_for_it(web: WebHouse) -> None:
    await web.signed_in(sees_restricted=True)
    sent = await a_file(web, case=await a_case(web, restricted=True))

    assert (await web.client.get(sent.address)).content == PHOTO


async def test_a_file_is_not_found_under_another_case_or_another_landlord(web: WebHouse) -> None:
    await web.signed_in()
    own = await a_file(web)
    other = await a_file(web, case=await a_case(web, restricted=True))
    elsewhere = await a_file(web, landlord_id="elsewhere")
    place = f"/console/cases/{own.case.reference}/files"

    answers = [await web.client.get(f"{place}/{which}") for which in (other.file.id, elsewhere.file.id, 999)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_a_case_linked_to_a_request_hands_over_the_file_of_the_message_both_came_from(
    web: WebHouse,
) -> None:
    await web.signed_in()
    sent = await a_file(web)
    beside = await a_case(web)
    beside.opened_from = sent.case.opened_from
    await web.add(beside)

    answer = await web.client.get(f"/console/cases/{beside.reference}/files/{sent.file.id}")

    assert answer.content == PHOTO


async def test_a_machines_mail_hands_its_files_to_the_person_who_is_asked_to_read_it(web: WebHouse) -> None:
    await web.signed_in()
    message = await a_machine_wrote(web)
    arrival = an_unreadable_arrival(state="done", raw=an_email(files={"damp.jpg": PHOTO}))
    await web.add(arrival)
    message.arrival_id = arrival.id or 0
    passed = an_attachment_row(PHOTO, message_id=message.id or 0, scan="clean")
    held = an_attachment_row(PAGE, message_id=message.id or 0, name="page.html")
    await web.add(message, passed, held)
    place = f"/console/machine-mail/{message.id}"

    page = await web.client.get(place)
    answers = [await web.client.get(f"{place}/files/{file.id}") for file in (passed, held)]

    assert f'href="{place}/files/{passed.id}">Download damp.jpg</a>' in page.text
    assert "<strong>page.html</strong>" in page.text
    assert [answer.status_code for answer in answers] == [200, 409]
    assert (answers[0].content, len(await downloads(web))) == (PHOTO, 1)


async def test_once_a_case_at_risk_was_made_of_a_machines_mail_its_files_follow_the_case(
    web: WebHouse,
) -> None:
    await web.signed_in(sees_restricted=False)
    message = await a_machine_wrote(web)
    message.case_id = (await a_case(web, restricted=True)).id
    file = an_attachment_row(PHOTO, message_id=message.id or 0, scan="clean")
    await web.add(message, file)

    assert (await web.client.get(f"/console/machine-mail/{message.id}/files/{file.id}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("damp.jpg", "attachment; filename=\"damp.jpg\"; filename*=UTF-8''damp.jpg"),
        (
            'a"; filename=evil.exe\r\nX: y',
            "attachment; filename=\"a___filename_evil.exe__X__y\"; "
            "filename*=UTF-8''a%22%3B%20filename%3Devil.exe%0D%0AX%3A%20y",
        ),
        ("grzyb na ścianie.png", "attachment; filename=\"grzyb_na__cianie.png\"; filename*=UTF-8''grzyb%20na%20%C5%9Bcianie.png"),
    ],
    ids=["plain", "hostile", "foreign letters"],
)  # fmt: skip
def test_a_name_cannot_say_anything_but_a_name(name: str, told: str) -> None:
    assert headers_of(name, "image/png")["Content-Disposition"] == told

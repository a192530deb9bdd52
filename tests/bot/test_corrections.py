"""Does what staff teach become rows the classifier accepts, without the people and without anybody at risk?"""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.corrections import gather_corrections
from bot.page_answers import BUTTON
from bot.store.cases import CaseRow
from bot.store.messages import ReviewRow, find_reading, get_message
from bot.store.people import RepresentativeRow, get_resident
from bot.store.system import LandlordRow
from classifiers.examples import CORRECTIONS, load_files
from classifiers.fitting import weights_of
from classifiers.labels import Kind
from tests.web_house import NOW, WebHouse, a_case, a_member_of_staff, a_web_house

WORDS = "I am Sam Okoro of 14 Tollgate Close, 07911 123456. Third week and nobody rings Mrs Bell back."


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """One web house, closed after the test."""
    made = await a_web_house(tmp_path)
    yield made
    await made.client.aclose()
    await made.house.database.close()


def a_review(case: CaseRow, **facts: Any) -> ReviewRow:
    known: dict[str, Any] = {
        "landlord_id": case.landlord_id,
        "message_id": case.opened_from,
        "staff_email": "priya@staff.example.org",
        "agreed": False,
        "kind": "service_request",
        "wants_action": True,
        "explicit": False,
        "topic": "heating",
        "signals": ["repeat"],
        "reason": "Sam Okoro said so on the phone.",
        "created_at": NOW,
    }
    return ReviewRow(**{**known, **facts})


async def a_reviewed_case(web: WebHouse, *, review: dict[str, Any] | None = None, **facts: Any) -> CaseRow:
    case = await a_case(web, **{"words": WORDS, **facts})
    await web.add(a_review(case, **(review or {})))
    return case


async def gather(web: WebHouse, folder: Path) -> list[dict[str, Any]]:
    await gather_corrections(web.house, folder)
    return [*_rows_in(folder)]


def _rows_in(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


async def test_a_correction_becomes_a_row_of_the_guide_without_the_person(
    web: WebHouse, tmp_path: Path
) -> None:
    case = await a_reviewed_case(web)

    (row,) = await gather(web, tmp_path / "corrections")

    assert row == {
        "id": f"corrections-example-{case.opened_from}",
        "batch": "corrections-example-2026-W47",
        "channel": "email",
        "language": "en",
        "subject": "Hot water",
        "text": "I am Sam Example of 1 Example Street, 07700 900000. Third week and nobody rings Mrs Example back.",
        "kind": "service_request",
        "wants_action": True,
        "explicit": False,
        "topic": "heating",
        "signals": ["repeat"],
        "note": "corrected by staff, was complaint",
    }


async def test_the_classifier_accepts_the_rows_and_weighs_them_more(web: WebHouse, tmp_path: Path) -> None:
    await a_reviewed_case(web)
    await a_reviewed_case(web, review={"agreed": True, "kind": "complaint"})
    folder = tmp_path / "corrections"

    count = await gather_corrections(web.house, folder)

    rows = load_files(sorted(folder.glob("*.jsonl")))
    assert count == len(rows) == 2
    assert {row.kind for row in rows} == {Kind.SERVICE_REQUEST, Kind.COMPLAINT}
    assert all(row.batch.startswith(CORRECTIONS) for row in rows)
    assert set(weights_of(rows)) == {3.0}


async def test_a_database_alone_is_enough_for_all_landlords_it_has_served(
    web: WebHouse, tmp_path: Path
) -> None:
    await a_reviewed_case(web)
    await web.add(LandlordRow(id="example", name="Example Homes", profile_version="1", seen_at=NOW))

    assert await gather_corrections(web.house.database, tmp_path / "corrections") == 1


async def test_gathering_twice_leaves_the_same_files_that_only_we_may_read(
    web: WebHouse, tmp_path: Path
) -> None:
    await a_reviewed_case(web)
    folder = tmp_path / "corrections"

    await gather_corrections(web.house, folder)
    once = {file.name: file.read_bytes() for file in folder.iterdir()}
    await gather_corrections(web.house, folder)

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == once
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]


async def test_the_latest_word_of_staff_holds(web: WebHouse, tmp_path: Path) -> None:
    case = await a_reviewed_case(web)
    await web.add(a_review(case, kind="enquiry", created_at=NOW + timedelta(days=7)))

    (row,) = await gather(web, tmp_path / "corrections")

    assert (row["kind"], row["batch"]) == ("enquiry", "corrections-example-2026-W48")


async def test_files_of_weeks_that_hold_nothing_more_are_taken_away_and_no_others(
    web: WebHouse, tmp_path: Path
) -> None:
    case = await a_reviewed_case(web)
    folder = tmp_path / "corrections"
    await gather_corrections(web.house, folder)
    (folder / "corrections-example-west-2026-W47.jsonl").write_text("{}\n")
    await _change(web, case, text="")

    count = await gather_corrections(web.house, folder)

    assert count == 0
    assert [file.name for file in folder.iterdir()] == ["corrections-example-west-2026-W47.jsonl"]


SHUT = [
    pytest.param({"on_hold": True}, {}, id="on hold"),
    pytest.param({"restricted": True}, {}, id="a case for safeguarding"),
    pytest.param({}, {"signals": ["domestic_abuse"]}, id="staff say so"),
    pytest.param({}, {"signals": ["self_harm"]}, id="thoughts of self-harm"),
    pytest.param({}, {"signals": ["safe_contact"]}, id="asks to be reached safely"),
]


@pytest.mark.parametrize(("facts", "review"), SHUT)
async def test_nobody_at_risk_is_ever_exported(
    web: WebHouse, tmp_path: Path, facts: dict[str, Any], review: dict[str, Any]
) -> None:
    await a_reviewed_case(web, review=review, **facts)

    assert await gather(web, tmp_path / "corrections") == []


async def test_who_was_on_hold_once_stays_out_also_after_a_safe_way_was_found(
    web: WebHouse, tmp_path: Path
) -> None:
    case = await a_reviewed_case(web)
    async with web.house.database.writing() as session:
        resident = await get_resident(session, "example", case.resident_id)
        resident.on_hold_since, resident.safe_way = NOW, "By day, on her sister's phone."
        session.add(resident)

    assert await gather(web, tmp_path / "corrections") == []


@pytest.mark.parametrize(
    "changed", [{"text": "  "}, {"channel": "page"}], ids=["erased", "a tap on our page"]
)
async def test_what_holds_no_words_of_theirs_is_no_row(
    web: WebHouse, tmp_path: Path, changed: dict[str, str]
) -> None:
    case = await a_reviewed_case(web)
    await _change(web, case, **changed)

    assert await gather(web, tmp_path / "corrections") == []


async def test_a_button_is_no_row(web: WebHouse, tmp_path: Path) -> None:
    case = await a_reviewed_case(web)
    async with web.house.database.writing() as session:
        reading = await find_reading(session, "example", case.opened_from)
        assert reading is not None
        reading.model = BUTTON
        session.add(reading)

    assert await gather(web, tmp_path / "corrections") == []


async def test_representatives_and_colleagues_are_taken_out_as_well(web: WebHouse, tmp_path: Path) -> None:
    words = "mercer from advice-now told Quillfeather to ring, as nkechi would. Write to the chat tg:99812."
    case = await a_reviewed_case(web, words=words)
    await web.add(
        a_member_of_staff(name="Dana Quillfeather"),
        RepresentativeRow(
            landlord_id="example",
            case_id=case.id or 0,
            name="Jo Mercer",
            address="tg:99812",
            kind="other",
            consent="recorded",
            names_in_case=["Nkechi Okoro"],
        ),
    )

    (row,) = await gather(web, tmp_path / "corrections")

    assert not any(name in row["text"].lower() for name in ("mercer", "quillfeather", "nkechi", "99812"))


async def test_nothing_reviewed_is_no_file_and_no_fault(web: WebHouse, tmp_path: Path) -> None:
    await a_case(web)

    assert await gather_corrections(web.house, tmp_path / "corrections") == 0


async def _change(web: WebHouse, case: CaseRow, **fields: str | datetime) -> None:
    async with web.house.database.writing() as session:
        message = await get_message(session, "example", case.opened_from)
        assert message is not None
        for name, value in fields.items():
            setattr(message, name, value)
        session.add(message)

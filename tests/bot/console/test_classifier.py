"""Does an administrator see how the classifier reads here, in plain words, and nobody else?"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from bot.console.miss_line import line_of
from bot.console.model_record import read_record
from bot.store.blind_checks import WITHOUT_CHOICE, BlindCheckRow, WeekCount
from bot.store.cases import CaseRow
from bot.store.messages import ReviewRow
from classifiers.promotions import LOG
from tests.web_house import NOW, WebHouse, a_case

PLACE = "/console/classifier/"
FIGURES: Mapping[str, Any] = {
    "kinds": {"complaint": {"of": 120}, "service_request": {"of": 180}},
    "accuracy": {"count": 270, "of": 300, "share": 0.9, "low": 0.861, "high": 0.929},
    "missed_complaints": {"count": 3, "of": 120, "share": 0.025, "low": 0.0085, "high": 0.0709},
    "needless_offers": {"count": 20, "of": 180, "share": 0.1111, "low": 0.073, "high": 0.1653},
    "unsure": {"count": 30, "of": 300, "share": 0.1, "low": 0.071, "high": 0.139},
}


def a_registry(folder: Path, **meta: Any) -> Path:
    version = folder / "v1"
    version.mkdir(parents=True)
    (version / "model.skops").write_bytes(b"")
    said = {"created": "2026-11-01T08:00:00+00:00", "thresholds": {"offer": 0.12}, "test": FIGURES, **meta}
    (version / "meta.json").write_text(json.dumps(said))
    (folder / "current").write_text("v1\n")
    promoted = {"version": "v1", "by": "anna", "at": "2026-11-10T09:00:00+00:00"}
    (folder / LOG).write_text(json.dumps(promoted) + "\n")
    return folder


async def page(web: WebHouse, models: Path | None = None) -> str:
    web.app.state.house = replace(web.house, models=models)
    return unescape((await web.client.get(PLACE)).text)


async def a_check(web: WebHouse, week: str, *, at: datetime | None = NOW, **answer: Any) -> CaseRow:
    case = await a_case(web, kind="enquiry", stage=None)
    check = BlindCheckRow(
        landlord_id="example",
        message_id=case.opened_from,
        week=week,
        why=WITHOUT_CHOICE,
        drawn_at=NOW,
        answered_at=at,
        **{"kind": "enquiry", **answer},
    )
    await web.add(check)
    return case


async def test_only_administrators_see_the_page_and_its_link(web: WebHouse) -> None:
    await web.signed_in()
    refused = await web.client.get(PLACE)
    home = (await web.client.get("/console")).text
    await web.signed_in(email="anna@staff.example.org", role="administrator")

    shown = await web.client.get(PLACE)

    assert refused.status_code == 403
    assert (PLACE in home, "/console/blind/" in home) == (False, True)
    assert shown.status_code == 200
    assert f'href="{PLACE}" aria-current="page"' in shown.text


async def test_an_empty_house_says_what_will_be_shown_here(web: WebHouse) -> None:
    await web.signed_in(role="administrator")

    text = await page(web)

    assert text.count('class="hark-empty"') == 4
    assert "No version is on record here" in text
    assert "<svg" not in text


async def test_the_version_and_its_figures_are_said_in_plain_words(web: WebHouse, tmp_path: Path) -> None:
    await web.signed_in(role="administrator")

    text = await page(web, a_registry(tmp_path / "models"))

    assert "Version <strong>v1</strong> reads since Tuesday 10 November at 9:00am, promoted by anna." in text
    assert "Unhappy people who would have got neither the choice nor a complaint" in text
    assert "3 of 120 (2.5%)" in text
    assert "0.9% to 7.1%" in text
    assert "Fewer than 50 say nothing about drift." in text


async def test_the_checks_are_a_table_and_a_line_with_the_same_figures(web: WebHouse, tmp_path: Path) -> None:
    await web.signed_in(role="administrator")
    await a_check(web, "2026-W44", at=None)
    await a_check(web, "2026-W45")
    await a_check(web, "2026-W46", kind="complaint")
    await a_check(web, "2026-W47", kind="complaint")
    await a_check(web, "2026-W47", at=None)

    text = await page(web)

    assert '<svg role="img" aria-labelledby="line-title line-about"' in text
    assert text.count("<circle") == 2
    assert "1 of 1" in text
    assert "Nobody has looked" in text
    assert "Still being answered" in text
    assert "What it comes to is shown once the last is answered." in text
    assert " style=" not in text


async def test_the_newest_check_is_told_with_its_disagreements(web: WebHouse) -> None:
    await web.signed_in(role="administrator")
    case = await a_check(web, "2026-W47", kind="service_request")

    text = await page(web)

    assert "Of 1 message that got no offer, none was read as unhappy by a colleague" in text
    assert f"/console/cases/{case.reference}/messages/{case.opened_from}/correct" in text


async def test_what_has_drifted_is_said_on_top(web: WebHouse, tmp_path: Path) -> None:
    await web.signed_in(role="administrator")
    for _ in range(60):
        await a_case(web)

    text = await page(web, a_registry(tmp_path / "models"))

    assert "Something has changed in the last seven days" in text
    assert (
        "The kinds of message are not as in the model's own test: complaint 100%, there 40%; "
        "service request 0%, there 60%." in text
    )


async def test_the_readings_most_worth_a_look_are_linked_except_what_is_kept_from_the_viewer(
    web: WebHouse, tmp_path: Path
) -> None:
    await web.signed_in(role="administrator")
    seen, shut, on_hold = (
        await a_case(web),
        await a_case(web, restricted=True),
        await a_case(web, on_hold=True),
    )
    reviewed = await a_case(web)
    await web.add(_a_review(reviewed, agreed=True))

    text = await page(web, a_registry(tmp_path / "models"))

    assert f"/console/cases/{seen.reference}" in text
    assert not any(case.reference in text for case in (shut, on_hold, reviewed))


async def test_corrections_are_counted_by_week(web: WebHouse) -> None:
    await web.signed_in(role="administrator")
    one, other = await a_case(web), await a_case(web)
    await web.add(_a_review(one, agreed=True), _a_review(other, agreed=False))

    text = await page(web)

    assert "Of these, corrected" in text
    assert "50%" in text


async def test_a_damaged_record_is_no_fault_of_the_page(web: WebHouse, tmp_path: Path) -> None:
    await web.signed_in(role="administrator")
    models = a_registry(tmp_path / "models")
    (models / "v1" / "meta.json").write_text("{")

    assert "No version is on record here" in await page(web, models)


def test_an_untested_version_has_no_figures(tmp_path: Path) -> None:
    record = read_record(a_registry(tmp_path / "models", test=None))

    assert record is not None
    assert (record.figures, record.test.messages, record.offer) == ((), 0, 0.12)


def test_a_line_needs_two_weeks_in_which_somebody_looked() -> None:
    one = WeekCount("2026-W46", without_choice=50, unhappy=1, drawn=55, answered=55)
    nobody = WeekCount("2026-W45", without_choice=0, unhappy=0, drawn=55, answered=0)

    assert line_of([one, nobody]) is None


def test_a_week_of_few_answers_is_no_point_and_labels_leave_room() -> None:
    few = WeekCount("2026-W47", without_choice=1, unhappy=1, drawn=55, answered=2)
    others = [
        WeekCount(f"2026-W{week}", without_choice=50, unhappy=1, drawn=55, answered=55)
        for week in range(46, 36, -1)
    ]

    line = line_of([few, *others])

    assert line is not None
    assert len(line.points) == 10
    assert [bool(point.label) for point in line.points] == [False, True] * 5


def test_a_worse_week_stands_higher_within_its_span_and_the_oldest_first() -> None:
    better = WeekCount("2026-W45", without_choice=50, unhappy=0, drawn=55, answered=55)
    worse = WeekCount("2026-W46", without_choice=50, unhappy=10, drawn=55, answered=55)

    line = line_of([worse, better])

    assert line is not None
    first, last = line.points
    assert (first.label, last.label) == ("2 Nov", "9 Nov")
    assert first.x < last.x
    assert last.y < first.y
    assert all(point.y_high <= point.y <= point.y_low for point in line.points)


def _a_review(case: CaseRow, *, agreed: bool) -> ReviewRow:
    return ReviewRow(
        landlord_id="example",
        message_id=case.opened_from,
        staff_email="priya@staff.example.org",
        agreed=agreed,
        kind="complaint",
        wants_action=True,
        explicit=False,
        topic="heating",
        created_at=NOW - timedelta(hours=1),
    )


async def test_what_was_read_without_the_machines_word_is_counted_and_how_often_it_differs(
    web: WebHouse, tmp_path: Path
) -> None:
    await web.signed_in(role="administrator")
    for kind in ("complaint", "complaint", "enquiry"):
        case = await a_case(web)
        await web.add(
            ReviewRow(
                landlord_id="example",
                message_id=case.opened_from,
                staff_email="priya@staff.example.org",
                agreed=kind == "complaint",
                kind=kind,
                wants_action=True,
                explicit=False,
                topic="heating",
                blind=True,
                created_at=NOW - timedelta(days=1),
            )
        )

    shown = await page(web, a_registry(tmp_path / "models"))

    assert "colleagues read 3 messages without Hark's word, and 1 of them otherwise than Hark." in shown

"""Somebody writes for a resident: consent decides who is answered, and a solicitor gets a receipt only."""

import pytest

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, an_enquiry, asks_to_complain

FOR_MUM = (
    "I am writing for my mother Ada Mensah at 4 Elm Court, nobody mends her lock. She wants to complain."
)
REPRESENTS = frozenset({Signal.REPRESENTATIVE})


@pytest.mark.provision("3.6")
async def test_a_representative_without_consent_is_told_nothing(stage: Stage) -> None:
    told = await stage.writes(
        "2026-11-02T09:12",
        FOR_MUM,
        sender="Efua <efua@example.net>",
        reads=asks_to_complain(signals=REPRESENTS),
    )
    third_day = await stage.time_passes("2026-11-05T12:01")

    complaint = told.of("complaint")
    assert told.names == ["representative_receipt"]
    for secret in (complaint["reference"], "Ada", "lock", "complaint is"):
        assert secret not in told.text
    assert told.task("reach_resident").due == "2026-11-02"
    assert complaint["acknowledge_by"] == "2026-11-09"
    assert third_day.names == []
    assert "acknowledge_by_person" in third_day.asked


@pytest.mark.provision("3.6")
async def test_a_councillor_is_answered_because_consent_is_implied(stage: Stage) -> None:
    councillor = "My constituent at 4 Elm Court has waited a year for a lock. Cllr Bello"

    told = await stage.writes(
        "2026-11-02T09:12",
        councillor,
        sender="Cllr Bello <bello@council.example>",
        reads=an_unhappy_reading(signals=REPRESENTS),
    )

    assert told.names == ["choice_offer"]


async def test_a_solicitors_letter_gets_a_receipt_only_and_a_person(stage: Stage) -> None:
    letter = "Letter of claim. We act for Ada Mensah. Our client has lived with damp since 2024."
    reads = an_unhappy_reading(signals=frozenset({Signal.LEGAL, Signal.REPRESENTATIVE}))

    told = await stage.writes(
        "2026-11-02T09:12", letter, sender="Quill LLP <post@quill.example>", reads=reads
    )
    third_day = await stage.time_passes("2026-11-05T12:01")

    assert told.names == ["solicitor_receipt"]
    for secret in ("damp", "Ada", "YES"):
        assert secret not in told.text
    assert told.of("contact")["acknowledge_by"] == "2026-11-09"
    assert "decide" in told.asked
    assert third_day.names == []
    assert "acknowledge_by_person" in third_day.asked


async def test_a_representatives_question_is_no_complaint_either_way(stage: Stage) -> None:
    told = await stage.writes(
        "2026-11-02T09:12", "Can I pay my mother's rent for her?", reads=an_enquiry(signals=REPRESENTS)
    )

    assert told.names == ["representative_receipt"]
    assert told.of("enquiry")["offer"] is None

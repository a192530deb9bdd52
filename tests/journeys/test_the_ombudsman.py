"""The Ombudsman asks, decides and orders; and all the evidence is one file. Everybody here is invented."""

import io
import json
import zipfile
from datetime import date

import pytest

from bot.acts import ombudsman_acts
from bot.bundle import make_bundle
from bot.casework.ombudsman_items import ItemDraft
from bot.errors import IllegalMove
from bot.reports.making import make_report
from bot.reports.periods import quarter_of
from bot.store.ombudsman_file import list_items
from tests.journeys.stage import Stage, asks_to_complain

COMPLAINT = "I want to complain. The gutter has dripped since May."


async def answered(stage: Stage) -> str:
    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False))
    reference = str(logged.of("complaint")["reference"])
    await stage.staff(
        "2026-11-03T10:00",
        "acknowledge",
        case=reference,
        points=[{"text": "The gutter", "responsible": "yes"}],
    )
    await stage.staff(
        "2026-11-04T10:00",
        "call",
        case=reference,
        reached=True,
        note="Sam wants it mended.",
    )
    await stage.staff("2026-11-10T10:00", "answer", case=reference, text="The gutter was left.")
    return reference


@pytest.mark.provision("8.4", "9.7", "4.1")
async def test_an_order_is_a_task_until_it_is_proved_and_counts_in_the_quarter(stage: Stage) -> None:
    reference, by = await answered(stage), await stage.colleague()
    enter = ombudsman_acts.enter_item
    came = date(2026, 11, 10)

    await enter(
        stage.house,
        by,
        reference,
        ItemDraft("determination", "They failed.", came, finding="service_failure"),
    )
    await enter(stage.house, by, reference, ItemDraft("order", "Pay £200.", came, date(2026, 11, 20)))
    asked = await stage.time_passes("2026-11-11T09:00")
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        order = next(row for row in await list_items(session, "example", case.id or 0) if row.kind == "order")
    with pytest.raises(IllegalMove, match="what proves"):
        await ombudsman_acts.finish_item(stage.house, by, reference, order.id or 0, proof=" ")
    await ombudsman_acts.finish_item(stage.house, by, reference, order.id or 0, proof="Paid on 11 November")

    assert asked.task(f"ombudsman_{order.id}").due == "2026-11-20"
    await stage.time_passes("2027-01-04T09:00")
    async with stage.house.database.reading() as session:
        report = await make_report(session, stage.house, stage.profile, quarter_of(came))
    part = next(part for part in report.parts if part.letter == "c")
    assert list(part.sentences) == [
        "Service failure: 1.",
        "Orders that fell due: 1, of them carried out in time: 1.",
    ]


@pytest.mark.provision("9.7")
async def test_a_failure_order_goes_to_the_manager_and_the_member_is_to_be_told(stage: Stage) -> None:
    reference, by = await answered(stage), await stage.colleague()

    await ombudsman_acts.enter_item(
        stage.house,
        by,
        reference,
        ItemDraft("failure_order", "You did not answer us.", date(2026, 11, 10), date(2026, 11, 17)),
    )
    asked = await stage.time_passes("2026-11-11T09:00")

    teams = {task.kind.rstrip("0123456789"): task.team for task in asked.tasks}
    assert (teams["ombudsman_"], teams["tell_member"]) == ("manager", "manager")


@pytest.mark.provision("5.12", "8.4")
async def test_all_the_evidence_is_one_file_in_the_order_of_time_and_always_the_same(stage: Stage) -> None:
    reference = await answered(stage)
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        made = await make_bundle(session, stage.house, case)
        again = await make_bundle(session, stage.house, case)

    archive = zipfile.ZipFile(io.BytesIO(made))
    names = archive.namelist()
    index = archive.read("index.txt").decode()
    record = json.loads(archive.read("record.json"))
    policy = json.loads(archive.read("policy_as_it_stood.json"))
    exhibits = [name for name in names if name.startswith("exhibits/")]
    assert made == again
    assert [name.removeprefix("exhibits/")[:3] for name in exhibits] == [
        f"{number:03d}" for number in range(1, len(exhibits) + 1)
    ]
    assert COMPLAINT.encode() in archive.read(exhibits[0])
    assert index.index("received_") < index.index("complaint logged") < index.index("acknowledgement stage 1")
    assert index.index("acknowledgement stage 1") < index.index("stage 1 response")
    assert record["findings"][0]["reasons"] == "The gutter was left."
    assert [row["note"] for row in record["calls_letters_visits"]] == ["Sam wants it mended."]
    assert [row["what"] for row in json.loads(archive.read("journal.json"))].count("answered") == 1
    assert policy["policy"]["id"] == "example"
    assert "gave our answer" in archive.read("story.txt").decode()

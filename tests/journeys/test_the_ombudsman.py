"""The Ombudsman asks, decides and orders; and all the evidence is one file. Everybody here is invented."""

from datetime import date

import pytest

from bot.acts import ombudsman_acts
from bot.casework.ombudsman_items import ItemDraft
from bot.errors import IllegalMove
from bot.reports.making import make_report
from bot.reports.periods import quarter_of
from bot.store.ombudsman_file import list_items
from bot.store.staff import StaffRow, find_staff
from bot.story import tell
from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import OFFICER, Stage, asks_to_complain

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


async def colleague(stage: Stage) -> StaffRow:
    async with stage.house.database.writing() as session:
        row = StaffRow(
            landlord_id="example",
            email="jo@example.org",
            name="Jo Marsh",
            role="complaints_officer",
            sees_restricted=True,
            created_at=stage.house.clock(),
        )
        session.add(row)
        await session.flush()
        return row


@pytest.mark.provision("8.4", "9.7", "4.1")
async def test_an_order_is_a_task_until_it_is_proved_and_counts_in_the_quarter(stage: Stage) -> None:
    reference, by = await answered(stage), await colleague(stage)
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
    await stage.time_passes("2026-11-21T09:00")
    async with stage.house.database.reading() as session:
        report = await make_report(session, stage.house, stage.profile, quarter_of(came))
    part = next(part for part in report.parts if part.letter == "c")
    assert list(part.sentences) == [
        "Service failure: 1.",
        "Orders that fell due: 1, of them carried out in time: 1.",
    ]


@pytest.mark.provision("9.7")
async def test_a_failure_order_goes_to_the_manager_and_the_member_is_to_be_told(stage: Stage) -> None:
    reference, by = await answered(stage), await colleague(stage)

    await ombudsman_acts.enter_item(
        stage.house,
        by,
        reference,
        ItemDraft("failure_order", "You did not answer us.", date(2026, 11, 10), date(2026, 11, 17)),
    )
    asked = await stage.time_passes("2026-11-11T09:00")

    teams = {task.kind.rstrip("0123456789"): task.team for task in asked.tasks}
    assert (teams["ombudsman_"], teams["tell_member"]) == ("manager", "manager")


@pytest.mark.provision("8.4", "4.1")
async def test_what_is_late_goes_to_the_manager_and_the_story_tells_both_the_order_and_its_proof(
    stage: Stage,
) -> None:
    reference, by = await answered(stage), await colleague(stage)
    order = ItemDraft("order", "Pay £200.", date(2026, 11, 10), date(2026, 11, 20))
    await ombudsman_acts.enter_item(stage.house, by, reference, order)

    on_the_day = await stage.time_passes("2026-11-20T23:00")
    late = await stage.time_passes("2026-11-23T09:00")
    again = await stage.time_passes("2026-11-24T09:00")
    await ombudsman_acts.finish_item(stage.house, by, reference, 1, proof="Paid, slip 7")
    done = await stage.time_passes("2026-11-25T09:00")

    assert "ombudsman_1" not in [task.kind for task in on_the_day.tasks if task.team == "manager"]
    assert [task.team for task in late.tasks if task.kind == "ombudsman_1"] == ["manager"]
    assert "ombudsman_1" not in again.asked + done.asked
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        told = [line.sentence for line in await tell(session, stage.house, case.id or 0)]
    assert "The Ombudsman ordered us to put something right, by Friday 20 November 2026." in told
    assert any("was done, after its day. Jo Marsh put it on record." in line for line in told)


async def test_whoever_answered_stage_1_may_keep_the_ombudsmans_file_at_stage_2(stage: Stage) -> None:
    reference = await answered(stage)
    await stage.replies(
        "2026-11-12T10:00",
        "I am not happy with your answer.",
        reads=an_unhappy_reading(signals=frozenset({Signal.ESCALATION})),
    )
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        handler = await find_staff(session, "example", OFFICER)
    assert handler is not None

    draft = ItemDraft("evidence_request", "Send us all.", date(2026, 11, 12), date(2026, 11, 26))
    await ombudsman_acts.enter_item(stage.house, handler, reference, draft)

    assert (case.stage, case.stage_1_handler) == (2, OFFICER)

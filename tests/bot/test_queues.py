"""Whose queue does a matter go to, and by when do they get in touch?"""

from datetime import date

import pytest

from bot.decision.values import Action
from bot.landlords.parts import ComplaintTeam, Team
from bot.landlords.profile import Profile
from bot.queues import WAITING_FOR_RESIDENT, place, request_beside, team_of_task

NONE: frozenset[date] = frozenset()
MONDAY = date(2026, 11, 2)
PROFILE = Profile(
    id="example",
    name="Example Homes",
    nation="england",
    email_addresses=("housing@example.org",),
    sender_address="housing@example.org",
    sender_name="Example Homes",
    phone="0300 000 0000",
    emergency_phone="0300 000 0001",
    office_hours="Monday to Friday, 9am to 5pm",
    teams={"repairs": Team(name="our repairs team", queue="repairs", contact_within_working_days=5)},
    complaints_team=ComplaintTeam(name="our complaints team", queue="complaints"),
    stage_2_team=ComplaintTeam(name="our review team", queue="stage 2"),
)


@pytest.mark.parametrize(
    ("action", "wants_action", "kind", "queue", "stage", "contact_by"),
    [
        pytest.param(
            Action.LOG_COMPLAINT, True, "complaint", "complaints", 1, None, id="an explicit complaint"
        ),
        pytest.param(Action.OPEN_CHOSEN, False, "complaint", "complaints", 1, None, id="a yes"),
        pytest.param(
            Action.LOG_SERVICE_REQUEST,
            True,
            "service_request",
            "repairs",
            None,
            date(2026, 11, 9),
            id="a repair",
        ),
        pytest.param(
            Action.OFFER_COMPLAINT,
            True,
            "service_request",
            "repairs",
            None,
            date(2026, 11, 9),
            id="an offer beside a repair passed on at once",
        ),
        pytest.param(
            Action.OFFER_COMPLAINT,
            False,
            "contact",
            WAITING_FOR_RESIDENT,
            None,
            None,
            id="an offer alone needs no work of staff",
        ),
        pytest.param(Action.ASK_A_PERSON, True, "contact", "triage", None, None, id="not sure"),
        pytest.param(Action.SIGNPOST, True, "feedback", "feedback", None, None, id="a survey answer"),
        pytest.param(
            Action.ANSWER_ENQUIRY,
            False,
            "enquiry",
            "enquiries",
            None,
            date(2026, 11, 16),
            id="an enquiry has ten working days",
        ),
    ],
)
def test_a_case_is_placed_by_what_was_decided(
    action: Action, wants_action: bool, kind: str, queue: str, stage: int | None, contact_by: date | None
) -> None:
    placed = place(PROFILE, action, "repairs", wants_action=wants_action, on=MONDAY, holidays=NONE)

    assert (placed.kind, placed.queue, placed.stage, placed.contact_by) == (kind, queue, stage, contact_by)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("topic", ["repairs", "asb", "other"])
def test_no_case_whatever_is_placed_in_no_queue(action: Action, topic: str) -> None:
    placed = place(PROFILE, action, topic, wants_action=True, on=MONDAY, holidays=NONE)

    assert placed.queue
    assert placed.team


def test_a_topic_without_a_team_goes_to_triage() -> None:
    assert request_beside(PROFILE, "asb", on=MONDAY, holidays=NONE).queue == "triage"


@pytest.mark.parametrize(
    ("team", "case_queue", "queue"),
    [
        ("complaints", "repairs", "complaints"),
        ("stage_2", "complaints", "stage 2"),
        ("triage", "repairs", "triage"),
        ("safeguarding", "repairs", "safeguarding"),
        ("manager", "repairs", "manager"),
        ("case", "repairs", "repairs"),
        ("case", WAITING_FOR_RESIDENT, "complaints"),
        ("case", "", "triage"),
    ],
)
def test_a_task_always_has_people_who_see_it(team: str, case_queue: str, queue: str) -> None:
    assert team_of_task(PROFILE, team, case_queue) == queue

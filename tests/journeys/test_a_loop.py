"""A robot that is not marked as one: the answers stop at the cap, and a person is asked to look."""

from tests.journeys.stage import Stage, an_enquiry

ROBOT = "Ticket desk <desk@robot.example>"


async def test_answers_to_an_unmarked_robot_stop_and_leave_a_task(stage: Stage) -> None:
    said = [
        await stage.replies(
            f"2026-11-02T09:0{n}", f"Your ticket {n} was updated.", sender=ROBOT, reads=an_enquiry()
        )
        for n in range(8)
    ]

    assert sum(len(scene.sent) for scene in said) == 5
    assert "answer_by_hand" in [kind for scene in said for kind in scene.asked]
    assert said[-1].cases[0]["messages"] == 8


async def test_a_robot_that_goes_on_all_day_is_answered_25_times_at_most(stage: Stage) -> None:
    times = [f"2026-11-02T{9 + n // 4:02d}:{n % 4 * 15:02d}" for n in range(36)]

    said = [
        await stage.replies(at, f"Your ticket {n} was updated.", sender=ROBOT, reads=an_enquiry())
        for n, at in enumerate(times)
    ]

    assert sum(len(scene.sent) for scene in said) == 25

"""`hark rehearse`: a script in, a line a step out, in the script's own time and sending nothing."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Hark

COLD = "Third week with no hot water and nobody rings me back."
SCRIPT = (
    {
        "at": "2026-11-02T09:12",
        "who": "resident",
        "channel": "email",
        "from": "Sam <sam@example.net>",
        "subject": "Cold",
        "text": COLD,
    },
    {
        "at": "2026-11-02T18:40",
        "who": "resident",
        "channel": "email",
        "from": "sam@example.net",
        "text": "Yes please",
        "reply": True,
    },
    {"at": "2026-11-05T12:30"},
)


def typed(*steps: object) -> str:
    return "".join(f"{step if isinstance(step, str) else json.dumps(step)}\n" for step in steps)


@pytest.mark.usefixtures("shipped")
def test_a_conversation_is_played_step_by_step(hark: Hark, folder: Path) -> None:
    (folder / "story.jsonl").write_text(typed(*SCRIPT), encoding="utf-8")

    ran = hark("rehearse", "story.jsonl")

    assert (ran.status, ran.err) == (0, "")
    assert [said["step"] for said in ran.objects] == [1, 2, 3]
    assert all(list(said) == ["step", "at", "sent", "cases", "tasks", "alerts"] for said in ran.objects)
    offered, logged, later = ran.objects
    assert offered["at"].startswith("2026-11-02T09:12")
    assert offered["sent"][0]["to"] == "sam@example.net"
    assert {"to", "channel", "name", "text"} <= set(offered["sent"][0])
    assert offered["cases"][0]["offer"] == "pending"
    assert [one["name"] for one in logged["sent"]] == ["complaint_logged"]
    complaint = next(case for case in later["cases"] if case["kind"] == "complaint")
    assert complaint["acknowledged_at"] == "2026-11-05T12:00:00Z"
    assert all({"kind", "for", "due"} <= set(task) for task in later["tasks"])


@pytest.mark.usefixtures("shipped")
def test_nothing_of_it_stays_in_the_database(hark: Hark) -> None:
    hark("rehearse", "-", stdin=typed(SCRIPT[0]))

    assert hark("cases", "--json").out == ""


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("hello", "Step 1: this is not a JSON object.", id="words"),
        pytest.param("[1]", "Step 1: this is not a JSON object.", id="list"),
        pytest.param(
            {"who": "resident"}, 'Step 1: "at" must be a time such as 2026-11-02T09:12.', id="no time"
        ),
        pytest.param(
            {"at": "2026-11-02T09:12", "who": "cat"},
            'Step 1: "who" must be resident, stranger, robot or staff.',
            id="who",
        ),
        pytest.param(
            {"at": "2026-11-02T09:12", "who": "staff", "do": "dance"},
            "Staff cannot “dance” in a rehearsal.",
            id="act",
        ),
    ],
)
def test_a_step_nobody_can_play_is_one_sentence(hark: Hark, line: object, says: str) -> None:
    ran = hark("rehearse", "-", stdin=typed(line))

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"hark: {says}")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("raw", "says"), [(None, "cannot be read: No such file"), (b"\xff\xfe", "is not UTF-8 text.")]
)
def test_a_script_that_cannot_be_read_is_one_sentence(
    hark: Hark, folder: Path, raw: bytes | None, says: str
) -> None:
    if raw is not None:
        (folder / "story.jsonl").write_bytes(raw)

    ran = hark("rehearse", "story.jsonl")

    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert says in ran.err

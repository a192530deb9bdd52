"""`hark triage`: one line out for each line in, in the same order, with every field of the contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from classifiers.registry import find_current
from tests.bot.commands.conftest import REPOSITORY, Hark

pytestmark = pytest.mark.usefixtures("shipped")
COLD = {"id": "1", "channel": "email", "subject": "", "text": "third week no hot water, nobody rings me back"}
FIELDS = {
    "id": str,
    "kind": str,
    "confidence": float,
    "dissatisfied": float,
    "survey": float,
    "wants_action": bool,
    "explicit": bool,
    "topic": str,
    "signals": list,
    "action": str,
    "reason": str,
    "because": list,
    "model": str,
}
KINDS = {"complaint", "service_request", "survey_feedback", "enquiry"}


def typed(*rows: object) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


def test_an_unhappy_message_is_a_complaint_and_gets_the_choice(
    hark: Hark, shipped: str, folder: Path
) -> None:
    ran = hark("triage", stdin=typed(COLD))

    assert (ran.status, ran.err, len(ran.lines)) == (0, "", 1)
    said = ran.objects[0]
    assert {name: type(value) for name, value in said.items()} == FIELDS
    assert list(said) == list(FIELDS)
    assert (said["id"], said["kind"], said["action"], said["model"]) == (
        "1",
        "complaint",
        "offer_complaint",
        shipped,
    )
    assert 0.5 < said["dissatisfied"] <= 1
    assert all(isinstance(word, str) and isinstance(weight, float) for word, weight in said["because"])
    assert list(folder.iterdir()) == [], "it leaves nothing behind"


def test_every_line_is_answered_in_its_place_also_a_bad_one(hark: Hark) -> None:
    ran = hark(
        "triage", stdin=typed({**COLD, "id": "a"}, "not json", {"id": "c"}, "[1]", {**COLD, "id": "e"})
    )

    assert ran.status == 1
    assert [said["id"] for said in ran.objects] == ["a", None, "c", None, "e"]
    assert [said["action"] for said in ran.objects[1:4]] == ["ask_a_person"] * 3
    assert all(list(said) == list(FIELDS) and said["kind"] in KINDS for said in ran.objects)
    assert ran.err.splitlines() == [
        "hark: line 2: This is not a JSON object, so a person reads it.",
        'hark: line 3: This has no "text", so a person reads it.',
        "hark: line 4: This is not a JSON object, so a person reads it.",
    ]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"id": 7, "text": None}, id="no words"),
        pytest.param({"id": 7, "text": ""}, id="empty"),
        pytest.param({"id": 7, "text": "\x00 \ud800 \U0001f642"}, id="half a character"),
        pytest.param({"id": 7, "text": "tap " * 20_000}, id="a book"),
        pytest.param(
            {"id": 7, "text": "My tap drips", "subject": None, "channel": "pigeon"}, id="unknown channel"
        ),
        pytest.param({"id": 7, "text": "Mae'r tap yn gollwng ers wythnos", "subject": 5}, id="welsh"),
    ],
)
def test_any_words_are_read(hark: Hark, row: dict[str, object]) -> None:
    ran = hark("triage", stdin=typed(row))

    assert (ran.status, ran.err) == (0, "")
    assert ran.objects[0]["id"] == 7
    assert ran.objects[0]["kind"] in KINDS


def test_nothing_but_an_id_of_half_a_character_comes_back_as_it_was(hark: Hark) -> None:
    ran = hark("triage", stdin='{"id":"\\ud800","text":"Hello"}\n')

    assert ran.objects[0]["id"] == "\ud800"


def test_letters_that_are_no_utf_8_are_read_as_far_as_they_go(hark: Hark) -> None:
    ran = hark("triage", stdin=b'\xef\xbb\xbf{"id":"1","text":"caf\xe9 closed"}\r\n\r\n')

    assert (ran.status, len(ran.lines), ran.objects[0]["id"]) == (0, 1, "1")


def test_the_last_line_may_have_no_end(hark: Hark) -> None:
    ran = hark("triage", stdin=typed(COLD) + json.dumps({**COLD, "id": "2"}))

    assert [said["id"] for said in ran.objects] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "choice"),
    [("Yes please", "yes"), ("No thank you", "no"), ("When is the lift mended?", "unclear")],
)
def test_a_line_that_awaits_the_choice_also_says_what_it_answers(hark: Hark, text: str, choice: str) -> None:
    ran = hark("triage", stdin=typed({**COLD, "text": text, "awaiting": "choice"}))

    assert ran.objects[0]["choice"] == choice


def test_hundreds_come_back_in_the_order_they_went_in(hark: Hark) -> None:
    ran = hark(
        "triage",
        stdin=typed(*({**COLD, "id": number, "text": f"{COLD['text']} {number}"} for number in range(300))),
    )

    assert [said["id"] for said in ran.objects] == list(range(300))


def test_together_and_alone_a_message_reads_the_same(hark: Hark) -> None:
    rows = [{**COLD, "id": "1"}, {**COLD, "id": "2", "text": "How do I get a new fob?"}]

    together = hark("triage", stdin=typed(*rows)).objects
    alone = [hark("triage", stdin=typed(row)).objects[0] for row in rows]

    assert together == alone


def test_a_slow_producer_gets_each_line_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "triage"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        answers = []
        for name in ("first", "second"):
            running.stdin.write(typed({**COLD, "id": name}))
            running.stdin.flush()
            answers.append(json.loads(running.stdout.readline())["id"])
        running.stdin.close()

        assert answers == ["first", "second"]
        assert running.wait(timeout=20) == 0


def test_the_model_that_was_promoted_here_reads(hark: Hark, models: Path, shipped: str) -> None:
    promoted = find_current(models)

    ran = hark("triage", stdin=typed(COLD))

    assert promoted != shipped
    assert (ran.status, ran.objects[0]["model"]) == (0, promoted)


@pytest.mark.parametrize("broken", ["setting", "model"])
def test_faults_are_said_and_the_shipped_model_reads(
    hark: Hark, folder: Path, models: Path, shipped: str, broken: str
) -> None:
    if broken == "setting":
        (folder / "hark.toml").write_text("nonsense = 1\n", encoding="utf-8")
    else:
        (models / (find_current(models) or "") / "model.skops").write_bytes(b"no model")

    ran = hark("triage", stdin=typed(COLD))

    assert (ran.status, ran.objects[0]["model"]) == (0, shipped)
    assert "shipped model reads" in ran.err

"""`hark demo`: twenty-five invented residents, and what became of each."""

from pathlib import Path

from bot.demo_mails import MORNING
from tests.bot.commands.conftest import Ran


def test_it_prints_what_became_of_each(morning: tuple[Path, Ran]) -> None:
    _, ran = morning

    assert ran.status == 0
    assert len(ran.lines) == len(MORNING) == 25
    assert all(line.startswith(name) for line, (name, *_) in zip(ran.lines, MORNING, strict=True))
    assert "not decided yet" not in ran.out


def test_the_answers_lie_in_the_folder_it_names(morning: tuple[Path, Ran]) -> None:
    folder, ran = morning

    assert "the answers lie in the maildir .hark/demo-mail/new" in ran.err
    answers = [mail.read_text(encoding="utf-8") for mail in (folder / ".hark/demo-mail/new").iterdir()]
    assert len(answers) >= 20
    assert all("Auto-Submitted: auto-" in answer for answer in answers)


def test_a_person_who_must_not_be_written_to_gets_nothing(morning: tuple[Path, Ran]) -> None:
    folder, _ = morning

    answered = "".join(
        mail.read_text(encoding="utf-8") for mail in (folder / ".hark/demo-mail/new").iterdir()
    )

    assert "j.private@resident.example" not in answered
    assert "w.imrie@resident.example" not in answered


def test_progress_stands_on_stderr_alone(morning: tuple[Path, Ran]) -> None:
    _, ran = morning

    assert "sent 25 of 25" in ran.err
    assert "sent 25" not in ran.out

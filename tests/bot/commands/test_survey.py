"""`hark survey import`: each answer once, every fault with its line, and the rest goes on."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import REPOSITORY, Hark

pytestmark = pytest.mark.usefixtures("shipped")
SURVEY = """
[[survey_sources]]
name = "after-repair"
best_score = 5
[survey_sources.columns]
id = "ID"
answered_at = "When"
email = "Email"
score = "Stars"
"""
ANSWERS = (
    "ID;When;Email;Stars;Why\n"
    "1;2020-11-01;sam@example.net;1;Rude and late\n"
    ";2020-11-01;pat@example.net;2;no number\n"
    '3;2020-11-01;kim@example.net;5;"Lovely\nlad"\n'
    "1;2020-11-01;sam@example.net;1;the same once more\n"
)


@pytest.fixture
def file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    example = (REPOSITORY / "bot" / "landlords" / "profiles" / "example.toml").read_text(encoding="utf-8")
    (folder / "landlord.toml").write_text(example + SURVEY, encoding="utf-8")
    monkeypatch.setenv("HARK_LANDLORD", str(folder / "landlord.toml"))
    made = folder / "answers.csv"
    made.write_text(ANSWERS, encoding="utf-8")
    return made


def test_answers_are_taken_in_once_however_often_the_file_is_imported(hark: Hark, file: Path) -> None:
    first, second = (hark("survey", "import", file, "--source", "after-repair") for _ in range(2))

    assert (first.status, first.out) == (0, "2 answers taken in, 1 was here already, 1 left out.\n")
    assert first.err == f"{file} line 3: It has no number of its own: “ID” is empty.\n"
    assert second.out == "0 answers taken in, 3 were here already, 1 left out.\n"
    assert [case["kind"] for case in hark("cases", "--json").objects] == ["feedback", "feedback"]


def test_a_survey_the_profile_does_not_know_is_said_with_those_it_knows(hark: Hark, file: Path) -> None:
    ran = hark("survey", "import", file, "--source", "gone")

    assert (ran.status, ran.out) == (1, "")
    assert "no survey 'gone'; there are: after-repair." in ran.err


def test_a_file_without_its_columns_is_not_taken_in(hark: Hark, file: Path) -> None:
    file.write_text("Nr,Stars\n1,2\n")

    ran = hark("survey", "import", file, "--source", "after-repair")

    assert (ran.status, ran.out) == (1, "")
    assert "there is no column “ID”, “When”, “Email”" in ran.err

"""`hark compare A B`: the same messages read by two versions, as a page or as JSON."""

from pathlib import Path

import pytest

from classifiers.registry import find_current
from tests.bot.commands.conftest import Hark
from tests.model_versions import ROWS, a_deaf_version, a_version_like


@pytest.fixture
def deaf(models: Path) -> str:
    """A version that offers nobody the choice, beside the one that reads."""
    return a_deaf_version(models, find_current(models) or "", data_hash="other")


def test_the_page_says_who_would_lose_the_choice(hark: Hark, models: Path, deaf: str) -> None:
    ran = hark("compare", "current", deaf, ROWS, "--most", "2")

    assert ran.status == 0
    assert ran.lines[0] == f"42 messages, read by {find_current(models)} (before) and by {deaf} (now)"
    assert ran.out.count("gets the choice to complain no longer") == 2
    assert ran.lines[-1].endswith("more are not shown.")


def test_what_taught_a_version_is_said_beside_the_result(hark: Hark, models: Path, deaf: str) -> None:
    ran = hark("compare", "current", deaf, ROWS)

    assert f"{find_current(models)} learnt from these batches and reads them too well: t1, t2." in ran.err
    assert "learnt from" not in ran.out


@pytest.mark.parametrize(("most", "shown"), [((), None), (("--most", "1"), 1), (("--most", "0"), 0)])
def test_the_comparison_comes_as_one_json_object(
    hark: Hark, deaf: str, tmp_path: Path, most: tuple[str, ...], shown: int | None
) -> None:
    alone = tmp_path / "t3.jsonl"
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    alone.write_text("\n".join(line for line in lines if '"batch": "t3"' in line), encoding="utf-8")

    ran = hark("compare", "current", deaf, alone, "--json", *most)

    assert (ran.status, ran.err, len(ran.lines)) == (0, "", 1)
    (found,) = ran.objects
    assert found["figures"]["was"]["messages"] == found["figures"]["now"]["messages"] == 14
    assert len(found["changes"]) == (sum(found["counts"].values()) if shown is None else shown)
    if found["changes"]:
        first = found["changes"][0]
        assert set(first) == {"id", "turn", "changed", "was", "now", "truth", "text"}
        assert (first["turn"], first["was"]["offered"], first["now"]["offered"]) == ("worse", True, False)
        assert set(first["truth"]) == {"kind", "explicit", "offered", "topic"}


def test_files_may_carry_more_than_the_guide_asks(hark: Hark, deaf: str, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text(
        ROWS.read_text(encoding="utf-8").splitlines()[0][:-1] + ', "seen": 1}\n', encoding="utf-8"
    )

    assert hark("compare", "current", deaf, more, "--json").status == 0


def test_a_version_that_is_not_there_is_one_sentence(hark: Hark, models: Path) -> None:
    a_version_like(models, find_current(models) or "", "heads-x")

    for said, says in (("nowhere", "There is no model 'nowhere'"), ("previous", "No version read before")):
        ran = hark("compare", said, "x", ROWS)

        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert says in ran.err


def test_a_file_without_a_row_is_one_sentence(hark: Hark, models: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")

    ran = hark("compare", "current", "current", tmp_path / "empty.jsonl")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "hark: There are no messages to read: name a file of labelled rows.\n"

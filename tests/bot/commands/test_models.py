"""`hark models`: every version, what it learnt from, its figures, and who promoted it when."""

from pathlib import Path

import pytest

from classifiers.registry import find_current
from tests.bot.commands.conftest import Hark
from tests.model_versions import a_test, a_version_like

FIELDS = [
    *("version", "reads", "created", "rows", "corrections", "missed", "needless", "macro_f1", "test_hash"),
    *("promoted_by", "promoted_at", "reason", "forced"),
]


@pytest.fixture
def two(hark: Hark, models: Path) -> str:
    """A second version that was let read by force; the name of the first."""
    first = find_current(models) or ""
    a_version_like(
        models,
        first,
        "heads-x",
        created="2026-07-01T09:00:00+00:00",
        test=a_test(93),
        corrections=3,
    )
    hark("promote", "x", "--force", "--by", "Ann Example", "--reason", "a trial")
    return first


def test_every_version_is_a_json_line_with_every_field(hark: Hark, two: str) -> None:
    ran = hark("models", "--json")

    assert ran.status == 0
    assert all(list(line) == FIELDS for line in ran.objects)
    first, second = ran.objects
    assert (first["version"], first["reads"], first["rows"], first["corrections"]) == (two, False, 28, 0)
    assert (first["promoted_by"], first["promoted_at"]) == ("setup", "2026-11-22T09:00:00+00:00")
    assert (second["version"], second["reads"], second["corrections"]) == ("heads-x", True, 3)
    assert (second["promoted_by"], second["reason"], second["forced"]) == ("Ann Example", "a trial", True)
    assert (second["missed"]["count"], second["macro_f1"]) == (93, 0.9)


def test_the_table_has_a_line_a_version_newest_first(hark: Hark, two: str) -> None:
    ran = hark("models")

    assert ran.status == 0
    assert ran.lines[0].split() == [
        *("version", "reads", "made", "rows", "corrections", "missed", "needless", "macro-F1", "promoted")
    ]
    assert [line.split()[0] for line in ran.lines[1:]] == [two, "heads-x"]
    assert ran.lines[1].endswith("2026-11-22 09:00 by setup")
    # Made in summer, and told in London time.
    assert "heads-x" in ran.lines[2]
    assert "  yes    2026-07-01 10:00  28" in ran.lines[2]
    assert "93 of 100 (93.0%)  1 of 50 (2.0%)" in ran.lines[2]
    assert ran.lines[2].endswith(" by Ann Example, forced")


def test_figures_of_different_tests_come_with_a_warning(hark: Hark, models: Path) -> None:
    alone = hark("models").err
    a_version_like(models, find_current(models) or "", "heads-x", test_hash="other")

    ran = hark("models")

    assert alone == ""
    assert ran.err == (
        "Not all were tested on the same messages: hark compare A B reads the same ones with both.\n"
    )


def test_what_is_not_known_of_a_version_is_not_made_up(hark: Hark, models: Path) -> None:
    first = find_current(models) or ""
    batches = {"train": ["corrections-example-2026-W47"], "calibrate": [], "test": []}
    a_version_like(models, first, "heads-old", created="", test=None, corrections=None, batches=batches)

    line = next(line for line in hark("models", "--json").objects if line["version"] == "heads-old")

    assert (line["missed"], line["macro_f1"], line["promoted_by"], line["corrections"]) == (
        None,
        None,
        "",
        None,
    )
    assert hark("models").out.count("not tested") == 2


def test_where_there_is_none_it_says_how_to_get_one(hark: Hark, folder: Path) -> None:
    ran = hark("models")

    assert (ran.status, ran.out) == (0, "")
    assert (
        ran.err == "No version is here yet: hark serve starts from the shipped one, hark train makes one.\n"
    )
    assert list(folder.iterdir()) == []


def test_a_damaged_record_is_one_sentence(hark: Hark, models: Path) -> None:
    (models / (find_current(models) or "") / "meta.json").write_text("{", encoding="utf-8")

    ran = hark("models")

    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "is damaged" in ran.err

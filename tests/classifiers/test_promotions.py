"""Who let which version read stays on record, and which read before can always be told."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from classifiers.promotions import LOG, Promotion, as_instant, carry_out, list_promotions, versions_before


def steps(*said: str) -> list[Promotion]:
    """Promotions in a row: "b" promotes b, "<a" rolls back to a."""
    made: list[Promotion] = []
    current = ""
    for word in said:
        version = word.removeprefix("<")
        made.append(Promotion(version, "ann", "", previous=current, rolled_back=word.startswith("<")))
        current = version
    return made


def carry_out_all(folder: Path, promotions: Iterable[Promotion]) -> None:
    for promotion in promotions:
        carry_out(folder, promotion)


def test_the_log_keeps_every_promotion_in_order(tmp_path: Path) -> None:
    promotions = [
        Promotion("a", "setup", "2026-11-22T09:00:00+00:00"),
        Promotion(
            "b", "Zoë", "2026-11-23T09:00:00+00:00", "a", reason="fewer\nmisses\u2028here", forced=True
        ),
    ]

    carry_out_all(tmp_path, promotions)

    assert list_promotions(tmp_path) == promotions
    assert (tmp_path / "current").read_text(encoding="utf-8") == "b\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["current", LOG]


def test_a_registry_without_a_log_has_no_promotions(tmp_path: Path) -> None:
    assert list_promotions(tmp_path) == []


@pytest.mark.parametrize(
    "torn", ['{"version": "b", "by": "Zo', '{"version": "b", "by": "Zo\ud83d', "[1]", "7"]
)
def test_a_torn_line_is_passed_over_and_left_as_it_is(tmp_path: Path, torn: str) -> None:
    carry_out_all(tmp_path, steps("a"))
    with (tmp_path / LOG).open("ab") as log:
        log.write(torn.encode("utf-8", "surrogatepass"))

    carry_out(tmp_path, Promotion("c", "ann", "", "a"))

    assert [promotion.version for promotion in list_promotions(tmp_path)] == ["a", "c"]
    assert (tmp_path / LOG).read_bytes().count(b"\n") == 3


def test_a_line_of_a_later_release_is_read_for_what_is_known(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text(
        '{"version": "a", "by": "ann", "at": "", "approved_by": "bob"}\n', encoding="utf-8"
    )

    assert list_promotions(tmp_path) == [Promotion("a", "ann", "")]


def test_an_instant_is_written_in_utc() -> None:
    summer = timezone(timedelta(hours=1))

    assert as_instant(datetime(2026, 6, 1, 9, 30, 5, 999, tzinfo=summer)) == "2026-06-01T08:30:05+00:00"


@pytest.mark.parametrize(
    ("said", "current", "before"),
    [
        pytest.param([], "", [], id="nothing ever read"),
        pytest.param([], "a", [], id="a registry from before there was a log"),
        pytest.param(["a"], "a", [], id="the first"),
        pytest.param(["a", "b", "c"], "c", ["a", "b"], id="three in a row"),
        pytest.param(["a", "b", "c", "<b"], "b", ["a"], id="one back"),
        pytest.param(["a", "b", "c", "<b", "<a"], "a", [], id="two back"),
        pytest.param(["a", "b", "<a", "c"], "c", ["a"], id="back and on another way"),
        pytest.param(["a", "b", "c", "b"], "b", ["a", "b", "c"], id="an old one promoted again is a step on"),
        pytest.param(["a", "b", "c", "b", "<c"], "c", ["a", "b"], id="and back from there"),
        pytest.param(["a", "b", "c"], "b", ["a"], id="the last promotion was cut short"),
        pytest.param(["a", "b", "<a"], "b", ["a"], id="the last step back was cut short"),
        pytest.param(["a", "b"], "x", ["a", "b"], id="somebody wrote the file by hand"),
        pytest.param(["a", "b"], "", ["a", "b"], id="somebody took the file away"),
    ],
)
def test_which_versions_read_before_follows_from_the_log(
    said: list[str], current: str, before: list[str]
) -> None:
    assert versions_before(steps(*said), current) == before


def test_a_promotion_that_was_cut_short_never_counts_as_having_read() -> None:
    promotions = [
        *steps("a", "b"),
        Promotion("c", "ann", "", previous="b"),
        Promotion("d", "ann", "", previous="b"),
    ]

    assert versions_before(promotions, "d") == ["a", "b"]


def test_what_read_before_the_log_began_can_be_gone_back_to() -> None:
    assert versions_before([Promotion("b", "ann", "", previous="a")], "b") == ["a"]

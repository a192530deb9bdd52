"""No version reads in place of one that misses fewer complaints, unless somebody says why."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from classifiers.errors import ModelMismatch, ModelMissing, ModelRefused
from classifiers.examples import Example
from classifiers.labels import Kind
from classifiers.promoting import batches_learnt_from, load_test_rows, promote, roll_back, weigh
from classifiers.promotions import list_promotions
from classifiers.registry import find_current
from tests.model_versions import ROWS, SUNDAY, a_deaf_version, a_test, a_version_like


@pytest.fixture
def current(copy: Path) -> str:
    """The name of the version that reads."""
    name = find_current(copy)
    assert name is not None
    return name


def nothing_at_hand() -> Sequence[Example]:
    return ()


def not_to_be_read() -> Sequence[Example]:
    raise AssertionError("the records are enough")


def test_the_first_promotion_needs_nothing(copy: Path, current: str) -> None:
    (copy / "current").unlink()
    deaf = a_deaf_version(copy, current, data_hash="other", test_hash="")

    promotion = promote(copy, deaf, by="ann", at=SUNDAY, test_rows=nothing_at_hand)

    assert promotion is not None
    assert (promotion.version, promotion.previous, promotion.forced) == (deaf, "", False)
    assert find_current(copy) == deaf


@pytest.mark.parametrize("missed", [4, 3, 0])
def test_a_version_that_misses_no_more_reads(copy: Path, current: str, missed: int) -> None:
    reads = a_version_like(copy, current, "heads-a", test=a_test(4), test_hash="same")
    promote(copy, reads, by="ann", at=SUNDAY, force=True, reason="to begin with")
    a_version_like(copy, current, "heads-b", test=a_test(missed), test_hash="same")

    promotion = promote(copy, "heads-b", by="Bob", at=SUNDAY + timedelta(days=1), test_rows=not_to_be_read)

    assert promotion == list_promotions(copy)[-1]
    assert promotion is not None
    assert (promotion.previous, promotion.by, promotion.at, promotion.forced) == (
        "heads-a",
        "Bob",
        "2026-11-23T09:00:00+00:00",
        False,
    )
    assert find_current(copy) == "heads-b"


def test_a_version_that_misses_more_is_refused_with_both_figures(copy: Path, current: str) -> None:
    meta = {"test_hash": "same"}
    a_version_like(copy, current, "heads-a", test=a_test(4), **meta)
    promote(copy, "heads-a", by="ann", at=SUNDAY, force=True, reason="to begin with")
    a_version_like(copy, current, "heads-b", test=a_test(5), **meta)
    before = list_promotions(copy)

    with pytest.raises(ModelRefused) as refused:
        promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=not_to_be_read)

    assert str(refused.value) == (
        "heads-b leaves 5 of 100 complaints (5.0%) with neither the offer nor a log, and heads-a, which reads now, "
        "4 of 100 complaints (4.0%); to let it read all the same: hark promote heads-b --force --reason TEXT."
    )
    assert find_current(copy) == "heads-a"
    assert list_promotions(copy) == before


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_force_counts_only_with_a_reason(copy: Path, current: str, reason: str) -> None:
    deaf = a_deaf_version(copy, current, data_hash="other", test=a_test(100))

    with pytest.raises(ModelRefused):
        promote(copy, deaf, by="ann", at=SUNDAY, force=True, reason=reason)

    assert find_current(copy) == current


def test_with_a_reason_it_reads_and_the_log_says_that_it_was_forced(copy: Path, current: str) -> None:
    deaf = a_deaf_version(copy, current, data_hash="other", test=a_test(100))

    promote(copy, deaf, by="ann", at=SUNDAY, force=True, reason=" the other one shouts ")

    promotion = list_promotions(copy)[-1]
    assert (promotion.version, promotion.forced, promotion.reason) == (deaf, True, "the other one shouts")
    assert find_current(copy) == deaf


def test_force_that_was_not_needed_is_not_recorded_as_forced(copy: Path, current: str) -> None:
    a_version_like(copy, current, "heads-b")

    promote(copy, "heads-b", by="ann", at=SUNDAY, force=True, reason="sure")

    assert not list_promotions(copy)[-1].forced


def test_versions_tested_on_other_rows_are_both_read_on_those_at_hand(
    copy: Path, current: str, rows: tuple[Example, ...]
) -> None:
    # Its record boasts, but of a test of its own.
    deaf = a_deaf_version(copy, current, data_hash="other", test=a_test(0), test_hash="other")
    complaints = sum(row.batch == "t3" and row.kind is Kind.COMPLAINT for row in rows)

    with pytest.raises(ModelRefused, match=f"{deaf} leaves {complaints} of {complaints} complaints"):
        promote(copy, deaf, by="ann", at=SUNDAY, test_rows=lambda: rows)

    assert find_current(copy) == current


def test_a_record_without_a_test_hash_is_not_taken_at_its_word(
    copy: Path, current: str, rows: tuple[Example, ...]
) -> None:
    for name in ("heads-a", "heads-b"):
        a_version_like(copy, current, name, test=a_test(9 if name == "heads-b" else 1), test_hash="")
    promote(copy, "heads-a", by="ann", at=SUNDAY, test_rows=lambda: rows)

    promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=lambda: rows)  # it is the same model

    assert find_current(copy) == "heads-b"
    assert not list_promotions(copy)[-1].forced


def test_a_version_whose_encoder_is_gone_is_judged_by_how_it_reads_now(
    copy: Path, current: str, rows: tuple[Example, ...]
) -> None:
    a_version_like(copy, current, "heads-b", test=a_test(100), encoder="of another release")

    promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=lambda: rows)

    assert find_current(copy) == "heads-b"


def test_without_rows_at_hand_nobody_can_say_and_it_is_refused(copy: Path, current: str) -> None:
    a_version_like(copy, current, "heads-b", test_hash="other")

    with pytest.raises(
        ModelRefused, match="were not tested alike on the same messages, and no test messages"
    ):
        promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=nothing_at_hand)


def test_rows_that_taught_either_of_them_prove_nothing(
    copy: Path, current: str, rows: tuple[Example, ...]
) -> None:
    a_version_like(
        copy,
        current,
        "heads-b",
        test_hash="other",
        batches={"train": ["t1"], "calibrate": ["t3"], "test": []},
    )

    with pytest.raises(ModelRefused, match="no test messages are here that taught neither"):
        promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=lambda: rows)


def test_a_current_version_that_cannot_be_read_with_does_not_make_the_next_one_good(
    copy: Path, current: str, rows: tuple[Example, ...]
) -> None:
    a_version_like(copy, current, "heads-b", test_hash="other")
    (copy / current / "model.skops").write_bytes(b"x")

    with pytest.raises(ModelRefused, match="cannot be held against each other"):
        promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=lambda: rows)
    promote(copy, "heads-b", by="ann", at=SUNDAY, test_rows=lambda: rows, force=True, reason="it is broken")

    assert find_current(copy) == "heads-b"


def test_neither_force_nor_a_step_back_lets_a_broken_version_read(copy: Path, current: str) -> None:
    a_version_like(copy, current, "heads-b")
    promote(copy, "heads-b", by="ann", at=SUNDAY)
    (copy / current / "model.skops").write_bytes(b"x")

    with pytest.raises(ModelMismatch):
        promote(copy, current, by="ann", at=SUNDAY, force=True, reason="I want it")
    with pytest.raises(ModelMismatch):
        roll_back(copy, by="ann", at=SUNDAY)

    assert find_current(copy) == "heads-b"


def test_promoting_what_reads_already_changes_nothing(copy: Path, current: str) -> None:
    assert promote(copy, current, by="ann", at=SUNDAY, test_rows=nothing_at_hand) is None
    assert len(list_promotions(copy)) == 1


def test_two_steps_back_go_two_back_whatever_the_figures_say(copy: Path, current: str) -> None:
    worse = a_deaf_version(copy, current, data_hash="other", test=a_test(100))
    a_version_like(copy, current, "heads-c")
    promote(copy, worse, by="ann", at=SUNDAY, force=True, reason="a trial")
    promote(copy, "heads-c", by="ann", at=SUNDAY)

    read = [find_current(copy)]
    for _ in range(2):
        roll_back(copy, by="Bob", at=SUNDAY, reason="as it was")
        read.append(find_current(copy))

    assert read == ["heads-c", worse, current]
    assert [(each.by, each.rolled_back, each.forced) for each in list_promotions(copy)[-2:]] == [
        ("Bob", True, False)
    ] * 2
    with pytest.raises(ModelMissing, match="No version read before"):
        roll_back(copy, by="Bob", at=SUNDAY)


def test_nothing_can_be_gone_back_to_in_an_empty_registry(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        roll_back(tmp_path, by="ann", at=SUNDAY)


def test_shares_of_different_sizes_are_compared_as_shares() -> None:
    four, five = a_test(4, 100)["missed_complaints"], a_test(5, 200)["missed_complaints"]

    assert weigh("b", "a", five, four) == ""
    assert "b leaves 4 of 100 complaints (4.0%)" in weigh("b", "a", four, five)


def test_the_batches_a_version_learnt_from_are_those_that_taught_or_set_thresholds() -> None:
    meta = {"batches": {"train": ["a"], "calibrate": ["b"], "test": ["c"]}}

    assert batches_learnt_from(meta) == {"a", "b"}
    assert batches_learnt_from({}) == frozenset()


def test_the_test_rows_of_a_folder_are_those_of_its_test_batches(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(ROWS.read_bytes())
    (tmp_path / "splits.toml").write_text('test = ["t3"]\n', encoding="utf-8")

    assert {row.batch for row in load_test_rows(tmp_path)} == {"t3"}
    assert load_test_rows(tmp_path / "nowhere") == ()

"""The shipped model keeps its floor on batches it never saw."""

import re
from pathlib import Path

import pytest

from classifiers.encoder.running import find_encoder
from classifiers.evaluate import evaluate
from classifiers.examples import Example, load_answers, load_folder, load_training
from classifiers.labels import Choice, Kind
from classifiers.predict import Classifier
from classifiers.registry import SHIPPED, find_current, load_classifier
from classifiers.splits import divide, load_splits
from classifiers.train import TRAINING_DATA, train


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    if find_current(SHIPPED):
        return load_classifier(SHIPPED)
    folder: Path = tmp_path_factory.mktemp("shipped")
    return load_classifier(
        folder, train(load_training(TRAINING_DATA), registry_dir=folder, encoder=find_encoder())
    )


@pytest.fixture(scope="module")
def judged() -> tuple[Example, ...]:
    return divide(load_folder(TRAINING_DATA), load_splits()).test


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_few_complaints_of_the_test_batches_go_without_the_choice(
    shipped: Classifier, judged: tuple[Example, ...]
) -> None:
    counted = evaluate(shipped, judged)

    assert counted["missed_complaints"]["share"] <= 0.02
    assert counted["needless_offers"]["share"] <= 0.10
    assert counted["macro_f1"] >= 0.93
    assert counted["topic_macro_f1"] >= 0.85
    assert counted["calibration_error"] <= 0.03
    assert counted["unsure"]["share"] <= 0.11
    assert counted["explicit"]["f1"] >= 0.92  # the goal is 0.95: classifiers/README.md says what it misses
    assert counted["kinds"]["survey_feedback"]["f1"] >= 0.95
    assert counted["signals"]["emergency"]["recall"] >= 0.97


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_yes_or_no_to_the_choice_is_right_when_said(shipped: Classifier) -> None:
    rows = divide(load_answers(TRAINING_DATA / "choices"), load_splits()).test
    read = shipped.read_many([row.message for row in rows])

    for choice in (Choice.YES, Choice.NO):
        said = [row.choice for row, reading in zip(rows, read, strict=True) if reading.choice is choice]
        assert len(said) > 20
        assert sum(answer is choice for answer in said) / len(said) >= 0.96


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_without_the_words_that_weighed_most_a_message_reads_as_less_unhappy(
    shipped: Classifier, judged: tuple[Example, ...]
) -> None:
    complaints = [row for row in judged if row.kind is Kind.COMPLAINT and not row.explicit][:120]
    moved = 0
    for row in complaints:
        before = shipped.read(row.text, subject=row.subject, channel=row.channel)
        heaviest = {word.lower() for word, _ in before.because[:5]}
        kept = " ".join(word for word in row.text.split() if _bare(word) not in heaviest)
        after = shipped.read(kept or "-", subject="", channel=row.channel)
        moved += after.dissatisfied < before.dissatisfied

    assert moved / len(complaints) >= 0.85


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).lower()

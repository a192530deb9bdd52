"""The shipped model keeps its floor on batches it never saw."""

from pathlib import Path

import pytest

from classifiers.evaluate import evaluate
from classifiers.examples import load_folder
from classifiers.predict import Classifier
from classifiers.registry import SHIPPED, find_current, load_classifier
from classifiers.splits import divide, load_splits
from classifiers.train import TRAINING_DATA, train


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    if find_current(SHIPPED):
        return load_classifier(SHIPPED)
    folder: Path = tmp_path_factory.mktemp("shipped")
    return load_classifier(folder, train(load_folder(TRAINING_DATA), registry_dir=folder))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_few_complaints_of_the_test_batches_go_without_the_choice(shipped: Classifier) -> None:
    rows = divide(load_folder(TRAINING_DATA), load_splits()).test

    counted = evaluate(shipped, rows)

    assert counted["missed_complaints"]["share"] <= 0.04
    assert counted["needless_offers"]["share"] <= 0.50
    assert counted["macro_f1"] >= 0.80
    assert counted["unsure"]["share"] <= 0.15

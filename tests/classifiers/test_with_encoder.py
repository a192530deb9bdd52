"""With the encoder a message is read by words and meaning; without it by words alone, and that is said."""

from pathlib import Path

import pytest

from classifiers.encoder.running import Encoder, find_encoder
from classifiers.examples import Example
from classifiers.predict import Classifier, read_with
from classifiers.registry import load_classifier
from classifiers.splits import Splits
from classifiers.train import train

TEXT = "Third week with no hot water and nobody rings me back."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = find_encoder()
    assert found is not None, "classifiers/encoder/model.onnx is missing"
    return found


@pytest.fixture(scope="module")
def taught(
    rows: tuple[Example, ...], encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Classifier:
    folder: Path = tmp_path_factory.mktemp("taught")
    version = train(rows, registry_dir=folder, splits=Splits(test=frozenset({"t3"})), encoder=encoder)
    return load_classifier(folder, version)


def test_a_model_taught_with_the_encoder_reads_with_it(taught: Classifier) -> None:
    assert taught.encoder is not None
    assert taught.remark == ""
    assert taught.read(TEXT).dissatisfied > 0.5


def test_without_the_encoder_it_reads_by_words_alone_and_says_so(taught: Classifier) -> None:
    alone = Classifier(taught.model, taught.version, None)

    assert "missing or damaged" in alone.remark
    assert alone.read(TEXT).kind is taught.read(TEXT).kind
    assert alone.read(TEXT).dissatisfied != taught.read(TEXT).dissatisfied


def test_another_encoder_than_the_one_that_taught_it_is_not_used(
    taught: Classifier, encoder: Encoder
) -> None:
    other = Encoder.__new__(Encoder)
    other.__dict__.update(encoder.__dict__ | {"sha256": "another"})

    reader = Classifier(taught.model, taught.version, other)

    assert reader.encoder is None
    assert "hark train --promote" in reader.remark


def test_a_model_that_never_knew_meaning_has_nothing_to_remark(classifier: Classifier) -> None:
    assert read_with(classifier.model, "words").remark == ""


def test_many_are_read_as_one_by_one(taught: Classifier) -> None:
    messages = [("", TEXT, "email"), ("Bins", "What day are they collected?", "widget"), ("", "10", "survey")]

    together = taught.read_many(messages)

    assert together == [
        taught.read(text, subject=subject, channel=channel) for subject, text, channel in messages
    ]


def test_the_words_that_weighed_are_the_writers_own(taught: Classifier) -> None:
    named = [word for word, _ in taught.read(TEXT).because]

    assert named
    assert all(word in TEXT for word in named)


def test_heads_are_saved_with_the_encoder_that_taught_them(taught: Classifier, encoder: Encoder) -> None:
    assert taught.model.encoder == encoder.sha256
    assert taught.model.heads.width == 384
    assert taught.model.together is not None

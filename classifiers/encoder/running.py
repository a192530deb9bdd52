"""How does a message become a vector? One run of the int8 model, with onnxruntime and tokenizers alone.

Each message is run by itself: int8 scales depend on what stands beside a message, so a batch would make a reading
depend on its neighbours. One thread a message, so that `serve` keeps a core for its doors.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder.text import keep_ends, load_tokenizer, shown_text, words_of_pieces
from classifiers.errors import ModelMismatch
from classifiers.words import Message

HERE: Final = Path(__file__).parent
WIDTH: Final = 384  #: numbers in a vector

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Encoded:
    """One message as the encoder sees it."""

    vector: Vectors  #: shape (WIDTH,), the mean of `states`
    states: Vectors  #: shape (n_pieces, WIDTH)
    places: list[int]  #: the number of the word each piece lies in, -1 for none


class Encoder:
    """Turns messages into vectors; safe to share between threads."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        """Load both files.

        Raises:
            ModelMismatch: one of them cannot be used.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            content = model.read_bytes()
            self.sha256: str = hashlib.sha256(content).hexdigest()
            self._session: Any = onnxruntime.InferenceSession(
                content, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer: Any = load_tokenizer(tokenizer)
        except (
            Exception
        ) as error:  # both libraries raise classes of their own that derive from nothing nearer
            raise ModelMismatch(
                f"The encoder in {model.parent} cannot be used ({type(error).__name__})."
            ) from error

    def encode(self, message: Message) -> Encoded:
        """One message: its vector, and what each piece of it adds."""
        text = shown_text(message)
        cut = self._tokenizer.encode(text)
        states = self._states(keep_ends(cut.ids))
        return Encoded(states.mean(axis=0), states, words_of_pieces(message, text, keep_ends(cut.offsets)))

    def vector(self, text: str) -> Vectors:
        """The mean over the pieces of one text: shape (WIDTH,)."""
        mean: Vectors = self._states(keep_ends(self._tokenizer.encode(text).ids)).mean(axis=0)
        return mean

    def _states(self, pieces: list[int]) -> Vectors:
        ids = np.array([pieces], dtype=np.int64)
        (states,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        found: Vectors = states[0]
        return found

    def vectors_of_texts(
        self, texts: Sequence[str], *, at_once: int = 1, each: Callable[[], None] = lambda: None
    ) -> Vectors:
        """The vectors of texts, in their order: shape (n_texts, WIDTH).

        Args:
            at_once: how many are run side by side.
            each: called after each, for a progress bar.
        """
        made = np.zeros((len(texts), WIDTH), dtype=np.float32)
        with ThreadPoolExecutor(at_once) as pool:
            for number, vector in enumerate(
                pool.map(self.vector, texts) if at_once > 1 else map(self.vector, texts)
            ):
                made[number] = vector
                each()
        return made


@cache
def find_encoder(folder: Path = HERE) -> Encoder | None:
    """The encoder of this release, loaded once; None where it is not there.

    Raises:
        ModelMismatch: it is there and cannot be used.
    """
    model, tokenizer = folder / "model.onnx", folder / "tokenizer.json"
    return Encoder(model, tokenizer) if model.is_file() and tokenizer.is_file() else None

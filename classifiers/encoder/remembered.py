"""Must a row be encoded again? Its vector is kept beside the models, by the text and the encoder it belongs to.

Only hashes and numbers are kept, no words. A damaged file is made anew.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from classifiers.encoder.running import WIDTH, Encoder, Vectors


def remember_vectors(
    encoder: Encoder, texts: Sequence[str], file: Path, *, each: Callable[[], None] = lambda: None
) -> Vectors:
    """The vectors of texts, from the file where they are in it; what was missing is added to it.

    Returns:
        shape (n_texts, WIDTH).
    """
    known = _load(file, encoder.sha256)
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    for _ in range(len(texts) - len(missing)):
        each()
    made = encoder.vectors_of_texts(list(missing.values()), at_once=os.cpu_count() or 1, each=each)
    known |= dict(zip(missing, made, strict=True))
    if missing:
        _save(file, encoder.sha256, known)
    return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), WIDTH)


def _load(file: Path, sha256: str) -> dict[str, Vectors]:
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["encoder"]) != sha256:
                return {}
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
        return {}


def _save(file: Path, sha256: str, known: dict[str, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_name(f".{file.name}.part.npz")
    np.savez(
        written, encoder=np.array(sha256), keys=np.array(list(known)), vectors=np.array(list(known.values()))
    )
    written.replace(file)

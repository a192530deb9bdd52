"""Is this file a model of ours, and what does it hold? Written by skops, read by a reader that knows four things.

A model file is someone's upload until proven otherwise. Ours holds a dict of words, numbers and arrays, so the
reader knows dicts, plain JSON values and arrays of numbers, and refuses everything else by name without building
it. (Reading through skops imports all of scikit-learn, which takes longer than everything else at start.)
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from classifiers.errors import ModelMismatch

TRUSTED: Final = {
    ("DictNode", "builtins", "dict"),
    ("JsonNode", "builtins", "str"),
    ("JsonNode", "builtins", "int"),
    ("NdArrayNode", "numpy", "ndarray"),
}
LARGEST: Final = 1 << 30  # bytes unpacked; a small file can unpack to fill a disk
UNREADABLE: Final = (
    OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, NotImplementedError,
    EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def pack(plain: Mapping[str, Any]) -> bytes:
    """Write words, numbers and arrays as a skops file."""
    import skops.io

    packed: bytes = skops.io.dumps(dict(plain), compression=zipfile.ZIP_DEFLATED)
    return packed


def unpack(content: bytes) -> dict[str, Any]:
    """Read what `pack` wrote.

    Raises:
        ModelMismatch: it is damaged, or holds anything no model of ours holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > LARGEST:
                raise ModelMismatch("The model file unpacks to more than a model holds. It was not opened.")
            plain = _value(json.loads(file.read("schema.json")), file)
    except UNREADABLE as error:
        raise ModelMismatch(
            f"The file cannot be read as a model ({type(error).__name__}). Train again."
        ) from error
    if not isinstance(plain, dict):
        raise ModelMismatch("The file holds no model of ours.")
    return plain


def _value(node: Mapping[str, Any], file: zipfile.ZipFile) -> Any:
    kind = (node["__loader__"], node["__module__"], node["__class__"])
    if kind not in TRUSTED:
        raise ModelMismatch(
            f"The model file holds {kind[1]}.{kind[2]}, which no model of ours holds. It was not opened."
        )
    if kind[0] == "JsonNode":
        return json.loads(node["content"])
    if kind[0] == "NdArrayNode":
        return _numbers(node, file)
    return {str(name): _value(inner, file) for name, inner in node["content"].items()}


def _numbers(node: Mapping[str, Any], file: zipfile.ZipFile) -> Any:
    if node["type"] != "numpy":
        raise ModelMismatch(
            "The model file holds an array of objects, which no model of ours holds. It was not opened."
        )
    array = np.load(io.BytesIO(file.read(node["file"])), allow_pickle=False)
    if array.dtype.kind != "f" or not np.isfinite(array).all():
        raise ModelMismatch("An array of the model file holds something other than numbers. Train again.")
    return array

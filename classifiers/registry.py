"""Which models are there, which one reads, and may this file be read at all?

A version is a folder with `model.skops` and `meta.json`; the file `current` names the one that reads. What a model
file may hold is pinned in `modelfile.py`; whether a version should read is asked in `promoting.py`.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, Final

from classifiers.errors import ModelMismatch, ModelMissing
from classifiers.model import Model, from_plain
from classifiers.modelfile import pack, unpack
from classifiers.predict import Classifier, read_with
from classifiers.promotions import CURRENT, Promotion, carry_out

SHIPPED: Final = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class Version:
    """One trained model and how it came about."""

    name: str
    created: str  #: ISO instant in UTC; "" where nobody gave it
    rows: int
    is_current: bool
    meta: Mapping[str, Any]


def save_model(registry_dir: Path, model: Model, meta: Mapping[str, Any]) -> str:
    """Write a model as a new version; the same rows and release give the same version.

    Args:
        meta: JSON values, among them `data_hash`, the hash of the rows.
    Returns:
        its name.
    """
    content = pack(model.to_plain())
    made_with = version_of("scikit-learn")
    name = f"heads-{_fingerprint(meta['data_hash'], made_with, _plain_bytes(model))}"
    made = registry_dir / f".{name}.part"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    (made / "model.skops").write_bytes(content)
    known = {"version": name, "sklearn": made_with, "sha256": hashlib.sha256(content).hexdigest(), **meta}
    (made / "meta.json").write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.rmtree(registry_dir / name, ignore_errors=True)
    made.replace(registry_dir / name)
    return name


def _plain_bytes(model: Model) -> bytes:
    plain = model.to_plain()
    return b"".join(
        value.tobytes() if hasattr(value, "tobytes") else repr(value).encode() for value in plain.values()
    )


def _fingerprint(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode())
    return digest.hexdigest()[:10]


def load_classifier(registry_dir: Path, version: str | None = None) -> Classifier:
    """Load a version, the current one where none is named.

    Raises:
        ModelMissing: there is no such version, or none is current.
        ModelMismatch: the file is corrupt, foreign or made with another scikit-learn; go on with the one loaded before.
    """
    name = version or find_current(registry_dir)
    if name is None:
        raise ModelMissing(
            f"No model is current in {registry_dir}. Run `make setup`, or `hark train --promote`."
        )
    folder = _folder(registry_dir, name)
    meta = read_meta(registry_dir, name)
    _refuse_other_release(name, meta)
    return read_with(_load_model(folder / "model.skops", str(meta.get("sha256", ""))), name)


def _folder(registry_dir: Path, name: str) -> Path:
    folder = registry_dir / name
    if (
        Path(name).name != name
        or not (folder / "model.skops").is_file()
        or not (folder / "meta.json").is_file()
    ):
        raise ModelMissing(f"There is no model {name!r} in {registry_dir}.")
    return folder


def read_meta(registry_dir: Path, name: str) -> dict[str, Any]:
    """What is recorded of a version: rows, hash of the data, figures, when it was made."""
    try:
        meta = json.loads((_folder(registry_dir, name) / "meta.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelMismatch(f"The record of model {name!r} is damaged. Train again.") from error
    if not isinstance(meta, dict):
        raise ModelMismatch(f"The record of model {name!r} is damaged. Train again.")
    return meta


def _refuse_other_release(name: str, meta: Mapping[str, Any]) -> None:
    made_with = str(meta.get("sklearn", "")).split(".")[:2]
    here = version_of("scikit-learn").split(".")[:2]
    if made_with != here:
        raise ModelMismatch(
            f"Model {name!r} was made with scikit-learn {'.'.join(made_with) or '(unknown)'}, here is {'.'.join(here)}. "
            "Train again."
        )


def _load_model(file: Path, sha256: str) -> Model:
    try:
        content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ModelMismatch(f"{file} is not the file that was recorded. Train again or promote another.")
        return from_plain(unpack(content))
    except (OSError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise ModelMismatch(
            f"{file} cannot be read as a model ({type(error).__name__}). Train again."
        ) from error


def find_current(registry_dir: Path) -> str | None:
    """The name of the version that reads, None where there is none."""
    try:
        name = (registry_dir / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name or None


def let_read(registry_dir: Path, promotion: Promotion) -> Promotion | None:
    """Load a version, so that a broken one never reads, and let it read from now on; its figures are not looked at.

    Returns:
        what was recorded, with the version that read before; None where it reads already.
    Raises:
        ModelMissing: there is no such version.
        ModelMismatch: it cannot be used; the current one stays.
    """
    load_classifier(registry_dir, _folder(registry_dir, promotion.version).name)
    previous = find_current(registry_dir) or ""
    if promotion.version == previous:
        return None
    carry_out(registry_dir, recorded := replace(promotion, previous=previous))
    return recorded


def list_versions(registry_dir: Path) -> list[Version]:
    """Every version that is there, newest first."""
    names = [
        meta.parent.name for meta in registry_dir.glob("*/meta.json") if not meta.parent.name.startswith(".")
    ]
    current = find_current(registry_dir)
    versions = [
        _version(registry_dir, name, name == current)
        for name in names
        if (registry_dir / name / "model.skops").is_file()
    ]
    return sorted(versions, key=lambda version: (version.created, version.name), reverse=True)


def _version(registry_dir: Path, name: str, is_current: bool) -> Version:
    meta = read_meta(registry_dir, name)
    return Version(name, str(meta.get("created", "")), int(meta.get("rows", 0)), is_current, meta)


def start_from_shipped(registry_dir: Path, *, shipped: Path = SHIPPED, at: datetime | None = None) -> str:
    """Give a new registry the shipped model; one that already has a current model is left as it is.

    Returns:
        the version that is current afterwards.
    Raises:
        ModelMissing: nothing was shipped; run `make setup`.
    """
    already = find_current(registry_dir)
    if already is not None:
        return already
    name = find_current(shipped)
    if name is None:
        raise ModelMissing(f"There is no shipped model in {shipped}. Run `make setup`.")
    _folder(shipped, name)
    registry_dir.mkdir(parents=True, exist_ok=True)
    shutil.copytree(shipped / name, registry_dir / name, dirs_exist_ok=True)
    let_read(registry_dir, Promotion.at_setup(name, at))
    return name

"""Versions are kept, listed and refused; what is not ours is never opened."""

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import skops.io
from sklearn.linear_model import LogisticRegression

from classifiers.errors import ModelMismatch, ModelMissing
from classifiers.examples import Example
from classifiers.promotions import Promotion, list_promotions
from classifiers.registry import (
    find_current,
    let_read,
    list_versions,
    load_classifier,
    read_meta,
    save_model,
    start_from_shipped,
)
from tests.model_versions import SUNDAY, a_version_like


def current_of(folder: Path) -> str:
    name = find_current(folder)
    assert name is not None
    return name


def rewrite(folder: Path, **changes: object) -> None:
    file = folder / current_of(folder) / "meta.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def swap_model(folder: Path, content: bytes) -> None:
    import hashlib

    (folder / current_of(folder) / "model.skops").write_bytes(content)
    rewrite(folder, sha256=hashlib.sha256(content).hexdigest())


def test_a_loaded_model_reads_as_the_trained_one(registry_dir: Path, copy: Path) -> None:
    text = "still waiting, nobody came"

    assert load_classifier(copy).read(text) == load_classifier(registry_dir).read(text)


def test_the_same_model_saved_again_is_the_same_version(registry_dir: Path, tmp_path: Path) -> None:
    version = current_of(registry_dir)
    model = load_classifier(registry_dir).model

    saved = {save_model(tmp_path, model, {"data_hash": "x", "rows": 1}) for _ in range(2)}

    assert len(saved) == 1
    assert version not in saved


def test_an_empty_registry_has_no_model(tmp_path: Path) -> None:
    assert find_current(tmp_path) is None
    assert list_versions(tmp_path) == []
    with pytest.raises(ModelMissing):
        load_classifier(tmp_path)


@pytest.mark.parametrize("name", ["none", "../copy", "/etc", ""])
def test_a_version_that_is_not_there_never_reads(copy: Path, name: str) -> None:
    before = find_current(copy), list_promotions(copy)

    with pytest.raises(ModelMissing):
        let_read(copy, Promotion.at_setup(name, SUNDAY))

    assert (find_current(copy), list_promotions(copy)) == before


def test_a_model_of_another_scikit_learn_is_refused(copy: Path) -> None:
    rewrite(copy, sklearn="1.7.2")

    with pytest.raises(ModelMismatch, match=r"made with scikit-learn 1\.7"):
        load_classifier(copy)


def test_a_model_file_that_is_not_the_recorded_one_is_refused(copy: Path) -> None:
    file = copy / current_of(copy) / "model.skops"
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(ModelMismatch, match="not the file that was recorded"):
        load_classifier(copy)


@pytest.mark.parametrize("content", [b"", b"garbage", b"PK\x05\x06" + b"\0" * 18])
def test_a_corrupt_model_file_is_refused(copy: Path, content: bytes) -> None:
    swap_model(copy, content)

    with pytest.raises(ModelMismatch):
        load_classifier(copy)


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(LogisticRegression(), id="an estimator"),
        pytest.param({"format": print}, id="a function"),
        pytest.param({"format": [1, 2]}, id="a list"),
        pytest.param({"format": 1, "heads": "x", "terms": "y"}, id="other questions"),
    ],
)
def test_a_model_file_with_anything_foreign_is_refused(copy: Path, foreign: object) -> None:
    swap_model(copy, skops.io.dumps(foreign))

    with pytest.raises(ModelMismatch):
        load_classifier(copy)


def test_a_model_whose_arrays_do_not_fit_is_refused(copy: Path) -> None:
    plain = load_classifier(copy).model.to_plain()
    swap_model(
        copy, skops.io.dumps(plain | {"rarity": plain["rarity"][:-1]}, compression=zipfile.ZIP_DEFLATED)
    )

    with pytest.raises(ModelMismatch, match="do not fit"):
        load_classifier(copy)


def test_a_damaged_record_is_refused(copy: Path) -> None:
    (copy / current_of(copy) / "meta.json").write_text("{", encoding="utf-8")

    with pytest.raises(ModelMismatch, match="damaged"):
        load_classifier(copy)


def test_a_broken_version_never_reads(copy: Path) -> None:
    before = current_of(copy)
    a_version_like(copy, before, "heads-broken")
    (copy / "heads-broken" / "model.skops").write_bytes(b"x")

    with pytest.raises(ModelMismatch):
        let_read(copy, Promotion.at_setup("heads-broken", SUNDAY))

    assert find_current(copy) == before
    assert len(list_promotions(copy)) == 1


def test_what_is_recorded_says_which_version_read_before(copy: Path) -> None:
    before = current_of(copy)
    a_version_like(copy, before, "heads-b")

    recorded = let_read(copy, Promotion("heads-b", "ann", "2026-11-22T10:00:00+00:00"))

    assert recorded == Promotion("heads-b", "ann", "2026-11-22T10:00:00+00:00", previous=before)
    assert recorded == list_promotions(copy)[-1]
    assert find_current(copy) == "heads-b"


def test_a_version_that_reads_already_is_not_recorded_again(copy: Path) -> None:
    assert let_read(copy, Promotion.at_setup(current_of(copy), SUNDAY)) is None
    assert len(list_promotions(copy)) == 1


def test_versions_are_listed_with_the_one_that_reads(copy: Path, rows: tuple[Example, ...]) -> None:
    (version,) = list_versions(copy)

    assert version.is_current
    assert version.name == current_of(copy)
    assert version.rows == sum(row.batch != "t3" for row in rows)
    assert version.meta == read_meta(copy, version.name)


def test_a_new_registry_starts_from_the_shipped_model(registry_dir: Path, tmp_path: Path) -> None:
    name = start_from_shipped(tmp_path / "models", shipped=registry_dir, at=SUNDAY)

    assert find_current(tmp_path / "models") == name == find_current(registry_dir)
    assert load_classifier(tmp_path / "models").version == name
    assert list_promotions(tmp_path / "models") == [Promotion(name, "setup", "2026-11-22T09:00:00+00:00")]


def test_the_instant_of_setup_is_recorded_where_none_is_given(registry_dir: Path, tmp_path: Path) -> None:
    start_from_shipped(tmp_path / "models", shipped=registry_dir)

    (promotion,) = list_promotions(tmp_path / "models")
    assert datetime.fromisoformat(promotion.at).tzinfo is not None


def test_a_registry_with_a_current_model_is_left_as_it_is(copy: Path, tmp_path: Path) -> None:
    assert start_from_shipped(copy, shipped=tmp_path / "nothing") == find_current(copy)


def test_without_a_shipped_model_there_is_nothing_to_start_from(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no shipped model"):
        start_from_shipped(tmp_path / "models", shipped=tmp_path / "nothing")

"""An administrator names a version by as little of its name as is clear."""

from pathlib import Path

import pytest

from classifiers.errors import ModelMissing
from classifiers.naming import get_version
from classifiers.promoting import promote
from classifiers.registry import find_current
from tests.model_versions import SUNDAY, a_version_like


@pytest.fixture
def registry(copy: Path) -> Path:
    """heads-b12 reads; before it did the trained one, whose name is a hash."""
    trained = find_current(copy) or ""
    for name in ("heads-x1", "heads-x12", "heads-y"):
        a_version_like(copy, trained, name)
    promote(copy, "heads-x12", by="ann", at=SUNDAY)
    return copy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param("heads-y", "heads-y", id="its name"),
        pytest.param("heads-x12", "heads-x12", id="the longer of two names"),
        pytest.param("heads-x1", "heads-x1", id="a name that also begins another"),
        pytest.param("y", "heads-y", id="without what every name begins with"),
        pytest.param("x12", "heads-x12", id="the beginning of one"),
        pytest.param("current", "heads-x12", id="the one that reads"),
    ],
)
def test_a_version_is_found(registry: Path, said: str, meant: str) -> None:
    assert get_version(registry, said) == meant


def test_previous_is_what_read_before(registry: Path, registry_dir: Path) -> None:
    assert get_version(registry, "previous") == find_current(registry_dir)


@pytest.mark.parametrize("said", ["x", "heads-"])
def test_a_beginning_of_several_is_refused_with_their_names(registry: Path, said: str) -> None:
    with pytest.raises(ModelMissing, match="heads-x1, heads-x12"):
        get_version(registry, said)


@pytest.mark.parametrize("said", ["", "z", "../copy", "/"])
def test_what_no_name_begins_with_is_refused(registry: Path, said: str) -> None:
    with pytest.raises(ModelMissing, match="`hark models` lists"):
        get_version(registry, said)


@pytest.mark.parametrize("said", ["current", "previous"])
def test_in_an_empty_registry_nothing_reads_or_did(tmp_path: Path, said: str) -> None:
    with pytest.raises(ModelMissing):
        get_version(tmp_path, said)

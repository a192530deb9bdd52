"""Which version does an administrator mean? A name, the beginning of one, or `current` or `previous`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from classifiers.errors import ModelMissing
from classifiers.promotions import CURRENT, list_promotions, versions_before
from classifiers.registry import find_current, list_versions

PREVIOUS: Final = "previous"
COMMON: Final = "heads-"  #: how every name begins, so it may be left out


def get_version(registry_dir: Path, said: str) -> str:
    """The version that is meant.

    Args:
        said: a name, a beginning that fits no other name, `current`, or `previous`: what read before it.
    Raises:
        ModelMissing: none is meant, or more than one.
    """
    if said == CURRENT:
        return _get_current(registry_dir)
    if said == PREVIOUS:
        return get_previous(registry_dir)
    names = sorted(version.name for version in list_versions(registry_dir))
    meant = [said] if said in names else [name for name in names if _begins(name, said)]
    if len(meant) != 1:
        raise ModelMissing(_not_one(said, meant, registry_dir))
    return meant[0]


def _begins(name: str, said: str) -> bool:
    return bool(said) and (name.startswith(said) or name.removeprefix(COMMON).startswith(said))


def _not_one(said: str, meant: Sequence[str], registry_dir: Path) -> str:
    if meant:
        return f"More than one version begins with {said!r}: {', '.join(meant)}."
    return f"There is no model {said!r} in {registry_dir}; `hark models` lists those there are."


def _get_current(registry_dir: Path) -> str:
    name = find_current(registry_dir)
    if name is None:
        raise ModelMissing(f"No model reads in {registry_dir} yet.")
    return name


def get_previous(registry_dir: Path) -> str:
    """The version that read before the current one.

    Raises:
        ModelMissing: none did.
    """
    before = versions_before(list_promotions(registry_dir), find_current(registry_dir) or "")
    if not before:
        raise ModelMissing("No version read before the present one; name one: hark promote VERSION.")
    return before[-1]

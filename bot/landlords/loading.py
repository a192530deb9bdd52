"""Which landlords are set up here, and what is wrong with their files?

One landlord's broken file never keeps another's mail out: whatever can be loaded is, and every fault is
told at once, each as a sentence with its file and place.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.landlords.profile import Profile

Kind = TypeVar("Kind", bound=Profile)


@dataclass(frozen=True)
class ProfileFault:
    """One thing that is wrong with one profile."""

    file: str
    where: str  #: the field, e.g. "on_call.2.email"; "" for the whole file
    what: str

    def __str__(self) -> str:
        """The fault as one sentence."""
        place = f"{self.file}: {self.where}" if self.where else self.file
        return f"{place}: {self.what}."


@dataclass(frozen=True)
class LoadedProfiles:
    """The landlords that can be served, and every fault found on the way."""

    profiles: tuple[Profile, ...]
    faults: tuple[ProfileFault, ...]


def load_profiles(path: Path) -> LoadedProfiles:
    """Every profile in a file, or in the .toml files of a folder."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    profiles: list[Profile] = []
    faults: list[ProfileFault] = []
    for file in files:
        loaded, found = load_as(Profile, file)
        faults += found
        if loaded is None:
            continue
        shared = _shared_with(loaded, profiles, file)
        faults += shared
        if not shared:
            profiles.append(loaded)
    if not files:
        faults.append(ProfileFault(str(path), "", "there is no profile (.toml) in this folder"))
    return LoadedProfiles(tuple(profiles), tuple(faults))


def load_as(kind: type[Kind], file: Path) -> tuple[Kind | None, list[ProfileFault]]:
    """One file as this kind of profile, or why it cannot be."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        return kind.model_validate(said), []
    except ValidationError as error:
        return None, [_fault(file, each) for each in error.errors()]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [ProfileFault(file.name, "", f"it is not TOML: {error}")]
    except OSError as error:
        return None, [ProfileFault(str(file), "", f"it cannot be read: {error.strerror}")]


def _fault(file: Path, error: ErrorDetails) -> ProfileFault:
    where = ".".join(str(step) for step in error["loc"])
    what = {"missing": "it is missing", "extra_forbidden": "there is no such field"}.get(error["type"])
    plain = error["msg"].removeprefix("Value error, ").rstrip(".")
    return ProfileFault(file.name, where, what or f"{plain[:1].lower()}{plain[1:]}")


def _shared_with(profile: Profile, others: list[Profile], file: Path) -> list[ProfileFault]:
    """Two landlords with one id or one address: nobody could say whose resident wrote."""
    faults = []
    for other in others:
        if other.id == profile.id:
            faults.append(ProfileFault(file.name, "id", f"“{profile.id}” is also the id of another profile"))
        faults += [
            ProfileFault(file.name, "email_addresses", f"{address} also belongs to {other.id}")
            for address in sorted(set(profile.email_addresses) & set(other.email_addresses))
        ]
    return faults

"""Would Hark work as it is set up? Settings, profiles and connections, all faults at once.

A fault in a profile turns the console red; it never stops intake. What is wrong in one setting does not keep the
others from being looked at.
"""

import asyncio
import os
import socket
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bot.settings import Settings

PATIENCE_SECONDS = 5


def check() -> int:
    """Check settings, profile and connections."""
    from bot.logs import set_up_logs

    set_up_logs()
    settings, faults = _settings()
    faults += _profile_faults(settings)
    faults += _relay_faults(settings.relay_url)
    faults += _scanner_faults(settings.clamd)
    faults += _mailbox_faults(settings)
    faults += asyncio.run(_door_faults(settings))
    faults += asyncio.run(_database_faults(settings))
    faults += _model_faults(settings.data_dir)
    faults += _wording_faults(settings.data_dir)
    for fault in faults:
        print(fault)
    if not settings.relay_url:
        print(
            "HARK_RELAY_URL is not set: what is to be sent waits in the outbox and is shown.", file=sys.stderr
        )
    if not settings.clamd:
        print(
            "HARK_CLAMD is not set: files that come with messages cannot be opened by staff.", file=sys.stderr
        )
    if not faults:
        print("All is well.")
    return 1 if faults else 0


def _settings() -> "tuple[Settings, list[str]]":
    """The settings and what is wrong with them; what is wrong stands at its default."""
    from bot.errors import SettingsError
    from bot.settings import load_settings

    try:
        return load_settings(), []
    except SettingsError as error:
        return _what_is_right(), list(error.faults)


def _what_is_right() -> "Settings":
    from pydantic import ValidationError

    from bot.settings import PREFIX, Settings

    class Given(Settings):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: Any, init_settings: Any, *_: Any, **__: Any
        ) -> tuple[Any, ...]:
            return (init_settings,)

    environment = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX) and value
    }
    said = {
        name: value for name, value in {**_in_file(), **environment}.items() if name in Settings.model_fields
    }
    try:
        return Given(**said)
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors()}
        return Given(**{name: value for name, value in said.items() if name not in wrong})


def _in_file() -> dict[str, Any]:
    from bot.settings import FILE

    try:
        return {
            name.lower(): value
            for name, value in tomllib.loads(Path(FILE).read_text(encoding="utf-8")).items()
        }
    except (OSError, ValueError):
        return {}


def _profile_faults(settings: "Settings") -> list[str]:
    from bot.errors import SettingsError
    from bot.wiring import build_house

    try:
        # The database is looked at apart, so that one fault does not hide the other.
        return list(
            build_house(
                settings.model_copy(
                    update={"database_url": f"sqlite+aiosqlite:///{settings.data_dir}/hark.db"}
                )
            ).faults
        )
    except SettingsError as error:
        return list(error.faults)
    except OSError as error:
        return [f"HARK_DATA_DIR: {error.filename or settings.data_dir} cannot be used: {error.strerror}."]


def _wording_faults(data_dir: Path) -> list[str]:
    """Which check of a text counts for nothing; which texts wait for a speaker is a remark."""
    from bot.wording.languages import language_name
    from bot.wording.render import WORDING_FOLDER, Wording

    wording = Wording(WORDING_FOLDER, data_dir / "wording")
    if wording.waiting:
        waiting = ", ".join(
            f"{language_name(code)} ({len(names)})" for code, names in sorted(wording.waiting.items())
        )
        print(
            f"Texts that wait for a speaker to check them, and are not sent: {waiting}; docs/languages.md says how.",
            file=sys.stderr,
        )
    return list(wording.faults)


def _relay_faults(relay_url: str | None) -> list[str]:
    if not relay_url:
        return []
    url = urlsplit(relay_url)
    return _answers("HARK_RELAY_URL", url.hostname or "", url.port or (465 if url.scheme == "smtps" else 25))


def _scanner_faults(address: str | None) -> list[str]:
    from bot.clamd import Clamd

    if not address or asyncio.run(Clamd(address).is_there()):
        return []
    return [f"HARK_CLAMD: no clamd answers at {address}; until one does, no new file can be opened by staff."]


def _mailbox_faults(settings: "Settings") -> list[str]:
    """Every mailbox is opened; what opens is remarked on, what does not is a fault."""
    from bot.landlords.loading import load_profiles
    from bot.running import mailboxes_of
    from channels.email.try_mailbox import try_mailbox

    mailboxes, faults = mailboxes_of(settings, load_profiles(settings.landlord).profiles)
    tried = [try_mailbox(mailbox) for mailbox in mailboxes]
    for one in tried:
        if not one.faults:
            print(one.remark, file=sys.stderr)
    return faults + [fault for one in tried for fault in one.faults]


async def _door_faults(settings: "Settings") -> list[str]:
    """Whether the doors beside e-mail would open."""
    from bot.doors.plugged import DOORS
    from bot.landlords.loading import load_profiles

    profiles = {profile.id: profile for profile in load_profiles(settings.landlord).profiles}
    return [fault for door in DOORS for fault in await door.check(settings, profiles)]


def _answers(setting: str, host: str, port: int) -> list[str]:
    try:
        with socket.create_connection((host, port), timeout=PATIENCE_SECONDS):
            return []
    except OSError:
        return [f"{setting}: nothing answers at {host}:{port}."]


async def _database_faults(settings: "Settings") -> list[str]:
    """What is wrong with the database; an embedded one that is not there yet is made at the first start."""
    from bot.store.database import Database

    if _is_yet_to_be_made(settings.database_url):
        return []
    try:
        database = Database(settings.database_url)
    except Exception as error:  # a driver that is not installed, an address that is none: whatever it raises
        return [f"HARK_DATABASE_URL cannot be used: {str(error).splitlines()[0].rstrip('.')}."]
    try:
        ready = await database.is_ready()
    finally:
        await database.close()
    return (
        []
        if ready
        else ["HARK_DATABASE_URL: the database does not answer or has no tables; run `hark migrate`."]
    )


def _is_yet_to_be_made(database_url: str) -> bool:
    _, embedded, file = database_url.partition("sqlite+aiosqlite:///")
    return bool(embedded) and not Path(file).exists() and Path(file).parent.is_dir()


def _model_faults(data_dir: Path) -> list[str]:
    from bot.wiring import prepare_models
    from classifiers.errors import ClassifierError
    from classifiers.registry import load_classifier

    try:
        prepare_models(data_dir)
        remark = load_classifier(data_dir / "models").remark
    except ClassifierError as error:
        return [f"The classifier: {error}"]
    except OSError as error:
        return [f"The classifier cannot be kept in {data_dir}: {error.strerror}."]
    return [f"The classifier: {remark}"] if remark else []

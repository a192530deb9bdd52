"""What is set for this installation? Environment names beginning with HARK_, or `hark.toml` beside the command.

The environment wins. Every fault is told at once, as a sentence, and none repeats a secret. Only `wiring` and
`commands` read this; whether the landlord's profile is good is for its loader to say.
"""

import difflib
import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingsError

PREFIX: Final = "HARK_"
FILE: Final = "hark.toml"
EXAMPLE: Final = Path(__file__).parent / "landlords" / "profiles" / "example.toml"
_SHORTEST_SECRET: Final = 16


def _is_database(url: str) -> str:
    if not url.startswith(("sqlite+aiosqlite:///", "postgresql+psycopg://")):
        raise ValueError(url)
    return url


def _is_relay(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.port == 0:
        raise ValueError(url)
    return url


def _is_web(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    return url.rstrip("/")


def _is_scanner(address: str) -> str:
    host, _, port = address.rpartition(":")
    if address and not address.startswith("/") and not (host and port.isdecimal() and 0 < int(port) <= 65535):
        raise ValueError(address)
    return address


Port = Annotated[int, Field(ge=0, le=65535)]
WebAddress = Annotated[str, AfterValidator(_is_web)]


def _beside(read: Mapping[str, Any]) -> str:
    return f"sqlite+aiosqlite:///{read.get('data_dir', Path('.hark'))}/hark.db"


def _here(read: Mapping[str, Any]) -> str:
    return f"http://{read.get('http_host', '')}:{read.get('http_port', '')}"


class Settings(BaseSettings):
    """Everything that can be set; `load_settings` reads it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    data_dir: Path = Path(".hark")
    database_url: Annotated[str, AfterValidator(_is_database)] = Field(default_factory=_beside, repr=False)
    landlord: Path = EXAMPLE  #: a profile file, or a folder of them
    http_host: str = "127.0.0.1"
    http_port: Port = 8080
    public_url: WebAddress = Field(default_factory=_here)  #: what links in our messages begin with
    smtp_host: str = "127.0.0.1"
    smtp_port: Port = 8025
    size_limit_mb: Annotated[int, Field(ge=1, le=1000)] = 30  #: larger mails are refused for good
    relay_url: Annotated[str, AfterValidator(_is_relay)] | None = Field(default=None, repr=False)
    clamd: Annotated[str, AfterValidator(_is_scanner)] | None = (
        None  #: where ClamAV looks into files; none for ""
    )
    imap_host: str | None = None
    imap_port: Port = 993
    imap_user: str | None = None
    imap_password: str | None = Field(default=None, repr=False)
    imap_folder: str = "INBOX"
    imap_security: Literal["auto", "tls", "starttls", "none"] = "auto"
    imap_sign_in: Literal["password", "microsoft", "google"] = "password"
    imap_tenant: str | None = None
    imap_client_id: str | None = None
    imap_client_secret: str | None = Field(default=None, repr=False)
    imap_refresh_token: str | None = Field(default=None, repr=False)
    imap_mark: Literal["nothing", "seen", "flagged"] = "nothing"  #: put on a mail once it is committed
    imap_move_to: str | None = None  #: the folder it is moved to then
    imap_old_after_days: Annotated[int, Field(ge=0, le=3650)] = 14
    telegram_token: str | None = Field(default=None, repr=False)
    telegram_base_url: WebAddress = "https://api.telegram.org"
    notify_api_key: str | None = Field(default=None, repr=False)
    notify_base_url: WebAddress = "https://api.notifications.service.gov.uk"
    notify_text_template: str | None = None
    notify_letter_template: str | None = None
    notify_callback_token: str | None = Field(default=None, repr=False)  #: what Notify proves itself with
    secret_key: Annotated[str, Field(min_length=_SHORTEST_SECRET)] | None = Field(default=None, repr=False)
    shadow: bool = False  #: read, log and queue everything; send nothing

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before what is handed in, which is the file's."""
        return env_settings, init_settings


_MUST_BE: Final = {
    "database_url": "sqlite+aiosqlite:///FILE or postgresql+psycopg://HOST/NAME",
    "relay_url": "smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host where one is needed",
    "clamd": "HOST:PORT or the path of a socket, for example /run/clamav/clamd.ctl",
    "public_url": "a web address, for example https://hark.example.org",
    "telegram_base_url": "a web address",
    "notify_base_url": "a web address",
    "http_port": "a port number, 0 to 65535",
    "smtp_port": "a port number, 0 to 65535",
    "imap_port": "a port number, 0 to 65535",
    "imap_security": "auto, tls, starttls or none",
    "imap_sign_in": "password, microsoft or google",
    "imap_mark": "nothing, seen or flagged",
    "imap_old_after_days": "a whole number of days, 0 to 3650",
    "size_limit_mb": "a whole number of megabytes, 1 to 1000",
    "shadow": "true or false",
    "secret_key": f"at least {_SHORTEST_SECRET} characters",
}
#: what a mailbox needs beside its host, by how it is signed in to
_FOR_A_MAILBOX: Final = {
    "password": ("imap_user", "imap_password"),
    "microsoft": ("imap_user", "imap_tenant", "imap_client_id", "imap_client_secret"),
    "google": ("imap_user", "imap_client_id", "imap_client_secret", "imap_refresh_token"),
}


def load_settings(folder: Path = Path()) -> Settings:
    """The settings of this process.

    Args:
        folder: where `hark.toml` may lie.

    Raises:
        SettingsError: they cannot be used; lists every fault.
    """
    in_file, faults = _read_file(folder / FILE)
    given = {name: value for name, value in os.environ.items() if name.startswith(PREFIX) and value}
    faults += [
        _unknown(name, "") for name in given if name.removeprefix(PREFIX).lower() not in Settings.model_fields
    ]
    faults += [_unknown(name, f"{FILE}: ") for name in in_file if name not in Settings.model_fields]
    said = {**in_file, **{name.removeprefix(PREFIX).lower(): value for name, value in given.items()}}
    faults += _missing_for_a_mailbox(said)
    try:
        settings = Settings(**in_file)
    except ValidationError as error:
        raise SettingsError([*faults, *dict.fromkeys(_sentence(fault) for fault in error.errors())]) from None
    if faults:
        raise SettingsError(faults)
    return settings


def _read_file(file: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return {
            name.lower(): value for name, value in tomllib.loads(file.read_text(encoding="utf-8")).items()
        }, []
    except FileNotFoundError:
        return {}, []
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        return {}, [f"{file} cannot be read: {error}."]


def _unknown(name: str, where: str) -> str:
    written = (lambda field: field) if where else (lambda field: f"{PREFIX}{field.upper()}")
    meant = difflib.get_close_matches(name, [written(field) for field in Settings.model_fields], n=1)
    return f"{where}{name} is not a setting" + (f"; did you mean {meant[0]}?" if meant else ".")


def _missing_for_a_mailbox(said: Mapping[str, Any]) -> list[str]:
    if "imap_host" not in said:
        return []
    needed = _FOR_A_MAILBOX.get(str(said.get("imap_sign_in", "password")), ())
    return [
        f"{PREFIX}IMAP_HOST is set, so {PREFIX}{name.upper()} is needed too."
        for name in needed
        if name not in said
    ]


def _sentence(fault: Any) -> str:
    field = str(fault["loc"][0]).lower().removeprefix(PREFIX.lower())
    is_secret = not Settings.model_fields[field].repr
    found = "" if is_secret else f", not {str(fault['input'])!r}"
    return f"{PREFIX}{field.upper()} must be {_MUST_BE.get(field, 'plain text')}{found}."


def get_secret_key(settings: Settings) -> str:
    """The secret that links and sessions are sealed with; made once and kept where none is set.

    Raises:
        SettingsError: it can be neither read nor kept.
    """
    if settings.secret_key:
        return settings.secret_key
    file = settings.data_dir / "secret_key"
    try:
        if not file.exists():
            _keep_secret(file)
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingsError(
            [f"The secret key in {file} can be neither read nor kept: {error.strerror}."]
        ) from error


def _keep_secret(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as written:
        written.write(secrets.token_urlsafe(48) + "\n")
    try:
        os.link(
            draft, file
        )  # whole or not at all; of two processes that begin at once, the first one's holds
    except FileExistsError:
        pass
    finally:
        draft.unlink()

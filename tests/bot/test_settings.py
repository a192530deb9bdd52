"""Settings come from the environment or a file, and every fault is told at once."""

import os
import stat
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import EXAMPLE, Settings, get_secret_key, load_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("HARK_")]:
        monkeypatch.delenv(name)


def faults_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as wrong:
        load_settings(folder)
    return wrong.value.faults


def test_nothing_need_be_set(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)

    assert settings.database_url == "sqlite+aiosqlite:///.hark/hark.db"
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert (settings.smtp_host, settings.smtp_port) == ("127.0.0.1", 8025)
    assert (settings.landlord, settings.relay_url, settings.shadow) == (EXAMPLE, None, False)
    assert settings.public_url == "http://127.0.0.1:8080"
    assert settings.landlord.is_file()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hark.toml").write_text(
        'smtp_port = 2525\nhttp_port = 9090\nSHADOW = true\ndata_dir = "/srv/hark"\n'
    )
    monkeypatch.setenv("HARK_SMTP_PORT", "2526")

    settings = load_settings(tmp_path)

    assert (settings.smtp_port, settings.http_port, settings.shadow) == (2526, 9090, True)
    assert settings.database_url == "sqlite+aiosqlite:////srv/hark/hark.db"


def test_every_fault_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hark.toml").write_text('smtp_prt = 1\nsize_limit_mb = 0\npublic_url = "hark.example.org"\n')
    monkeypatch.setenv("HARK_RELAYURL", "smtp://relay.example.org")
    monkeypatch.setenv("HARK_HTTP_PORT", "eighty")
    monkeypatch.setenv("HARK_IMAP_HOST", "mail.example.org")
    monkeypatch.setenv("HARK_DATABASE_URL", "mysql://hark:s3cret-word@db/hark")

    assert set(faults_of(tmp_path)) == {
        "HARK_RELAYURL is not a setting; did you mean HARK_RELAY_URL?",
        "hark.toml: smtp_prt is not a setting; did you mean smtp_port?",
        "HARK_IMAP_HOST is set, so HARK_IMAP_USER is needed too.",
        "HARK_IMAP_HOST is set, so HARK_IMAP_PASSWORD is needed too.",
        "HARK_SIZE_LIMIT_MB must be a whole number of megabytes, 1 to 1000, not '0'.",
        "HARK_PUBLIC_URL must be a web address, for example https://hark.example.org, not 'hark.example.org'.",
        "HARK_HTTP_PORT must be a port number, 0 to 65535, not 'eighty'.",
        "HARK_DATABASE_URL must be sqlite+aiosqlite:///FILE or postgresql+psycopg://HOST/NAME.",
    }


@pytest.mark.parametrize(
    "address", ["127.0.0.1:3310", "clamd.example.org:3310", "[::1]:3310", "/run/clamav/clamd.ctl"]
)
def test_a_scanner_is_at_a_host_and_port_or_at_a_path(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_CLAMD", address)

    assert load_settings(tmp_path).clamd == address


@pytest.mark.parametrize("address", ["clamd", ":3310", "clamd:", "clamd:0", "clamd:99999", "off-and-accept"])
def test_any_other_scanner_is_a_fault_and_none_is_accepted_in_its_place(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_CLAMD", address)

    assert faults_of(tmp_path) == (
        "HARK_CLAMD must be HOST:PORT or the path of a socket, for example /run/clamav/clamd.ctl, "
        f"not {address!r}.",
    )


def test_an_empty_scanner_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hark.toml").write_text('clamd = ""\n')
    monkeypatch.setenv("HARK_CLAMD", "")

    assert not load_settings(tmp_path).clamd


@pytest.mark.parametrize(
    ("sign_in", "missing"),
    [
        ("password", ["USER", "PASSWORD"]),
        ("microsoft", ["USER", "TENANT", "CLIENT_ID", "CLIENT_SECRET"]),
        ("google", ["USER", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"]),
    ],
)
def test_a_mailbox_needs_what_its_way_of_signing_in_needs(
    sign_in: str, missing: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_IMAP_HOST", "mail.example.org")
    monkeypatch.setenv("HARK_IMAP_SIGN_IN", sign_in)

    assert faults_of(tmp_path) == tuple(
        f"HARK_IMAP_HOST is set, so HARK_IMAP_{name} is needed too." for name in missing
    )


@pytest.mark.parametrize(
    "name",
    [
        "RELAY_URL",
        "DATABASE_URL",
        "SECRET_KEY",
        "TELEGRAM_TOKEN",
        "IMAP_PASSWORD",
        "IMAP_CLIENT_SECRET",
        "IMAP_REFRESH_TOKEN",
        "NOTIFY_API_KEY",
        "NOTIFY_CALLBACK_TOKEN",
    ],
)
def test_no_secret_is_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {"RELAY_URL": "smtp://a:", "DATABASE_URL": "postgresql+psycopg://a:"}.get(name, "")
    monkeypatch.setenv(f"HARK_{name}", f"{before}s3cret-word-of-ours@host")

    settings = load_settings(tmp_path)

    assert "s3cret-word-of-ours" in getattr(settings, name.lower())
    assert "s3cret-word-of-ours" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    "url", ["relay.example.org:25", "http://relay.example.org", "smtp://", "smtp://relay:port"]
)
def test_a_relay_that_cannot_be_one_is_a_fault(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_RELAY_URL", url)

    (fault,) = faults_of(tmp_path)

    assert fault.startswith("HARK_RELAY_URL must be smtp://HOST:PORT")


def test_a_file_that_is_no_toml_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "hark.toml").write_text("smtp_port = = 25\n")

    (fault,) = faults_of(tmp_path)

    assert "hark.toml cannot be read" in fault


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings(tmp_path).shadow = True  # type: ignore[misc]


def test_a_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new" / "data")

    first, second = get_secret_key(settings), get_secret_key(settings)

    kept = settings.data_dir / "secret_key"
    assert first == second
    assert len(first) >= 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(settings.data_dir.iterdir()) == [kept]


def test_a_secret_key_that_is_set_is_used_and_not_written(tmp_path: Path) -> None:
    assert (
        get_secret_key(Settings(data_dir=tmp_path, secret_key="twenty characters at"))
        == "twenty characters at"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_secret_key_that_cannot_be_kept_is_told_as_a_fault(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")

    with pytest.raises(SettingsError, match="can be neither read nor kept"):
        get_secret_key(Settings(data_dir=tmp_path / "taken"))

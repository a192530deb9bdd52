"""`hark check`: every fault at once, a line each, and 1 if there is any."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Hark
from tests.clamd import Scanner
from tests.dovecot import PASSWORD, Dovecot

pytestmark = [pytest.mark.usefixtures("shipped"), pytest.mark.enable_socket]
NOBODY_LISTENS = "smtp://127.0.0.1:9"


def test_as_it_comes_all_is_well_and_the_missing_relay_and_scanner_are_remarks(hark: Hark) -> None:
    ran = hark("check")

    assert (ran.status, ran.out) == (0, "All is well.\n")
    remarks = ran.err.splitlines()
    assert remarks[0].startswith(
        "Texts that wait for a speaker to check them, and are not sent: Arabic (7), "
    )
    assert remarks[1:] == [
        "HARK_RELAY_URL is not set: what is to be sent waits in the outbox and is shown.",
        "HARK_CLAMD is not set: files that come with messages cannot be opened by staff.",
    ]


def test_wrong_settings_a_broken_profile_and_a_relay_that_is_down_are_told_together(
    hark: Hark, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "elm.toml").write_text('id = "elm"\ncolour = "red"\n', encoding="utf-8")
    (folder / "hark.toml").write_text('shadow = "perhaps"\nlandlord = "elm.toml"\n', encoding="utf-8")
    monkeypatch.setenv("HARK_SMTP_PORT", "99999")
    monkeypatch.setenv("HARK_RELAY", NOBODY_LISTENS)
    monkeypatch.setenv("HARK_RELAY_URL", NOBODY_LISTENS)
    monkeypatch.setenv("HARK_CLAMD", "127.0.0.1:9")

    ran = hark("check")

    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    for fault in (
        "HARK_SMTP_PORT must be a port number, 0 to 65535, not '99999'.",
        "HARK_SHADOW must be true or false, not 'perhaps'.",
        "HARK_RELAY is not a setting; did you mean HARK_RELAY_URL?",
        "elm.toml: name: it is missing.",
        "elm.toml: colour: there is no such field.",
        "HARK_RELAY_URL: nothing answers at 127.0.0.1:9.",
        "HARK_CLAMD: no clamd answers at 127.0.0.1:9; until one does, no new file can be opened by staff.",
    ):
        assert fault in ran.lines


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # of the library, at the question whether it answers
@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        (
            "HARK_DATABASE_URL",
            "sqlite+aiosqlite:////nowhere/hark.db",
            "HARK_DATABASE_URL: the database does not answer",
        ),
        (
            "HARK_DATABASE_URL",
            "postgresql+psycopg://127.0.0.1:9/hark",
            "HARK_DATABASE_URL: the database does not answer",
        ),
        ("HARK_LANDLORD", "nowhere.toml", "nowhere.toml: it cannot be read: No such file or directory."),
        ("HARK_DATA_DIR", "/dev/null/here", "HARK_DATA_DIR: /dev/null/here cannot be used: Not a directory."),
    ],
)
def test_what_cannot_be_reached_is_named(
    hark: Hark, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, says: str
) -> None:
    monkeypatch.setenv(setting, value)

    ran = hark("check")

    assert ran.status == 1
    assert any(line.startswith(says) for line in ran.lines), ran.out


def test_a_file_of_settings_that_is_no_toml_is_one_fault_among_the_others(
    hark: Hark, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "hark.toml").write_text("smtp_port = \n", encoding="utf-8")
    monkeypatch.setenv("HARK_RELAY_URL", NOBODY_LISTENS)

    ran = hark("check")

    assert ran.status == 1
    assert ran.lines[0].startswith("hark.toml cannot be read: ")
    assert ran.lines[-1] == "HARK_RELAY_URL: nothing answers at 127.0.0.1:9."


def test_a_secret_in_a_fault_is_never_repeated(hark: Hark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARK_RELAY_URL", "http://sam:open-sesame@relay.example.org")

    ran = hark("check")

    assert ran.status == 1
    assert "open-sesame" not in ran.out + ran.err


def test_a_scanner_that_answers_is_neither_a_fault_nor_a_remark(
    hark: Hark, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARK_CLAMD", clamd.socket)

    ran = hark("check")

    assert (ran.status, ran.out) == (0, "All is well.\n")
    assert "CLAMD" not in ran.err


def set_mailbox(monkeypatch: pytest.MonkeyPatch, port: int, **named: str) -> None:
    ordinary = {"HOST": "127.0.0.1", "PORT": str(port), "USER": "housing", "PASSWORD": PASSWORD}
    for name, value in {**ordinary, **named}.items():
        monkeypatch.setenv(f"HARK_IMAP_{name}", value)


def test_a_mailbox_that_opens_is_a_remark(
    hark: Hark, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_mailbox(monkeypatch, dovecot_server.port)

    ran = hark("check")

    assert (ran.status, ran.out) == (0, "All is well.\n")
    assert "Mailbox “housing”: opens, holds 0 mails, and tells us at once of new mail." in ran.err


def test_each_mailbox_that_does_not_open_is_a_fault_with_its_reason(
    hark: Hark, folder: Path, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = Path(__file__).parents[3] / "bot" / "landlords" / "profiles" / "example.toml"
    boxes = """
[[mailboxes]]
name = "repairs"
address = "housing@example.org"
host = "127.0.0.1"
port = 9
user = "repairs"
password_from = "ALDER_REPAIRS"

[[mailboxes]]
name = "complaints"
address = "housing@example.org"
host = "127.0.0.1"
user = "complaints"
password_from = "ALDER_COMPLAINTS"
"""
    (folder / "alder.toml").write_text(example.read_text(encoding="utf-8") + boxes, encoding="utf-8")
    monkeypatch.setenv("HARK_LANDLORD", str(folder / "alder.toml"))
    monkeypatch.setenv("ALDER_REPAIRS", "secret-of-repairs")
    set_mailbox(monkeypatch, dovecot_server.port, PASSWORD="wrong-word")

    ran = hark("check")

    assert ran.status == 1
    for fault in (
        "Mailbox “housing”: 127.0.0.1 refuses the sign-in: check the user and the password or application.",
        "Mailbox “repairs”: Nothing answers at 127.0.0.1:9: Connection refused.",
        "The mailbox “complaints” cannot be read: ALDER_COMPLAINTS is not set in the environment.",
    ):
        assert fault in ran.lines, ran.out
    assert "wrong-word" not in ran.out + ran.err
    assert "secret-of-repairs" not in ran.out + ran.err

"""Which bots there are follows from the settings and the profiles, and what cannot be used is said without its token."""

from pathlib import Path
from typing import Any

import pytest

from bot.doors.telegram import PLUG
from bot.doors.telegram_bots import bots_of, first_bots
from bot.landlords.loading import load_profiles
from bot.landlords.parts import OnCall
from bot.landlords.profile import Profile
from bot.landlords.telegram import TelegramBot as AskedBot
from bot.settings import EXAMPLE, Settings
from bot.wiring import build_house
from tests.bot_api import BOT_ID, SAM, TOKEN, a_bot_api

ALDER = load_profiles(EXAMPLE).profiles[0]
BIRCH = ALDER.model_copy(update={"id": "birch", "sender_address": "hello@birch.example"})
OTHER = "4712:AAbbccddeeffgghhiijjkkllmmnnooppqqr"


def settings(**named: Any) -> Settings:
    return Settings(data_dir=Path("nowhere"), public_url="https://hark.example.org", **named)


def with_bots(profile: Profile, *bots: AskedBot) -> Profile:
    return profile.model_copy(update={"telegram": bots})


def by_id(*profiles: Profile) -> dict[str, Profile]:
    return {profile.id: profile for profile in profiles}


def asked(name: str = "repairs", **named: Any) -> AskedBot:
    return AskedBot.model_validate({"name": name, "token_from": "REPAIRS_BOT", **named})


def test_without_a_token_there_is_no_bot_and_nothing_to_send_by() -> None:
    assert bots_of(settings(), by_id(ALDER)) == ([], [])
    assert PLUG.senders(settings(), by_id(ALDER), None) == {}  # type: ignore[arg-type]


def test_the_bot_of_the_settings_is_the_only_landlords() -> None:
    ((bot,), faults) = bots_of(settings(telegram_token=TOKEN), by_id(ALDER))

    assert (bot.landlord_id, bot.id, bot.is_called, faults) == (ALDER.id, BOT_ID, False, [])
    assert bots_of(settings(telegram_token=TOKEN), by_id(ALDER, BIRCH)) == (
        [],
        [
            "HARK_TELEGRAM_TOKEN is set and there are several landlords: name the bot in the profile it belongs to."
        ],
    )


def test_each_landlord_has_bots_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPAIRS_BOT", TOKEN)
    monkeypatch.setenv("BIRCH_BOT", OTHER)
    profiles = by_id(
        with_bots(ALDER, asked()), with_bots(BIRCH, asked("birch", token_from="BIRCH_BOT", webhook=True))
    )

    bots, faults = bots_of(settings(), profiles)

    assert [(bot.landlord_id, bot.id, bot.is_called) for bot in bots] == [
        (ALDER.id, "4711", False),
        ("birch", "4712", True),
    ]
    assert first_bots(bots, profiles) == {ALDER.sender_address: "4711", "hello@birch.example": "4712"}
    assert faults == []


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("", "The Telegram bot “repairs” cannot be used: REPAIRS_BOT is not set in the environment."),
        (
            "a-secret-without-number",
            "The Telegram bot “repairs” cannot be used: REPAIRS_BOT is no token. "
            "@BotFather shows it: a number, a colon, letters.",
        ),
        (TOKEN, "The Telegram bot “repairs” is the same as “Telegram”, which is used."),
    ],
)
def test_a_bot_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, token: str, says: str) -> None:
    monkeypatch.setenv("REPAIRS_BOT", token)

    bots, faults = bots_of(settings(telegram_token=TOKEN), by_id(with_bots(ALDER, asked())))

    assert (len(bots), faults) == (1, [says])


def test_telegram_calls_nobody_without_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPAIRS_BOT", TOKEN)
    plain = Settings(data_dir=Path("nowhere"), public_url="http://hark.example.org")

    _, faults = bots_of(plain, by_id(with_bots(ALDER, asked(webhook=True))))

    assert faults == [
        "The Telegram bot “repairs” cannot be called by Telegram, because HARK_PUBLIC_URL does not begin with https: "
        "set it, or take webhook away."
    ]


@pytest.mark.parametrize(("set_up", "is_asleep"), [({}, True), ({"telegram_token": TOKEN}, False)])
def test_a_chat_number_wakes_somebody_once_there_is_a_bot(
    tmp_path: Path, set_up: dict[str, str], is_asleep: bool
) -> None:
    profile = tmp_path / "alder.toml"
    profile.write_text(
        EXAMPLE.read_text()
        .replace('text = "07700 900101"', 'telegram = "99"')
        .replace('email = "duty@staff.example.org"\n', "")
    )

    house = build_house(Settings(data_dir=tmp_path / "data", landlord=profile, **set_up))

    assert any("Duty officer" in fault for fault in house.faults) == is_asleep


@pytest.mark.enable_socket
async def test_a_check_asks_each_bot_and_tries_who_is_to_be_woken(capsys: pytest.CaptureFixture[str]) -> None:
    woken = (
        OnCall(name="Ann", telegram=str(SAM)),
        OnCall(name="Bo", telegram="12"),
        OnCall(name="Cy", telegram="@cy"),
    )
    profile = ALDER.model_copy(update={"on_call": woken})
    with a_bot_api() as api:
        works = settings(telegram_token=TOKEN, telegram_base_url=api.url)
        refused = settings(telegram_token=OTHER, telegram_base_url=api.url)

        assert await PLUG.check(works, by_id(profile)) == [
            "Bo cannot be woken on Telegram: they must open a chat with the bot first (6.1).",
            "Cy cannot be woken on Telegram: “@cy” is not the number of a chat (6.1).",
        ]
        assert await PLUG.check(refused, by_id(profile)) == [
            "The Telegram bot “Telegram” does not work: Telegram does not accept the token: set the one that "
            "@BotFather shows."
        ]
    assert "The Telegram bot “Telegram” is @ExampleHomesBot." in capsys.readouterr().err

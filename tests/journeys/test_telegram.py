"""Whoever writes to the bot is read, given the choice by buttons, and answered; nothing is lost on the way."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store.database import Database
from channels.telegram.bot import message_name
from channels.telegram.content import CHANGED, FORWARDED, VOICE
from classifiers.labels import Signal, Topic
from classifiers.reading import Reading
from tests.bot_api import BOT_ID, SAM, BotApi, a_bot_api
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Scene
from tests.journeys.telegram_stage import TO_GROUPS, TelegramStage, a_telegram_stage

pytestmark = pytest.mark.enable_socket

NO_HOT_WATER = "Third week with no hot water and nobody rings me back."
HEATING = an_unhappy_reading(topic=Topic.HEATING)
OFFERED = "Do you want to make a complaint?"


@pytest.fixture
def api() -> Iterator[BotApi]:
    with a_bot_api() as made:
        yield made


@pytest.fixture
async def telegram(any_database: Database, tmp_path: Path, api: BotApi) -> AsyncIterator[TelegramStage]:
    async with a_telegram_stage(any_database, tmp_path, api) as made:
        yield made


async def is_offered(telegram: TelegramStage, at: str = "2026-11-02T09:12") -> Scene:
    offered = await telegram.writes(at, NO_HOT_WATER, reads=HEATING)
    assert offered.names == ["choice_offer"]
    return offered


async def test_an_unhappy_resident_taps_yes(telegram: TelegramStage, api: BotApi) -> None:
    offered = await is_offered(telegram)

    assert (offered.sent[0].to, offered.sent[0].channel) == (f"{BOT_ID}:{SAM}", "telegram")
    assert OFFERED in " ".join(api.said_to()[0].split())
    assert api.buttons() == ["Yes, log it", "No, not now"]

    logged = await telegram.taps("2026-11-02T18:40", "Yes")

    assert logged.names == ["complaint_logged"]
    complaint = logged.of("complaint")
    assert complaint["reference"] in api.said_to()[-1]
    assert (complaint["received_at"], complaint["chosen_at"]) == (
        "2026-11-02T09:12:00Z",
        "2026-11-02T18:40:00Z",
    )
    assert complaint["resident"] == {"name": "Sam Okafor", "address": f"{BOT_ID}:{SAM}"}
    assert len(api.settled) == 1


async def test_a_word_says_the_same_as_a_tap(telegram: TelegramStage, api: BotApi) -> None:
    await is_offered(telegram)

    declined = await telegram.writes("2026-11-02T10:00", "no thanks")
    logged = await telegram.writes("2026-11-20T10:00", "Yes please")

    assert declined.names == ["declined"]
    assert api.said_to()[1].startswith("Thank you for letting us know.")
    assert logged.names == ["complaint_logged"]


async def test_yes_tapped_twice_is_one_complaint_and_a_kind_answer(
    telegram: TelegramStage, api: BotApi
) -> None:
    await is_offered(telegram)
    first = await telegram.taps("2026-11-02T10:00", "Yes")

    second = await telegram.taps("2026-11-02T10:01", "Yes")

    assert second.names == ["already_logged"]
    assert f"Your complaint is already logged: {first.of('complaint')['reference']}." in api.said_to()[-1]
    assert second.of("complaint")["reference"] == first.of("complaint")["reference"]
    assert second.tasks == []


async def test_a_yes_written_after_a_yes_tapped_is_told_the_same(telegram: TelegramStage) -> None:
    await is_offered(telegram)
    await telegram.taps("2026-11-02T10:00", "Yes")

    assert (await telegram.writes("2026-11-02T10:05", "Yes")).names == ["already_logged"]


async def test_two_taps_that_come_at_once_open_one_complaint(telegram: TelegramStage, api: BotApi) -> None:
    await is_offered(telegram)

    def both() -> None:
        api.taps("Yes")
        api.taps("Yes")

    seen = await telegram.happens("2026-11-02T10:00", both)

    assert sorted(seen.names) == ["already_logged", "complaint_logged"]
    assert [case["kind"] for case in seen.cases].count("complaint") == 1


async def test_yes_after_no_opens_and_no_after_yes_goes_to_a_person(telegram: TelegramStage) -> None:
    await is_offered(telegram)
    assert (await telegram.taps("2026-11-02T10:00", "No")).names == ["declined"]

    logged = await telegram.taps("2026-11-02T10:01", "Yes")
    changed = await telegram.taps("2026-11-02T10:02", "No")

    assert logged.names == ["complaint_logged"]
    assert (changed.names, changed.asked) == (["changed_mind"], ["check_choice"])
    assert changed.of("complaint")["status"] == "open"


async def test_a_button_works_after_a_restart_and_days_later(telegram: TelegramStage, api: BotApi) -> None:
    await is_offered(telegram)
    await telegram.watch_anew()

    logged = await telegram.taps("2026-11-12T09:00", "Yes", is_old=True)

    assert logged.names == ["complaint_logged"]
    said = await telegram.stage.message_rows(
        await telegram.stage.case_row(logged.of("complaint")["reference"])
    )
    assert said[-1].text == "Yes, log my complaint."


async def test_what_telegram_hands_out_twice_is_one_message(telegram: TelegramStage, api: BotApi) -> None:
    update = api.says("The kitchen tap drips.")
    await telegram.happens("2026-11-02T09:00", lambda: None)
    await telegram.watch_anew()

    again = await telegram.happens("2026-11-02T09:01", lambda: api.waiting.append(update))

    assert again.names == []
    assert len(again.cases) == 1
    assert len(api.said_to()) == 1


async def test_a_number_used_again_for_other_words_is_another_message(
    telegram: TelegramStage, api: BotApi
) -> None:
    first = api.says("The kitchen tap drips.")
    await telegram.happens("2026-11-02T09:00", lambda: None)
    other = {"update_id": first["update_id"], "message": api.message("The lift is out.")}

    again = await telegram.happens("2026-11-12T09:01", lambda: api.waiting.append(other))

    assert len(again.sent) == 1


async def test_when_telegram_asks_us_to_wait_we_wait_as_long(telegram: TelegramStage, api: BotApi) -> None:
    api.fail("sendMessage", 429, "Too Many Requests: retry after 90", retry_after=90)
    await telegram.writes("2026-11-02T09:12", NO_HOT_WATER, reads=HEATING)
    await telegram.stage.time_passes("2026-11-02T09:13:29")
    too_early = list(api.sent)

    await telegram.stage.time_passes("2026-11-02T09:13:31")

    assert (too_early, len(api.sent)) == ([], 1)


async def test_whoever_blocks_the_bot_is_reached_another_way(telegram: TelegramStage, api: BotApi) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")

    seen = await telegram.writes("2026-11-02T09:12", NO_HOT_WATER, reads=HEATING)

    assert seen.names == []
    assert seen.asked == ["reach_another_way"]


async def test_a_photo_is_kept_with_its_words(telegram: TelegramStage, api: BotApi) -> None:
    api.files["large"] = b"\xff\xd8\xff\xe0 a photo"
    photo = [{"file_id": "small", "file_size": 3}, {"file_id": "large", "file_size": 12}]

    seen = await telegram.writes("2026-11-02T09:12", caption=NO_HOT_WATER, photo=photo, reads=HEATING)

    assert seen.names == ["choice_offer"]
    kept = await files_of(telegram, seen)
    assert [(file.type, file.size) for file in kept] == [("image/jpeg", 12)]


async def test_a_photo_that_cannot_be_fetched_costs_no_word(telegram: TelegramStage) -> None:
    photo = [{"file_id": "gone", "file_size": 3}]

    seen = await telegram.writes("2026-11-02T09:12", caption=NO_HOT_WATER, photo=photo, reads=HEATING)

    assert seen.names == ["choice_offer"]
    (message,) = await messages_of(telegram, seen)
    assert message.text == NO_HOT_WATER
    assert message.notes[0].startswith("A photo could not be fetched; ask for it again.")


async def test_an_album_is_one_message(telegram: TelegramStage, api: BotApi) -> None:
    api.files |= {"one": b"one", "two": b"two", "three": b"three"}

    def album() -> None:
        for name, caption in (("one", NO_HOT_WATER), ("two", ""), ("three", "")):
            api.says(
                photo=[{"file_id": name}], media_group_id="7", **({"caption": caption} if caption else {})
            )

    telegram.stage.reader.readings[NO_HOT_WATER] = HEATING
    seen = await telegram.happens("2026-11-02T09:12", album)

    assert seen.names == ["choice_offer"]
    assert len(await files_of(telegram, seen)) == 3


async def test_a_voice_message_is_listened_to_by_a_person(telegram: TelegramStage, api: BotApi) -> None:
    api.files["voice"] = b"OggS"

    seen = await telegram.writes(
        "2026-11-02T09:12", voice={"file_id": "voice", "mime_type": "audio/ogg", "duration": 4}
    )

    assert seen.names == ["attachment_only"]
    assert seen.of("contact")["queue"] == "triage"
    (message,) = await messages_of(telegram, seen)
    assert (message.text, message.notes) == ("", [VOICE])


async def test_a_change_is_a_message_of_its_own(telegram: TelegramStage, api: BotApi) -> None:
    first = api.says("The tap drips.")["message"]
    await telegram.happens("2026-11-02T09:00", lambda: None)
    changed = {**first, "text": "The tap drips and the floor is wet.", "edit_date": first["date"] + 60}

    seen = await telegram.happens("2026-11-02T09:01", lambda: api.comes(edited_message=changed))

    last = (await messages_of(telegram, seen))[-1]
    assert (last.text, last.notes) == ("The tap drips and the floor is wet.", [CHANGED])


async def test_what_was_passed_on_is_marked(telegram: TelegramStage) -> None:
    seen = await telegram.writes(
        "2026-11-02T09:00", "The lift is out.", forward_origin={"type": "user", "date": 1}
    )

    assert (await messages_of(telegram, seen))[0].notes == [FORWARDED]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_group_is_sent_away_once_and_nothing_of_it_is_kept(
    telegram: TelegramStage, api: BotApi, kind: str
) -> None:
    chat = {"id": -100777, "type": kind, "title": "Neighbours"}
    api.chats.add(-100777)

    def talk() -> None:
        for text in ("who knows this bot?", "no idea"):
            message = api.message(text) | {"chat": chat}
            api.comes(**{"channel_post" if kind == "channel" else "message": message})

    await telegram.happens("2026-11-02T09:00", talk)
    await telegram.watch_anew()
    seen = await telegram.happens("2026-11-03T09:00", talk)

    assert api.said_to(-100777) == [TO_GROUPS]
    assert (seen.cases, seen.names) == ([], [])
    assert await arrivals_kept(telegram) == 0


@pytest.mark.parametrize("text", ["/start", "/help", "/start poster-7", "/start@ExampleHomesBot"])
async def test_whoever_opens_the_chat_is_told_who_we_are(
    telegram: TelegramStage, api: BotApi, text: str
) -> None:
    seen = await telegram.writes("2026-11-02T09:00", text)

    assert (seen.names, seen.cases, seen.tasks) == (["about_us"], [], [])
    said = " ".join(api.said_to()[0].split())
    for part in (
        telegram.stage.profile.name,
        telegram.stage.profile.emergency_phone,
        "We keep what you send us",
        "reply COMPLAINT",
    ):
        assert part in said


async def test_another_command_is_read_as_words(telegram: TelegramStage) -> None:
    seen = await telegram.writes("2026-11-02T09:00", "/help my ceiling is coming down")

    assert len(seen.cases) == 1


async def test_who_blocks_the_bot_at_once_is_nobodys_task(telegram: TelegramStage, api: BotApi) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")

    assert (await telegram.writes("2026-11-02T09:00", "/start")).tasks == []


AT_RISK = "I am scared of him and need to get out."
RISK = a_reading(signals=frozenset({Signal.DOMESTIC_ABUSE}))


async def test_whoever_is_at_risk_reads_the_safe_text_and_sees_no_button(
    telegram: TelegramStage, api: BotApi
) -> None:
    at_risk = RISK
    seen = await telegram.writes("2026-11-02T09:00", AT_RISK, reads=at_risk)
    again = await telegram.writes("2026-11-02T09:05", NO_HOT_WATER, reads=HEATING)
    opened = await telegram.writes("2026-11-02T09:10", "/start")

    assert {*seen.names, *again.names, *opened.names} == {"safe_reply"}
    assert not any("reply_markup" in message for message in api.sent)
    assert not any("omplain" in text or "http" in text for text in api.said_to())


async def test_a_button_tapped_after_somebody_was_found_at_risk_gets_no_word_of_it(
    telegram: TelegramStage, api: BotApi
) -> None:
    await is_offered(telegram)
    await telegram.writes("2026-11-02T09:20", AT_RISK, reads=RISK)

    seen = await telegram.taps("2026-11-02T09:30", "Yes")

    assert set(seen.names) <= {"safe_reply"}
    assert seen.of("complaint")["status"] == "open"


async def test_a_reply_that_points_at_an_older_offer_takes_that_one(
    telegram: TelegramStage, api: BotApi
) -> None:
    first = await is_offered(telegram)
    pointed_at = api.sent[-1]["message_id"]
    noise = an_unhappy_reading(topic=Topic.ASB)
    await telegram.writes(
        "2026-11-02T11:00", "Parties next door every night and you do nothing.", reads=noise
    )

    logged = await telegram.writes("2026-11-02T12:00", "Yes", reply_to_message={"message_id": pointed_at})

    assert logged.of("complaint")["linked"] == [first.of("service_request")["reference"]]


async def test_what_we_send_is_known_by_telegrams_own_number(telegram: TelegramStage, api: BotApi) -> None:
    await is_offered(telegram)

    (row,) = await telegram.stage.written("choice_offer")

    assert row.sent_as == message_name(BOT_ID, SAM, api.sent[0]["message_id"])


@pytest.mark.parametrize("alert", [Signal.EMERGENCY, Signal.HAZARD])
async def test_who_is_on_call_is_woken_by_the_landlords_bot(
    any_database: Database, tmp_path: Path, api: BotApi, alert: Signal
) -> None:
    from bot.landlords.parts import OnCall

    on_call = (OnCall(name="Duty officer", telegram="99"),)
    api.chats.add(99)
    async with a_telegram_stage(any_database, tmp_path, api, on_call=on_call) as telegram:
        reads: Reading = a_reading(signals=frozenset({alert}))
        await telegram.writes("2026-11-02T03:00", "There is a strong smell of gas.", reads=reads)

    (said,) = api.said_to(99)
    assert "I have it" in said


async def files_of(telegram: TelegramStage, seen: Scene) -> Any:
    from bot.store.messages import list_attachments

    (message,) = await messages_of(telegram, seen)
    async with telegram.stage.house.database.reading() as session:
        return await list_attachments(session, "example", message.id or 0)


async def messages_of(telegram: TelegramStage, seen: Scene) -> Any:
    return await telegram.stage.message_rows(await telegram.stage.case_row(seen.cases[0]["reference"]))


async def arrivals_kept(telegram: TelegramStage) -> int:
    from sqlalchemy import func
    from sqlmodel import select

    from bot.store.arrivals import ArrivalRow

    async with telegram.stage.house.database.reading() as session:
        return int((await session.exec(select(func.count()).select_from(ArrivalRow))).one())

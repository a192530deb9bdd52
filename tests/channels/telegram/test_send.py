"""A message of ours arrives whole, with its buttons under its last piece, and every refusal is one we can act on."""

from collections.abc import AsyncIterator, Iterator

import pytest

from channels.errors import GiveUp, TryAgain
from channels.messages import Button, Outgoing, ReplyAddress
from channels.telegram.bot import TelegramBot
from channels.telegram.send import TelegramSender
from tests.bot_api import BOT_ID, SAM, TOKEN, BotApi, a_bot_api
from tests.builders import HOUSING, an_outgoing

pytestmark = pytest.mark.enable_socket

YES = Button("Yes, log it", "https://hark.example.org/choice/t", "yes:t")
POLICY = Button("Our policy", "https://www.example.org/policy")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with a_bot_api() as made:
        yield made


@pytest.fixture
async def sender(api: BotApi) -> AsyncIterator[TelegramSender]:
    made = TelegramSender([TelegramBot("example", "our bot", TOKEN, api.url)], {HOUSING: BOT_ID})
    yield made
    await made.close()


def said(text: str = "Hello", *, to: str = f"{BOT_ID}:{SAM}", buttons: tuple[Button, ...] = ()) -> Outgoing:
    return an_outgoing(channel="telegram", to=ReplyAddress("telegram", to), text=text, buttons=buttons)


async def test_a_text_goes_out_as_it_is_with_its_buttons(api: BotApi, sender: TelegramSender) -> None:
    text = "1 < 2 & *not bold* _x_ [y](z)\n\nNew line."

    name = await sender.send(said(text, buttons=(YES, POLICY)))

    (sent,) = api.sent
    assert sent["text"] == text
    assert sent["reply_markup"]["inline_keyboard"] == [
        [{"text": "Yes, log it", "callback_data": "yes:t"}],
        [{"text": "Our policy", "url": "https://www.example.org/policy"}],
    ]
    assert name == f"<{sent['message_id']}.{SAM}.{BOT_ID}@telegram.invalid>"


async def test_a_long_text_goes_out_in_pieces_and_the_buttons_stand_under_the_last(
    api: BotApi, sender: TelegramSender
) -> None:
    text = "\n\n".join(f"Paragraph {each}. " + "words " * 150 for each in range(12))

    names = await sender.send(said(text, buttons=(YES,)))

    assert len(api.sent) == len(names.split()) == 3
    assert ["reply_markup" in one for one in api.sent] == [False, False, True]
    assert " ".join(" ".join(one["text"] for one in api.sent).split()) == " ".join(text.split())


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:8080/policy", "http://localhost/policy", "mailto:a@b.example"]
)
async def test_a_page_telegram_would_not_open_is_printed(
    api: BotApi, sender: TelegramSender, link: str
) -> None:
    await sender.send(said("Hello", buttons=(Button("Our policy", link),)))

    assert api.said_to() == [f"Hello\n\nOur policy: {link}"]
    assert "reply_markup" not in api.sent[0]


async def test_a_chats_number_alone_is_with_the_first_bot_of_whoever_sends(
    api: BotApi, sender: TelegramSender
) -> None:
    await sender.send(said(to=str(SAM)))

    assert api.said_to() == ["Hello"]


@pytest.mark.parametrize("to", ["999:5551", "4711:sam", "", "4711:"])
async def test_an_address_of_no_bot_of_ours_is_given_up(sender: TelegramSender, to: str) -> None:
    with pytest.raises(GiveUp, match="No bot of ours"):
        await sender.send(said(to=to))


async def test_a_chat_that_does_not_exist_is_given_up(sender: TelegramSender) -> None:
    with pytest.raises(GiveUp, match="knows no such chat"):
        await sender.send(said(to=f"{BOT_ID}:12"))


async def test_who_has_blocked_the_bot_is_given_up(api: BotApi, sender: TelegramSender) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")

    with pytest.raises(GiveUp, match="They have blocked the bot"):
        await sender.send(said())


@pytest.mark.parametrize(
    ("status", "description", "why"),
    [
        (502, "Bad Gateway", "Telegram does not answer."),
        (500, "Internal Server Error", "Telegram does not answer."),
        (401, "Unauthorized", "Telegram does not accept the token"),
    ],
)
async def test_what_may_pass_is_tried_again(
    api: BotApi, sender: TelegramSender, status: int, description: str, why: str
) -> None:
    api.fail("sendMessage", status, description)

    with pytest.raises(TryAgain, match=why) as raised:
        await sender.send(said())
    assert TOKEN not in str(raised.value)


async def test_when_told_to_wait_it_says_how_long(api: BotApi, sender: TelegramSender) -> None:
    api.fail("sendMessage", 429, "Too Many Requests", retry_after=7)

    with pytest.raises(TryAgain) as raised:
        await sender.send(said())
    assert raised.value.retry_after_seconds == 7


async def test_told_to_wait_in_the_middle_it_waits_there(api: BotApi, sender: TelegramSender) -> None:
    api.fail("sendMessage", 429, "Too Many Requests", after=1, retry_after=1)

    await sender.send(said("\n\n".join("words " * 500 for _ in range(2))))

    assert len(api.sent) == 2
    assert api.calls == ["sendmessage"] * 3


async def test_without_a_connection_it_is_tried_again() -> None:
    nobody = TelegramSender([TelegramBot("example", "our bot", TOKEN, "http://127.0.0.1:9")], {})

    with pytest.raises(TryAgain, match="Telegram does not answer"):
        await nobody.send(said())
    await nobody.close()

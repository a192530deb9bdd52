"""Texts and letters leave by the real client, once, and every refusal says what staff must do."""

import pytest

from channels.errors import GiveUp, TryAgain
from channels.messages import Outgoing, ReplyAddress
from channels.notify.account import Account
from channels.notify.send import LetterSender, TextSender
from tests.builders import HOUSING, an_outgoing
from tests.notify_api import SERVICE, Failure, NotifyApi

pytestmark = pytest.mark.enable_socket
ADDRESS = "4 Alder Court; Manchester; M60 0AB"


def a_text(words: str = "We are sorry. Reply YES or NO.", to: str = "+447700900123") -> Outgoing:
    return an_outgoing(channel="text", to=ReplyAddress("text", to), text=words, message_id="<hark.1@example>")


def a_letter(to: str = ADDRESS) -> Outgoing:
    return an_outgoing(
        channel="letter",
        to=ReplyAddress("letter", to, "Sam Okafor"),
        subject="Your complaint, EX-1",
        text="We have logged your complaint.",
        message_id="<hark.2@example>",
    )


async def test_a_text_fills_the_template_and_is_named_by_us(notify: NotifyApi, account: Account) -> None:
    said = await TextSender({HOUSING: account}).send(a_text())

    (sent,) = notify.sent
    assert said == sent["id"]
    assert (sent["to"], sent["body"]) == ("+447700900123", "We are sorry. Reply YES or NO.")
    assert sent["reference"] == "hark.1@example"


async def test_a_number_as_people_write_it_is_reached(notify: NotifyApi, account: Account) -> None:
    await TextSender({HOUSING: account}).send(a_text(to="07700 900101"))

    assert notify.sent[0]["to"] == "+447700900101"


async def test_a_letter_has_its_heading_its_words_and_its_envelope(
    notify: NotifyApi, account: Account
) -> None:
    await LetterSender({HOUSING: account}).send(a_letter())

    (sent,) = notify.sent
    assert sent["to"] == "Sam Okafor; 4 Alder Court; Manchester; M60 0AB"
    assert (sent["heading"], sent["body"]) == ("Your complaint, EX-1", "We have logged your complaint.")
    assert sent["reference"] == "hark.2@example"


async def test_what_notify_took_and_never_confirmed_is_not_sent_twice(
    notify: NotifyApi, account: Account
) -> None:
    sender = TextSender({HOUSING: account})
    notify.loses_the_answer = True
    with pytest.raises(TryAgain):
        await sender.send(a_text())

    said = await sender.send(a_text())

    assert len(notify.sent) == 1
    assert said == notify.sent[0]["id"]


@pytest.mark.parametrize(
    ("failure", "retry_after_seconds"),
    [
        (Failure(429, "RateLimitError", "Exceeded rate limit"), None),
        (Failure(429, "TooManyRequestsError", "Exceeded send limits (250000) for today"), 3600),
        (Failure(500), None),
        (Failure(503), None),
        (Failure(0), None),
    ],
    ids=["this minute", "today", "fault", "closed", "no answer"],
)
async def test_what_may_work_later_is_tried_again(
    notify: NotifyApi, account: Account, failure: Failure, retry_after_seconds: float | None
) -> None:
    notify.failures = [failure]

    with pytest.raises(TryAgain) as raised:
        await TextSender({HOUSING: account}).send(a_text())

    assert raised.value.retry_after_seconds == retry_after_seconds
    assert "GOV.UK Notify" in raised.value.why
    assert notify.sent == []


async def test_nobody_listening_is_tried_again(account: Account) -> None:
    away = Account("example", account.api_key, "http://127.0.0.1:9", "", account.text_template)

    with pytest.raises(TryAgain, match="did not answer"):
        await TextSender({HOUSING: away}).send(a_text())


@pytest.mark.parametrize(
    ("error", "message", "meaning"),
    [
        ("ValidationError", "phone_number Not a UK mobile number", "That is no number"),
        ("BadRequestError", "Can't send to this recipient when service is in trial mode", "trial mode"),
        ("BadRequestError", "Can't send to this recipient using a team-only API key", "live key"),
        ("BadRequestError", "Cannot send to international mobile numbers", "abroad"),
        ("BadRequestError", "Something that nobody foresaw", r"refuses it \(400\)"),
    ],
)
async def test_a_refusal_is_said_plainly(
    notify: NotifyApi, account: Account, error: str, message: str, meaning: str
) -> None:
    notify.failures = [Failure(400, error, message)]

    with pytest.raises(GiveUp, match=meaning):
        await TextSender({HOUSING: account}).send(a_text())


async def test_a_key_that_is_refused_is_said_to_be(notify: NotifyApi) -> None:
    other = "00000000-0000-0000-0000-000000000000"
    stranger = Account("example", f"live-{SERVICE}-{other}", notify.base_url, "", "a template")

    with pytest.raises(GiveUp, match="refuses our key"):
        await TextSender({HOUSING: stranger}).send(a_text())


async def test_a_number_that_is_none_and_an_address_that_is_none_are_not_even_tried(
    notify: NotifyApi, account: Account
) -> None:
    with pytest.raises(GiveUp, match="no number"):
        await TextSender({HOUSING: account}).send(a_text(to="EE"))
    with pytest.raises(GiveUp, match="not complete"):
        await LetterSender({HOUSING: account}).send(a_letter(to="Manchester"))

    assert notify.requests == []


async def test_an_address_without_a_postcode_is_said_to_lack_it(notify: NotifyApi, account: Account) -> None:
    with pytest.raises(GiveUp, match="postcode"):
        await LetterSender({HOUSING: account}).send(a_letter(to="4 Alder Court; Alder Street; Manchester"))


async def test_a_landlord_without_an_account_sends_nothing(account: Account) -> None:
    with pytest.raises(GiveUp, match="No text messages are set up here"):
        await TextSender({"other@example.org": account}).send(a_text())
    with pytest.raises(GiveUp, match="No letters are set up here"):
        await LetterSender({}).send(a_letter())


async def test_a_text_that_is_too_long_is_refused_and_said_to_be(notify: NotifyApi, account: Account) -> None:
    with pytest.raises(GiveUp, match="longer than a text"):
        await TextSender({HOUSING: account}).send(a_text("x" * 919))
